"""One stated change: which predicate, of what, with which trend, and how surely it is asserted."""

from typing import NamedTuple

from pipeline.records import Trend
from pipeline.tagging.cues import Change, Noun
from pipeline.tagging.hedges import Standing

MOVING = ("movement", "goods", "carrier", "verb")
HOLDING = ("control", "permit", "restraint", "guard")


class Claim(NamedTuple):
    """A change stated in one clause (`start`, `end`): its predicate, what changes, and how far it is asserted."""

    change: Change
    noun: Noun
    trend: Trend
    standing: Standing
    start: int
    end: int
    rule: str
    confidence: float


def restrains(claim: Claim) -> bool:
    """Whether the claim is about control of movement rather than movement itself."""
    return claim.noun.kind in HOLDING or claim.trend in ("tightened", "loosened")


def trend_of(change: Change, noun: Noun) -> Trend | None:
    """The trend that the change states of that noun, or None when the two don't go together.

    More control is tightened and less is loosened; a crossing opens and closes but neither rises nor falls.
    """
    if noun.kind in MOVING:
        return _moving(change)
    if noun.kind == "service":
        return change.trend if change.applies_to in ("flow/crossing", "crossing") else None
    if noun.kind in HOLDING:
        return _holding(change, noun)
    return None


def _moving(change: Change) -> Trend | None:
    if change.applies_to in ("volume", "flow/crossing", "crackdown", "restriction", "permission", "turning away"):
        return change.trend
    if change.applies_to == "any":
        return "up" if change.trend == "up" else "down"
    return change.trend if change.form in ("adverb", "adjective") else None


_PERMITTED: dict[str, Trend] = {"up": "loosened", "down": "tightened", "halted": "tightened", "resumed": "loosened"}
_HELD: dict[str, Trend] = {"up": "tightened", "down": "loosened", "halted": "loosened"}


def _holding(change: Change, noun: Noun) -> Trend | None:
    if change.applies_to == "restraint":
        return change.trend if noun.kind in ("restraint", "control") else None
    if change.applies_to in ("crossing", "crackdown", "restriction", "permission"):
        return None
    if noun.kind == "permit":
        return _PERMITTED.get(change.trend, change.trend)
    return None if change.trend == "resumed" else _HELD.get(change.trend, change.trend)
