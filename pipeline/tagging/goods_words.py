"""Where the text names goods: each mention as a noun of its own, or set aside because it is part of something else."""

from collections.abc import Iterator
from typing import NamedTuple

from pipeline.seeds import CommodityTerm
from pipeline.tagging.goods_beside import english, in_english, in_korean, korean
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


GLUES = frozenset({"smuggle", "move", "sell", "price", "seize", "arrive"})
"""Kinds of context cue that may be glued to a Korean good: 쌀값, 석탄수출."""


def mentions(reading: Reading, hits: Hits, rules: Rules) -> Iterator[Mention]:
    """The reading's goods in order; shielded words, captions and page furniture are left out."""
    trade = frozenset(c.start for c in hits.contexts if c.row.kind in GLUES)
    shields = {(h.start, h.row.commodity_id) for h in hits.goods if h.row.reading == "shield"}
    starts = frozenset(h.start for h in hits.goods)
    for hit in hits.goods:
        if (hit.start, hit.row.commodity_id) not in shields:
            mention = _mention(reading, hit, rules, trade, starts)
            if mention:
                yield mention


def _mention(
    reading: Reading, hit: Hit[CommodityTerm], rules: Rules, trade: frozenset[int], starts: frozenset[int]
) -> Mention | None:
    sentence = reading.sentence_at(hit.start)
    if reading.paragraph_of(sentence).kind in ("caption", "chrome"):
        return None
    start, end, row = hit
    if reading.lang == "en":
        beside = in_english(reading.whole, start, end, row.commodity_id, english(rules), trade, starts)
    else:
        found = in_korean(reading.whole, start, end, row.commodity_id, korean(rules), trade)
        if found is None:
            return None
        beside = found
    plain = row.reading == "plain"
    return Mention(
        start, end, beside.phrase_end, row.commodity_id, sentence.number, plain, beside.particle, beside.aside
    )
