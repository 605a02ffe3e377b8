"""How two versions of one article differ: cosmetic (spacing, punctuation, typos, credits) or substantive."""

import re
import unicodedata
from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Literal

Change = Literal["cosmetic", "substantive"]

ALIKE = 0.8
SHORTEST_TYPO = 4
SHORTEST_SWAP = 3
LONGEST_TYPO = 200
MOST_WORDS = 2_000

_PARAGRAPH = re.compile(r"\n\s*\n")
_WORD = re.compile(r"\d+(?:[.,]\d+)*|[^\W\d_]+(?:['’][^\W\d_]+)*")
_NEGATION = re.compile(r"^(?:not|no|never|none|nor|neither|without|cannot)$|n['’]t$|^(?:안|못)$|않|없|아니")
_REVERSAL = re.compile(r"^(?:un|in|im|il|ir|non|dis|re|de)$")


@dataclass(frozen=True, slots=True, kw_only=True)
class Wording:
    """What a reader sees of a version, and the places and goods it names."""

    title: str
    text: str
    places: frozenset[str] = frozenset()
    goods: frozenset[str] = frozenset()


def change(before: Wording, after: Wording) -> Change:
    """Substantive when a number, place, good, negation, paragraph or any word that is no typo differs."""
    if (before.places, before.goods) != (after.places, after.goods):
        return "substantive"
    if _letters(before) == _letters(after):
        return "cosmetic"
    if _paragraphs(before) != _paragraphs(after) or _weighty(before) != _weighty(after):
        return "substantive"
    old, new = _differing(_words(before), _words(after))
    if max(len(old), len(new)) > MOST_WORDS:
        return "substantive"
    return "cosmetic" if all(_is_typo(a, b) for a, b in _replaced(old, new)) else "substantive"


def _letters(wording: Wording) -> str:
    return "".join(_words(wording))


def _paragraphs(wording: Wording) -> int:
    return sum(1 for paragraph in _PARAGRAPH.split(wording.text) if _WORD.search(paragraph))


def _words(wording: Wording) -> list[str]:
    return _WORD.findall(unicodedata.normalize("NFC", f"{wording.title}\n{wording.text}").casefold())


def _weighty(wording: Wording) -> Counter[str]:
    """The numbers and negations, in any order."""
    return Counter(word for word in _words(wording) if word[0].isdecimal() or _NEGATION.search(word))


def _differing(old: list[str], new: list[str]) -> tuple[list[str], list[str]]:
    """Both without the words they begin and end with in common."""
    shorter = min(len(old), len(new))
    head = next((n for n in range(shorter) if old[n] != new[n]), shorter)
    tail = next((n for n in range(shorter - head) if old[-1 - n] != new[-1 - n]), shorter - head)
    return old[head : len(old) - tail], new[head : len(new) - tail]


def _replaced(old: list[str], new: list[str]) -> Iterator[tuple[str, str]]:
    """The stretches of words that differ, each joined: spacing alone makes no difference."""
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind != "equal":
            yield "".join(old[a:b]), "".join(new[c:d])


def _is_typo(old: str, new: str) -> bool:
    """Whether one is the other misspelt: nearly the same letters (Korean: jamo), and no prefix that turns the sense."""
    if old == new or _is_swap(old, new):
        return True
    shorter, longer = sorted((old, new), key=len)
    if longer.endswith(shorter) and _REVERSAL.match(longer.removesuffix(shorter)):
        return False
    a, b = (unicodedata.normalize("NFD", word) for word in (old, new))
    fits = min(len(a), len(b)) >= SHORTEST_TYPO and max(len(a), len(b)) <= LONGEST_TYPO
    return fits and SequenceMatcher(None, a, b).ratio() > ALIKE


def diff(before: Wording, after: Wording) -> list[str]:
    """The title and paragraphs that differ, one line each: `~` with [old → new] in place, `-` gone, `+` come."""
    old, new = ([wording.title, *_paragraph_texts(wording.text)] for wording in (before, after))
    lines: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
        if kind == "equal":
            continue
        both = min(b - a, d - c)
        lines += [f"~ {_marked(old[a + n], new[c + n])}" for n in range(both)]
        lines += [f"- {gone}" for gone in old[a + both : b]] + [f"+ {come}" for come in new[c + both : d]]
    return lines


def _paragraph_texts(text: str) -> list[str]:
    return [
        " ".join(paragraph.split())
        for paragraph in _PARAGRAPH.split(unicodedata.normalize("NFC", text))
        if paragraph.strip()
    ]


def _marked(old: str, new: str) -> str:
    """The new words, with what stood in place of those that are new."""
    was, now = old.split(), new.split()
    parts: list[str] = []
    for kind, a, b, c, d in SequenceMatcher(None, was, now, autojunk=False).get_opcodes():
        here = " ".join(now[c:d])
        parts.append(here if kind == "equal" else f"[{' '.join(was[a:b])} → {here}]")
    return " ".join(filter(None, parts))


def _is_swap(old: str, new: str) -> bool:
    """Whether two neighbouring letters changed places, as in "teh": the commonest slip, also in short words."""
    apart = [n for n, (a, b) in enumerate(zip(old, new, strict=False)) if a != b]
    return (
        len(old) == len(new) >= SHORTEST_SWAP
        and len(apart) == 2
        and apart[1] == apart[0] + 1
        and (old[apart[0]], old[apart[1]]) == (new[apart[1]], new[apart[0]])
    )
