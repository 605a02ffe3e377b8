"""Which place a claim is about: its own clause, its sentence, the sentence before, the lead (guideline S2)."""

import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.tagging.claims import Claim, restrains
from pipeline.tagging.places import Mention, Places
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.text import Reading, Sentence

KINDS = ("place", "orientation")
OWN = ("clause", "sentence", "dateline")
DATELINES = ("KP", "CN", "RU")
HOME = "KP"
_BETWEEN = re.compile(
    r"\b(?:between|link(?:s|ed|ing)?|connect(?:s|ed|ing)?|join(?:s|ed|ing)?|from)\s(?:[\w’']+ ){0,4}$", re.IGNORECASE
)
_JOINED = {
    "en": re.compile(
        r"^(?: ?\([^)]{0,40}\))?(?: [Cc]ity| [Cc]ounty| [Pp]rovinces?| [Pp]ort| customs)*(?:,| and| or|, and| as well as|/)+ (?:[\w’']+ ){0,2}$"
    ),
    "ko": re.compile(
        r"^(?:시|군|도|성|항|세관|해관)?(?: ?\([^)]{0,20}\))?(?:,|·|와|과|및|이나|나|/)+\s?(?:\S{1,6}(?:도|성|시)\s)?$"
    ),
}
_PAIRED = re.compile(r"\s?(?:사이|간의?\s|구간|양측|를 잇|을 잇|를 연결|을 연결|를 오가|을 오가)")
_FOREIGN = {
    "en": re.compile(
        r"\b(?:chinese|russian|china['’]s) (?:\w+ )?(?:customs|authorit|government|officials?|police|border|security|side|inspectors)|"
        r"\b(?:officers|officials|police|authorities|agents) in (?:china|russia)\b|\b(?:china|beijing|russia) (?:has|had|is|was|[a-z]+ed|tightens|bans|blocks|halts|steps|eases|bars|restricts)\b",
        re.IGNORECASE,
    ),
    "ko": re.compile(r"(?:중국|러시아|中)\s?(?:당국|정부|측|세관|해관|공안|변방|경찰|이\s|은\s|,)|해관|공안"),
}
_AUTHORITY = {
    "en": re.compile(
        r"(?: city| county| province| port)?(?:['’]s)?\s(?:city |public )?(?:customs|police|authorit|officials|inspectors|security|border guards)",
        re.IGNORECASE,
    ),
    "ko": re.compile(r"(?:시|현|성|군|도)?\s?(?:해관|세관|변방|공안|당국|국경경비대|보위부|안전부|보위국|안전국|경찰)"),
}
_THE_PLACE = {
    "en": re.compile(r"\bthe (?:province|city|county|region|zone)\b", re.IGNORECASE),
    "ko": re.compile(r"(?:이|해당|동) (?:지역|도시|도|군)\b"),
}
_AT_LARGE = {
    "en": re.compile(
        r"\b(?:between (?:the two countries|(?:north korea|china) and (?:north korea|china))|"
        r"(?:china|north korea)[-–](?:north korea|china) border|sino-(?:north )?korean|nationwide|along the (?:yalu|tumen)|border with china|"
        r"north korean? border)\b|\b(?:north korea|china|russia|pyongyang)['’]s? (?:total |overall )?(?:trade|imports|exports)\b|"
        r"\b(?:chinese|north korean|russian) (?:trade|imports|exports) (?:with|to|from)\b|\b(?:data|statistics|figures)\b",
        re.IGNORECASE,
    ),
    "ko": re.compile(
        r"(?:북중|북·중|조중|북-중|북한과 중국)\s?(?:간|의)?\s?(?:국경|접경|무역액|교역액|교역|무역)|전국|압록강|두만강|통계|집계|무역협회|"
        r"(?:무역|교역|수출|수입)액|(?:중국|러시아|북한)의?\s(?:[^,]{0,8}\s)?(?:대북|대중|대러)\s?(?:수출|수입|무역)"
    ),
}


_OF_STATE = {
    "en": re.compile(
        r"\b(?:North Korea|Pyongyang|China|Beijing|Russia) (?:has|had|is|was|will|[a-z]+ed|[a-z]+s)\b|\b(?:North Korean|Chinese|the) authorities\b"
        r"|\b(?:North Korean|Chinese) government\b"
    ),
    "ko": re.compile(
        r"(?:북한|중국|러시아)(?:이|은|는|측이|측은)\s|(?:북한|중국)?\s?(?:당국|정부)(?:이|은|가|는|에서)"
    ),
}


class Where(NamedTuple):
    """A claim's place and the other end of its way, either unknown, and where the place was found."""

    region: str | None
    counterpart: str | None
    rule: str


def where(
    reading: Reading, sentence: Sentence, claim: Claim, places: Places, rules: Rules, running: tuple[Where, ...]
) -> tuple[Where, ...]:
    """The places the claim is about, one entry each; a single unknown place when only the border is named.

    `running` are the places of the claim before, when that stands close: a text that goes on speaks of the same place.
    """
    at_large = _AT_LARGE[reading.lang].search(reading.whole, claim.start, claim.end) is not None
    for rule, mentions in _scopes(reading, sentence, claim, places):
        if at_large and rule not in OWN:
            return (Where(None, None, "at large"),)
        kept = _specific(mentions, rules)
        if kept:
            return _chosen(reading, sentence, claim, kept, rule)
        if rule == "before" and running and (running[0].region or running[0].rule == "at large"):
            return tuple(w._replace(rule="running" if w.region else w.rule) for w in running)
    return (_last_resort(reading, sentence, places),)


def _scopes(
    reading: Reading, sentence: Sentence, claim: Claim, places: Places
) -> Iterator[tuple[str, tuple[Mention, ...]]]:
    own = places.within(sentence, KINDS)
    inside = tuple(m for m in own if claim.start <= m.start < claim.end)
    yield "clause", _with_the_place(reading, claim, inside, places)
    yield "sentence", own
    yield "dateline", tuple(m for m in places.within(sentence, ("dateline",)) if m.country in DATELINES)
    if restrains(claim) and _FOREIGN[reading.lang].search(reading.text_of(sentence)):
        yield "authority", _last_abroad(sentence, places)
    yield "before", _previous(reading, sentence, places)
    yield "lead", tuple(m for s in reading.lead for m in places.within(s, KINDS))
    yield "title", places.within(reading.title, KINDS) if reading.title else ()


def _with_the_place(reading: Reading, claim: Claim, inside: tuple[Mention, ...], places: Places) -> tuple[Mention, ...]:
    """The clause's mentions, with the lead's place where the clause says "the province"."""
    if any(m.country == HOME for m in inside) or not _THE_PLACE[reading.lang].search(
        reading.whole, claim.start, claim.end
    ):
        return inside
    lead = [m for s in reading.lead for m in places.within(s, KINDS) if m.country == HOME and m.end <= claim.start]
    return (*lead[-1:], *inside)


def _last_abroad(sentence: Sentence, places: Places) -> tuple[Mention, ...]:
    """The last foreign place named before the sentence: where a foreign authority without a place of its own acts."""
    before = [m for m in places.mentions if m.kind == "place" and m.end <= sentence.start and m.country != HOME]
    return tuple(before[-1:])


def _previous(reading: Reading, sentence: Sentence, places: Places) -> tuple[Mention, ...]:
    if sentence.number == 0:
        return ()
    previous = reading.sentences[sentence.number - 1]
    return places.within(previous, KINDS) if reading.paragraph_of(previous).kind == "body" else ()


def _last_resort(reading: Reading, sentence: Sentence, places: Places) -> Where:
    """The report's own place when its lead names none, unless the sentence speaks of the whole border or country."""
    events = {tag.id for tag in places.tags if tag.role == "event"}
    own = next((p for p in (places.primary_place, places.primary_region) if p in events), None)
    if _OF_STATE[reading.lang].search(reading.text_of(sentence)):
        return Where(None, None, "none")
    return Where(own, None, "report") if own else Where(None, None, "none")


def _specific(mentions: Sequence[Mention], rules: Rules) -> list[Mention]:
    """The mentions without the provinces and countries of others among them, each region once."""
    above = {a for m in mentions for a in rules.lineage(m.region)[1:]}
    kept: dict[str, Mention] = {}
    for mention in mentions:
        if mention.region not in above:
            kept.setdefault(mention.region, mention)
    return list(kept.values())


def _chosen(
    reading: Reading, sentence: Sentence, claim: Claim, mentions: list[Mention], rule: str
) -> tuple[Where, ...]:
    near = claim.change.start if rule in ("clause", "sentence") else None
    home = [m for m in mentions if m.country == HOME]
    abroad = [m for m in mentions if m.country != HOME]
    if home and abroad:
        acting = _acting(reading, sentence, mentions) if restrains(claim) else None
        if acting:
            return (Where(acting.region, next(m.region for m in mentions if m.country != acting.country), rule),)
        if not _coordinated(reading, mentions):
            return tuple(Where(m.region, abroad[0].region, rule) for m in _group(reading, home, near))
    return tuple(Where(m.region, None, rule) for m in _group(reading, mentions, near))


def _acting(reading: Reading, sentence: Sentence, mentions: list[Mention]) -> Mention | None:
    """The place whose authority acts: "Dandong customs", 창바이 해관, or the foreign one of a Chinese authority."""
    for mention in mentions:
        if _AUTHORITY[reading.lang].match(reading.whole, mention.end):
            return mention
    foreign = _FOREIGN[reading.lang].search(reading.text_of(sentence))
    return next((m for m in mentions if m.country != HOME), None) if foreign else None


def _coordinated(reading: Reading, mentions: list[Mention]) -> bool:
    """Whether a home and a foreign place stand side by side as two places of one flow, not as two ends of a way."""
    for a, b in zip(mentions, mentions[1:], strict=False):
        if (a.country == HOME) != (b.country == HOME):
            head, gap = reading.whole[max(0, a.start - 40) : a.start], reading.whole[a.end : b.start]
            linked = _BETWEEN.search(head) or _PAIRED.match(reading.whole, b.end)
            return _JOINED[reading.lang].search(gap) is not None and not linked
    return False


def _group(reading: Reading, mentions: list[Mention], near: int | None) -> list[Mention]:
    """The mentions joined by commas and "and" around the one nearest to the predicate, or around the first."""
    groups: list[list[Mention]] = [[mentions[0]]]
    for a, b in zip(mentions, mentions[1:], strict=False):
        if _JOINED[reading.lang].search(reading.whole[a.end : b.start]):
            groups[-1].append(b)
        else:
            groups.append([b])
    if near is None:
        return groups[0]
    return min(groups, key=lambda g: min(abs(m.start - near) for m in g))
