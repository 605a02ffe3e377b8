"""Finds every surface of every seeds table in one pass over a reading, with an Aho-Corasick automaton a language.

English hits stand between word boundaries and keep the case rules of names; goods and topics also match in the plural.
Korean hits are substrings, since particles glue on: what stands left and right (`korean`) is for the rules to judge; a
one-syllable Korean surface must begin a word. Within a kind the longest hit wins; rows sharing a surface all stay.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Any, Generic, Literal, NamedTuple, TypeVar

import ahocorasick

from pipeline.seeds import CommodityTerm, ContextCue, FlowCue, PlaceTrap, RegionName, Seeds, TopicTerm, TrendCue
from pipeline.tagging.text import Reading

Kind = Literal["region", "good", "topic", "trend", "flow", "context"]
PlaceRow = RegionName | PlaceTrap
R = TypeVar("R")

BESIDE = frozenset({"purpose", "use", "head", "mass"})
"""Kinds of context cue that are looked for beside a good only, not in the whole text."""

_FOLD = str.maketrans("İ’‘ʼ`‐‑–—\u00a0ŏŎŭŬ・", "i''''---- oouu·")


def fold(text: str) -> str:
    """The text in lower case with one apostrophe, one hyphen and no breves, character for character."""
    return text.translate(_FOLD).lower()


class Hit(NamedTuple, Generic[R]):
    """A surface found in the text: offsets into `Reading.whole` and the seeds row that lists it."""

    start: int
    end: int
    row: R


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """All hits of one reading by kind, in the order of the text."""

    regions: tuple[Hit[PlaceRow], ...]
    goods: tuple[Hit[CommodityTerm], ...]
    topics: tuple[Hit[TopicTerm], ...]
    trends: tuple[Hit[TrendCue], ...]
    flows: tuple[Hit[FlowCue], ...]
    contexts: tuple[Hit[ContextCue], ...]


class _Entry(NamedTuple):
    kind: Kind
    row: Any
    surface: str
    plural: bool


def _entries(seeds: Seeds, lang: str) -> Iterator[_Entry]:
    tables: tuple[tuple[Kind, Iterable[Any], bool], ...] = (
        ("region", seeds.region_names, False),
        ("region", seeds.place_traps, False),
        ("good", seeds.commodity_terms, True),
        ("topic", seeds.topic_terms, True),
        ("trend", seeds.trend_cues, False),
        ("flow", seeds.flow_cues, False),
        ("context", (c for c in seeds.context_cues if c.kind not in BESIDE), False),
    )
    for kind, rows, plural in tables:
        for row in rows:
            if row.lang == lang:
                for surface in row.surface.split("|"):
                    yield _Entry(kind, row, surface, plural and lang == "en")


def _plurals(entry: _Entry) -> Iterator[str]:
    yield entry.surface
    if entry.plural and entry.surface.endswith("y") and entry.surface[-2:-1] not in "aeiou":
        yield entry.surface[:-1] + "ies"


class Matcher:
    """All surfaces of one language, compiled once."""

    def __init__(self, seeds: Seeds, lang: str) -> None:
        self._lang = lang
        keys: dict[str, list[_Entry]] = {}
        for entry in _entries(seeds, lang):
            for surface in _plurals(entry):
                keys.setdefault(fold(surface), []).append(entry)
        self._automaton = ahocorasick.Automaton()
        for key, entries in keys.items():
            self._automaton.add_word(key, (len(key), tuple(entries)))
        self._automaton.make_automaton()

    def hits(self, reading: Reading) -> Hits:
        """Every surface in the reading, longest within its kind."""
        found: dict[Kind, list[Hit[Any]]] = {"region": [], "good": [], "topic": [], "trend": [], "flow": [], "context": []}
        folded = fold(reading.whole)
        for last, (length, entries) in self._automaton.iter(folded):
            start = last + 1 - length
            for entry in entries:
                end = self._end(reading.whole, folded, start, last + 1, entry)
                if end:
                    found[entry.kind].append(Hit(start, end, entry.row))
        return Hits(
            regions=_longest(found["region"]),
            goods=_longest(found["good"]),
            topics=_longest(found["topic"]),
            trends=_longest(found["trend"]),
            flows=_longest(found["flow"]),
            contexts=_longest(found["context"]),
        )

    def _end(self, whole: str, folded: str, start: int, end: int, entry: _Entry) -> int:
        """The end of the hit, past a plural ending; 0 if it is no whole word, or in the wrong case."""
        if self._lang == "ko":
            return end if _begins_korean(folded, start, end) else 0
        if start and folded[start - 1].isalnum():
            return 0
        if entry.plural:
            end += _plural_ending(folded, end)
        if end < len(folded) and folded[end].isalnum():
            return 0
        return end if _in_case(entry, whole[start:end]) else 0


def _begins_korean(folded: str, start: int, end: int) -> bool:
    """Whether a Korean hit may begin there: one syllable only at a word's beginning, Latin letters not inside a word."""
    before = folded[start - 1] if start else " "
    return not before.isalnum() or (end - start > 1 and not (folded[start].isascii() and before.isascii()))


def _in_case(entry: _Entry, found: str) -> bool:
    """Whether the first capital of a name and all of an acronym stand as capitals in the text."""
    if entry.kind == "region":
        first = next((i for i, c in enumerate(entry.surface) if c.isupper()), 0)
        return not entry.surface[first].isupper() or found[first].isupper()
    return len(entry.surface) == 1 or not entry.surface.isupper() or found.removesuffix("s").isupper()


def _plural_ending(folded: str, end: int) -> int:
    for ending in ("s", "es"):
        after = end + len(ending)
        if folded.startswith(ending, end) and not (after < len(folded) and folded[after].isalnum()):
            return len(ending)
    return 0


def _longest(hits: list[Hit[Any]]) -> tuple[Hit[Any], ...]:
    """Hits without those inside or overlapped by a longer one, the earlier first among equals."""
    kept: list[Hit[Any]] = []
    for hit in sorted(hits, key=lambda h: (h.start, -h.end)):
        if not kept or hit.start >= kept[-1].end or hit[:2] == kept[-1][:2]:
            kept.append(hit)
        elif hit.end - hit.start > kept[-1].end - kept[-1].start and hit.end > kept[-1].end:
            while kept and kept[-1].end > hit.start and hit.end - hit.start > kept[-1].end - kept[-1].start:
                kept.pop()
            kept.append(hit)
    return tuple(kept)
