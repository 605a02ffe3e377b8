"""Whether the report is a border-trade story, and why."""

from pipeline.records import CommodityTag, Signal, TopicTag
from pipeline.tagging.places import Places
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.text import Reading


def decide(
    reading: Reading,
    places: Places,
    goods: tuple[CommodityTag, ...],
    topics: tuple[TopicTag, ...],
    signals: tuple[Signal, ...],
    rules: Rules,
) -> tuple[bool, str]:
    """The decision and its reason in words."""
    return False, ""
