"""From bytes to the right article: `extract(page, source, rules)`, with `rules(seeds)` compiled once."""

from pipeline.extract.article import Draft, draft, extract, rejected
from pipeline.extract.rules import ExtractRules, rules

__all__ = ["Draft", "ExtractRules", "draft", "extract", "rejected", "rules"]
