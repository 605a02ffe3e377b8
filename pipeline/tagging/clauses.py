"""English sentences cut into clauses, each with the word that opens it, which says how far its claims are asserted."""

import re
from typing import NamedTuple

from pipeline.tagging.text import Sentence

_OPENERS = (
    "but while although though because whereas yet however after before until unless if when since once as which who that "
    "where with without despite amid following whether whereby wherein so"
).split()
_BREAK = re.compile(
    r"[;:]\s+|\s[-–—]+\s|—|,\s+(?:and|or|then)\s+|,?\s+(?=(?:" + "|".join(_OPENERS) + r")\b)|[“”\"]\s*",
    re.IGNORECASE,
)
_WORD = re.compile(r"[A-Za-z]+")
_NO_BREAK = re.compile(
    r"as (?:well|of|an?|much|many|long|far|part|such|\d)\b|since then|so (?:far|much|many)|that (?:is|of)\b|when it comes",
    re.IGNORECASE,
)
_NO_BREAK_AFTER = re.compile(r"\b(?:such|well|same|so|as|known|much|regarded|seen|described|used|act(?:s|ed)?|serve[sd]?)$", re.I)


class Clause(NamedTuple):
    """A stretch of a sentence and the lower-case word that opens it, empty for a main clause."""

    start: int
    end: int
    opener: str


def cut(whole: str, sentence: Sentence) -> tuple[Clause, ...]:
    """The sentence's clauses in order; together they cover it."""
    starts = [sentence.start]
    for mark in _BREAK.finditer(whole, sentence.start, sentence.end):
        if mark.end() > starts[-1] and mark.end() < sentence.end and _parts(whole, mark):
            starts.append(mark.end())
    ends = [*starts[1:], sentence.end]
    return tuple(Clause(a, b, _opener(whole, a, b)) for a, b in zip(starts, ends, strict=True))


def _parts(whole: str, mark: re.Match[str]) -> bool:
    """Whether the mark parts clauses: "such as", "as well as", "so far" don't."""
    if _NO_BREAK.match(whole, mark.end()):
        return False
    return not (whole.startswith("as ", mark.end()) and _NO_BREAK_AFTER.search(whole, max(0, mark.start() - 12), mark.start()))


def _opener(whole: str, start: int, end: int) -> str:
    word = _WORD.match(whole, start, end)
    return word.group().lower() if word and word.group().lower() in _OPENERS else ""
