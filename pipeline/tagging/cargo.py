"""Which goods a claim is about: those named with what changes, listed behind it or held back by name (S3, S6)."""

import re

from pipeline.tagging.claims import HOLDING, Claim
from pipeline.tagging.cues import Cues, Good
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.text import Reading

LEFT = {"en": re.compile(r"\s?(?:[\w’'-]+\s)?$"), "ko": re.compile(r".{0,10}$")}
RIGHT = {
    "en": re.compile(r"\s(?:(?:of|in|carrying|laden with|loaded with|such as|including|like)\s)?(?:[\w’'-]+\s){0,3}$"),
    "ko": re.compile(r"[은는이가을를]?\s?$"),
}
LISTED = {
    "en": re.compile(
        r"(?:,| and| or| as well as| such as| including| like|, including|, such as|, and)\s(?:[\w’'-]+\s){0,2}$"
    ),
    "ko": re.compile(r"\s?(?:,|·|와|과|및|이나|나|등의?|같은|에)?\s?(?:[가-힣]{1,4}\s)?$"),
}


def goods_of(reading: Reading, claim: Claim, cues: Cues, rules: Rules) -> tuple[str | None, ...]:
    """The claim's goods, the most specific ones, one None for goods at large; `cues` are the sentence's.

    A control has a good only when it aims at a single one; a crossing or service has none.
    """
    listed = dict.fromkeys(good.id for good in _named(reading, claim, cues))
    above = {a for good in listed for a in rules.good_lineage(good)[1:]}
    named = tuple(good for good in listed if good not in above)
    if claim.noun.kind == "service" or (claim.noun.kind in HOLDING and len(named) > 1):
        return (None,)
    return named or (None,)


def _named(reading: Reading, claim: Claim, cues: Cues) -> list[Good]:
    """The goods at the noun, and those joined to them on the left and on the right as compounds and lists."""
    whole, lang = reading.whole, reading.lang
    start, end = claim.noun.start, claim.noun.end
    kept: list[Good] = []
    for good in reversed([g for g in cues.goods if g.start < end]):
        joined = LISTED[lang] if kept else LEFT[lang]
        if good.end <= start and not joined.fullmatch(whole[good.end : start]):
            break
        kept.insert(0, good)
        start = min(start, good.start)
    for good in (g for g in cues.goods if g.start >= end):
        joined = LISTED[lang] if end > claim.noun.end else RIGHT[lang]
        if not joined.fullmatch(whole[end : good.start]):
            break
        kept.append(good)
        end = good.end
    return kept or _carried(claim, cues)


def _carried(claim: Claim, cues: Cues) -> list[Good]:
    """The last good before a verb of movement: "fertilizer has stopped coming in"."""
    before = [g for g in cues.goods if claim.start <= g.start and g.end <= claim.change.start]
    return before[-1:] if claim.noun.kind == "verb" else []
