"""Whether two articles carry one report: pure evidence over two profiles, scored and said in words.

A pair's score is the probability that follows from its log-odds: what the marks of the shorter article say for or against
one story, the words that both share, the time between them, and whose report they carry.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from math import exp
from typing import Literal

from pipeline.stories.chance import likeness
from pipeline.stories.passages import RUN, shared
from pipeline.stories.profile import Profile

Kind = Literal["edition", "copy", "rewrite", "translation", "event"]

COPY = 0.5
EVENT_DAYS = 7
LONGEST_LAG = 30
NAME = 3.0
TOLD = 6
FIGURES = 3


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """What joins two articles; all kinds but `event` make them one story. `score` is 0..1."""

    kind: Kind
    score: float
    why: str


def lag(a: Profile, b: Profile) -> int | None:
    """The least number of days between the two publications; None when one is unknown."""
    if a.first is None or b.first is None or a.last is None or b.last is None:
        return None
    return max(0, (b.first - a.last).days, (a.first - b.last).days)


def evidence(a: Profile, b: Profile, rarity: Mapping[str, int]) -> Evidence | None:
    """What joins the two articles, or None; the same whichever comes first."""
    a, b = sorted((a, b), key=lambda profile: profile.id)
    if a.lang == b.lang:
        return _copy(a, b) or _related(a, b, rarity)
    if _linked(a, b) or _linked(b, a):
        return Evidence(kind="edition", score=1.0, why="one links to the other as its edition in the other language")
    return _related(a, b, rarity)


def _linked(a: Profile, b: Profile) -> bool:
    return a.alternate_url is not None and a.alternate_url == b.url


def _copy(a: Profile, b: Profile) -> Evidence | None:
    """Most of the shorter text stands in the other, figures included: whenever that was."""
    part = _part(a, b)
    if part < COPY or not _same_figures(a, b):
        return None
    return Evidence(kind="copy", score=part, why=f"{part:.0%} of the shorter text stands word for word in the other")


def _part(a: Profile, b: Profile) -> float:
    short, long = sorted((a.letters, b.letters), key=lambda text: (len(text), text))
    return shared(short, long, RUN[a.lang])


def _same_figures(a: Profile, b: Profile) -> bool:
    """Whether they agree on figures and days; a column that comes every week has the same words and others."""
    days = lag(a, b)
    ours, theirs = ({mark for mark in each.marks if mark[0] in "nd"} for each in (a, b))
    least = min(len(ours), len(theirs))
    return least < FIGURES or days == 0 or len(ours & theirs) >= 0.6 * least


def _related(a: Profile, b: Profile, rarity: Mapping[str, int]) -> Evidence | None:
    days = lag(a, b)
    if days is not None and days > LONGEST_LAG:
        return None
    short, long = sorted((a, b), key=lambda each: (each.size, each.id))
    said = sorted(likeness(short.marks, long.marks, long.size, rarity), reverse=True)
    alike = sum(value for value, _ in said)
    told = [mark for value, mark in said if value > 0][:TOLD]
    if a.lang == b.lang:
        odds, why = _rewrite_odds(a, b, alike, days), f"{_part(a, b):.0%} word for word, and both have "
        kind: Kind = "rewrite"
    else:
        odds, why, kind = _translation_odds(a, b, alike, days), "both have ", "translation"
    if odds > 0:
        return Evidence(kind=kind, score=_probability(odds), why=why + ", ".join(told))
    if (days is None or days <= EVENT_DAYS) and alike > 6 and any(mark.startswith("p:") for mark in told):
        return Evidence(kind="event", score=_probability((alike - 6) / 4), why="both have " + ", ".join(told))
    return None


def _translation_odds(a: Profile, b: Profile, alike: float, days: int | None) -> float:
    english, korean = (a, b) if a.lang == "en" else (b, a)
    shared_names = len(english.names & korean.sounds)
    whose = 1.5 if a.origin == b.origin else -1.0
    return (alike - 11) / 2 + NAME / 2 * shared_names + whose - _lateness(days, 10)


def _rewrite_odds(a: Profile, b: Profile, alike: float, days: int | None) -> float:
    part = _part(a, b)
    title = 4.0 if a.headline == b.headline and len(a.headline) >= RUN[a.lang] else 0.0
    whose = 1.0 if a.outlet == b.outlet else 2.0 if a.origin == b.origin else -2.0
    return alike / 2 + 30 * (part - 0.12) + title + whose - 5 - _lateness(days, 3)


def _lateness(days: int | None, usual: int) -> float:
    if days is None:
        return 1.5
    return 0.0 if days <= usual else 1.5 if days <= usual + 4 else 5.0


def _probability(odds: float) -> float:
    return round(1 / (1 + exp(-odds)), 3)
