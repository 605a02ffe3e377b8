"""The books of one source's crawl: schedules, closes and counts, each in a small transaction."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from pathlib import Path
from types import MappingProxyType
from typing import Any

from sqlalchemy import Connection, Engine

from crawlers.result import CrawlResult
from pipeline import archive
from pipeline.records import Hint, Page
from pipeline.seeds import Source
from pipeline.warehouse import ledger
from pipeline.warehouse.engine import reading, writing
from pipeline.warehouse.ledger import Answer, Closing, Kind, Wanted

NO_HINTS: Mapping[str, Hint] = MappingProxyType({})
STOPPED = Closing(outcome="failed", reason="interrupted", detail="the crawl was stopped")


@dataclass(frozen=True, slots=True, kw_only=True)
class Order:
    """One scheduled fetch: its row, what an index said of the page, and the URL's last good answer if it has one."""

    fetch_id: str
    wanted: Wanted
    hint: Hint | None = None
    answer: Answer | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Brought:
    """A page that a fetch brought and how the fetch will be closed."""

    order: Order
    page: Page
    closing: Closing

    def __repr__(self) -> str:
        return f"<page of {self.page.url}>"


def now() -> datetime:
    """The system clock, in UTC to the second."""
    return datetime.now(UTC).replace(microsecond=0)


class Books:
    """Writes the ledger of one source in one run and keeps the count; `tell` hears of each change.

    `fault` is why the crawl failed beyond what its counts say; `in_vain` counts the articles that failed in a row for
    passing reasons.
    """

    def __init__(self, made: Engine, run_id: str, source: Source, tell: Callable[[CrawlResult], None]) -> None:
        self.engine, self.run_id, self.source, self.tell = made, run_id, source, tell
        self.result = CrawlResult(source_id=source.source_id)
        self.fault: str | None = None
        self.last_failure = ""
        self.in_vain = 0

    def end(self) -> CrawlResult:
        """Closes what is still open, and judges the crawl."""
        with writing(self.engine) as connection:
            articles = len(ledger.open_articles(connection, self.source.source_id))
            left = ledger.close_open(connection, self.source.source_id, STOPPED, now())
        fault = self.fault or (f"stopped with {left} fetches under way" if left else self._fault())
        self._count({"failed": articles}, fault)
        return self.result

    def _fault(self) -> str | None:
        r = self.result
        if not r.indexes:
            return f"no index could be read ({self.last_failure})"
        if r.failed == r.scheduled > r.gone:
            return f"all {r.scheduled} articles failed ({self.last_failure})"
        return None

    def order(self, wanted: Sequence[Wanted]) -> tuple[Order, ...]:
        """Schedules URLs of which no index says anything."""
        with writing(self.engine) as connection:
            orders = self._schedule(connection, wanted, NO_HINTS)
        self._count({"scheduled": sum(w.kind == "article" for w in wanted)})
        return orders

    def settle(
        self, index: Order, closing: Closing, wanted: Sequence[Wanted], hints: Mapping[str, Hint] = NO_HINTS
    ) -> tuple[Order, ...]:
        """Closes an index and schedules what it listed, both or neither."""
        with writing(self.engine) as connection:
            ledger.close_fetch(connection, index.fetch_id, closing, now())
            orders = self._schedule(connection, wanted, hints)
        self._count({"scheduled": len(wanted), "indexes": 1})
        return orders

    def _schedule(
        self, connection: Connection, wanted: Sequence[Wanted], hints: Mapping[str, Hint]
    ) -> tuple[Order, ...]:
        ids = ledger.schedule(connection, self.run_id, self.source.source_id, wanted, now())
        answers = ledger.last_answers(connection, self.source.source_id, [w.url for w in wanted])
        return tuple(
            Order(fetch_id=i, wanted=w, hint=hints.get(w.url), answer=answers.get(w.url))
            for i, w in zip(ids, wanted, strict=True)
        )

    def close(self, order: Order, closing: Closing, kept: Page | None = None, path: Path | None = None) -> None:
        """Closes the order's row, with the row of the page that it brought."""
        with writing(self.engine) as connection:
            if kept is not None:
                ledger.keep_page(connection, self.run_id, order.fetch_id, kept, str(path))
            ledger.close_fetch(connection, order.fetch_id, closing, now())
        if closing.outcome == "failed":
            self.last_failure = f"{order.wanted.url}: {closing.reason}: {closing.detail}"
        if order.wanted.kind == "article":
            self.in_vain = self.in_vain + 1 if closing.passing else 0
        self._count(_steps(order.wanted.kind, closing))

    def answers(self, urls: Sequence[str]) -> dict[str, Answer]:
        """The last good answers of the URLs."""
        with reading(self.engine) as connection:
            return ledger.last_answers(connection, self.source.source_id, urls)

    def pending(self) -> tuple[tuple[Wanted, ...], tuple[Answer, ...]]:
        """What earlier crawls owe, and the last answers of the articles young enough to be asked again."""
        since = now() - timedelta(days=self.source.recheck_days)
        with reading(self.engine) as connection:
            owed = ledger.owed(connection, self.source.source_id, since)
            return owed, ledger.recent_articles(connection, self.source.source_id, since)

    def last_pages(self, urls: Sequence[str]) -> dict[str, tuple[str, str]]:
        """Hash and archive path of the page kept last for each URL that has one."""
        with reading(self.engine) as connection:
            return ledger.last_pages(connection, self.source.source_id, urls)

    def last_hint(self, folder: Path, url: str) -> Hint:
        """What was said of the URL's last kept page, less its time of change, which is no longer true."""
        last = self.last_pages([url]).get(url)
        return Hint() if last is None else replace(archive.read(folder, last[1]).hint, updated=None)

    def _count(self, steps: Mapping[str, int], fault: str | None = None) -> None:
        counts: dict[str, Any] = {name: getattr(self.result, name) + step for name, step in steps.items()}
        self.result = replace(self.result, fault=fault, **counts)
        self.tell(self.result)


def _steps(kind: Kind, closing: Closing) -> dict[str, int]:
    """What a closing adds to the count; an index that listed something is counted where it is settled."""
    if kind == "article":
        return {closing.outcome.replace("-", "_"): 1, "gone": int(closing.reason == "gone")}
    return {"indexes": int(closing.outcome == "not-modified")}
