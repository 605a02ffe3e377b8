"""What stands beside a good in the text and makes it another thing, a material or something consumed.

A head noun after it (coal mine, 수산물 식당), a purpose or use beside it (steel *to make drills*, 가발 *제조용*), the
good that is made of it (leather shoes, 유리 그릇). Korean goods glue to particles and to other nouns, so what stands
left and right of the syllables must parse: 쌀을, 쌀값 and 중국산 쌀 name rice, 쌀쌀한 does not.
"""

import re
from collections.abc import Container, Iterable
from dataclasses import dataclass
from functools import cache, lru_cache
from typing import NamedTuple

from pipeline.seeds import ContextCue
from pipeline.tagging.korean import PARTICLES
from pipeline.tagging.ruleset import Rules


class Beside(NamedTuple):
    """Where the good's noun phrase ends, the Korean particle after it, and whether it is no cargo."""

    phrase_end: int
    particle: str
    aside: bool


MATERIALS = frozenset({"plastics", "glass", "iron", "paper", "fabric", "gold", "silver", "timber"})
"""Goods that before another noun are what that thing is made of."""


def _words(cues: Iterable[ContextCue], lang: str, *kinds: str) -> frozenset[str]:
    return frozenset(w for c in cues if c.lang == lang and c.kind in kinds for w in c.surface.split("|"))


def _choice(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


@dataclass(frozen=True, slots=True, eq=False)
class English:
    """English words beside a good: heads and neutral nouns after it, phrases of purpose or use before it."""

    heads: frozenset[str]
    mass: frozenset[str]
    phrases: frozenset[str]
    phrase_ends: frozenset[str]


_AFTER = re.compile(r"[ -]([A-Za-z]+)(?: ([a-z]+))?")
_WORD = re.compile(r"[\w'’-]+")
_WORDS_BEFORE = 48
_PHRASE = 4
_BETWEEN = 2
_NO_NOUN = re.compile(
    r"(?:and|or|as|such|like|including|to|from|in|for|at|by|with|of|on|per|but|than|into|onto|over|via|through|across|among|"
    r"amid|under|behind|inside|between|during|before|after|until|since|because|without|within|near|around|about|that|which|"
    r"who|when|while|were|was|is|are|has|have|had|will|would|can|could|may|might|also|alone|now|there|here|each|worth|"
    r"\w+ed|\w+ing|\w+ly)"
)


@cache
def english(rules: Rules) -> English:
    """The English words, from the context cues."""
    cues = rules.seeds.context_cues
    phrases = _words(cues, "en", "purpose", "use")
    ends = frozenset(p.rpartition(" ")[2] for p in phrases)
    return English(_words(cues, "en", "head"), _words(cues, "en", "mass"), phrases, ends)


def in_english(
    whole: str, start: int, end: int, good: str, using: English, trade: Container[int], goods: Container[int]
) -> Beside:
    """What stands beside an English good; `trade` and `goods` hold the offsets where trade words and goods begin."""
    after = _AFTER.match(whole, end)
    if after is None:
        return Beside(end, "", aside=_has_purpose(whole, start, using, goods))
    word, pair = after.group(1).lower(), " ".join(filter(None, after.groups())).lower()
    if word in using.heads or pair in using.heads or (whole[end] == " " and end + 1 in goods):
        return Beside(end, "", aside=True)
    if word in using.mass:
        return Beside(after.end(1), "", aside=_has_purpose(whole, start, using, goods))
    noun = len(word) > _PHRASE - 2 and after.group(1).islower() and not _NO_NOUN.fullmatch(word)
    made = good in MATERIALS and noun and end + 1 not in trade
    return Beside(end, "", aside=made or _has_purpose(whole, start, using, goods))


def _has_purpose(whole: str, start: int, using: English, goods: Container[int]) -> bool:
    """Whether a phrase of purpose or use stands before the good, at most two words away."""
    begin = max(0, start - _WORDS_BEFORE)
    if using.phrase_ends.isdisjoint(whole[begin:start].lower().split()[-_BETWEEN - 1 :]):
        return False
    words = [(m.start(), m.group().lower()) for m in _WORD.finditer(whole, begin, start)]
    for last in range(len(words), max(0, len(words) - _BETWEEN - 1), -1):
        for first in range(max(0, last - _PHRASE), last):
            if " ".join(w for _, w in words[first:last]) in using.phrases and words[first][0] not in goods:
                return not any(c in whole[words[first][0] : start] for c in ",;.")
    return False


@dataclass(frozen=True, slots=True, eq=False)
class Korean:
    """The patterns after a Korean good: its tail of neutral nouns and particles, heads, purposes and uses."""

    tail: re.Pattern[str]
    head: re.Pattern[str]
    after: re.Pattern[str]


_MODIFIER = re.compile(
    r"(?:[가-힣]{1,4}[산제용]|수입|수출|밀수|중고|고급|각종|대량|불법|소형|대형|신형|냉동|건조|말린|마른|햇|국산|외제|일반|주요|가짜|폐|"
    r"원조|지원|군용|건설|건축|기계|전기|전자|자동차|차량|위조|북한|중국|한국|남한|일본|러시아|조선|국내|현지)$"
)
"""What may be glued to a Korean good's left: where it comes from, what it is for, its make."""

SURE_LENGTH = 3
"""From so many syllables on a Korean good is itself whatever is glued to its left."""

_PARTICLE = _choice(PARTICLES.split())
_GLUED = re.compile(r"[가-힣]*$")
_MADE = re.compile(
    r" (?!등|및|또는|그리고|같은|수|몇|여러|대량|일부|전부|약|총|모두|각|매|더|많이|조금|없|있|팔|사|들|내|보|나오)"
    r"(?!넘|실)[가-힣]{2,}"
)
_REACH = 24


@cache
def korean(rules: Rules) -> Korean:
    """The Korean patterns, from the context cues."""
    cues = rules.seeds.context_cues
    mass = _choice(_words(cues, "ko", "mass"))
    beside = _choice(_words(cues, "ko", "purpose", "use"))
    return Korean(
        tail=re.compile(rf"((?:\s?(?:{mass}))*)((?:{_PARTICLE})*)(?![가-힣])"),
        head=re.compile(rf"\s?(?:{_choice(_words(cues, 'ko', 'head'))})"),
        after=re.compile(rf"(?:{_PARTICLE})?\s?(?:{beside})"),
    )


class _Tail(NamedTuple):
    head: bool
    parses: bool
    mass: int
    end: int
    particle: str
    used: bool
    made: bool


@lru_cache(maxsize=16384)
def _tail(following: str, using: Korean) -> _Tail:
    """The characters after a good, parsed."""
    tail = using.tail.match(following)
    head = using.head.match(following) is not None
    if tail is None:
        return _Tail(head, parses=False, mass=0, end=0, particle="", used=False, made=False)
    bare = tail.end() == 0 and _MADE.match(following) is not None
    used = using.after.match(following) is not None
    return _Tail(head, True, tail.end(1), tail.end(), tail.group(2), used, bare)


def in_korean(whole: str, start: int, end: int, good: str, using: Korean, trade: Container[int]) -> Beside | None:
    """What stands beside a Korean good; None where the syllables around it don't parse: part of another word."""
    glued = _GLUED.search(whole, max(0, start - 10), start)
    left = glued.group() if glued else ""
    if left and end - start < SURE_LENGTH and not _MODIFIER.search(left):
        return None
    tail = _tail(whole[end : end + _REACH], using)
    if end in trade:
        return Beside(end, "", aside=False)
    if tail.head or not tail.parses:
        return Beside(end, "", aside=True) if tail.head else None
    made = tail.made and good in MATERIALS and end + 1 not in trade
    return Beside(end + tail.mass, tail.particle, aside=made or tail.used)
