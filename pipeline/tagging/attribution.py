"""Who says so: where the informant is, of what kind, to which outlet, and nothing that could identify them.

Each distinct source is one entry, in the order of first statement. A source merely "inside North Korea" is the same
as the one whose province the report names, unless it is called another. Outlets and state media are sources without a
place; the report's own outlet is none.
"""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache

from pipeline.records import Attribution
from pipeline.tagging import informants_en, informants_ko
from pipeline.tagging.informants import PUBLIC, Cast, Phrase
from pipeline.tagging.matcher import Hits
from pipeline.tagging.places import Mention
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.text import Reading

_CITED = {
    "en": re.compile(
        r"(?:[’']s)?(?: \w+){0,3}? "
        r"(?:reported|reports|said|says|announced|quoted|cited|claimed|revealed|disclosed|carried)\b"
    ),
    "ko": re.compile(r"(?:\([^)]{1,12}\))?(?:이|가|은|는|도|에 따르면|의 보도|에 의하면|를 인용|을 인용| 보도|발)"),
}
_CITING = {
    "en": re.compile(
        r"(?:according to|citing|quoting|reported by|cited by)\s(?:the |a |state-run |state media )*$", re.IGNORECASE
    ),
    "ko": re.compile("(?!)"),
}
_REPORTS = re.compile(r"보도|전했|전한|밝혔|따르면|의하면|인용|발표|알렸|공개했|말했|주장")


def find(
    reading: Reading, hits: Hits, mentions: tuple[Mention, ...], rules: Rules
) -> tuple[tuple[Attribution, ...], tuple[Mention, ...]]:
    """The report's distinct sources in order, and the mentions with the informants' places marked as such."""
    towns = {m.start for m in mentions if not m.region.startswith(("PORT-", "X-"))}
    cast = Cast(
        reading=reading,
        heads=[h for h in hits.informants if h.row.kind not in PUBLIC],
        outlets=[h for h in hits.informants if h.row.kind in PUBLIC],
        mentions=[m for m in mentions if not _beside_town(m, towns)],
        cues=rules.source_cues[reading.lang],
        rules=rules,
    )
    found = list((informants_en if reading.lang == "en" else informants_ko).find(cast))
    used = {offset for phrase in found for offset in phrase.mentions}
    marked = tuple(
        m._replace(kind="source", rule="informant") if m.start in used and m.kind == "place" else m for m in mentions
    )
    distinct = _distinct([*found, *_outlets(cast, found)], rules)
    return tuple(_entry(reading, phrase) for phrase in distinct), marked


def _beside_town(mention: Mention, towns: set[int]) -> bool:
    """Whether the mention is a port or crossing whose spelling names its town too, where an informant rather is."""
    return mention.region.startswith(("PORT-", "X-")) and mention.start in towns


def _distinct(found: Sequence[Phrase], rules: Rules) -> list[Phrase]:
    """One phrase for each informant; those without a place only when called another or when none has one."""
    kept: list[Phrase] = []
    placed = any(p.where for p in found)
    inside = any(p.where and len(rules.lineage(p.where)) > 1 and p.where.startswith("KP") for p in found)
    for phrase in sorted(found, key=lambda p: p.start):
        vague = (phrase.where is None and placed) or (phrase.where == "KP" and inside)
        if vague and not phrase.another and phrase.kind not in PUBLIC:
            continue
        if not any(_same(phrase, other) for other in kept):
            kept.append(phrase)
    return kept


def _same(a: Phrase, b: Phrase) -> bool:
    if a.kind in PUBLIC:
        return a.outlet is b.outlet and a.kind == b.kind
    return a.where == b.where and not a.another and (a.kind == b.kind or a.where is not None)


def _outlets(cast: Cast, found: Sequence[Phrase]) -> Iterator[Phrase]:
    """Outlets and state media that the report cites, except its own."""
    reading = cast.reading
    for hit in cast.outlets:
        sentence = reading.sentence_at(hit.start)
        if reading.paragraphs[sentence.paragraph].kind != "body" or any(p.outlet is hit.row for p in found):
            continue
        if _own(reading.source, hit.row.surface):
            continue
        after, before = cast.text(hit.end, sentence.end), cast.text(sentence.start, hit.start)
        cited = _CITED[reading.lang].match(after) and (reading.lang == "en" or _REPORTS.search(after))
        if cited or _CITING[reading.lang].search(before):
            who = cast.text(hit.start, hit.end)
            yield Phrase(
                start=hit.start, end=hit.end, where=None, kind=hit.row.kind, who=who, told=None, outlet=hit.row,
                another=False, rule="outlet-reported",
            )  # fmt: skip


@lru_cache(4096)
def _own(source: str | None, surface: str) -> bool:
    """Whether the report's own outlet is the one with those names."""
    own = re.sub(r"\W", "", source or "").casefold()
    return bool(own) and any(name in own for form in surface.split("|") if (name := re.sub(r"\W", "", form).casefold()))


def _entry(reading: Reading, phrase: Phrase) -> Attribution:
    public = phrase.kind in PUBLIC
    third_hand = phrase.outlet is not None and not _own(reading.source, phrase.outlet.surface)
    china = phrase.kind == "source" and phrase.where is not None and phrase.where.startswith("CN")
    return Attribution(
        where=phrase.where,
        who=phrase.who,
        told=phrase.told,
        kind="china-based" if china else phrase.kind,
        anonymous=not public,
        hearsay=1 if public or third_hand else 0,
        span=reading.span(phrase.start, phrase.end),
        rule=phrase.rule,
    )
