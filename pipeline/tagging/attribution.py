"""Who says so: where the informant is, of what kind, to which outlet, and nothing that could identify them."""

from pipeline.records import Attribution
from pipeline.tagging.matcher import Hits
from pipeline.tagging.places import Places
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.text import Reading


def find(reading: Reading, hits: Hits, places: Places, rules: Rules) -> tuple[Attribution, ...]:
    """The report's distinct sources in the order of their first statement."""
    return ()
