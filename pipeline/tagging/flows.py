"""Which way goods move, seen from North Korea: by the noun, whose trade it is, and the words of direction (S5)."""

import re

from pipeline.records import Flow
from pipeline.tagging.claims import HOLDING, Claim
from pipeline.tagging.cues import Cues, Noun
from pipeline.tagging.text import Reading, Sentence

_NORTH = r"(?:north korea|the north\b|the country|dprk|pyongyang|sinuiju|hyesan|rason|rajin|hoeryong|namyang|chongjin|nampo)"
_ABROAD = r"(?:the )?(?:china|russia|chinese|russian|dandong|changbai|hunchun|jilin|liaoning|vladivostok|overseas|abroad)"
_INWARD = {
    "en": re.compile(
        rf"\b(?:to|into|for|entering|enters?|entered|reach(?:ing|ed)?|supplying) (?:\w+ )?{_NORTH}|north korea-bound"
        rf"|\bfrom {_ABROAD}\b|\b(?:brought|come|came|coming|flow\w*|pour\w*|ship\w*|get\w*) (?:in|into|over)\b",
        re.IGNORECASE,
    ),
    "ko": re.compile(
        r"대북|대조선|북한\s?(?:으로|에 |행|쪽으로|측에)|조선(?:으로|에 )|북측으로|들여|들어오|들어온|들어왔|들어가|중국\s?(?:에서|산)|"
        r"러시아(?:에서|산)|반입|유입|입국|넘어오|넘어온"
    ),
}
_OUTWARD = {
    "en": re.compile(rf"\b(?:to|into|entering|enters?|entered|reaching) {_ABROAD}\b|\bfrom {_NORTH}", re.IGNORECASE),
    "ko": re.compile(r"대중|대러|중국\s?(?:으로|에 |측에)|북한산|조선산|북한에서|내보내|내보낸|나가|반출|넘기"),
}
_THEIRS = {
    "en": re.compile(r"\b(?:china|chinese|beijing|russian?|dandong)\b(?:['’]s)?", re.IGNORECASE),
    "ko": re.compile(r"중국\s?(?:의|산|이|은|측|당국|정부|세관|해관|기업|업체|무역)|러시아\s?(?:의|산|이|는|측)|中|단둥|지린|랴오닝"),
}
_OURS = {
    "en": re.compile(r"\b(?:north korean?|n\. korean?|the north|pyongyang|dprk)\b(?:['’]s)?", re.IGNORECASE),
    "ko": re.compile(r"북한|조선|북측|北|평양"),
}


def flow_of(reading: Reading, sentence: Sentence, claim: Claim, cues: Cues) -> Flow:
    """The flow of the claim; `cues` are the sentence's."""
    noun, inside = claim.noun, cues.within(claim.start, claim.end)
    if noun.flow == "smuggling" or (noun.kind != "movement" and _smuggled(inside)):
        return "smuggling"
    if noun.kind in HOLDING and _smuggled(cues):
        return "smuggling"
    if noun.flow in ("import", "export"):
        return _owned(reading, claim, noun)
    if noun.kind in HOLDING:
        named = {_owned(reading, claim, n) for n in inside.nouns if n.flow in ("import", "export")}
        if len(named) == 1:
            return named.pop()
    return _directed(reading, claim)


def _smuggled(cues: Cues) -> bool:
    return any(n.flow == "smuggling" for n in cues.nouns)


def _owned(reading: Reading, claim: Claim, noun: Noun) -> Flow:
    """Imports and exports turned to North Korea's side: China's exports are imports."""
    named: Flow = "export" if noun.flow == "export" else "import"
    other: Flow = "import" if named == "export" else "export"
    before = reading.whole[claim.start : noun.start]
    after = reading.whole[noun.end : min(claim.end, noun.end + 60)]
    against = (_INWARD if named == "export" else _OUTWARD)[reading.lang]
    if against.search(after) or against.search(before[-14:]):
        return other
    theirs, ours = _last(_THEIRS[reading.lang], before), _last(_OURS[reading.lang], before)
    return other if theirs > ours else named


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where the pattern last stands in the text, -1 when it doesn't."""
    return max((m.start() for m in pattern.finditer(text)), default=-1)


def _directed(reading: Reading, claim: Claim) -> Flow:
    text = reading.whole[claim.start : claim.end]
    inward, outward = (bool(p[reading.lang].search(text)) for p in (_INWARD, _OUTWARD))
    if inward == outward:
        return "both"
    return "import" if inward else "export"
