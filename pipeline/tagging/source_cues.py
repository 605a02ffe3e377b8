"""The words around informants, compiled from `attribution_cues.csv` for one language."""

import re
from dataclasses import dataclass

from pipeline.seeds import Seeds


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCues:
    """The cues of one language as patterns."""

    statement: re.Pattern[str]
    another: re.Pattern[str]
    subject: re.Pattern[str]
    inside: re.Pattern[str]
    local: re.Pattern[str]
    excluded: re.Pattern[str]


def compile_sources(seeds: Seeds, lang: str) -> SourceCues:
    """The language's attribution cues."""
    edge = r"\b" if lang == "en" else ""

    def pattern(role: str) -> re.Pattern[str]:
        words = "|".join(r.pattern_regex for r in seeds.attribution_cues if r.lang == lang and r.role == role)
        return re.compile(f"{edge}(?:{words or '(?!)'}){edge}", re.IGNORECASE)

    return SourceCues(
        statement=pattern("statement"),
        another=pattern("another"),
        subject=pattern("subject"),
        inside=pattern("inside"),
        local=pattern("local"),
        excluded=pattern("not-informant"),
    )
