"""Which changes in cross-border movement of goods the report states."""

from pipeline.records import Attribution, CommodityTag, Signal
from pipeline.tagging.matcher import Hits
from pipeline.tagging.places import Places
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.text import Reading


def find(
    reading: Reading,
    hits: Hits,
    places: Places,
    goods: tuple[CommodityTag, ...],
    attributions: tuple[Attribution, ...],
    rules: Rules,
) -> tuple[Signal, ...]:
    """The signals of the reading."""
    return ()
