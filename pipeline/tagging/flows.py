"""Which way goods move, seen from North Korea: by the noun, whose trade it is, and the words of direction (S5)."""

import re
from collections.abc import Iterable, Sequence
from typing import NamedTuple

from pipeline.records import Flow
from pipeline.tagging.claims import HOLDING, MOVING, Claim
from pipeline.tagging.cues import SMUGGLED, Cues, Noun
from pipeline.tagging.places import Mention, Places
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.text import Reading, Sentence

_TO = {
    "en": re.compile(
        r"\b(?:to|into|for|entering|enters?|entered|reach(?:ing|ed|es)?|toward|towards|supplying|supplies)\s(?:[\w’'-]+\s){0,4}$",
        re.I,
    ),
    "ko": re.compile(r"^(?:시|군|도|성|항|세관|쪽|측|내부)?(?:으로|로|행)"),
}
_FROM = {
    "en": re.compile(r"\b(?:from|out of|leaving|leaves|left)\s(?:\w+\s)?$", re.IGNORECASE),
    "ko": re.compile(r"^(?:산|발)"),
}
REACH = 40
_NORTH, _ABROAD = "KP", ("CN", "RU")
_INWARD = {
    "en": re.compile(
        r"\b(?:to|into|entering|for) (?:the north|the country|the dprk)\b|north korea-bound|north-bound",
        re.I,
    ),
    "ko": re.compile(
        r"대북(?!\s?(?:무역|교역|제재|소식통|거래|압박|정책))|대조선|북한\s?(?:으로|에\s|행|쪽으로|측에)|조선(?:으로|에\s)|북측으로"
    ),
}
_OUTWARD = {
    "en": re.compile(
        r"\bfrom (?:the north|the dprk)\b|\bnorth korean (?:goods|products|coal|seafood|exports)\b", re.IGNORECASE
    ),
    "ko": re.compile(
        r"대중|대러|중국\s?(?:으로|에\s|측에)|북한산|조선산|북한\s(?:수산물|석탄|해산물|광물|제품|상품)|러시아로"
    ),
}
_IN = {
    "en": re.compile(
        r"\b(?:brought|come|comes|came|coming|flow\w*|pour\w*|shipp\w*|get\w*|arriv\w*) (?:in|into|over)\b|\barriv\w+\b",
        re.I,
    ),
    "ko": re.compile(
        r"밀려|들여|들어오|들어온|들어왔|들어와|들어가|반입|유입|넘어오|넘어온|중국산|중국에서\s(?:들여|들어|가져|사들|보내|수입|넘어)"
    ),
}
_OUT = {
    "en": re.compile(r"\b(?:go|goes|going|sent|shipped) (?:out|abroad|overseas)\b", re.IGNORECASE),
    "ko": re.compile(r"내보내|내보낸|나가|반출|넘기"),
}
_THEIRS = {
    "export": {
        "en": re.compile(
            r"\b(?:china|chinese|beijing|russian?|dandong|hunchun|jilin|liaoning)\b(?:['’]s)?", re.IGNORECASE
        ),
        "ko": re.compile(
            r"중국\s?(?:의|이|은|측|당국|정부|세관|해관|기업|업체|무역)|러시아\s?(?:의|이|는|측)|中|단둥|훈춘|지린|랴오닝|해관"
        ),
    },
    "import": {
        "en": re.compile(
            r"\b(?:china|russia|beijing|hunchun|jilin|liaoning)['’]s?\b|\bchina (?:has|had|is|was|will|re\w+|ban\w*|halt\w*|stop\w*|susp\w*)|"
            r"\b(?:chinese|russian) (?:customs|authorit\w+|government|import\w*|buyers?|compan\w+|firms?|officials?)\b|\b(?:hunchun|tumen|dandong) customs",
            re.IGNORECASE,
        ),
        "ko": re.compile(
            r"중국\s?(?:의|이|은|측|당국|정부|세관|해관|기업|업체)|러시아\s?(?:의|이|는|측)|(?:훈춘|투먼|단둥|지린)\s?(?:해관|세관)|해관"
        ),
    },
}
_OURS = {
    "en": re.compile(r"\b(?:north korean?|n\. korean?|the north|pyongyang|dprk)\b(?:['’]s)?", re.IGNORECASE),
    "ko": re.compile(r"북한|조선|북측|北|평양"),
}
_CUSTOMS = re.compile(r"\bcustoms\b|세관|해관|통관", re.IGNORECASE)
_SETTLED = re.compile(r"대북|대조선|대중|대러")


class Running(NamedTuple):
    """The claim before: the word its noun uses (import or export), and the flow it has, seen from North Korea."""

    word: str | None
    flow: Flow


def word_of(reading: Reading, noun: Noun) -> str | None:
    """Which of the two words the noun uses, whoever says it: "export" in "exports" and in 대북 수출."""
    found = _WORD.search(reading.whole, noun.start, noun.end)
    return None if found is None else "export" if found.group(1) else "import"


_WORD = re.compile(r"(export|수출|반출)|import|수입|반입", re.IGNORECASE)
_RUSSIAN = re.compile(r"\brussian? (?:coal|goods|oil)|러시아(?:산)?\s", re.IGNORECASE)
_SIDED = {
    "en": re.compile(r"\b(?:china|chinese|russian?|north korean?|the north|beijing|pyongyang)\b", re.IGNORECASE),
    "ko": re.compile(r"중국|러시아|북한|조선|대북|대중|대러|해관|中|北"),
}


def flow_of(
    reading: Reading, sentence: Sentence, claim: Claim, cues: Sequence[Cues], places: Places, running: Running | None
) -> Flow:
    """The flow of the claim; `cues` are those of every sentence, `running` is the claim just before, if close.

    Cargo that moves without a word for how moves as its report says: smuggled where title or lead call it smuggling.
    "Exports" keep the side from which the claim before used the word.
    """
    own = cues[sentence.number]
    flow = _stated(reading, sentence, claim, own, places)
    if running and running.word and running.word == word_of(reading, claim.noun):
        sided = _SIDED[reading.lang].search(reading.whole, claim.start, max(claim.noun.end, claim.change.end))
        return flow if sided else running.flow
    if claim.noun.flow is not None or claim.noun.kind not in MOVING:
        return flow
    if flow != "smuggling" and not _official(own) and _smuggling_report(reading, sentence, cues):
        return "smuggling"
    follows = running is not None and flow == "both" and claim.noun.kind != "carrier"
    return running.flow if running and follows and running.flow in ("import", "export") else flow


def one_sided(reading: Reading, flow: Flow, claim: Claim, good: str | None, rules: Rules) -> Flow:
    """The flow, or for trade either way the only way that the good goes: what the UN bans North Korea to sell, it sells."""
    if (
        flow != "both"
        or good is None
        or claim.noun.kind not in MOVING
        or _RUSSIAN.search(reading.whole, claim.start, claim.end)
    ):
        return flow
    row = rules.goods[good]
    bans = (row.dprk_import_rule == "banned", row.dprk_export_rule == "banned")
    return {(True, False): "import", (False, True): "export"}.get(bans, flow)


def _official(own: Cues) -> bool:
    return any(n.flow in ("import", "export", "both") for n in own.nouns)


def _smuggling_report(reading: Reading, sentence: Sentence, cues: Sequence[Cues]) -> bool:
    """Whether title, lead and the sentence before, where they name a flow, call it smuggling and nothing else."""
    before = reading.sentences[max(0, sentence.number - 1)]
    front = [s for s in (reading.title, before, *reading.lead[:2]) if s is not None]
    return {n.flow for s in front for n in cues[s.number].nouns if n.flow is not None} == {"smuggling"}


def _stated(reading: Reading, sentence: Sentence, claim: Claim, cues: Cues, places: Places) -> Flow:
    noun, inside = claim.noun, cues.within(claim.start, _phrase_end(reading, claim))
    if noun.flow == "smuggling" or (noun.kind not in ("movement", "service") and _smuggled(inside.nouns)):
        return "smuggling"
    if noun.kind == "service" and SMUGGLED.search(reading.whole, noun.start, min(claim.end, noun.end + 16)):
        return "smuggling"
    if noun.kind in HOLDING and _smuggled(cues.nouns) and not _CUSTOMS.search(reading.whole, claim.start, claim.end):
        return "smuggling"
    if noun.flow in ("import", "export"):
        return _owned(reading, claim, noun)
    if noun.flow == "both":
        return "both"
    if noun.kind != "service":
        before = cues.within(sentence.start, claim.change.start)
        for scope in (inside, before) if noun.kind in HOLDING else (inside,):
            named = {_owned(reading, claim, n) for n in scope.nouns if n.flow in ("import", "export")}
            if len(named) == 1:
                return named.pop()
    near = _directed(reading, places, claim.start, claim.end)
    return _directed(reading, places, sentence.start, sentence.end) if near == "both" and noun.kind in HOLDING else near


def _phrase_end(reading: Reading, claim: Claim) -> int:
    """Where the words that belong to the claim's predicate end: at the comma after it."""
    comma = reading.whole.find(",", max(claim.change.end, claim.noun.end), claim.end)
    return comma if comma >= 0 else claim.end


def _smuggled(nouns: Iterable[Noun]) -> bool:
    return any(n.flow == "smuggling" for n in nouns)


def _owned(reading: Reading, claim: Claim, noun: Noun) -> Flow:
    """Imports and exports turned to North Korea's side: China's exports are imports."""
    named: Flow = "export" if noun.flow == "export" else "import"
    other: Flow = "import" if named == "export" else "export"
    if _SETTLED.match(reading.whole, noun.start):
        return named
    before = reading.whole[claim.start : max(noun.start, claim.change.start) if reading.lang == "ko" else noun.start]
    after = reading.whole[noun.end : min(claim.end, noun.end + 60)]
    against = (_AGAINST_EXPORT if named == "export" else _AGAINST_IMPORT)[reading.lang]
    if against.search(after) or (
        reading.lang == "ko" and against.search(reading.whole, max(claim.start, noun.start - 14), noun.start)
    ):
        return other
    theirs, ours = _last(_THEIRS[named][reading.lang], before), _last(_OURS[reading.lang], before)
    return other if theirs > ours else named


_AGAINST_EXPORT = {
    "en": re.compile(
        r"\b(?:to|into|for) (?:north korea|the north|the country|the dprk|pyongyang)\b|\bfrom (?:china|russia)\b", re.I
    ),
    "ko": _INWARD["ko"],
}
_AGAINST_IMPORT = {
    "en": re.compile(
        r"\b(?:from|of) (?:north korean?|the north|the dprk)\b|\b(?:to|into|by) (?:china|russia)\b", re.IGNORECASE
    ),
    "ko": re.compile(r"북한산|조선산|북한에서|북한으로부터"),
}


def _last(pattern: re.Pattern[str], text: str) -> int:
    """Where the pattern last stands in the text, -1 when it doesn't."""
    return max((m.start() for m in pattern.finditer(text)), default=-1)


def _directed(reading: Reading, places: Places, start: int, end: int) -> Flow:
    """The direction that the words between two offsets give: by the places gone to or from, by "the North", by verbs."""
    text, lang = reading.whole[start:end], reading.lang
    toward = {_way(reading, m, start) for m in places.mentions if start <= m.start < end}
    inward, outward = (
        "import" in toward or bool(_INWARD[lang].search(text)),
        "export" in toward or bool(_OUTWARD[lang].search(text)),
    )
    if inward == outward:
        inward, outward = bool(_IN[lang].search(text)), bool(_OUT[lang].search(text))
    if inward == outward:
        return "both"
    return "import" if inward else "export"


def _way(reading: Reading, mention: Mention, start: int) -> Flow | None:
    """Import for "to" a North Korean place or "from" one abroad, export for the reverse."""
    whole, lang = reading.whole, reading.lang
    near = (
        whole[max(start, mention.start - REACH) : mention.start]
        if lang == "en"
        else whole[mention.end : mention.end + 6]
    )
    to, origin = _TO[lang].search(near) is not None, _FROM[lang].search(near) is not None
    if to == origin or mention.country not in (_NORTH, *_ABROAD):
        return None
    return "import" if to == (mention.country == _NORTH) else "export"
