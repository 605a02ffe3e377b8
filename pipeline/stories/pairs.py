"""Whether two articles carry one report: pure evidence over two profiles, scored and said in words.

A pair's score is the probability that follows from its log-odds: what the marks of the shorter article say for or
against one story, the words that both share, the time between them, and whose report they carry.
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
EVENT = 6.0
# However many places, goods and topics two reports share, these alone never make one story of them.
GENERAL = 7.0
SPECIAL = 6.0
TOLD = 6


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
    if part < COPY or (lag(a, b) != 0 and _is_column(a, b)):
        return None
    return Evidence(kind="copy", score=round(part, 3), why=f"{_percent(part)} word for word in the other")


def _part(a: Profile, b: Profile) -> float:
    """The part of the shorter text that stands word for word in the longer one."""
    short, long = sorted((a, b), key=lambda each: (len(each.letters), each.letters))
    return shared(short.pieces, long.pieces, RUN[a.lang])


def _is_column(a: Profile, b: Profile) -> bool:
    """Whether the words return with other figures, as those of a weekly survey do."""
    least = min(len(a.figures), len(b.figures))
    return least > 1 and len(a.figures & b.figures) < 0.6 * least


def _figures(a: Profile, b: Profile) -> float:
    """What days and numbers say beyond being marks: those of one report agree, those of look-alikes all differ."""
    least, both = min(len(a.figures), len(b.figures)), len(a.figures & b.figures)
    if least < 2:
        return 0.0
    if both >= 0.6 * least:
        return 2.0 if least > 2 else 1.0
    if both > 0.2 * least:
        return 0.0
    return -1.5 if least == 2 else -3.0 if least == 3 else -12.0


def _related(a: Profile, b: Profile, rarity: Mapping[str, int]) -> Evidence | None:
    days = lag(a, b)
    if days is not None and days > LONGEST_LAG:
        return None
    short, long = sorted((a, b), key=lambda each: (each.size, each.id))
    said = sorted(likeness(short.marks, long.marks, long.size, rarity), reverse=True)
    general = sum(value for value, mark in said if mark[0] in "pgt")
    special = [value for value, mark in said if mark[0] not in "pgt"]
    alike = min(general, GENERAL) + sum(special)
    told = "both have " + ", ".join([_plain(mark) for value, mark in said if value > 0][:TOLD])
    if a.lang == b.lang:
        odds = _rewrite_odds(a, b, alike, days)
        joined = Evidence(
            kind="rewrite", score=_probability(odds), why=f"{_percent(_part(a, b))} word for word; {told}"
        )
    else:
        enough = sum(value for value in special if value > 0) >= SPECIAL
        odds = _translation_odds(a, b, alike, days) if enough else 0.0
        joined = Evidence(kind="translation", score=_probability(odds), why=told)
    if odds > 0:
        return joined
    near = days is None or days <= EVENT_DAYS
    if near and alike > EVENT and any(mark[0] == "p" for mark in short.marks & long.marks):
        return Evidence(kind="event", score=_probability((alike - EVENT) / 4), why=told)
    return None


def _translation_odds(a: Profile, b: Profile, alike: float, days: int | None) -> float:
    english, korean = (a, b) if a.lang == "en" else (b, a)
    named = len(english.names & korean.sounds)
    whose = 1.5 if a.origin == b.origin else -1.0
    return (alike - 11) / 2 + 1.5 * named + whose + _figures(a, b) - _lateness(days, 10)


def _rewrite_odds(a: Profile, b: Profile, alike: float, days: int | None) -> float:
    words = 25 * (_part(a, b) - 0.15) + min(alike, 20.0) / 4
    title = 4.0 if a.headline == b.headline and len(a.headline) >= RUN[a.lang] else 0.0
    whose = 0.0 if a.outlet == b.outlet else 2.0 if a.origin == b.origin else -2.0
    return words + title + whose + _figures(a, b) - 2.5 - _lateness(days, 3)


def _lateness(days: int | None, usual: int) -> float:
    if days is None:
        return 1.5
    return 0.0 if days <= usual else 1.5 if days <= usual + 4 else 5.0


def _plain(mark: str) -> str:
    kind, _, rest = mark.partition(":")
    return {"d": f"day {rest}", "m": f"month {rest}"}.get(kind, rest)


def _percent(part: float) -> str:
    return f"{part:.0%} of the shorter text"


def _probability(odds: float) -> float:
    return round(1 / (1 + exp(-odds)), 3)
