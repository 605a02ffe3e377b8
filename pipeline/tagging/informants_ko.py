"""Korean phrases for informants: 양강도 소식통은 8일 데일리NK에, 중국 내 대북 소식통, 북한 내부 소식통, 현지 소식통."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.seeds import Informant
from pipeline.tagging.informants import Cast, Phrase, Spoken, deepest, local_unit, related, spoken
from pipeline.tagging.matcher import Hit
from pipeline.tagging.places import Mention

_REACH = 34
_BREAK = re.compile(
    r"[,“”\"‘’?!;·]|(?:다고|라고|냐고|자고|다며|라며|면서|지만|는데|인데|했고|하고|되자|하자|된다는|한다는|이라는) "
)
_CHAIN = re.compile(r"(?:\([^)]{1,12}\))?(?:성|시|군|도|현)?(?:의| 내)?,?\s?")
_AND = re.compile(r"(?:시|군|도)?(?:와|과|및)\s")
_SEVERAL = re.compile(r"복수의|여러|각각의")
_GLOSS = r"(?:들)?(?:\s[가-힣A-Z]{1,4}\s?씨)?(?:\([^)]{1,20}\))?"
_PARTICLE = re.compile(
    rf"{_GLOSS}\s?(?:역시|또한|은|는|이|가|도|의|에게|과|와|을|를|에 따르면|에 의하면|에 따라|들|중|등"
    r"|으로부터|에게서|로부터|에서|을 통해|,|:|\)|$)"
)
_SPEAKING = re.compile(rf"{_GLOSS}(?:은|는|이|가|도| 역시| 또한|에 따르면|에 의하면|의 말|의 전언|의 설명|:| :)")
_TOLD = re.compile(
    r"['\"’”」]?(?:은|는)?(?:에게|에|과의|와의|과|와)(?: (?:전화 ?)?(?:통화|인터뷰|전화|접촉)| |$)"
    r"|['\"’”」]?(?:의|쪽)? (?:기자|취재진|취재)"
)
_LISTENER = re.compile(
    r"취재진|기자에게|본지에|기자와|[가-힣A-Za-z]{1,8}(?:통신|신문|일보|방송|뉴스|타임[즈스]|프레스|저널|NK)에 "
)
_CAPTIONED = 30
_SPEECH = re.compile(r"(?:\([^)]*\))?\s?:\s")
_TAPE = re.compile(r"\s*(?:[<\[(](?:녹취|인터뷰|싱크|현장음)[^>\])]*[>\])]|\[)")
_RELATIVE = re.compile(
    r"(?:하|있|사|머무|드나드|거래하|활동하|오가|종사하)는\s|[가-힣]+[을를] (?:하|오가|드나드|거래하)는"
)
_COUNTRY_JOINT = re.compile(r"(?:의|인|산)?\s|내|측|현지|쪽|에")
_ORIGIN = re.compile(r"\s?출신")
_ARGUMENT = re.compile(r"[은는을를](?:\s|$)")
_DEFINITE = re.compile(r"(?:^|\s)(?:이|그|해당)\s?$")


def find(cast: Cast) -> Iterator[Phrase]:
    """The informants of the body, in order."""
    for head in cast.heads:
        here = spoken(cast, head) if _PARTICLE.match(cast.reading.whole, head.end) else None
        if here is not None and (here.kind == "source" or _speaks(here, cast)):
            found = _phrase(here, cast)
            if found is not None:
                yield from _others(found, here, cast)
                yield found


def _others(last: Phrase, here: Spoken, cast: Cast) -> Iterator[Phrase]:
    """The further places of several sources named at once (양강도와 함경북도 소식통들)."""
    several = here.after.startswith("들") or _SEVERAL.search(here.before[-_REACH:])
    if not several or not last.mentions:
        return
    for mention in cast.places(_window(here, cast), last.start):
        joint = _AND.fullmatch(cast.text(mention.end, last.start))
        if joint and mention.kind == "place" and not related(mention.region, last.where or "", cast.rules):
            yield replace(last, where=mention.region, start=mention.start, mentions=(mention.start,))


def _phrase(here: Spoken, cast: Cast) -> Phrase | None:
    window = _window(here, cast)
    words = cast.text(window, here.head.start)
    chain = _where([m for m in cast.places(window, here.head.start) if m.end <= here.head.start], here, cast)
    rule, where = "source-in-place", deepest(chain, cast.rules).region if chain else None
    if where is None or (where == "KP" and cast.cues.inside.search(words)):
        rule, where = _unnamed(words, here, cast) or (rule, where)
    if where is None and (here.kind != "source" or _DEFINITE.search(words) or not words.strip()):
        return None
    another = cast.cues.another.search(words) is not None
    outlet = _outlet(here, cast)
    return Phrase(
        start=chain[0].start if chain else here.head.start,
        end=here.head.end,
        where=where,
        kind=here.kind,
        who=_who(words, cast.text(here.head.start, here.head.end), another=another),
        told=cast.text(outlet.start, outlet.end) if outlet else None,
        outlet=outlet.row if outlet else None,
        another=another,
        rule=rule if where else "source-unplaced",
        mentions=tuple(m.start for m in chain),
    )


def _who(words: str, head: str, *, another: bool) -> str:
    """The informant as printed, without age, name or place."""
    trade = "대북 무역 " if "대북 무역" in words else "대북 " if re.search(r"대북\s?$", words) else ""
    return ("또 다른 " if another else "") + trade + head


def _speaks(here: Spoken, cast: Cast) -> bool:
    """Whether a resident, trader, official tells an outlet something, is quoted alone, or speaks on tape.

    Those who only speak among others (주민들은), or in a source's account, are spoken of.
    """
    start, end = here.sentence.start, here.sentence.end
    text = cast.text(start, end)
    if (_TAPE.match(text) or len(here.before) < _CAPTIONED) and _SPEECH.match(here.after):
        return True
    if not _SPEAKING.match(here.after) or not cast.cues.statement.search(here.after):
        return False
    if _LISTENER.search(text) is not None or _told(here, cast) is not None:
        return True
    return not here.after.startswith("들") and "“" in here.after and "소식통" not in text


def _told(here: Spoken, cast: Cast) -> Hit[Informant] | None:
    """The outlet that the sentence says was told: 데일리NK에, 데일리NK와의 통화에서."""
    inside = (o for o in cast.outlets if here.sentence.start <= o.start and o.end <= here.sentence.end)
    return next((o for o in inside if _TOLD.match(cast.reading.whole, o.end)), None)


def _outlet(here: Spoken, cast: Cast) -> Hit[Informant] | None:
    """The outlet told, or the one whose source it is (데일리NK 소식통)."""
    return _told(here, cast) or cast.outlet(max(here.sentence.start, here.head.start - 25), here.head.start)


def _window(here: Spoken, cast: Cast) -> int:
    """Where the phrase may begin: after the last break before the noun."""
    start = max(here.sentence.start, here.head.start - _REACH)
    for cut in _BREAK.finditer(cast.reading.whole, start, here.head.start):
        start = cut.end()
    return start


def _where(near: Sequence[Mention], here: Spoken, cast: Cast) -> list[Mention]:
    """The chain of place names that says where the informant is."""
    usable = [m for m in near if _says_where(m, here, cast)]
    chain = usable[-1:]
    for mention in reversed(usable[:-1]):
        gap = cast.text(mention.end, chain[0].start)
        if not related(mention.region, chain[0].region, cast.rules):
            if mention.kind == "country":
                continue
            break
        if not _CHAIN.fullmatch(gap) and chain[0].kind != "country":
            break
        chain.insert(0, mention)
    return chain


def _says_where(mention: Mention, here: Spoken, cast: Cast) -> bool:
    """Whether the name is where the informant is, not their nation, what they know about or whom they trade with."""
    gap = cast.text(mention.end, here.head.start)
    if mention.kind == "country":
        national = here.kind != "source" and (mention.region == "KR" or not gap.strip())
        if national or not _COUNTRY_JOINT.match(gap):
            return False
    elif mention.kind not in ("place", "source", "orientation", "metonym"):
        return False
    if _ORIGIN.match(gap) or re.match(rf"(?:의)?\s?(?:[가-힣]+ )?{cast.cues.subject.pattern}", gap):
        return False
    return _ARGUMENT.search(_RELATIVE.sub("", gap)) is None


def _unnamed(words: str, here: Spoken, cast: Cast) -> tuple[str, str] | None:
    """The rule and place of a source that is 내부 (inside the North) or 현지 (in the unit the sentence speaks of)."""
    if re.search(r"내부\s?(?:[가-힣]+ )?$", words):
        return "inside-source", "KP"
    if cast.cues.local.search(words[-8:]) and (unit := local_unit(cast, here.sentence)):
        return "local-source", unit
    return None
