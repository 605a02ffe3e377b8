"""Finds every surface of every seeds table in one pass over a reading, with an Aho-Corasick automaton a language.

English hits stand between word boundaries and keep the case rules of names; goods and topics also match in the plural.
Korean hits are substrings, since particles glue on: what stands left and right (`korean`) is for the rules to judge; a
one-syllable Korean surface must begin a word. Within a kind the longest hit wins; rows sharing a surface all stay.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import itemgetter
from typing import Any, Generic, Literal, NamedTuple, TypeVar, get_args

import ahocorasick

from pipeline.seeds import (
    CommodityTerm,
    ContextCue,
    FlowCue,
    Informant,
    PlaceTrap,
    RegionName,
    Seeds,
    TopicTerm,
    TrendCue,
)
from pipeline.tagging.text import Reading

Kind = Literal["region", "good", "topic", "trend", "flow", "context", "informant"]
KINDS: tuple[Kind, ...] = get_args(Kind)
PlaceRow = RegionName | PlaceTrap
R_co = TypeVar("R_co", covariant=True)

BESIDE = frozenset({"purpose", "use", "head", "mass"})
"""Kinds of context cue that are looked for beside a good only, not in the whole text."""

_FOLD = str.maketrans("İ’‘ʼ`‐‑–—\u00a0ŏŎŭŬ・", "i''''---- oouu·")


def fold(text: str) -> str:
    """The text in lower case with one apostrophe, one hyphen and no breves, character for character."""
    return text.translate(_FOLD).lower()


class Hit(NamedTuple, Generic[R_co]):
    """A surface found in the text: offsets into `Reading.whole` and the seeds row that lists it."""

    start: int
    end: int
    row: R_co


@dataclass(frozen=True, slots=True, kw_only=True)
class Hits:
    """All hits of one reading by kind, in the order of the text."""

    regions: tuple[Hit[PlaceRow], ...]
    goods: tuple[Hit[CommodityTerm], ...]
    topics: tuple[Hit[TopicTerm], ...]
    trends: tuple[Hit[TrendCue], ...]
    flows: tuple[Hit[FlowCue], ...]
    contexts: tuple[Hit[ContextCue], ...]
    informants: tuple[Hit[Informant], ...]


class _Entry(NamedTuple):
    """A row under one surface; `capital` is the offset of a name's first capital, `acronym` asks for capitals."""

    kind: Kind
    row: Any
    surface: str
    plural: bool
    capital: int | None
    acronym: bool


def _entry(kind: Kind, row: Any, surface: str, *, plural: bool) -> _Entry:
    capital = next((i for i, c in enumerate(surface) if c.isupper()), None) if kind == "region" else None
    acronym = kind != "region" and surface.isupper() and len(surface) > 1
    return _Entry(kind, row, surface, plural, capital, acronym)


def _entries(seeds: Seeds, lang: str) -> Iterator[_Entry]:
    tables: tuple[tuple[Kind, Iterable[Any], bool], ...] = (
        ("region", seeds.region_names, False),
        ("region", seeds.place_traps, False),
        ("good", seeds.commodity_terms, True),
        ("topic", seeds.topic_terms, True),
        ("trend", seeds.trend_cues, False),
        ("flow", seeds.flow_cues, False),
        ("context", (c for c in seeds.context_cues if c.kind not in BESIDE), False),
        ("informant", seeds.informants, True),
    )
    for kind, rows, plural in tables:
        for row in rows:
            if row.lang == lang:
                for surface in row.surface.split("|"):
                    yield _entry(kind, row, surface, plural=plural and lang == "en")


def _plurals(entry: _Entry) -> Iterator[str]:
    yield entry.surface
    if entry.plural and entry.surface.endswith("y") and entry.surface[-2:-1] not in "aeiou":
        yield entry.surface[:-1] + "ies"


_Found = tuple[int, tuple[int, tuple[_Entry, ...]]]
"""A key of the automaton where it ends: the offset of its last character, its length, its entries."""
_Word = tuple[int, int, int, tuple[_Entry, ...]]
"""Where a hit begins, where it ends as it stands (or 0), where its plural ends (or 0), and its entries."""


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

    def _words(self, folded: str) -> Iterator[_Word]:
        found: Iterable[_Found] = self._automaton.iter(folded)
        return _korean(folded, found) if self._lang == "ko" else _english(folded, found)

    def hits(self, reading: Reading) -> Hits:
        """Every surface in the reading, longest within its kind."""
        found: dict[Kind, list[Hit[Any]]] = {kind: [] for kind in KINDS}
        whole, folded = reading.whole, fold(reading.whole)
        for start, bare, plural, entries in self._words(folded):
            for entry in entries:
                end = bare or (plural if entry.plural else 0)
                if end and _in_case(entry, whole, start, end):
                    found[entry.kind].append(Hit(start, end, entry.row))
        return Hits(
            regions=_longest(found["region"]),
            goods=_longest(found["good"]),
            topics=_by_topic(found["topic"]),
            trends=_longest(found["trend"]),
            flows=_longest(found["flow"]),
            contexts=_longest(found["context"]),
            informants=_longest(found["informant"]),
        )


def _english(folded: str, found: Iterable[_Found]) -> Iterator[_Word]:
    """The hits that are whole words, as they stand or past a plural ending."""
    length_of_text = len(folded)
    for last, (length, entries) in found:
        start, end = last + 1 - length, last + 1
        if start and folded[start - 1].isalnum():
            continue
        if end == length_of_text or not folded[end].isalnum():
            yield start, end, 0, entries
        elif plural := _plural_end(folded, end):
            yield start, 0, plural, entries


def _plural_end(folded: str, end: int) -> int:
    """Where a word ends whose plural ending follows, 0 if none does."""
    for ending in ("s", "es"):
        after = end + len(ending)
        if folded.startswith(ending, end) and not (after < len(folded) and folded[after].isalnum()):
            return after
    return 0


def _korean(folded: str, found: Iterable[_Found]) -> Iterator[_Word]:
    """The hits that may be words: not one syllable inside a word, not Latin letters inside a Latin word."""
    for last, (length, entries) in found:
        start = last + 1 - length
        before = folded[start - 1] if start else " "
        if not before.isalnum() or (length > 1 and not (folded[start].isascii() and before.isascii())):
            yield start, last + 1, 0, entries


def _in_case(entry: _Entry, whole: str, start: int, end: int) -> bool:
    """Whether the first capital of a name and all of an acronym stand as capitals in the text."""
    if entry.capital is not None:
        return whole[start + entry.capital].isupper()
    return not entry.acronym or whole[start:end].removesuffix("s").isupper()


def _by_topic(hits: list[Hit[TopicTerm]]) -> tuple[Hit[TopicTerm], ...]:
    """The longest hits of each topic, in the order of the text: words of one topic don't hide another's."""
    groups: dict[str, list[Hit[TopicTerm]]] = {}
    for hit in hits:
        groups.setdefault(hit.row.topic_id, []).append(hit)
    kept = [hit for group in groups.values() for hit in _longest(group)]
    return tuple(sorted(kept, key=lambda h: (h.start, h.end, h.row.topic_id)))


_START = itemgetter(0)


def _longest(hits: list[Hit[Any]]) -> tuple[Hit[Any], ...]:
    """Hits without those inside or overlapped by a longer one, the earlier first among equals."""
    kept: list[Hit[Any]] = []
    for hit in sorted(hits, key=_START):
        if not kept or hit.start >= kept[-1].end or hit[:2] == kept[-1][:2]:
            kept.append(hit)
        elif hit.end - hit.start > kept[-1].end - kept[-1].start and hit.end > kept[-1].end:
            while kept and kept[-1].end > hit.start and hit.end - hit.start > kept[-1].end - kept[-1].start:
                kept.pop()
            kept.append(hit)
    return tuple(kept)
