"""Which orders of regions the report's sources give."""

from pipeline.records import Attribution, Ranking
from pipeline.tagging.matcher import Hits
from pipeline.tagging.places import Places
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.text import Reading


def find(
    reading: Reading, hits: Hits, places: Places, attributions: tuple[Attribution, ...], rules: Rules
) -> tuple[Ranking, ...]:
    """The rankings of the reading."""
    return ()
