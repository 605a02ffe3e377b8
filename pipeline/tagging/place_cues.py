"""The words beside place names, compiled from `place_cues.csv` for one language."""

import re
from collections import defaultdict
from collections.abc import Mapping
from dataclasses import dataclass

from pipeline.seeds import Seeds

WORD = re.compile(r"[\w’'-]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceCues:
    """Cue words by role; `patterns` has each role's words as one alternation, longest first."""

    words: Mapping[str, frozenset[str]]
    patterns: Mapping[str, str]

    def has(self, role: str, word: str) -> bool:
        """Whether the word, in lower case, is a cue of that role."""
        return word.lower() in self.words[role]


def compile_cues(seeds: Seeds, lang: str) -> PlaceCues:
    """The language's cues."""
    words: dict[str, set[str]] = defaultdict(set)
    for row in seeds.place_cues:
        if row.lang == lang:
            words[row.role].add(row.surface)
    return PlaceCues(
        words=defaultdict(frozenset, {role: frozenset(w.lower() for w in cues) for role, cues in words.items()}),
        patterns=defaultdict(lambda: "(?!)", {role: alternation(cues) for role, cues in words.items()}),
    )


def alternation(words: set[str] | frozenset[str]) -> str:
    """The words as a regular expression, longest first."""
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))
