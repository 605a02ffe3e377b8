"""From all that a text claims to one signal a change: named goods, the latest state, no echo (S3, S4, S6)."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.records import Flow, Hedge, Trend
from pipeline.tagging.claims import Claim
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.text import Sentence

STATES: tuple[frozenset[Trend], ...] = (
    frozenset(["up", "down", "halted", "resumed"]),
    frozenset(["tightened", "loosened"]),
)
OWN = 0.1
INHERITED = ("before", "running", "lead", "title", "report")


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """A claim with its place, flow and one good: a signal unless another one says the same or supersedes it."""

    sentence: Sentence
    claim: Claim
    region: str | None
    counterpart: str | None
    commodity: str | None
    flow: Flow
    trend: Trend
    hedge: Hedge
    scope: str
    weight: float


def settle(candidates: Sequence[Candidate], rules: Rules) -> tuple[Candidate, ...]:
    """The candidates that stand, in the order of the text."""
    kept: list[Candidate] = []
    for candidate in sorted(
        candidates, key=lambda c: (-c.weight - OWN * (c.scope not in INHERITED), c.claim.change.start)
    ):
        if not any(_covers(other, candidate, rules) for other in kept):
            kept.append(candidate)
    standing = [c for c in kept if not any(_beats(o, c, rules) for o in kept if o is not c)]
    return tuple(sorted(standing, key=lambda c: (c.claim.change.start, c.region or "", c.commodity or "")))


def related(a: str | None, b: str | None, rules: Rules) -> bool:
    """Whether two regions are one, or one lies in the other; an unknown region is related to an unknown one only."""
    if a is None or b is None:
        return a is b
    return _within(a, b, rules) or _within(b, a, rules)


def _within(inner: str | None, outer: str | None, rules: Rules) -> bool:
    return inner is not None and outer is not None and outer in rules.lineage(inner)


def _covers(other: Candidate, candidate: Candidate, rules: Rules) -> bool:
    """Whether the other already says it: same flow, trend and hedge, a place in the candidate's, the same or any good.

    What speaks of the whole border covers what only inherits its place from the text around it.
    """
    if (other.flow, other.trend, other.hedge) != (candidate.flow, candidate.trend, candidate.hedge):
        return False
    at_large = other.scope == "at large" and candidate.scope in INHERITED
    placed = candidate.region is None or at_large or _within(other.region, candidate.region, rules)
    return placed and candidate.commodity in (None, other.commodity)


def _beats(other: Candidate, candidate: Candidate, rules: Rules) -> bool:
    if (other.flow, other.hedge) != (candidate.flow, candidate.hedge):
        return False
    if other.trend == candidate.trend:
        return _specifies(other, candidate, rules)
    return _supersedes(other, candidate, rules)


def _specifies(other: Candidate, candidate: Candidate, rules: Rules) -> bool:
    """Whether the other says the same of goods or of a place that the candidate leaves open."""
    placed = other.region is not None and candidate.scope == "none"
    inside = other.region != candidate.region and _within(other.region, candidate.region, rules)
    same_goods = candidate.commodity in (None, other.commodity)
    goods = (
        candidate.commodity is None and other.commodity is not None and related(other.region, candidate.region, rules)
    )
    return goods or (same_goods and (placed or inside))


def _supersedes(other: Candidate, candidate: Candidate, rules: Rules) -> bool:
    """Whether the other is a later or surer state of the same flow: main verb over attribute, lead over the rest."""
    if not any({other.trend, candidate.trend} <= states for states in STATES):
        return False
    if candidate.region is not None and not related(other.region, candidate.region, rules):
        return False
    if candidate.commodity and other.commodity and candidate.commodity != other.commodity:
        return False
    if candidate.claim.noun == other.claim.noun:
        attributes = [c.claim.rule.endswith("attribute") for c in (candidate, other)]
        if attributes in ([True, False], [False, True]):
            return attributes[0]
    return (other.weight, other.claim.change.start) > (candidate.weight, candidate.claim.change.start)
