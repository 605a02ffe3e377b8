"""What two texts in one language have in common, word for word."""

import re
import unicodedata

# Unrelated reports share shorter runs by chance: of stock phrases ("a source in … told"), of particles.
RUN = {"en": 24, "ko": 11}

_NOT_LETTER = re.compile(r"[\W_]+")


def letters(text: str) -> str:
    """The letters and digits alone, NFC and folded: spacing, punctuation and markup make no difference."""
    return _NOT_LETTER.sub("", unicodedata.normalize("NFC", text)).casefold()


def grams(plain: str, length: int) -> frozenset[str]:
    """Every stretch of so many letters."""
    return frozenset(plain[start : start + length] for start in range(len(plain) - length + 1))


def shared(one: str, other: str, run: int) -> float:
    """The part of `one`, 0..1, that lies in runs of at least `run` letters that `other` has as well."""
    theirs = grams(other, run)
    covered, until = 0, 0
    for start in range(len(one) - run + 1):
        if one[start : start + run] in theirs:
            covered += start + run - max(start, until)
            until = start + run
    return covered / len(one) if one else 0.0
