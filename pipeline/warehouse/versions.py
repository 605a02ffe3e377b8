"""The version chain of an article: a pure function of the pages that carried it, in the order of their fetches."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from itertools import groupby
from typing import Literal

Word = Literal["loaded", "unchanged", "duplicate"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Observation:
    """One page that carried the article: where, when, and the hash of the content it showed."""

    page_id: str
    source_id: str
    url: str
    fetched_at: datetime
    content_sha256: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One content while it was in force: `first` brought it, `confirmed` are the later pages that showed it still."""

    first: Observation
    confirmed: tuple[Observation, ...]
    superseded_at: datetime | None

    @property
    def content_sha256(self) -> str:
        """The hash of the content in force."""
        return self.first.content_sha256

    @property
    def recorded_at(self) -> datetime:
        """When we learned of it."""
        return self.first.fetched_at


def chain(observations: Iterable[Observation]) -> tuple[Version, ...]:
    """The versions in the order of their fetches, oldest first; consecutive equal contents are one version."""
    ordered = sorted(observations, key=lambda o: (o.fetched_at, o.content_sha256, o.page_id))
    runs = [tuple(run) for _, run in groupby(ordered, key=lambda o: o.content_sha256)]
    ends = [*(run[0].fetched_at for run in runs), None][1:]
    return tuple(
        Version(first=run[0], confirmed=run[1:], superseded_at=end) for run, end in zip(runs, ends, strict=True)
    )


def words(versions: Iterable[Version]) -> dict[str, Word]:
    """How each page ends: it brought a version, showed it again at the same address, or at another one."""
    ends: dict[str, Word] = {}
    for version in versions:
        ends[version.first.page_id] = "loaded"
        for page in version.confirmed:
            ends[page.page_id] = "unchanged" if page.url == version.first.url else "duplicate"
    return ends
