"""Whether the report is a border-trade story, and why, in words that an analyst can contest."""

from collections.abc import Sequence

from pipeline.records import CommodityTag, Signal
from pipeline.tagging.subject import Subject


def decide(subject: Subject, goods: Sequence[CommodityTag], signals: Sequence[Signal]) -> tuple[bool, str]:
    """The decision and its reason: what the report is about, the goods it moves, the changes it states."""
    beside = []
    if goods:
        beside.append("goods: " + ", ".join(g.id for g in goods))
    if signals:
        beside.append(f"{len(signals)} stated change{'s' * (len(signals) != 1)}")
    return subject.main, "; ".join([subject.why, *beside])
