"""Whether a claim speaks of goods crossing the border at all: patrols, checks and closed borders may be about people."""

import re
from collections.abc import Sequence

from pipeline.tagging.claims import MOVING, Claim
from pipeline.tagging.cues import SMUGGLED, Cues, Noun
from pipeline.tagging.text import Reading, Sentence

GOODS = frozenset(["movement", "goods", "carrier", "control"])
_BORDER = re.compile(
    r"\b(?:borders?|national border|land border|sino-north korean border)$|국경$|국경 문$|국경문$|연선$", re.IGNORECASE
)
_CUSTOMS = re.compile(r"\bcustoms\b|세관|해관|통관", re.IGNORECASE)
_MOVES = re.compile(r"나돌|들어오|들여오|나가|오가|밀려|몰려|쏟아")
_TO = {
    "en": re.compile(r"\b(?:bound for|heading (?:to|for)|headed (?:to|for)|on their way to)\b", re.IGNORECASE),
    "ko": re.compile(r"[가-힣](?:으로|로|행)\s(?:쏟아|나가|들어|가는|향)"),
}
_PERSONAL = re.compile(
    r"\b(?:defect\w*|escap\w*|refugees?|tourists?|tourism|travel\w*|visit\w*|repatriat\w*|phones?|calls?|infections?)\b|"
    r"탈북|도강|월경|관광|여행|송환|휴대전화|손전화|통화|전파|감염|방역",
    re.IGNORECASE,
)


def grounded(reading: Reading, sentence: Sentence, claim: Claim, cues: Sequence[Cues]) -> bool:
    """Whether goods are what the claim is about; `cues` are those of every sentence.

    Trade, imports, cargo, customs and smuggling are by themselves. Checks and restrictions need goods in their sentence,
    patrols and the border itself in their sentence or the one before or after, and no people as the only other matter.
    """
    noun = claim.noun
    own = cues[sentence.number]
    if _MOVES.search(reading.whole, claim.change.start, claim.change.end):
        return noun.kind in MOVING
    if noun.kind == "guard" or (noun.kind == "service" and _BORDER.search(reading.whole, noun.start, noun.end)):
        near = cues[max(0, sentence.number - 1) : sentence.number + 2]
        return _goods(own, noun) or (any(map(_traded, near)) and not _PERSONAL.search(reading.text_of(sentence)))
    if noun.kind == "restraint":
        return noun.flow == "smuggling" or _goods(own, noun) or _CUSTOMS.search(reading.text_of(sentence)) is not None
    if noun.kind == "verb":
        measured = any(n.kind == "measure" and 0 <= n.start - noun.end < 4 for n in own.nouns)
        return noun.flow is not None or measured or bool(own.goods) or _goods(own, noun)
    if noun.kind == "goods":
        to = _TO[reading.lang].search(reading.whole, claim.start, claim.end)
        return to is not None or _moved(own.within(claim.start, claim.end), reading.text_of(sentence))
    return True


def _moved(clause: Cues, sentence: str) -> bool:
    """Whether the goods are said to cross: by a movement or a crossing in the clause, by smuggling in the sentence."""
    return any(n.kind in ("verb", "movement", "service") for n in clause.nouns) or SMUGGLED.search(sentence) is not None


def _traded(cues: Cues) -> bool:
    return any(n.kind == "movement" and n.flow is not None for n in cues.nouns)


def _goods(cues: Cues, noun: Noun) -> bool:
    return any(n.kind in GOODS and n[:2] != noun[:2] for n in cues.nouns)
