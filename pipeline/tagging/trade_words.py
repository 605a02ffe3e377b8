"""What makes a named good cargo: the trade word it is the object of, its compound, its price, its place in a list."""

import re
from collections.abc import Iterable, Iterator, Sequence
from typing import NamedTuple

from pipeline.tagging.evidence import STRONG, Cue, Evidence
from pipeline.tagging.goods_words import Mention
from pipeline.tagging.text import Reading, Sentence

WEAK = ("deal", "amount")
"""Kinds that do so in a report on trade or prices: aid, rations and levies are sent and carried too."""

CARRIERS = frozenset({"vehicles", "vessels"})
CLOSE = {
    **dict.fromkeys(CARRIERS, ("smuggle", "move", "sell", "seize")),
    "cash-fx": ("smuggle", "seize"),
    "mobile-phones": ("smuggle", "move", "sell", "price"),
    "usb-media": ("smuggle", "sell"),
    "labour": ("move",),
}
"""Goods that are often means, money or evidence rather than cargo, and the kinds of cue that show them as cargo."""


NEVER_LISTED = frozenset({"cash-fx", "labour"})
"""Goods that don't count by standing in a list: rice and yuan prices, workers and goods."""


class Rule(NamedTuple):
    """Why a mention counts, and whether it does so in any report or only in one on trade or prices."""

    name: str
    anywhere: bool


_BREAK = re.compile(
    r"[.;:!?()]|\b(?:by|with|aboard|via|using|through|from|to|at|that|which|who|when|while|as|because|if|but|where|for|"
    r"were|was|is|are|has|have|had|will|would|can|could|onto|into|on|in)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"^(?:\s+[\w'’-]+){0,4}?\s+(?:were|was|are|is|being|been|be|get|got|getting)\b(?:\s+[\w'’-]+){0,3}\s*$",
    re.IGNORECASE,
)
_NOUN = re.compile(
    r"imports?|exports?|smuggling|smugglers?|trafficking|trade|sales?|prices?|costs?|shipments?|deliver(?:y|ies)|purchases?|"
    r"seizures?|supplies|importers?|exporters?|transshipments?|cargo(?:es)?|consignments?|importation|barter",
    re.IGNORECASE,
)
_LINK = {
    "en": re.compile(
        r"^[\s\w'’\"“”-]{0,24}(?:,(?!\d)|\band\b|\bor\b|/|\bas well as\b|\bsuch as\b|\bincluding\b|\blike\b|;|:|\()"
        r"(?:[\s\w'’\"“”-]|, (?=and|or)){0,26}$"
    ),
    "ko": re.compile(
        r"^[가-힣\w\s]{0,4}?(?:[,·ㆍ/、(]|과|와|및|이나|나|이며|며|하고|랑|이랑|같은|등)"
        r"[\s'‘“\"]*(?:[가-힣]{1,6}\s){0,2}[가-힣]{0,4}$"
    ),
}
_LINK_LENGTH = 45
_AMOUNT = re.compile(
    r"(?:[^,;.]|[,.](?=\d)){0,36}?(?:\d[만천백]{0,3}\s?(?:위안|달러|원)|\d\s(?:won|yuan|RMB|dollars?|KPW)\b|[$¥]\s?\d)"
)
_CASE = {"을", "를", "이", "가", "은", "는", "도", "만", "까지", "마저", "조차", "의", ""}
_STRICT_CASE = {"을", "를", "이", "가", "도", "까지"}
_NEAR_KO = re.compile(r"^[^.!?]{0,22}$")
_NEAR_EN = 60
_WORDS = 6


def rule(reading: Reading, evidence: Evidence, m: Mention) -> Rule | None:
    """The rule by which the mention counts on its own."""
    sentence = reading.sentences[m.sentence]
    if m.aside or m.sentence in evidence.background or m.sentence in evidence.old_bans:
        return None
    today = not evidence.has(sentence, "earlier") or evidence.has(sentence, "fresh")
    if _is_compound(reading, sentence, evidence, m):
        return Rule("compound", today)
    if _is_object(reading, sentence, evidence, m, CLOSE.get(m.good, STRONG)):
        return Rule("object", today and (m.plain or not evidence.has(sentence, "arrive")))
    if m.good not in CLOSE and _is_object(reading, sentence, evidence, m, WEAK):
        return Rule("object", today and m.plain and not evidence.has(sentence, "amount"))
    return _by_sentence(reading, sentence, evidence, m, today) if m.plain else None


def _by_sentence(reading: Reading, sentence: Sentence, evidence: Evidence, m: Mention, today: bool) -> Rule | None:
    """What the sentence says of goods that are plainly named; a list of what is banned counts only as news (G2)."""
    if evidence.has(sentence, "price") or _AMOUNT.match(reading.whole, m.end, sentence.end):
        return Rule("price", anywhere=True)
    if sentence.number in evidence.ban_lists:
        return None
    if evidence.has(sentence, "banlist", "fresh") and evidence.has(sentence, "ban"):
        return Rule("ban", anywhere=True)
    if evidence.has(sentence, *STRONG):
        return Rule("sentence", today)
    if evidence.has(sentence, *WEAK):
        return Rule("sentence", anywhere=False)
    return Rule("ban", anywhere=True) if evidence.has(sentence, "ban") else None


def _is_compound(reading: Reading, sentence: Sentence, evidence: Evidence, m: Mention) -> bool:
    """Whether a trade noun follows at once: coal exports, 쌀값, 가발의 수출."""
    if m.particle not in ("", "의"):
        return False
    ends = {m.end, m.phrase_end, m.phrase_end + len(m.particle)}
    kinds = CLOSE.get(m.good, ("smuggle", "move", "sell", "price", "seize", "deal"))
    return any(
        c.start - end in (0, 1) and (reading.lang == "ko" or _NOUN.fullmatch(reading.whole, c.start, c.end) is not None)
        for c in evidence.cues(sentence, *kinds)
        for end in ends
    )


def _is_object(reading: Reading, sentence: Sentence, evidence: Evidence, m: Mention, kinds: tuple[str, ...]) -> bool:
    cues = tuple(evidence.cues(sentence, *kinds))
    if reading.lang == "en":
        return _governed(reading, cues, m) or _passive(reading, cues, m)
    if m.particle not in (_CASE if m.end - m.start > 1 else _STRICT_CASE):
        return False
    return any(c.start >= m.phrase_end and _NEAR_KO.match(reading.whole[m.phrase_end : c.start]) for c in cues)


def _governed(reading: Reading, cues: Iterable[Cue], m: Mention) -> bool:
    """Whether an English trade word governs the mention from the left: "imports of rice", "smuggled used cars"."""
    for cue in cues:
        if cue.end <= m.start and m.start - cue.end < _NEAR_EN:
            gap = reading.whole[cue.end : m.start]
            if len(gap.split()) <= _WORDS and not _BREAK.search(gap):
                return True
    return False


def _passive(reading: Reading, cues: Iterable[Cue], m: Mention) -> bool:
    """Whether an English passive follows: "trucks have been smuggled"."""
    return any(0 <= c.start - m.end < _NEAR_EN and _PASSIVE.match(reading.whole[m.end : c.start]) for c in cues)


def lists(reading: Reading, found: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Runs of mentions joined by commas and conjunctions."""
    run: list[Mention] = []
    for m in found:
        if run and not _linked(reading, run[-1], m):
            yield run
            run = []
        run.append(m)
    if run:
        yield run


def _linked(reading: Reading, a: Mention, b: Mention) -> bool:
    if a.sentence != b.sentence or b.start - a.end > _LINK_LENGTH:
        return False
    return b.start < a.end or _LINK[reading.lang].match(reading.whole[a.end : b.start]) is not None
