"""Which goods the report says move, are banned, seized or priced (guideline C1 to C3)."""

import re
from collections.abc import Iterable, Iterator, Sequence
from itertools import groupby

from pipeline.records import CommodityTag
from pipeline.tagging.evidence import Cue, Evidence, gather
from pipeline.tagging.goods_words import Mention, mentions
from pipeline.tagging.matcher import Hits
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.text import Reading, Sentence

CONFIDENCE = {"compound": 0.95, "object": 0.9, "price": 0.85, "list": 0.85, "sentence": 0.75, "ban": 0.7, "nearby": 0.6}
"""Rule → confidence: goods with a trade word, as object, priced, beside such, in a sentence on trade, banned, near one."""

TRADE = ("smuggle", "move", "sell", "deal", "arrive", "seize")
"""Kinds of context cue that show goods in movement or trade."""

CARRIERS = frozenset({"vehicles", "vessels"})
CLOSE = {
    **dict.fromkeys(CARRIERS, ("smuggle", "move", "sell", "seize")),
    "cash-fx": ("smuggle", "seize"),
    "mobile-phones": ("smuggle", "move", "sell", "price"),
    "usb-media": ("smuggle", "move", "seize"),
    "labour": ("move",),
}
"""Goods that are often means, money or evidence rather than cargo, and the kinds of cue that show them as cargo."""

_BREAK = re.compile(
    r"[.;:!?()]|\b(?:by|with|aboard|via|using|through|from|to|at|that|which|who|when|while|as|because|if|but|where|for|"
    r"were|was|is|are|has|have|had|will|would|can|could|onto|into|on|in)\b",
    re.IGNORECASE,
)
_PASSIVE = re.compile(
    r"^(?:\s+[\w'’-]+){0,4}?\s+(?:were|was|are|is|being|been|be|get|got|getting)\b(?:\s+[\w'’-]+){0,3}\s*$", re.IGNORECASE
)
_LINK_EN = re.compile(r"^[\s\w'’\"“”-]{0,24}(?:,|\band\b|\bor\b|/|\bas well as\b|\bsuch as\b|\bincluding\b|\blike\b|;|:|\()[\s\w'’\"“”,-]{0,26}$")
_LINK_KO = re.compile(r"^[가-힣\w\s]{0,4}?(?:[,·ㆍ/、(]|과|와|및|이나|나|이며|며|하고|랑|이랑|, 그리고|같은|등)[\s'‘“\"]*(?:[가-힣]{1,6}\s){0,2}[가-힣]{0,4}$")
_GAP_KO = re.compile(r"^[^.!?]{0,22}$")
_BESIDE_KO = frozenset("을 를 이 가 은 는 도 만 까지 마저 조차 의".split()) | {""}


def _before(reading: Reading, cues: Iterable[Cue], m: Mention) -> bool:
    """Whether an English trade word governs the mention from the left: "imports of rice", "smuggled used cars"."""
    for cue in cues:
        if cue.end <= m.start and m.start - cue.end < 60:
            gap = reading.whole[cue.end : m.start]
            if len(gap.split()) <= 6 and not _BREAK.search(gap):
                return True
    return False


def _after(reading: Reading, cues: Iterable[Cue], m: Mention) -> bool:
    """Whether an English passive follows: "trucks have been smuggled"."""
    return any(
        0 <= c.start - m.end < 60 and _PASSIVE.match(reading.whole[m.end : c.start]) is not None for c in cues
    )


def _object(reading: Reading, sentence: Sentence, evidence: Evidence, m: Mention) -> bool:
    cues = tuple(evidence.cues(sentence, *CLOSE.get(m.good, TRADE)))
    if reading.lang == "en":
        return _before(reading, cues, m) or _after(reading, cues, m)
    if m.particle not in _BESIDE_KO:
        return False
    return any(
        0 <= c.start - m.phrase_end and _GAP_KO.match(reading.whole[m.phrase_end : c.start]) is not None for c in cues
    )


def _compound(reading: Reading, sentence: Sentence, evidence: Evidence, m: Mention) -> bool:
    kinds = CLOSE.get(m.good, ("smuggle", "move", "sell", "price", "seize", "deal"))
    ends = {m.end, m.phrase_end} if not m.particle or m.particle == "의" else set()
    ends |= {m.phrase_end + len(m.particle)} if m.particle == "의" else set()
    return any(c.start - e in (0, 1) for c in evidence.cues(sentence, *kinds) for e in ends)


def _why(reading: Reading, evidence: Evidence, m: Mention, trade_story: bool) -> str:
    """The rule by which the mention counts on its own, or nothing."""
    sentence = reading.sentences[m.sentence]
    if m.aside or m.sentence in evidence.background:
        return ""
    if _compound(reading, sentence, evidence, m):
        return "compound"
    if _object(reading, sentence, evidence, m):
        return "object"
    if not m.plain:
        return ""
    if evidence.has(sentence, "price"):
        return "price"
    if evidence.has(sentence, "banlist"):
        return "ban" if evidence.has(sentence, "fresh") else ""
    if evidence.has(sentence, *TRADE):
        return "sentence"
    if evidence.has(sentence, "ban"):
        return "ban"
    return ""


def _linked(reading: Reading, a: Mention, b: Mention) -> bool:
    gap = reading.whole[a.end : b.start]
    pattern = _LINK_EN if reading.lang == "en" else _LINK_KO
    return a.sentence == b.sentence and len(gap) < 45 and pattern.match(gap) is not None


def _lists(reading: Reading, found: Sequence[Mention]) -> Iterator[list[Mention]]:
    """Runs of mentions joined by commas and conjunctions."""
    run: list[Mention] = []
    for m in found:
        if run and not _linked(reading, run[-1], m):
            yield run
            run = []
        run.append(m)
    if run:
        yield run


def find(reading: Reading, hits: Hits, rules: Rules) -> tuple[CommodityTag, ...]:
    """The goods of the reading, in the order of their first evidence."""
    evidence = gather(reading, hits)
    found = tuple(mentions(reading, hits, rules))
    counted: dict[str, list[tuple[Mention, str]]] = {}
    for run in _lists(reading, found):
        why = [_why(reading, evidence, m, False) for m in run]
        for m, rule in zip(run, why, strict=True):
            own = rule or ("list" if any(why) and not m.aside and m.sentence not in evidence.background else "")
            if own:
                counted.setdefault(m.good, []).append((m, own))
    return tuple(_tag(reading, good, marks) for good, marks in counted.items())


def _tag(reading: Reading, good: str, marks: Sequence[tuple[Mention, str]]) -> CommodityTag:
    rule = max((why for _, why in marks), key=lambda why: CONFIDENCE[why])
    spans = tuple(reading.span(m.start, m.end) for m, _ in marks)
    return CommodityTag(id=good, spans=spans, rule=rule, confidence=CONFIDENCE[rule])
