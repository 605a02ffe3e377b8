"""Which story each article was counted to, and when: what was known each time one of their pages was fetched.

A pure function of the articles' versions and the links between them. So the ids that readers noted stay explained
after a merge or a split, and loading in another order leaves the same trail.
"""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime

from pipeline.stories.partition import Link, Member, stories


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """One version of an article and when it was in force; `until` is None while it is."""

    id: str
    article: str
    edition: str
    since: datetime
    until: datetime | None

    def in_force(self, at: datetime) -> bool:
        """Whether this was the article's content at that instant."""
        return self.since <= at and (self.until is None or at < self.until)


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """A time during which an article was counted to one story; `until` is None for now."""

    story: str
    since: datetime
    until: datetime | None


def stays(versions: Sequence[Version], links: Sequence[Link]) -> dict[str, list[Stay]]:
    """The stays of each article, oldest first; the links are between versions."""
    first: dict[str, datetime] = {}
    for version in versions:
        first[version.article] = min(version.since, first.get(version.article, version.since))
    found: dict[str, list[Stay]] = {article: [] for article in first}
    instants = sorted({version.since for version in versions})
    for at, until in zip(instants, [*instants[1:], None], strict=True):
        for article, story in _stories(versions, links, first, at).items():
            _stay(found[article], story, at, until)
    return found


def _stories(
    versions: Iterable[Version], links: Iterable[Link], first: Mapping[str, datetime], at: datetime
) -> dict[str, str]:
    current = {version.id: version for version in versions if version.in_force(at)}
    members = [Member(id=v.article, edition=v.edition, since=first[v.article]) for v in current.values()]
    return stories(members, in_force(links, current))


def in_force(links: Iterable[Link], current: Mapping[str, Version]) -> list[Link]:
    """The links between versions that are all in force, as links between their articles."""
    return [
        Link(a=current[link.a].article, b=current[link.b].article, kind=link.kind, score=link.score, why=link.why)
        for link in links
        if link.a in current and link.b in current
    ]


def _stay(stays_: list[Stay], story: str, since: datetime, until: datetime | None) -> None:
    """Adds the time, as one with the stay before when that was in the same story."""
    if stays_ and stays_[-1].story == story:
        stays_[-1] = Stay(story=story, since=stays_[-1].since, until=until)
    else:
        stays_.append(Stay(story=story, since=since, until=until))
