"""The goods that stand beside evidence of trade, and those that would count beside a report's trade."""

from dataclasses import dataclass

from pipeline.tagging.evidence import Evidence
from pipeline.tagging.goods_words import Mention, mentions
from pipeline.tagging.matcher import Hits
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.text import Reading
from pipeline.tagging.trade_words import CARRIERS, CLOSE, lists, rule


@dataclass(frozen=True, slots=True)
class Traded:
    """The goods that count, each with its rule, and those that would count beside a report's trade."""

    counted: tuple[tuple[Mention, str], ...]
    waiting: tuple[Mention, ...]


def weigh(reading: Reading, hits: Hits, evidence: Evidence, rules: Rules) -> Traded:
    """Every good of the reading, weighed by what stands in its sentence."""
    counted: list[tuple[Mention, str]] = []
    waiting: list[Mention] = []
    for run in lists(reading, tuple(mentions(reading, hits, rules))):
        own = [rule(reading, evidence, m) for m in run]
        for m, why in zip(run, own, strict=True):
            joins = _may_join(evidence, m)
            if why or (joins and any(own)):
                counted.append((m, why or "list"))
            elif joins and m.plain:
                waiting.append(m)
    return Traded(tuple(counted), tuple(waiting))


def _may_join(evidence: Evidence, m: Mention) -> bool:
    """Whether a good without evidence of its own may share its neighbours'."""
    return not m.aside and m.sentence not in evidence.background and (m.good not in CLOSE or m.good in CARRIERS)
