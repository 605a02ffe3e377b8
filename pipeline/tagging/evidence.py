"""The words around goods and topics that say how they are meant, by sentence, and which sentences are history.

Guideline G2: the reporting period is what the story presents as new. A sentence is background when it speaks of an
older phase ("in the past", 과거) or of a year at least two before the report's, and nothing in it points to today.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property

from pipeline.seeds import ContextCue
from pipeline.tagging.matcher import Hit, Hits
from pipeline.tagging.text import Reading, Sentence

Cue = Hit[ContextCue]

_YEAR = re.compile(r"(?<![\d.,])((?:19|20)\d\d)(?=\s?년|[^\d,.%]|[,.](?!\d)|$)")
_FIRST_SINCE = re.compile(r"first time since|since at least|highest|lowest|처음|이후 최|만에")


@dataclass(frozen=True)
class Evidence:
    """The context cues of one reading by sentence."""

    reading: Reading
    by_sentence: tuple[tuple[Cue, ...], ...]

    def cues(self, sentence: Sentence, *kinds: str) -> Iterator[Cue]:
        """The sentence's cues of those kinds, in order."""
        return (c for c in self.by_sentence[sentence.number] if c.row.kind in kinds)

    def has(self, sentence: Sentence, *kinds: str) -> bool:
        """Whether the sentence has a cue of one of those kinds."""
        return any(c.row.kind in kinds for c in self.by_sentence[sentence.number])

    @cached_property
    def _present(self) -> int | None:
        """The year of the report, or the latest year it names."""
        if self.reading.published:
            return self.reading.published.year
        years = [int(y) for y in _YEAR.findall(self.reading.whole)]
        return max(years, default=None)

    @cached_property
    def background(self) -> frozenset[int]:
        """Indices of the sentences that tell an older phase."""
        return frozenset(s.number for s in self.reading.sentences if self._is_background(s))

    def _is_background(self, sentence: Sentence) -> bool:
        if self.has(sentence, "fresh"):
            return False
        return self.has(sentence, "past") or self._names_old_year(sentence)

    def _names_old_year(self, sentence: Sentence) -> bool:
        text = self.reading.text_of(sentence)
        years = [int(y) for y in _YEAR.findall(text)]
        if not years or self._present is None or _FIRST_SINCE.search(text):
            return False
        return max(years) <= self._present - 2


def gather(reading: Reading, hits: Hits) -> Evidence:
    """The reading's context cues, sentence by sentence."""
    rows: list[list[Cue]] = [[] for _ in reading.sentences]
    for cue in hits.contexts:
        rows[reading.sentence_at(cue.start).number].append(cue)
    return Evidence(reading, tuple(tuple(row) for row in rows))
