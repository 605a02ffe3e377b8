"""Where the text names goods: each mention as a noun of its own, or set aside because it is part of something else.

Korean goods glue to particles and to other nouns, so what stands left and right of the syllables must parse: 쌀을, 쌀값
and 중국산 쌀 name rice, 쌀쌀한 does not. In both languages a following head noun makes another thing of a good (coal
mine, 수산물 식당), and a purpose or a use beside it makes it no cargo (steel *to make drills*, 가발 *제조용*).
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from typing import NamedTuple

from pipeline.seeds import CommodityTerm, ContextCue
from pipeline.tagging.korean import PARTICLES
from pipeline.tagging.matcher import Hit, Hits
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.text import Reading


class Mention(NamedTuple):
    """A good named in the text: offsets into `Reading.whole`, where its noun phrase ends, its sentence's number.

    `plain` says whether the word by itself means the good; `particle` is the Korean particle after the noun phrase;
    `aside` says that it is no cargo (another thing's name, a material, something consumed).
    """

    start: int
    end: int
    phrase_end: int
    good: str
    sentence: int
    plain: bool
    particle: str
    aside: bool


@dataclass(frozen=True, slots=True)
class Grammar:
    """The patterns beside a good, compiled from the context cues of one language."""

    tail: re.Pattern[str]
    head: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str]


class _Parse(NamedTuple):
    phrase_end: int
    particle: str
    aside: bool


def _choice(words: Iterable[str]) -> str:
    return "|".join(re.escape(w) for w in sorted(set(words), key=lambda w: (-len(w), w)))


def _surfaces(cues: Iterable[ContextCue], lang: str, *kinds: str) -> str:
    return _choice(w for c in cues if c.lang == lang and c.kind in kinds for w in c.surface.split("|"))


_PARTICLE = _choice(PARTICLES.split())
_MODIFIER = re.compile(
    r"(?:[가-힣]{1,4}[산제용]|수입|수출|밀수|중고|고급|각종|대량|불법|소형|대형|신형|냉동|건조|말린|마른|햇|국산|외제|일반|주요|가짜|폐|원조|"
    r"지원|군용|건설|건축|기계|전기|전자|자동차|차량)$"
)
"""What may be glued to a Korean good's left: where it comes from, what it is for, its make."""

MATERIALS = frozenset({"plastics", "glass", "iron", "paper", "fabric", "gold", "silver", "timber"})
"""Goods that before another noun are what that thing is made of: plastic chairs, 유리 그릇."""

_MADE_EN = re.compile(
    r" (?!(?:and|or|as|such|like|including|to|from|in|for|at|by|with|of|on|per|but|than|into|onto|over|via|through|across|"
    r"among|amid|under|behind|inside|between|during|before|after|until|since|because|without|within|near|around|about|"
    r"that|which|who|when|while|were|was|is|are|has|have|had|will|would|can|could|may|might|also|alone|now|there|here|"
    r"each|worth|[a-z]+(?:ed|ing|ly))\b)[a-z]{3,}"
)
_MADE_KO = re.compile(r" (?!(?:등|및|또는|그리고|같은|수|몇|여러|대량|일부|전부|약|총|모두|각|매|더|많이|조금|없|있|팔|사|들|내|보|나오|넘|실))[가-힣]{2,}")
_GLUED = re.compile(r"[가-힣]*$")
_NEVER = re.compile(r"(?!)")
SURE_LENGTH = 3
"""From so many syllables on a Korean good is itself whatever is glued to its left."""


@cache
def grammar(rules: Rules, lang: str) -> Grammar:
    """The patterns of one language."""
    cues = rules.seeds.context_cues
    mass, head = _surfaces(cues, lang, "mass"), _surfaces(cues, lang, "head")
    beside = _surfaces(cues, lang, "purpose", "use")
    if lang == "en":
        return Grammar(
            tail=re.compile(rf"(?:[ -](?:{mass})\b)?", re.IGNORECASE),
            head=re.compile(rf"[ -](?:{head})\b", re.IGNORECASE),
            before=re.compile(rf"\b(?:{beside})(?:\s+[\w'’-]+){{0,2}}\s+$", re.IGNORECASE),
            after=_NEVER,
        )
    return Grammar(
        tail=re.compile(rf"((?:\s?(?:{mass})(?![가-힣](?<!등)))*)((?:{_PARTICLE})*)(?![가-힣])"),
        head=re.compile(rf"\s?(?:{head})"),
        before=_NEVER,
        after=re.compile(rf"(?:{_PARTICLE})?\s?(?:{beside})"),
    )


def _english(
    reading: Reading, hit: Hit[CommodityTerm], using: Grammar, goods: dict[int, int], trade: frozenset[int]
) -> _Parse:
    """A good before another good is what that one is made of ("leather shoes")."""
    tail = using.tail.match(reading.whole, hit.end)
    end = tail.end() if tail else hit.end
    made = hit.row.commodity_id in MATERIALS and end + 1 not in trade and _MADE_EN.match(reading.whole, end)
    if made or using.head.match(reading.whole, hit.end) or (hit.end + 1 in goods and reading.whole[hit.end] == " "):
        return _Parse(end, "", aside=True)
    begin = max(reading.sentence_at(hit.start).start, hit.start - 48)
    beside = using.before.search(reading.whole[begin : hit.start])
    return _Parse(end, "", aside=beside is not None and begin + beside.start() not in goods)


def _korean(reading: Reading, hit: Hit[CommodityTerm], using: Grammar, trade: frozenset[int]) -> _Parse | None:
    """None where the syllables around the good don't parse: it is part of another word."""
    whole = reading.whole
    glued = _GLUED.search(whole, max(0, hit.start - 10), hit.start)
    left = glued.group() if glued else ""
    if left and hit.end - hit.start < SURE_LENGTH and not _MODIFIER.search(left):
        return None
    if hit.end not in trade and using.head.match(whole, hit.end):
        return _Parse(hit.end, "", aside=True)
    tail = using.tail.match(whole, hit.end)
    if tail is None:
        return _Parse(hit.end, "", aside=False) if hit.end in trade else None
    made = hit.row.commodity_id in MATERIALS and not tail.group(2) and tail.end() + 1 not in trade
    if made and tail.end(1) == hit.end and _MADE_KO.match(whole, tail.end()):
        return _Parse(hit.end, "", aside=True)
    return _Parse(tail.end(1), tail.group(2), aside=using.after.match(whole, hit.end) is not None)


def mentions(reading: Reading, hits: Hits, rules: Rules) -> Iterator[Mention]:
    """The reading's goods in order; shielded words, captions and page furniture are left out."""
    using = grammar(rules, reading.lang)
    trade = frozenset(
        c.start for c in hits.contexts if c.row.kind in ("smuggle", "move", "sell", "price", "seize", "arrive")
    )
    shields = {(h.start, h.row.commodity_id) for h in hits.goods if h.row.reading == "shield"}
    goods = {h.start: h.end for h in hits.goods}
    for hit in hits.goods:
        sentence = reading.sentence_at(hit.start)
        if (hit.start, hit.row.commodity_id) in shields or reading.paragraph_of(sentence).kind in ("caption", "chrome"):
            continue
        english = reading.lang == "en"
        parse = _english(reading, hit, using, goods, trade) if english else _korean(reading, hit, using, trade)
        if parse:
            plain = hit.row.reading == "plain"
            yield Mention(
                hit.start,
                hit.end,
                parse.phrase_end,
                hit.row.commodity_id,
                sentence.number,
                plain,
                parse.particle,
                parse.aside,
            )
