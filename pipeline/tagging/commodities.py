"""Which goods the report says move, are banned, seized or priced."""

from pipeline.records import CommodityTag
from pipeline.tagging.matcher import Hits
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.text import Reading


def find(reading: Reading, hits: Hits, rules: Rules) -> tuple[CommodityTag, ...]:
    """The goods of the reading."""
    return ()
