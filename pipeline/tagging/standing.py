"""How a word stands in its sentence: as the claim, or as a circumstance, setting or hypothesis of it (T3, T6).

English subordinators open what they subordinate ("amid sanctions", "since the pandemic"), Korean ones close it (제재
속에서도, 코로나 이전보다): the first looks left, the second right, and neither looks past the clause. A place where
something happens ("near the railway station", 건설장에서) is a setting.
"""

import re
from typing import Literal

from pipeline.tagging.evidence import Cue, Evidence
from pipeline.tagging.text import Reading, Sentence

Standing = Literal["claim", "circumstance", "setting", "hypothesis", "background"]
WEIGHT: dict[Standing, float] = {
    "claim": 1.0,
    "circumstance": 0.5,
    "setting": 0.5,
    "hypothesis": 0.25,
    "background": 0.5,
}
"""Standing → how much a mention so placed says of what the report is about."""

_CLAUSE_END = {"en": re.compile(r"[,;:—”\"]|\s[-–]\s"), "ko": re.compile(r"[,;.”\"]")}
_REACH = {"en": 70, "ko": 16}
_AT = re.compile(
    r"(?<!officials )(?<!officers )(?<!agents )(?<!official )(?<!inspectors )"
    r"\b(?:at|near|outside|behind|beside|past|through|via|around|from|in front of|next to|opposite|by way of)\s+"
    r"(?:(?:the|a|an|its|their|his|her|one|two|three|several|some|many)\s+)?(?:[\w'’-]+\s+){0,2}$",
    re.IGNORECASE,
)
_IN_KO = re.compile(
    r"[가-힣]{0,3}?(?:에서|에서는|에서도|에는|에 |을 통해|를 통해|을 거쳐|를 거쳐| 앞| 인근| 근처| 주변| 옆| 뒤)"
)


def _closes(reading: Reading, cue: Cue, start: int, end: int) -> bool:
    """Whether the subordinator reaches the words between `start` and `end`."""
    a, b = (cue.end, start) if reading.lang == "en" else (end, cue.start)
    return 0 <= b - a <= _REACH[reading.lang] and _CLAUSE_END[reading.lang].search(reading.whole, a, b) is None


def _is_setting(reading: Reading, sentence: Sentence, start: int, end: int) -> bool:
    if reading.lang == "ko":
        return _IN_KO.match(reading.whole, end) is not None
    return _AT.search(reading.whole[max(sentence.start, start - 48) : start]) is not None


def standing(reading: Reading, evidence: Evidence, sentence: Sentence, start: int, end: int, place: bool) -> Standing:
    """How the words between the offsets stand in their sentence; `place` says whether they may name a setting."""
    if sentence.number in evidence.background:
        return "background"
    if any(_closes(reading, cue, start, end) for cue in evidence.cues(sentence, "hypothesis")):
        return "hypothesis"
    if place and _is_setting(reading, sentence, start, end):
        return "setting"
    if any(_closes(reading, cue, start, end) for cue in evidence.cues(sentence, "circumstance")):
        return "circumstance"
    if any(cue.start == end for cue in evidence.cues(sentence, "occasion")):
        return "circumstance"
    return "claim"
