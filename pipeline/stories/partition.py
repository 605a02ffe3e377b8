"""Which articles make one story, given what joins them: a pure function of the set, whatever the order of arrival.

Links are taken strongest first. One is passed over when it would put two articles of one edition into one story that
are no copies of each other: an edition does not tell one report twice, so the weaker of two rival links is wrong.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime

from pipeline.stories.pairs import Kind

STRENGTH: dict[Kind, int] = {"edition": 0, "copy": 1, "rewrite": 2, "translation": 2}


@dataclass(frozen=True, slots=True, kw_only=True)
class Member:
    """An article: `edition` is its outlet and language, `since` when it was first recorded."""

    id: str
    edition: str
    since: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Link:
    """What joins two articles; `a` is the smaller id."""

    a: str
    b: str
    kind: Kind
    score: float
    why: str


def stories(members: Iterable[Member], links: Iterable[Link]) -> dict[str, str]:
    """The story of each article: the id of the one among its articles that was recorded first."""
    known = {member.id: member for member in members}
    joining = sorted((link for link in links if link.kind != "event"), key=strongest_first)
    alike = {frozenset((link.a, link.b)) for link in joining if link.kind in ("copy", "rewrite")}
    groups = {member: [member] for member in known}
    for link in joining:
        one, other = groups[link.a], groups[link.b]
        if one is not other and (link.kind != "translation" or _fits(one, other, known, alike)):
            one += other
            groups |= dict.fromkeys(other, one)
    return {member: _leader(group, known) for member, group in groups.items()}


def strongest_first(link: Link) -> tuple[int, float, str, str]:
    """The order in which links are taken: a total one, the same everywhere."""
    return (STRENGTH[link.kind], -link.score, link.a, link.b)


def _fits(one: Sequence[str], other: Sequence[str], known: dict[str, Member], alike: set[frozenset[str]]) -> bool:
    return all(known[a].edition != known[b].edition or frozenset((a, b)) in alike for a in one for b in other)


def _leader(group: Iterable[str], known: dict[str, Member]) -> str:
    return min(group, key=lambda member: (known[member].since, member))
