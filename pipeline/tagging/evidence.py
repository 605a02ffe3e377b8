"""The words around goods and topics that say how they are meant, by sentence, and which sentences are history.

Guideline G2: the reporting period is what the story presents as new. A sentence is background when it speaks of an
older phase ("in the past", 과거) or of a year at least two before the report's, and nothing in it points to today.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from pipeline.seeds import ContextCue
from pipeline.tagging.matcher import Hit, Hits
from pipeline.tagging.text import Reading, Sentence

Cue = Hit[ContextCue]

STRONG = ("smuggle", "move", "sell", "seize", "arrive")
"""Kinds of context cue that show goods in trade in any report."""

_YEAR = re.compile(r"(?<![\d.,])((?:19|20)\d\d)(?=\s?년|[^\d,.%]|[,.](?!\d)|$)")
_ONGOING = re.compile(r"\bsince\s(?:\w+\s)?$", re.IGNORECASE)
_ONGOING_KO = re.compile(r"\s?년?(?:\s?\d{1,2}월)?(?:부터|\s?이후|\s?이래)")
_FIRST_SINCE = re.compile(r"first time since|since at least|highest|lowest|처음|이후 최|만에")


@dataclass(frozen=True)
class Evidence:
    """The context cues of one reading: for each sentence, kind → cues in order."""

    reading: Reading
    by_sentence: tuple[Mapping[str, tuple[Cue, ...]], ...]

    def cues(self, sentence: Sentence, *kinds: str) -> Iterator[Cue]:
        """The sentence's cues of those kinds."""
        here = self.by_sentence[sentence.number]
        return (cue for kind in kinds for cue in here.get(kind, ()))

    def has(self, sentence: Sentence, *kinds: str) -> bool:
        """Whether the sentence has a cue of one of those kinds."""
        here = self.by_sentence[sentence.number]
        return any(kind in here for kind in kinds)

    @cached_property
    def _years(self) -> tuple[tuple[int, int], ...]:
        """Years that the text names as points in time, with their offsets; "since 2017" reaches until today."""
        whole = self.reading.whole
        return tuple(
            (m.start(), int(m.group()))
            for m in _YEAR.finditer(whole)
            if not (_ONGOING.search(whole, max(0, m.start() - 16), m.start()) or _ONGOING_KO.match(whole, m.end()))
        )

    @cached_property
    def _present(self) -> int:
        """The year of the report, or the latest year it names."""
        if self.reading.published:
            return self.reading.published.year
        return max((year for _, year in self._years), default=0)

    @cached_property
    def background(self) -> frozenset[int]:
        """Numbers of the sentences that tell an older phase."""
        return frozenset(s.number for s in self.reading.sentences if self._is_background(s))

    @cached_property
    def old_bans(self) -> frozenset[int]:
        """Numbers of the sentences that tell of a ban of years ago that still holds."""
        return frozenset(s.number for s in self.reading.sentences if self._is_old_ban(s))

    @cached_property
    def ban_lists(self) -> frozenset[int]:
        """Numbers of the sentences that list what sanctions forbid, neither as news nor beside actual movement."""
        return frozenset(
            s.number
            for s in self.reading.sentences
            if self.has(s, "banlist") and not self.has(s, "fresh") and (self.has(s, "ban") or not self.has(s, *STRONG))
        )

    def _is_old_ban(self, sentence: Sentence) -> bool:
        if not self.has(sentence, "ban", "banlist") or self.has(sentence, "fresh"):
            return False
        years = [int(y) for y in _YEAR.findall(self.reading.text_of(sentence))]
        return bool(years) and max(years) <= self._present - 2

    def _is_background(self, sentence: Sentence) -> bool:
        if self.has(sentence, "fresh"):
            return False
        return self.has(sentence, "past") or self._names_old_year(sentence)

    def _names_old_year(self, sentence: Sentence) -> bool:
        years = [year for at, year in self._years if sentence.start <= at < sentence.end]
        if not years or max(years) > self._present - 2:
            return False
        return _FIRST_SINCE.search(self.reading.text_of(sentence)) is None


def gather(reading: Reading, hits: Hits) -> Evidence:
    """The reading's context cues, sentence by sentence."""
    rows: list[dict[str, list[Cue]]] = [{} for _ in reading.sentences]
    for cue in hits.contexts:
        rows[reading.sentence_at(cue.start).number].setdefault(cue.row.kind, []).append(cue)
    return Evidence(reading, tuple({kind: tuple(cues) for kind, cues in row.items()} for row in rows))
