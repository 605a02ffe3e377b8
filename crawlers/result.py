"""How one source's crawl stands or ended."""

from dataclasses import dataclass


@dataclass(frozen=True, slots=True, kw_only=True)
class CrawlResult:
    """Counts of articles, and the fault that made the crawl fail, in one line; None when it did not.

    `gone` ones are counted as failed too. `indexes` counts the index documents that listed something or are unchanged.
    """

    source_id: str
    scheduled: int = 0
    fetched: int = 0
    not_modified: int = 0
    failed: int = 0
    gone: int = 0
    indexes: int = 0
    fault: str | None = None

    @property
    def ok(self) -> bool:
        """Whether the source was crawled."""
        return self.fault is None

    @property
    def done(self) -> int:
        """Articles whose outcome is known."""
        return self.fetched + self.not_modified + self.failed

    def line(self) -> str:
        """Progress as a person reads it."""
        counts = f"{self.not_modified} not modified, {self.failed} failed"
        return f"{self.source_id}: {self.fetched} of {self.scheduled} fetched, {counts}"
