"""Korean phrases for informants: 양강도 소식통은 8일 데일리NK에, 중국 내 대북 소식통, 북한 내부 소식통, 현지 소식통."""

import re
from collections.abc import Iterator, Sequence

from pipeline.tagging.informants import Informant, deepest, related
from pipeline.tagging.places import Mention
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.source_cues import SourceCues
from pipeline.tagging.text import Reading, Sentence

_REACH = 34
_BREAK = re.compile(
    r"[,“”\"‘’?!;·]|(?:다고|라고|냐고|자고|다며|라며|면서|지만|는데|인데|했고|하고|되자|하자|된다는|한다는|이라는) "
)
_CHAIN = re.compile(r"(?:\([^)]{1,12}\))?(?:성|시|군|도|현)?(?:의| 내)?,?\s?")
_PARTICLE = re.compile(
    r"(?:들)?(?:\([^)]{1,20}\))?\s?(?: 역시| 또한|은|는|이|가|도|의|에게|과|와|을|를|에 따르면|에 의하면|에 따라|들|중|등|으로부터|에게서|로부터|에서|을 통해|,|:|\)|$)"
)
_SUBJECT_OF_SPEECH = re.compile(
    r"(?:들)?(?:\([^)]{1,20}\))?(?:은|는|이|가|도|들은|들이| 역시| 또한|에 따르면|에 의하면|의 말|의 전언|들의 말|의 설명|:| :)"
)
_TOLD = re.compile(
    r"(?:은|는)?(?:에게|에|과의|와의|과|와)(?: (?:전화 ?)?(?:통화|인터뷰|전화|접촉)| |$)|(?:의|쪽) (?:기자|취재진|취재)"
)
_LISTENER = re.compile(r"취재진|기자에게|본지에|기자와")
_TAPE = re.compile(r"\s*[<\[(](?:녹취|인터뷰|싱크|현장음)[^>\])]*[>\])]")
_PLACE_OF_BEING = re.compile(
    r"(?:시|군|도|성|현)?(?:\([^)]{1,12}\))?(?:의|에 있는|에 사는|에 거주하는|에 거주 중인|에서 활동하는|에서 활동 중인|에 머무는|에 체류 중인|"
    r"주재|내|내부|현지|지역|지방|쪽|국경|접경|출신|소재| )"
)


def find(reading: Reading, mentions: Sequence[Mention], cues: SourceCues, rules: Rules) -> Iterator[Informant]:
    """The informants of the body, in order."""
    for match in cues.heads.finditer(reading.whole):
        sentence = reading.sentence_at(match.start())
        if reading.paragraphs[sentence.paragraph].kind != "body" or match.start() < sentence.start:
            continue
        found = _informant(reading, match, sentence, mentions, cues, rules)
        if found is not None:
            yield found


def _informant(
    reading: Reading,
    match: re.Match[str],
    sentence: Sentence,
    mentions: Sequence[Mention],
    cues: SourceCues,
    rules: Rules,
) -> Informant | None:
    whole, kind = reading.whole, match.lastgroup or "source"
    text, after = whole[sentence.start : sentence.end], whole[match.end() : sentence.end]
    if kind != "source" and not _speaks(text, after, cues):
        return None
    if not _PARTICLE.match(after):
        return None
    window = _window(whole, sentence, match.start())
    near = [m for m in mentions if window <= m.start and m.end <= match.start()]
    words = whole[window : match.start()]
    chain, rule = _where(reading, near, match.start(), words, cues, rules)
    another = cues.another.search(words) is not None
    where = deepest(chain, rules).region if chain else None
    if where is None or (where == "KP" and cues.inside.search(words)):
        where, rule = _unnamed(reading, words, sentence, mentions, cues, rules) or (where, rule)
    if where is None and (
        kind != "source" or re.search(r"(?:^|\s)(?:이|그|해당|이들?)\s?$", words) or not words.strip()
    ):
        return None
    outlet = _outlet(text, match.start() - sentence.start, cues)
    return Informant(
        start=chain[0].start if chain else match.start(),
        end=match.end(),
        where=where,
        kind=kind,
        who=_who(words, match.group(), another=another),
        told=outlet.group() if outlet else None,
        outlet=cues.outlet(outlet).pattern_regex if outlet else None,
        another=another,
        rule=rule or "source-unplaced",
        mentions=tuple(m.start for m in chain),
    )


def _who(words: str, head: str, *, another: bool) -> str:
    """The informant as printed, without age, name or place."""
    trade = "대북 무역 " if "대북 무역" in words else "대북 " if re.search(r"대북\s?$", words) else ""
    return ("또 다른 " if another else "") + trade + head


def _speaks(text: str, after: str, cues: SourceCues) -> bool:
    """Whether a resident, trader, official tells the outlet something, or speaks on tape; else they are only spoken of."""
    if _TAPE.match(text):
        return re.match(r"[^:]{0,20}:", after) is not None
    if not _SUBJECT_OF_SPEECH.match(after) or not cues.statement.search(after):
        return False
    return _LISTENER.search(text) is not None or any(_TOLD.match(text, m.end()) for m in cues.outlets.finditer(text))


def _window(whole: str, sentence: Sentence, head: int) -> int:
    """Where the phrase of the informant may begin: after the last break before the noun."""
    start = max(sentence.start, head - _REACH)
    for cut in _BREAK.finditer(whole, start, head):
        start = cut.end()
    return start


def _where(
    reading: Reading, near: Sequence[Mention], head: int, words: str, cues: SourceCues, rules: Rules
) -> tuple[list[Mention], str]:
    """The chain of place names that says where the informant is, and the rule."""
    usable = [m for m in near if _says_where(reading, m, head, cues)]
    if not usable:
        return [], ""
    chain = [usable[-1]]
    for m in reversed(usable[:-1]):
        gap = reading.whole[m.end : chain[0].start]
        adjoining = _CHAIN.fullmatch(gap) is not None
        finer = chain[0].kind == "country" and m.country == chain[0].country
        if m.kind == "country" and not related(m.region, chain[0].region, rules):
            continue
        if not related(m.region, chain[0].region, rules) or not (adjoining or finer):
            break
        chain.insert(0, m)
    return chain, "source-in-place"


def _says_where(reading: Reading, mention: Mention, head: int, cues: SourceCues) -> bool:
    """Whether the name is where the informant is, not what they know about or whom they trade with."""
    if mention.kind not in ("place", "source", "orientation", "country", "metonym"):
        return False
    gap = reading.whole[mention.end : head]
    if mention.kind == "country" and not re.match(r"(?:의|인|산)?\s|내|측|현지|쪽|에", gap):
        return False
    if re.match(r"(?:의)?\s?(?:[가-힣]+ )?(?:" + cues.subject.pattern + ")", gap):
        return False
    return (
        re.search(
            r"[은는을를](?:\s|$)",
            re.sub(
                r"(?:하|있|사|머무|드나드|거래하|활동하|오가|밝은|종사하)는\s|[가-힣]+[을를] (?:하|오가|드나드|거래하)는",
                "",
                gap,
            ),
        )
        is None
    )


def _unnamed(
    reading: Reading, words: str, sentence: Sentence, mentions: Sequence[Mention], cues: SourceCues, rules: Rules
) -> tuple[str, str] | None:
    """Where a source is that is 내부 (inside the North) or 현지 (in the unit the sentence speaks of)."""
    if re.search(r"내부\s?(?:[가-힣]+ )?$", words):
        return "KP", "inside-source"
    if cues.local.search(words[-8:]):
        here = [m for m in mentions if m.kind in ("place", "source") and m.start < sentence.end]
        same = [m for m in here if m.start >= sentence.start] or here[-1:]
        return (rules.first_level(same[0].region), "local-source") if same else None
    return None


def _outlet(text: str, head: int, cues: SourceCues) -> re.Match[str] | None:
    """The outlet told (데일리NK에, 데일리NK와의 통화에서), or the one whose source it is (데일리NK 소식통)."""
    found = [m for m in cues.outlets.finditer(text) if _TOLD.match(text, m.end())]
    if found:
        return found[0]
    for m in cues.outlets.finditer(text, max(0, head - 25), head):
        return m
    return None
