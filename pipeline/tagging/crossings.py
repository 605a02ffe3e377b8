"""Crossings that a report names by their two ends ("A–B crossing"), or by a bridge between them."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cache
from itertools import pairwise

from pipeline.tagging.places import Mention
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.text import Reading

_WORD = {
    "en": re.compile(
        r"\s(?:[A-Z]\w+ |border |road |rail |railway |land |new |old ){0,2}"
        r"(?:crossings?|bridge|border post|checkpoint|port of entry)\b",
        re.IGNORECASE,
    ),
    "ko": re.compile(
        r"(?:시|군)?\s?(?:(?:국경|국제|우의|친선|자동차|철도|간|사이|세관)\s?){0,2}(?:대교|철교|다리|교량|통상구|통로|교두)"
    ),
}
_BRIDGE = {
    "en": re.compile(r"(?<!temporary )(?<!makeshift )(?<!pontoon )\b[Bb]ridge\b(?!s)"),
    "ko": re.compile(r"(?<!임시 )(?<!부교 )(?:대교|철교|다리(?!를 다)|교량)"),
}
_JOINT = re.compile(r"(?:시|군|현|진)?\s?[-–—~·/]\s?")
_LONGEST_JOINT = 5
_NEW = {"en": re.compile(r"\b(?:new|New)\b"), "ko": re.compile(r"신(?:압록|\()|새 |새로")}
_ROAD = {"en": re.compile(r"\b(?:road|vehicle|car)\b"), "ko": re.compile(r"자동차|도로|차량")}


@dataclass(frozen=True, slots=True, kw_only=True)
class Ends:
    """A crossing with the nodes that may name its North Korean end and its other end."""

    crossing: str
    home: frozenset[str]
    far: frozenset[str]


@cache
def _ends(rules: Rules) -> tuple[Ends, ...]:
    """The gazetteer's crossings by their ends, each end also by the county or city that holds it."""
    return tuple(
        Ends(
            crossing=region.region_id,
            home=frozenset(_local(region.parent_id, rules)),
            far=frozenset(_local(region.counterpart, rules)),
        )
        for region in rules.regions.values()
        if region.kind == "crossing" and region.parent_id and region.counterpart
    )


def _local(node: str, rules: Rules) -> tuple[str, ...]:
    """The node and the towns and counties above it, without province and country; a special city is a town too."""
    lineage = rules.lineage(node)
    special = rules.regions[lineage[-2]].kind == "special_city"
    return lineage[: -1 if special else -2] or lineage[:1]


def between(a: str, b: str, text: str, lang: str, table: Sequence[Ends]) -> str | None:
    """The crossing between two places; where several join them, the text decides: new or old bridge, road or rail."""
    fits = [e.crossing for e in table if (a in e.home and b in e.far) or (b in e.home and a in e.far)]
    if "X-NEW-YALU-BRIDGE" in fits and _NEW[lang].search(text):
        return "X-NEW-YALU-BRIDGE"
    if "X-TUMANGANG-KHASAN-ROAD" in fits and _ROAD[lang].search(text):
        return "X-TUMANGANG-KHASAN-ROAD"
    return next((c for c in fits if not c.endswith(("PIPELINE", "ROAD", "NEW-YALU-BRIDGE"))), None)


def find(reading: Reading, mentions: Sequence[Mention], rules: Rules) -> list[Mention]:
    """The mentions with crossings added; the two names of an "A–B crossing" become the crossing's own."""
    table = _ends(rules)
    named = [m for m in mentions if m.kind in ("place", "source", "orientation")]
    kept = list(mentions)
    if joined := list(_pairs(reading, named, table)):
        kept = [m for m in mentions if not any(c.start <= m.start and m.end <= c.end for c in joined)] + joined
    if _BRIDGE[reading.lang].search(reading.whole):
        kept += _bridges(reading, kept, table)
    return sorted(kept, key=lambda m: (m.start, -m.end))


def _pairs(reading: Reading, named: Sequence[Mention], table: Sequence[Ends]) -> Iterator[Mention]:
    """ "A–B" directly before a word for a crossing."""
    for a, b in pairwise(named):
        if not 0 < b.start - a.end < _LONGEST_JOINT or not _JOINT.fullmatch(reading.whole, a.end, b.start):
            continue
        if any(b.region == e.crossing and a.region in e.home | e.far for e in table):
            yield _mention(reading, a.start, b.end, b.region, "ends-of-a-crossing")
            continue
        word = _WORD[reading.lang].match(reading.whole, b.end)
        if word is None:
            continue
        if crossing := between(a.region, b.region, reading.whole[a.start : word.end()], reading.lang, table):
            yield _mention(reading, a.start, word.end(), crossing, "ends-of-a-crossing")


def _bridges(reading: Reading, mentions: Sequence[Mention], table: Sequence[Ends]) -> Iterator[Mention]:
    """A bridge in a sentence that names both ends, unless the sentence names a crossing itself."""
    named = {m.region for m in mentions if m.region.startswith("X-")}
    by_sentence: dict[int, list[Mention]] = {}
    for mention in mentions:
        if mention.kind in ("place", "orientation"):
            by_sentence.setdefault(mention.sentence, []).append(mention)
    for number, group in by_sentence.items():
        sentence = reading.sentences[number]
        word = _BRIDGE[reading.lang].search(reading.whole, sentence.start, sentence.end)
        if word is None or any(m.region.startswith("X-") for m in group):
            continue
        text = reading.text_of(sentence)
        for a, b in ((a, b) for i, a in enumerate(group) for b in group[i + 1 :]):
            crossing = between(a.region, b.region, text, reading.lang, table)
            if crossing and not named & _siblings(crossing, table):
                yield _mention(reading, word.start(), word.end(), crossing, "bridge-between-its-ends")
                break


def _siblings(crossing: str, table: Sequence[Ends]) -> set[str]:
    """The other crossings between the same ends: one of them named in the text is the bridge that it speaks of."""
    own = next(e for e in table if e.crossing == crossing)
    return {e.crossing for e in table if e.crossing != crossing and (e.home, e.far) == (own.home, own.far)}


def _mention(reading: Reading, start: int, end: int, crossing: str, rule: str) -> Mention:
    return Mention(
        start=start,
        end=end,
        sentence=reading.sentence_at(start).number,
        span=reading.span(start, end),
        region=crossing,
        country="KP",
        kind="place",
        rule=rule,
        confidence=0.8,
    )
