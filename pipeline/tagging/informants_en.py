"""English phrases for informants: "a source in Hyesan told …", "the Dandong-based trader", "a Daily NK source"."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from pipeline.seeds import Informant
from pipeline.tagging.informants import Cast, Phrase, Spoken, deepest, local_unit, related, spoken
from pipeline.tagging.matcher import Hit
from pipeline.tagging.places import Mention

_IN = re.compile(
    r"\b(?:in|from|inside|within|near|at|of|with|for|around|across|living in|based in|residing in|out of)\s"
    r"(?:(?:the|another|northern|northeastern|southern|central|neighboring|nearby|downtown|upstream|some|parts of)\s)*"
    r"(?:(?:\w+ ){0,2}(?:city|county|town|province|region|area|port|capital|village)(?: of)?\s)?$",
    re.IGNORECASE,
)
_PLACED = frozenset({"in", "from", "inside", "within", "near"})
_CHAIN = re.compile(
    r"(?:[’']s?)?(?:,? ?\(?|,? (?:in|of) (?:the )?|[’']?s? (?:\w+ ){0,3}?"
    r"|,? ?(?:\w+ ){0,3}(?:city|county|town|province|port|area|region) (?:of|in) )"
)
_AND = re.compile(r",? (?:and|or) (?:in )?|, ")
_BASED = re.compile(r"(?:-based|–based)(?: [\w’'-]+){0,3}? ")
_MODIFIER = re.compile(
    r"(?:[’']s?)?(?: (?:province|city|county|border|local|internal|trade|market|military|party|government|anonymous|NK"
    r"|inside))*[ -]",
    re.IGNORECASE,
)
_DETERMINER = re.compile(
    r"(?:\b(?:a|an|the|one|two|three|several|multiple|some|many|another|other|this|that|these|those|un\w+|anonymous|separate|"
    r"different|second|third|first|local|internal|inside|such|few|well-\w+|high-\w+|[A-Z][\w’'-]*(?:-based)?)\s+)+$"
)
_ANAPHORA = re.compile(r"\b(?:the|this|that|these|same)\s+(?:same |first |latter |former )?$", re.IGNORECASE)
_TOLD = re.compile(
    r"\b(?:told|tell|tells|telling|speaking to|spoke to|interview(?:ed)? (?:with|by)|speaking with)\b", re.IGNORECASE
)
_LISTENER = re.compile(
    r"\s(?:(?:a |an |the )?(?:\w+ )?(?:reporters?|journalists?|us\b|correspondents?)"
    r"|(?:the )?(?!Kim |North |South |Chinese |Russian )[A-Z]\w+(?: [A-Z]\w+)*"
    r"(?=[,.]| (?:on|that|in|by|this|last|recently|during)\b))"
)
_ONE = re.compile(r"\b(?:[Aa]n?|[Oo]ne)\s(?:[\w’'-]+\s){0,4}$")
_VERB = r"(?:told|said|says|say|explained|added|reported|claimed|complained|confirmed|noted|testified)"
_NEAR_VERB = re.compile(rf"[^.;“”\"]{{0,110}}?\b{_VERB}\b")
_VERB_BEFORE = re.compile(
    r"\b(?:said|says|explained|added|according to|told by|citing|quoting)\s(?:[\w’'-]+\s){0,3}$", re.IGNORECASE
)
_OPENING = re.compile(r"(?:(?:However|But|And|Meanwhile|Still|Yet),? )?[Ii]n (?:the )?(?:[\w-]+ ){0,4}$")
_UNIT = re.compile(r"\s(?:in|from|inside) (?:the|this|that) (?P<unit>province|city|county|country)\b")
_UNIT_KINDS = {
    "province": frozenset({"province", "krai"}),
    "city": frozenset({"city", "special_city", "prefecture_city", "county_city"}),
    "county": frozenset({"county"}),
}
_REACH, _BESIDE = 90, 28


def find(cast: Cast) -> Iterator[Phrase]:
    """The informants of the body, in order."""
    for head in cast.heads:
        here = spoken(cast, head)
        if here is not None and not _excluded(here, cast):
            found = _phrase(here, cast)
            if found is not None:
                yield found
                yield from _others(found, here, cast)


def _others(first: Phrase, here: Spoken, cast: Cast) -> Iterator[Phrase]:
    """The further places of several sources named at once ("sources in Yanggang and North Hamgyong provinces")."""
    if not cast.text(here.head.start, here.head.end).endswith("s") or first.rule != "source-in-place":
        return
    last = first.end
    for mention in cast.places(first.end, here.sentence.end):
        if not _AND.fullmatch(cast.text(last, mention.start)) or mention.kind not in ("place", "country"):
            return
        if not related(first.where or "", mention.region, cast.rules):
            yield replace(first, where=mention.region, mentions=(mention.start,))
        last = mention.end


def _excluded(here: Spoken, cast: Cast) -> bool:
    """Whether the noun stands for something else: a source of income, the outlet's network."""
    start, end = here.head.start, here.head.end
    near = cast.text(max(here.sentence.start, start - _BESIDE), min(here.sentence.end, end + _BESIDE))
    offset = min(_BESIDE, start - here.sentence.start)
    return any(m.start() < offset + end - start and m.end() > offset for m in cast.cues.excluded.finditer(near))


def _phrase(here: Spoken, cast: Cast) -> Phrase | None:
    if here.kind != "source" and not _speaks(here, cast):
        return None
    chain, rule = _where(here, cast)
    another = cast.cues.another.search(here.before[-30:]) is not None
    if not chain and (here.kind != "source" or (_ANAPHORA.search(here.before) and not another)):
        return None
    determiner = _DETERMINER.search(here.before[-60:])
    start = here.head.start - (len(determiner.group()) if determiner else 0)
    outlet = _outlet(here, cast)
    return Phrase(
        start=min(start, *(m.start for m in chain)) if chain else start,
        end=max(here.head.end, *(m.end for m in chain)) if chain else here.head.end,
        where=deepest(chain, cast.rules).region if chain else _unnamed(here, cast),
        kind=here.kind,
        who=("another " if another else "") + cast.text(here.head.start, here.head.end).lower(),
        told=cast.text(outlet.start, outlet.end) if outlet else None,
        outlet=outlet.row if outlet else None,
        another=another,
        rule=rule or "source-unplaced",
        mentions=tuple(m.start for m in chain),
    )


def _speaks(here: Spoken, cast: Cast) -> bool:
    """Whether a resident, trader, official tells an outlet something or is introduced with a statement.

    Those who only speak among others ("residents say"), or in a source's account, are spoken of.
    """
    start, end = here.sentence.start, here.sentence.end
    text = cast.text(start, end)
    told = _TOLD.search(text)
    listens = told and (cast.outlet(start + told.end(), end) or _LISTENER.match(text, told.end()))
    quoted = "“" in text or '"' in text or "”" in text
    if not listens and ("source" in text or not (quoted or _ONE.search(here.before[-_REACH:]))):
        return False
    verb = _NEAR_VERB.match(here.after)
    others = verb is not None and cast.speaks(here.head.end, here.head.end + verb.end())
    return (verb is not None and not others) or _VERB_BEFORE.search(here.before[-_REACH:]) is not None


def _where(here: Spoken, cast: Cast) -> tuple[list[Mention], str]:
    """The chain of place names that says where the informant is, and the rule."""
    if chain := _behind(here, cast):
        return chain, "source-in-place"
    ahead = [m for m in cast.places(here.sentence.start, here.head.start) if m.end <= here.head.start]
    if not ahead:
        return [], ""
    gap = cast.text(ahead[-1].end, here.head.start)
    national = ahead[-1].kind == "country" and (here.kind != "source" or bool(gap.strip(" ")))
    if (not national or gap.startswith("-based")) and (_BASED.fullmatch(gap) or _MODIFIER.fullmatch(gap)):
        return [ahead[-1]], "place-source"
    if here.kind != "source" and _OPENING.fullmatch(cast.text(here.sentence.start, ahead[0].start)):
        return _chain(ahead, cast), "opening-in-place"
    return [], ""


def _behind(here: Spoken, cast: Cast) -> list[Mention]:
    """The place after the noun: "in Hyesan, Ryanggang Province", skipping what the source is familiar with."""
    near = cast.places(here.head.end, min(here.sentence.end, here.head.end + _REACH))
    for i, mention in enumerate(near):
        gap = cast.text(here.head.end, mention.start)
        if re.search(r"[,;:“”\"]", gap) or cast.cues.statement.search(gap):
            break
        joint = _IN.search(gap)
        word = joint.group().split()[0].lower() if joint else ""
        if not word or (word in ("of", "with", "for") and here.kind == "source"):
            continue
        if mention.region == "KR" and here.kind != "source":
            continue
        if word in _PLACED or not cast.cues.subject.search(gap):
            return _chain(near[i:], cast)
    return []


def _chain(near: Sequence[Mention], cast: Cast) -> list[Mention]:
    """The first mention and those that follow it as its parents or parts ("Hyesan, Ryanggang Province")."""
    chain = [near[0]]
    for m in near[1:]:
        gap = cast.text(chain[-1].end, m.start)
        if len(gap) > 30 or not _CHAIN.fullmatch(gap) or not related(chain[-1].region, m.region, cast.rules):
            break
        chain.append(m)
    return chain


def _unnamed(here: Spoken, cast: Cast) -> str | None:
    """Where a source is that is "in the country", "in the province", "internal" or "local"."""
    unit = _UNIT.match(here.after)
    if unit and unit.group("unit") != "country":
        return _last_unit(unit.group("unit"), here.head.start, cast)
    if unit or re.search(r"\b(?:internal|in-country|inside) $", here.before):
        return "KP"
    return local_unit(cast, here.sentence) if re.search(r"\blocal $", here.before) else None


def _last_unit(unit: str, offset: int, cast: Cast) -> str | None:
    """The last province, city or county named before the offset."""
    named = [m.region for m in cast.places(0, offset) if m.kind in ("place", "source")]
    return next((r for r in reversed(named) if cast.rules.regions[r].kind in _UNIT_KINDS[unit]), None)


def _outlet(here: Spoken, cast: Cast) -> Hit[Informant] | None:
    """The outlet told: after "told", or named before the source ("a Daily NK source")."""
    start, head = here.sentence.start, here.head.start
    told = _TOLD.search(cast.text(start, here.sentence.end))
    if told and (found := cast.outlet(start + told.end(), min(here.sentence.end, start + told.end() + 40))):
        return found
    found = cast.outlet(max(start, head - 40), head)
    return found if found and cast.text(found.end, head).strip(" ’'s") in ("", "reporting") else None
