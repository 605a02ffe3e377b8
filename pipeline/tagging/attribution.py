"""Who says so: where the informant is, of what kind, to which outlet, and nothing that could identify them.

Each distinct source is one entry, in the order of first statement. A source merely "inside North Korea" is the same as the
one whose province the report names, unless it is called another. Outlets and state media are sources without a place;
the report's own outlet is none.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from functools import cache

from pipeline.records import Attribution
from pipeline.tagging import informants_en, informants_ko
from pipeline.tagging.informants import Informant
from pipeline.tagging.places import Mention
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.source_cues import SourceCues
from pipeline.tagging.text import Reading

_CITED = {
    "en": re.compile(
        r"(?:’s|'s)?(?: \w+){0,3}? (?:reported|reports|said|says|announced|quoted|cited|claimed|revealed|disclosed|carried)\b"
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
    reading: Reading, mentions: tuple[Mention, ...], rules: Rules
) -> tuple[tuple[Attribution, ...], tuple[Mention, ...]]:
    """The report's distinct sources in order, and the mentions with the informants' places marked as such."""
    cues = rules.source_cues[reading.lang]
    module = informants_en if reading.lang == "en" else informants_ko
    found = list(module.find(reading, mentions, cues, rules))
    used = {offset for informant in found for offset in informant.mentions}
    marked = tuple(
        replace(m, kind="source", rule="informant") if m.start in used and m.kind == "place" else m for m in mentions
    )
    distinct = _distinct([*found, *_outlets(reading, found, cues)], rules)
    return tuple(_entry(reading, informant) for informant in distinct), marked


def _distinct(found: Sequence[Informant], rules: Rules) -> list[Informant]:
    """One informant each, those without a place only when called another or when none has one."""
    kept: list[Informant] = []
    placed = any(i.where for i in found)
    inside = any(i.where and len(rules.lineage(i.where)) > 1 and i.where.startswith("KP") for i in found)
    for informant in sorted(found, key=lambda i: i.start):
        if (
            informant.where is None
            and placed
            and not informant.another
            and informant.kind not in ("outlet", "state-media")
        ):
            continue
        if informant.where == "KP" and inside and not informant.another:
            continue
        if not any(_same(informant, other) for other in kept):
            kept.append(informant)
    return kept


def _same(a: Informant, b: Informant) -> bool:
    if a.kind in ("outlet", "state-media"):
        return a.outlet == b.outlet and a.kind == b.kind
    return a.where == b.where and not a.another and (a.kind == b.kind or a.where is not None)


def _outlets(reading: Reading, found: Sequence[Informant], cues: SourceCues) -> Iterator[Informant]:
    """Outlets and state media that the report cites, except its own."""
    for match in cues.outlets.finditer(reading.whole):
        sentence = reading.sentence_at(match.start())
        if reading.paragraphs[sentence.paragraph].kind != "body":
            continue
        row = cues.outlet(match)
        if _own(reading.source, row.pattern_regex) or any(i.outlet == row.pattern_regex for i in found):
            continue
        after, before = reading.whole[match.end() : sentence.end], reading.whole[sentence.start : match.start()]
        cited = _CITED[reading.lang].match(after) and (reading.lang == "en" or _REPORTS.search(after))
        if cited or _CITING[reading.lang].search(before):
            yield Informant(
                start=match.start(), end=match.end(), where=None, kind=row.role, who=match.group(), told=None,
                outlet=row.pattern_regex, another=False, rule="outlet-reported",
            )  # fmt: skip


@cache
def _own(source: str | None, pattern: str) -> bool:
    """Whether the report's own outlet is the one that the pattern names."""
    return source is not None and re.search(pattern, source, re.IGNORECASE) is not None


def _entry(reading: Reading, informant: Informant) -> Attribution:
    public = informant.kind in ("outlet", "state-media")
    third_hand = (
        informant.told is not None and informant.outlet is not None and not _own(reading.source, informant.outlet)
    )
    china = informant.kind == "source" and informant.where is not None and informant.where.startswith("CN")
    return Attribution(
        where=informant.where,
        who=informant.who,
        told=informant.told,
        kind="china-based" if china else informant.kind,
        anonymous=not public,
        hearsay=1 if public or third_hand else 0,
        span=reading.span(informant.start, informant.end),
        rule=informant.rule,
    )
