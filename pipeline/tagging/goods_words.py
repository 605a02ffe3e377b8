"""Where the text names goods: each mention as a noun of its own, or set aside because it is part of something else.

Korean goods glue to particles and to other nouns, so what stands left and right of the syllables must parse: 쌀을, 쌀값,
중국산 쌀 name rice, 쌀쌀한 does not. In both languages a following head noun makes another thing of a good (coal mine,
수산물 식당), and a purpose or a use before or after it makes it no cargo (steel *to make drills*, 가발 제조용).
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
    """A good named in the text: offsets into `Reading.whole`, where its noun phrase ends, its sentence.

    `plain` says whether the word by itself means the good; `particle` is the Korean particle after the noun phrase;
    `aside` is why the mention is no cargo (head, purpose, use), or empty.
    """

    start: int
    end: int
    phrase_end: int
    good: str
    sentence: int
    plain: bool
    particle: str
    aside: str


@dataclass(frozen=True, slots=True)
class Grammar:
    """The patterns beside a good, compiled from the context cues of one language."""

    tail: re.Pattern[str]
    head: re.Pattern[str]
    before: re.Pattern[str]
    after: re.Pattern[str] | None


def _surfaces(cues: Iterable[ContextCue], lang: str, *kinds: str) -> str:
    words = {w for c in cues if c.lang == lang and c.kind in kinds for w in c.surface.split("|")}
    return "|".join(re.escape(w) for w in sorted(words, key=lambda w: (-len(w), w)))


_PARTICLE = "|".join(sorted(PARTICLES.split(), key=len, reverse=True))
_ORIGIN = re.compile(
    r"(?:[가-힣]{1,4}산|[가-힣]{1,4}제|[가-힣]{1,4}용|수입|수출|밀수|중고|고급|각종|대량|불법|일부|소형|대형|신형|냉동|건조|말린|마른"
    r"|생|국산|외제|일반|주요|전체|개인|양질|가짜|폐|원조|지원|군용|공업용|농업용|건설|건축|기계|전기|전자|자동차|차량)$"
)


@cache
def grammar(rules: Rules, lang: str) -> Grammar:
    """The patterns of one language."""
    cues = rules.seeds.context_cues
    mass, head = _surfaces(cues, lang, "mass"), _surfaces(cues, lang, "head")
    besides = _surfaces(cues, lang, "purpose", "use")
    if lang == "en":
        return Grammar(
            tail=re.compile(rf"(?:[ -](?:{mass})\b)?", re.IGNORECASE),
            head=re.compile(rf"[ -](?:{head})\b", re.IGNORECASE),
            before=re.compile(rf"\b(?:{besides})(?:\s+[\w'’-]+){{0,2}}\s+$", re.IGNORECASE),
            after=None,
        )
    return Grammar(
        tail=re.compile(rf"((?:\s?(?:{mass})(?![가-힣](?<!등)))*)((?:{_PARTICLE})*)(?![가-힣])"),
        head=re.compile(rf"\s?(?:{head})"),
        before=re.compile(r"(?!)"),
        after=re.compile(rf"(?:{_PARTICLE})?\s?(?:{besides})"),
    )


def _english(reading: Reading, hit: Hit[CommodityTerm], using: Grammar) -> tuple[int, str, str]:
    tail = using.tail.match(reading.whole, hit.end)
    end = tail.end() if tail else hit.end
    if using.head.match(reading.whole, hit.end):
        return end, "", "head"
    before = reading.whole[max(reading.sentence_at(hit.start).start, hit.start - 48) : hit.start]
    return end, "", "purpose" if using.before.search(before) else ""


def _korean(reading: Reading, hit: Hit[CommodityTerm], using: Grammar, cue_starts: frozenset[int]) -> tuple[int, str, str] | None:
    whole = reading.whole
    left = re.search(r"[가-힣]*$", whole[max(0, hit.start - 10) : hit.start])
    glued = left.group() if left else ""
    if glued and not _ORIGIN.search(glued) and (hit.end - hit.start < 3 or not glued):
        return None
    if using.head.match(whole, hit.end) and hit.end not in cue_starts:
        return hit.end, "", "head"
    tail = using.tail.match(whole, hit.end)
    if tail is None:
        if hit.end in cue_starts:
            return hit.end, "", ""
        return None
    aside = "purpose" if using.after and using.after.match(whole, hit.end) else ""
    return tail.end(1), tail.group(2), aside


def mentions(reading: Reading, hits: Hits, rules: Rules) -> Iterator[Mention]:
    """The reading's goods in order; shielded words, captions and page furniture are left out."""
    using = grammar(rules, reading.lang)
    starts = frozenset(c.start for c in hits.contexts if c.row.kind in ("smuggle", "move", "sell", "price", "seize", "arrive"))
    for hit in hits.goods:
        sentence = reading.sentence_at(hit.start)
        if hit.row.reading == "shield" or reading.paragraph_of(sentence).kind in ("caption", "chrome"):
            continue
        parsed = (
            _english(reading, hit, using) if reading.lang == "en" else _korean(reading, hit, using, starts)
        )
        if parsed:
            end, particle, aside = parsed
            plain = hit.row.reading == "plain"
            yield Mention(hit.start, hit.end, end, hit.row.commodity_id, sentence.number, plain, particle, aside)
