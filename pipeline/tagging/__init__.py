"""What the report says: places, goods, topics, signals and sources, as an analyst would write them down by hand."""

from pipeline.tagging.jsonl import tag_line
from pipeline.tagging.ruleset import Rules, rules
from pipeline.tagging.tag import tag

__all__ = ["Rules", "rules", "tag", "tag_line"]
