"""From all that a text claims to one signal a change: goods over goods at large, the latest state, no echo (S3, S4, S6)."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from pipeline.records import Flow, Hedge, Trend
from pipeline.tagging.claims import Claim
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.text import Sentence

STATES: tuple[frozenset[Trend], ...] = (
    frozenset(["up", "down", "halted", "resumed"]),
    frozenset(["tightened", "loosened"]),
)


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
    for candidate in sorted(candidates, key=lambda c: (-c.weight, c.claim.change.start)):
        if not any(_covers(other, candidate, rules) for other in kept):
            kept.append(candidate)
    kept = [c for c in kept if not _superseded(c, kept, rules)]
    return tuple(sorted(kept, key=lambda c: (c.claim.change.start, c.region or "", c.commodity or "")))


def _covers(other: Candidate, candidate: Candidate, rules: Rules) -> bool:
    """Whether the other already says it: same flow, trend and hedge, a place above or below, the same good or one of it."""
    if (other.flow, other.trend, other.hedge) != (candidate.flow, candidate.trend, candidate.hedge):
        return False
    if candidate.region is not None and not related(other.region, candidate.region, rules):
        return False
    return candidate.commodity is None or other.commodity == candidate.commodity


def related(a: str | None, b: str | None, rules: Rules) -> bool:
    """Whether two regions are one, or one lies in the other; an unknown region is related to an unknown one only."""
    if a is None or b is None:
        return a is b
    return a in rules.lineage(b) or b in rules.lineage(a)


def _superseded(candidate: Candidate, others: Iterable[Candidate], rules: Rules) -> bool:
    """Whether another signal is the later or surer state of the same flow, or names the goods that this one leaves open."""
    return any(other is not candidate and _beats(other, candidate, rules) for other in others)


def _beats(other: Candidate, candidate: Candidate, rules: Rules) -> bool:
    if other.flow != candidate.flow or other.hedge != candidate.hedge:
        return False
    if not related(other.region, candidate.region, rules) and candidate.region is not None:
        return False
    if candidate.scope == "none" and other.region is not None and other.trend == candidate.trend:
        return True
    if other.trend == candidate.trend:
        return (
            candidate.commodity is None
            and other.commodity is not None
            and related(other.region, candidate.region, rules)
        )
    if not any({other.trend, candidate.trend} <= states for states in STATES):
        return False
    if candidate.commodity and other.commodity and candidate.commodity != other.commodity:
        return False
    return (other.weight, other.claim.change.start) > (candidate.weight, candidate.claim.change.start)
