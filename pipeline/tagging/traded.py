"""The goods that stand beside evidence of trade, and those that would count in a report on trade or prices."""

from dataclasses import dataclass

from pipeline.tagging.evidence import Evidence
from pipeline.tagging.goods_words import Mention, mentions
from pipeline.tagging.matcher import Hits
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.text import Reading
from pipeline.tagging.trade_words import NEVER_LISTED, lists, rule

Counted = tuple[Mention, str]


@dataclass(frozen=True, slots=True)
class Traded:
    """The goods that count in any report, each with its rule; `waiting` need the report to be on trade or prices.

    A waiting good without a rule needs trade in a neighbouring sentence too.
    """

    counted: tuple[Counted, ...]
    waiting: tuple[Counted, ...]


def weigh(reading: Reading, hits: Hits, evidence: Evidence, rules: Rules) -> Traded:
    """Every good of the reading, weighed by what stands in its sentence; goods in a list share their evidence."""
    counted: list[Counted] = []
    waiting: list[Counted] = []
    for run in lists(reading, tuple(mentions(reading, hits, rules))):
        own = [rule(reading, evidence, m) for m in run]
        for m, why in zip(run, own, strict=True):
            shared = [r for r in own if r] if _may_join(evidence, m) else []
            if any(r.anywhere for r in (why, *shared) if r):
                counted.append((m, why.name if why else "list"))
            elif why or ((shared or m.plain) and _may_join(evidence, m)):
                waiting.append((m, why.name if why else "list" if shared else ""))
    return Traded(tuple(counted), tuple(waiting))


def _may_join(evidence: Evidence, m: Mention) -> bool:
    """Whether a good without evidence of its own may share its neighbours'."""
    if m.aside or any(m.sentence in told for told in (evidence.background, evidence.old_bans, evidence.ban_lists)):
        return False
    return m.good not in NEVER_LISTED
