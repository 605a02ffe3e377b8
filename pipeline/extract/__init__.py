"""From bytes to the right article: `extract(page, source, rules)`, with `rules(seeds)` compiled once."""

from pipeline.extract.article import Draft, draft, extract, rejected
from pipeline.extract.drift import agreement
from pipeline.extract.parts import following, joined, part
from pipeline.extract.rules import ExtractRules, rules

__all__ = ["Draft", "ExtractRules", "agreement", "draft", "extract", "following", "joined", "part", "rejected", "rules"]
