"""Names as they sound: an English spelling and a Korean one of the same name fold to the same letters.

Hangul is spelt by its letters and Latin spellings (Revised, McCune–Reischauer, pinyin, the papers' own) are brought to
the same coarse sounds: Kim Jong Un and 김정은 are both `kimjonon`.
"""

import re
import unicodedata

SHORTEST = 5

_INITIALS = ("k", "k", "n", "t", "t", "l", "m", "p", "p", "s", "s", "", "j", "j", "j", "k", "t", "p", "h")
_VOWELS = (
    "a", "e", "ia", "ie", "o", "e", "io", "ie", "o", "ua", "ue", "ue", "io", "u", "uo", "ue", "ui", "iu", "u", "ui",
    "i",
)  # fmt: skip
_FINALS = (
    "", "k", "k", "k", "n", "n", "n", "t", "l", "l", "l", "l", "l", "l", "l", "l", "m", "p", "p", "t", "t", "n", "t",
    "t", "k", "t", "p", "t",
)  # fmt: skip
_SPELLINGS = (
    ("sch", "s"), ("ch", "j"), ("sh", "s"), ("zh", "j"), ("ph", "p"), ("th", "t"), ("kh", "k"), ("ck", "k"),
    ("eo", "o"), ("eu", "o"), ("ae", "e"), ("oe", "e"), ("ai", "e"), ("ee", "i"), ("oo", "o"), ("ou", "o"), ("ng", "n"),
    ("qu", "ko"), ("x", "s"), ("q", "j"), ("c", "k"), ("g", "k"), ("d", "t"), ("b", "p"), ("f", "p"), ("v", "p"),
    ("r", "l"), ("z", "j"), ("y", "i"), ("w", "u"),
)  # fmt: skip
_TWICE = re.compile(r"(.)\1")
_GLIDE = re.compile(r"i(?=[aeo])")
_LATIN_NAME = re.compile(r"(?<![.!?\n“\"'‘] )(?<!\A)(?<![\n“\"‘(])\b[A-Z][A-Za-z'’]+(?:[ -][A-Z][A-Za-z'’]+|-[a-z]+)*")
_HANGUL_WORD = re.compile("[가-힣]{2,}")
_LONGEST_HANGUL = 6


def latin_names(text: str) -> frozenset[str]:
    """The sounds of the names in an English text: runs of capitalised words within sentences, whole and by word."""
    found = set()
    for match in _LATIN_NAME.finditer(text):
        words = re.split("[ -]", match.group())
        found |= {_latin(word) for word in ("".join(words), *words)}
    return frozenset(sound for sound in found if len(sound) >= SHORTEST)


def hangul_sounds(text: str) -> frozenset[str]:
    """The sounds of what could be a name in a Korean text: two to six syllables that a word begins with."""
    beginnings = {
        word[:length]
        for word in _HANGUL_WORD.findall(unicodedata.normalize("NFC", text))
        for length in range(2, min(_LONGEST_HANGUL, len(word)) + 1)
    }
    return frozenset(sound for sound in map(_hangul, beginnings) if len(sound) >= SHORTEST)


def _latin(word: str) -> str:
    sound = re.sub("[^a-z]", "", word.lower())
    for spelling, letter in _SPELLINGS:
        sound = sound.replace(spelling, letter)
    return _fold(sound)


def _hangul(word: str) -> str:
    return _fold("".join(map(_syllable, word)))


def _syllable(character: str) -> str:
    initial, rest = divmod(ord(character) - 0xAC00, 588)
    vowel, final = divmod(rest, 28)
    return _INITIALS[initial] + _VOWELS[vowel] + _FINALS[final]


def _fold(sound: str) -> str:
    single = _TWICE.sub(r"\1", sound).replace("u", "o")
    return _TWICE.sub(r"\1", _GLIDE.sub("", single))
