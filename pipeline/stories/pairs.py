"""Whether two articles carry one report: pure evidence over two profiles, scored and said in words."""

from dataclasses import dataclass
from typing import Literal

from pipeline.stories.passages import RUN, shared
from pipeline.stories.profile import Profile

Kind = Literal["copy", "translation", "event"]

COPY = 0.5
PART = 0.15
LAG_DAYS = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """Why two articles carry one report; `score` 0..1."""

    kind: Kind
    score: float
    why: str


def lag(a: Profile, b: Profile) -> int | None:
    """The least number of days between the two publications; None when one is unknown."""
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return None
    return max(0, (b.first - a.last).days, (a.first - b.last).days)


def evidence(a: Profile, b: Profile) -> Evidence | None:
    """What joins the two, or None."""
    return _copy(a, b) if a.lang == b.lang else _translation(a, b)


def _copy(a: Profile, b: Profile) -> Evidence | None:
    short, long = sorted((a, b), key=lambda p: (len(p.text), p.id))
    if not short.text:
        return None
    part = shared(short.text, long.text, RUN[a.lang]) / len(short.text)
    if part >= COPY:
        return Evidence(kind="copy", score=part, why=f"{part:.0%} of the shorter text stands in the other")
    same_title = a.title == b.title and len(a.title) >= RUN[a.lang]
    days = lag(a, b)
    if (same_title or part >= 0.3) and part >= PART and (days is None or days <= LAG_DAYS):
        return Evidence(
            kind="copy", score=part, why=f"{part:.0%} of the shorter text stands in the other, near in time"
        )
    return None


def _translation(a: Profile, b: Profile) -> Evidence | None:
    if (a.alternate_url and a.alternate_url == b.url) or (b.alternate_url and b.alternate_url == a.url):
        return Evidence(kind="translation", score=1.0, why="one links to the other as its other edition")
    days = lag(a, b)
    if days is not None and days > LAG_DAYS:
        return None
    both = a.marks & b.marks
    weight = sum(map(_weight, both))
    least = min(sum(map(_weight, p.marks)) for p in (a, b))
    score = weight / least if least else 0.0
    if weight >= 4 and score >= 0.5:
        return Evidence(kind="translation", score=min(score, 1.0), why=f"both state {', '.join(sorted(both))}")
    return None


def _weight(mark: str) -> float:
    kind, _, rest = mark.partition(" ")
    if kind == "topic":
        return 0.2
    if kind == "place":
        return 1.0 if rest.count("-") > 1 else 0.5
    if kind == "good":
        return 0.7
    return 0.7
