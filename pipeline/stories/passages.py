"""What two texts in one language have in common, word for word."""

import re
import unicodedata
from collections.abc import Sequence

# Unrelated reports share shorter runs by chance: of stock phrases ("a source in … told"), of particles.
RUN = {"en": 24, "ko": 11}

BEGINNINGS = 6

_SENTENCE = re.compile(r"(?<=[.!?…])[\"'”’」)]*\s+|\n+")
_NOT_LETTER = re.compile(r"[\W_]+")


# What every report says of its sources tells nothing of which report it is.
_STOCK = {
    "en": re.compile(
        r"(?:\b(?:an?|the|another|one|two|multiple|several)\s+)?(?:\w+[- ]){0,3}\bsources?\b[^.,;:“”\"\n]{0,70}"
        r"\b(?:told|said|says|explained|added|reported|claimed|according)\b[^.,;:“”\"\n]{0,40}"
        r"|\b(?:speaking\s+on\s+condition\s+of\s+anonymity|according\s+to)[^.,;:“”\"\n]{0,60}"
        r"|\b[A-Z]\w+(?: [A-Z]\w+)? has learned\b|\bfor security reasons\b"
    ),
    "ko": re.compile(
        r"[가-힣]{0,8}\s?[가-힣]{0,8}\s?소식통[^.“”\"\n]{0,30}"
        r"|(?:것으로|[다라]고) (?:알려졌다|전해졌다|전했다|말했다|밝혔다|설명했다|덧붙였다|보도했다)|익명을 요구한"
    ),
}  # fmt: skip


def letters(text: str) -> str:
    """The letters and digits alone, NFC and folded: spacing, punctuation and markup make no difference."""
    return _NOT_LETTER.sub("", unicodedata.normalize("NFC", text)).casefold()


def grams(plain: str, length: int) -> frozenset[str]:
    """Every stretch of so many letters."""
    return frozenset(plain[start : start + length] for start in range(len(plain) - length + 1))


def pieces(text: str, lang: str) -> tuple[str, ...]:
    """The letters of the stretches between stock phrases about sources."""
    return tuple(map(letters, _STOCK[lang].split(text)))


def beginnings(text: str, lang: str, length: int) -> tuple[str, ...]:
    """The first letters of each of the first sentences that do not begin with their source."""
    found = []
    for sentence in _SENTENCE.split(text):
        plain = letters(sentence)
        stock = _STOCK[lang].search(sentence)
        if len(plain) >= 2 * length and (stock is None or len(letters(sentence[: stock.start()])) >= length):
            found.append(plain[:length])
    return tuple(found[:BEGINNINGS])


def shared(one: Sequence[str], other: Sequence[str], run: int) -> float:
    """The part of `one`, 0..1, that lies in runs of at least `run` letters that `other` has as well; both in pieces."""
    theirs = frozenset().union(*(grams(piece, run) for piece in other))
    whole = sum(map(len, one))
    return sum(_covered(piece, theirs, run) for piece in one) / whole if whole else 0.0


def _covered(piece: str, theirs: frozenset[str], run: int) -> int:
    covered, until = 0, 0
    for start in range(len(piece) - run + 1):
        if piece[start : start + run] in theirs:
            covered += start + run - max(start, until)
            until = start + run
    return covered
