"""What two texts in one language have in common, word for word: shingles for the search, runs of letters for the proof."""

import re
import unicodedata

SHINGLE = 4
RUN = {"en": 24, "ko": 11}

_NOT_LETTER = re.compile(r"[\W_]+")


def letters(text: str) -> str:
    """The letters and digits alone, NFC and folded: spacing, punctuation and markup make no difference."""
    return _NOT_LETTER.sub("", unicodedata.normalize("NFC", text)).casefold()


def grams(plain: str, length: int) -> frozenset[str]:
    """Every stretch of so many letters."""
    return frozenset(plain[i : i + length] for i in range(len(plain) - length + 1))


def shared(one: str, other: str, run: int) -> int:
    """How many letters of `one` lie in runs of at least `run` letters that `other` has as well."""
    theirs = grams(other, run)
    covered, until = 0, 0
    for start in range(len(one) - run + 1):
        if one[start : start + run] in theirs:
            covered += start + run - max(start, until)
            until = start + run
    return covered
