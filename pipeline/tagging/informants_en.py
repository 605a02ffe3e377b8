"""English phrases for informants: "a source in Hyesan told …", "the Dandong-based trader", "a Daily NK source"."""

import re
from collections.abc import Iterator, Sequence

from pipeline.tagging.informants import Informant, deepest, related
from pipeline.tagging.places import Mention
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.source_cues import SourceCues
from pipeline.tagging.text import Reading, Sentence

_IN = re.compile(
    r"\b(?:in|from|inside|within|near|at|of|around|across|living in|based in|residing in|based out of|out of)\s"
    r"(?:(?:the|another|northern|northeastern|southern|central|neighboring|nearby|downtown|upstream|parts of|some parts of)\s)*"
    r"(?:(?:\w+ ){0,2}(?:city|county|town|province|region|area|port|capital|village)(?: of)?\s)?$",
    re.IGNORECASE,
)
_PLACED = frozenset({"in", "from", "inside", "within", "near"})
_CHAIN = re.compile(
    r"(?:[’']s?)?(?:,? ?\(?|,? (?:in|of) (?:the )?|[’']?s? (?:\w+ ){0,3}?|,? ?(?:\w+ ){0,3}(?:city|county|town|province|port|area|region) (?:of|in) )"
)
_BASED = re.compile(r"(?:-based|–based)(?: [\w’'-]+){0,3}? ")
_MODIFIER = re.compile(
    r"(?:[’']s?)?(?: (?:[Pp]rovince|[Cc]ity|[Cc]ounty|border|local|internal|trade|market|military|party|government|anonymous|NK|inside))*[ -]"
)
_DETERMINER = re.compile(
    r"(?:\b(?:a|an|the|one|two|three|several|multiple|some|many|another|other|this|that|these|those|un\w+|anonymous|separate|"
    r"different|second|third|first|local|internal|inside|such|few|well-\w+|high-\w+|[A-Z][\w’'-]*(?:-based)?)\s+)+$"
)
_ANAPHORA = re.compile(r"\b(?:the|this|that|these|same)\s+(?:same |first |latter |former )?$", re.IGNORECASE)
_TOLD = re.compile(
    r"\b(?:told|tell|tells|telling|speaking to|spoke to|interview(?:ed)? (?:with|by)|speaking with)\b", re.IGNORECASE
)
_LISTENER = re.compile(r"\b(?:reporters?|journalists?|us\b|correspondents?)")
_NEAR_VERB = re.compile(
    r"[^.;“”\"]{0,110}?\b(?:told|said|says|say|explained|added|reported|claimed|complained|noted|testified)\b"
)
_VERB_BEFORE = re.compile(
    r"\b(?:said|says|explained|added|according to|told by|citing|quoting)\s(?:[\w’'-]+\s){0,3}$", re.IGNORECASE
)
_OPENING = re.compile(r"(?:(?:However|But|And|Meanwhile|Still|Yet),? )?[Ii]n (?:the )?(?:[\w-]+ ){0,4}$")
_UNIT = re.compile(r"\b(?:in|from|inside) (?:the|this|that) (?P<unit>province|city|county|country)\b")
_REACH = 90


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
    text = whole[sentence.start : sentence.end]
    before = whole[sentence.start : match.start()]
    if kind != "source" and not _speaks(whole, match, sentence, before, cues):
        return None
    if _excluded(text, match.start() - sentence.start, match.end() - sentence.start, cues):
        return None
    near = [m for m in mentions if sentence.start <= m.start < sentence.end]
    chain, rule = _where(reading, match, sentence, near, kind, cues, rules)
    another = cues.another.search(before[-30:]) is not None
    if not chain and (kind != "source" or (_ANAPHORA.search(before) and not another)):
        return None
    determiner = _DETERMINER.search(before[-60:])
    start = match.start() - (len(determiner.group()) if determiner else 0)
    outlet = _outlet(text, match.start() - sentence.start, cues)
    where = (
        _level(deepest(chain, rules).region, rule, rules)
        if chain
        else _unnamed(whole, match, sentence, mentions, cues, rules)
    )
    return Informant(
        start=min(start, *(m.start for m in chain)) if chain else start,
        end=max(match.end(), *(m.end for m in chain)) if chain else match.end(),
        where=where,
        kind=kind,
        who=("another " if another else "") + match.group(),
        told=outlet.group() if outlet else None,
        outlet=cues.outlet(outlet).pattern_regex if outlet else None,
        another=another,
        rule=rule if chain else "source-unplaced",
        mentions=tuple(m.start for m in chain),
    )


def _excluded(text: str, start: int, end: int, cues: SourceCues) -> bool:
    """Whether the noun stands for something else: a source of income, the outlet's network."""
    return any(m.start() < end and m.end() > start or "network" in m.group() for m in cues.excluded.finditer(text))


def _speaks(whole: str, match: re.Match[str], sentence: Sentence, before: str, cues: SourceCues) -> bool:
    """Whether a resident, trader, official tells the outlet something, or is quoted; else they are only spoken of."""
    text = whole[sentence.start : sentence.end]
    after = whole[match.end() : sentence.end]
    verb = _NEAR_VERB.match(after)
    if verb and (cues.heads.search(verb.group()) or "source" in verb.group()):
        verb = None
    if verb is None and _VERB_BEFORE.search(before) is None:
        return False
    told = _TOLD.search(text)
    if told and (cues.outlets.search(text, told.end()) or _LISTENER.match(text[told.end() :].lstrip(" a")[:40])):
        return True
    quoted = "“" in text or '"' in text or "”" in text
    return (
        quoted
        and (_VERB_BEFORE.search(before) is not None or _NEAR_VERB.match(after) is not None)
        and "source" not in text
    )


def _where(
    reading: Reading,
    match: re.Match[str],
    sentence: Sentence,
    near: Sequence[Mention],
    kind: str,
    cues: SourceCues,
    rules: Rules,
) -> tuple[list[Mention], str]:
    """The chain of place names that says where the informant is, and the rule."""
    whole = reading.whole
    for i, m in enumerate(near):
        if m.start >= match.end() and m.start - match.end() <= _REACH:
            gap = whole[match.end() : m.start]
            if re.search(r"[,;:“”\"]", gap) or cues.statement.search(gap):
                break
            joint = _IN.search(gap)
            if joint and not (joint.group().split()[0].lower() in ("of", "at") and kind == "source"):
                if cues.subject.search(gap) and joint.group().split()[0].lower() not in _PLACED:
                    continue
                return _chain(reading, near[i:], rules), "source-in-place"
    ahead = [m for m in near if m.end <= match.start()]
    if ahead:
        last, gap = ahead[-1], whole[ahead[-1].end : match.start()]
        placed = kind == "source" or last.kind != "country" or gap.startswith("-based")
        if (_BASED.fullmatch(gap) or _MODIFIER.fullmatch(gap)) and placed:
            return [last], "place-source"
    if kind != "source" and near and near[0].end < match.start():
        if _OPENING.fullmatch(whole[sentence.start : near[0].start]):
            return _chain(reading, [m for m in near if m.end < match.start()], rules), "opening-in-place"
    return [], ""


def _chain(reading: Reading, near: Sequence[Mention], rules: Rules) -> list[Mention]:
    """The first mention and those that follow it as its parents or parts ("Hyesan, Ryanggang Province")."""
    chain = [near[0]]
    for m in near[1:]:
        gap = reading.whole[chain[-1].end : m.start]
        if len(gap) > 30 or not _CHAIN.fullmatch(gap) or not related(chain[-1].region, m.region, rules):
            break
        chain.append(m)
    return chain


def _level(region: str, rule: str, rules: Rules) -> str:
    return region if rule else rules.first_level(region)


def _unnamed(
    whole: str, match: re.Match[str], sentence: Sentence, mentions: Sequence[Mention], cues: SourceCues, rules: Rules
) -> str | None:
    """Where a source is that is "in the country", "internal" or "local"."""
    after = whole[match.end() : min(sentence.end, match.end() + 40)]
    before = whole[max(sentence.start, match.start() - 40) : match.start()]
    unit = _UNIT.match(after.lstrip())
    if unit and unit.group("unit") == "country":
        return "KP"
    if unit:
        return _last_unit(unit.group("unit"), match.start(), mentions, rules)
    if re.search(r"(?:internal|in-country|inside) $", before):
        return "KP"
    if re.search(r"\blocal $", before):
        here = [m for m in mentions if m.kind in ("place", "source") and m.start < sentence.end]
        same = [m for m in here if m.start >= sentence.start] or here[-1:]
        return rules.first_level(same[0].region) if same else None
    return None


def _last_unit(unit: str, offset: int, mentions: Sequence[Mention], rules: Rules) -> str | None:
    """The last province, city or county named before the offset."""
    kinds = {
        "province": ("province",),
        "city": ("city", "special_city", "prefecture_city", "county_city"),
        "county": ("county",),
    }
    for m in reversed([m for m in mentions if m.start < offset and m.kind in ("place", "source")]):
        if rules.regions[m.region].kind in kinds[unit]:
            return m.region
    return None


def _outlet(text: str, head: int, cues: SourceCues) -> re.Match[str] | None:
    """The outlet told: after "told", or named before the source ("a Daily NK source")."""
    told = _TOLD.search(text)
    if told and (found := cues.outlets.search(text, told.end())) and found.start() - told.end() < 40:
        return found
    for found in cues.outlets.finditer(text, max(0, head - 40), head):
        if text[found.end() : head].strip(" ’'s") in ("", "reporting"):
            return found
    return None
