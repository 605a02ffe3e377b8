"""The words of attributions, compiled from `attribution_cues.csv` for one language."""

import re
from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.seeds import AttributionCue, Seeds

HEADS = ("source", "trader", "resident", "worker", "official", "defector", "expert")


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceCues:
    """The cues of one language as patterns; `heads` names the kind of informant by its group."""

    heads: re.Pattern[str]
    statement: re.Pattern[str]
    another: re.Pattern[str]
    subject: re.Pattern[str]
    inside: re.Pattern[str]
    local: re.Pattern[str]
    excluded: re.Pattern[str]
    outlets: re.Pattern[str]
    outlet_rows: Sequence[AttributionCue]

    def outlet(self, match: re.Match[str]) -> AttributionCue:
        """The cue that an outlet match comes from."""
        return self.outlet_rows[int((match.lastgroup or "o0")[1:])]


def compile_sources(seeds: Seeds, lang: str) -> SourceCues:
    """The language's attribution cues."""
    rows = [r for r in seeds.attribution_cues if r.lang == lang]
    edge = r"\b" if lang == "en" else ""

    def pattern(role: str) -> str:
        return "|".join(r.pattern_regex for r in rows if r.role == role) or "(?!)"

    outlets = [r for r in rows if r.role in ("outlet", "state-media")]
    heads = "|".join(f"(?P<{kind}>{pattern(kind)})" for kind in HEADS)
    return SourceCues(
        heads=re.compile(f"{edge}(?:{heads}){edge}", re.IGNORECASE),
        statement=re.compile(f"{edge}(?:{pattern('statement')}){edge}", re.IGNORECASE),
        another=re.compile(f"{edge}(?:{pattern('another')}){edge}", re.IGNORECASE),
        subject=re.compile(f"{edge}(?:{pattern('subject')})"),
        inside=re.compile(f"{edge}(?:{pattern('inside')}){edge}"),
        local=re.compile(f"{edge}(?:{pattern('local')}){edge}"),
        excluded=re.compile(f"{edge}(?:{pattern('not-informant')})", re.IGNORECASE),
        outlets=re.compile("|".join(f"(?P<o{i}>{r.pattern_regex})" for i, r in enumerate(outlets))),
        outlet_rows=outlets,
    )
