"""English sentences cut into clauses, each with the word that opens it, which says how far its claims are asserted."""

import re
from typing import NamedTuple

from pipeline.tagging.text import Sentence
from pipeline.tagging.wordings import listed

_OPENERS = listed(
    "but while although though because whereas however after before until unless if when since once as which who that "
    "where with without despite amid following whether whereby wherein whenever provided"
)
_BREAK = re.compile(
    r"[;:]\s+|\s[-–—]+\s|—|,\s+(?:and|or|then|so|yet)\s+|,\s+(?=(?:is|are|was|were|has|have|had)\s)|,?\s+(?=(?:"
    + "|".join(sorted(_OPENERS))
    + r")\b)|,[”\"’]\s+|(?<=[:,])\s+[“\"]",
    re.IGNORECASE,
)
_WORD = re.compile(r"[\s“”\"'‘’(]*([A-Za-z]+)")
_NO_BREAK = re.compile(
    r"as (?:well|of|an?|much|many|long|far|part|such|\d)\b|since then|so (?:far|much|many)|that (?:is|of)\b|"
    r"when it comes",
    re.IGNORECASE,
)
_NO_BREAK_AFTER = re.compile(
    r"\b(?:such|well|same|so|as|known|much|regarded|seen|described|used|act(?:s|ed)?|serve[sd]?)$", re.IGNORECASE
)
_THAT_AFTER = re.compile(r"\b(?:provided|so|in order|now|given|such|except)$", re.IGNORECASE)
_ALL_BUT = re.compile(r"\ball$", re.IGNORECASE)


class Clause(NamedTuple):
    """A stretch of a sentence and the lower-case word that opens it, empty for a main clause.

    `adjunct` is a stretch inside it that says nothing of its predicate: "curbs set [after the closure] were lifted".
    """

    start: int
    end: int
    opener: str
    adjunct: tuple[int, int] = (0, 0)

    def text(self, whole: str) -> str:
        """The clause's characters, the adjunct blanked."""
        a, b = self.adjunct
        return whole[self.start : self.end] if a == b else whole[self.start : a] + " " * (b - a) + whole[b : self.end]


def cut(whole: str, sentence: Sentence) -> tuple[Clause, ...]:
    """The sentence's clauses in order; together they cover it."""
    starts = [sentence.start]
    for mark in _BREAK.finditer(whole, sentence.start, sentence.end):
        if mark.end() > starts[-1] and mark.end() < sentence.end and _parts(whole, mark):
            starts.append(mark.end())
    ends = [*starts[1:], sentence.end]
    return tuple(Clause(a, b, _opener(whole, a, b)) for a, b in zip(starts, ends, strict=True))


def _parts(whole: str, mark: re.Match[str]) -> bool:
    """Whether the mark parts clauses: "such as", "as well as", "provided that" don't."""
    if whole.startswith("that ", mark.end()) and _THAT_AFTER.search(whole, max(0, mark.start() - 12), mark.start()):
        return False
    if _NO_BREAK.match(whole, mark.end()):
        return False
    if whole.startswith("since", mark.end()) and whole.endswith("ever", 0, mark.start()):
        return False
    if whole.startswith("but ", mark.end()) and _ALL_BUT.search(whole, max(0, mark.start() - 4), mark.start()):
        return False
    return not (
        whole.startswith("as ", mark.end()) and _NO_BREAK_AFTER.search(whole, max(0, mark.start() - 12), mark.start())
    )


def _opener(whole: str, start: int, end: int) -> str:
    word = _WORD.match(whole, start, end)
    return word.group(1).lower() if word and word.group(1).lower() in _OPENERS else ""


_FINITE = re.compile(
    r"\b(?:is|are|was|were|has|have|had|will|would|can|could|may|might|do|does|did|sa(?:id|ys)|told)\b", re.IGNORECASE
)
ADJUNCTS = listed("after since before amid despite following with without until as that which who where")


def resumed(whole: str, before: Clause, clause: Clause, at: int) -> Clause | None:
    """The main clause that goes on after an adjunct clause: `before` has no verb yet, the one at `at` is its verb."""
    if _FINITE.search(whole, before.start, before.end):
        return None
    return Clause(before.start, clause.end, before.opener, (clause.start, at))
