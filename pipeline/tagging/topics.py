"""What the report is about, with the strength that made each topic."""

from pipeline.records import CommodityTag, TopicTag
from pipeline.tagging.matcher import Hits
from pipeline.tagging.places import Places
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.text import Reading


def find(
    reading: Reading, hits: Hits, places: Places, goods: tuple[CommodityTag, ...], rules: Rules
) -> tuple[TopicTag, ...]:
    """The topics of the reading."""
    return ()
