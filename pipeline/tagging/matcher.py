"""Finds every surface of every seeds table in one pass over a reading, with an Aho-Corasick automaton a language.

English hits stand between word boundaries and keep the case rules of names; goods and topics also match in the plural.
Korean hits are substrings, since particles glue on: what stands left and right (`korean`) is for the rules to judge; a
one-syllable Korean surface must begin a word. Within a kind the longest hit wins; rows sharing a surface all stay.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import partial
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
from pipeline.tagging.text import Reading, fold, words

Kind = Literal["region", "good", "topic", "trend", "flow", "context", "informant"]
KINDS: tuple[Kind, ...] = get_args(Kind)
PlaceRow = RegionName | PlaceTrap
R_co = TypeVar("R_co", covariant=True)

BESIDE = frozenset({"purpose", "use", "head", "mass"})
"""Kinds of context cue that are looked for beside a good only, not in the whole text."""


class Hit(NamedTuple, Generic[R_co]):
    """A surface found in the text: offsets into `Reading.whole` and the seeds row that lists it."""

    start: int
    end: int
    row: R_co


_hit: Callable[[tuple[int, int, Any]], Hit[Any]] = partial(tuple.__new__, Hit)
"""A hit from its parts, in half the time that the class itself takes: there are hundreds in a text."""


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
    """A row under one of its surfaces, and what its occurrences are checked for.

    `capital` is the offset of a name's first capital, an `acronym` has only capitals, a `phrase` stands on one line;
    a `plain` word is none of these.
    """

    kind: Kind
    row: Any
    surface: str
    plural: bool
    capital: int | None
    acronym: bool
    phrase: bool
    plain: bool


def _entry(kind: Kind, row: Any, surface: str, *, plural: bool) -> _Entry:
    capital = next((i for i, c in enumerate(surface) if c.isupper()), None) if kind == "region" else None
    acronym = kind != "region" and surface.isupper() and len(surface) > 1
    phrase = " " in surface
    return _Entry(kind, row, surface, plural, capital, acronym, phrase, capital is None and not acronym and not phrase)


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


def _forms(entry: _Entry) -> Iterator[str]:
    """The surface and, where the row may stand in the plural, its plural forms."""
    yield entry.surface
    if entry.plural:
        yield from (entry.surface + "s", entry.surface + "es")
        if entry.surface.endswith("y") and entry.surface[-2:-1] not in "aeiou":
            yield entry.surface[:-1] + "ies"


_Key = tuple[int, tuple[_Entry, ...]]
"""What an automaton holds for a key: the length of the surface, and the rows that list it."""


class Matcher:
    """All surfaces of one language, compiled once: places apart, for they decide whether anything else is sought.

    English keys stand between spaces, so that the automaton itself finds whole words and no others.
    """

    def __init__(self, seeds: Seeds, lang: str) -> None:
        self._korean = lang == "ko"
        entries = list(_entries(seeds, lang))
        prepare = fold if self._korean else words
        self._places = _automaton((e for e in entries if e.kind == "region"), prepare)
        self._others = _automaton((e for e in entries if e.kind != "region"), prepare)

    def places(self, reading: Reading) -> tuple[Hit[PlaceRow], ...]:
        """Every spelling of a place, and every trap, in the reading; the longest where they overlap."""
        return _longest(self._found(self._places, reading)["region"])

    def hits(self, reading: Reading, places: tuple[Hit[PlaceRow], ...] | None = None) -> Hits:
        """Every surface in the reading, longest within its kind; `places` saves looking for them again."""
        found = self._found(self._others, reading)
        return Hits(
            regions=self.places(reading) if places is None else places,
            goods=_longest(found["good"]),
            topics=_by_topic(found["topic"]),
            trends=_longest(found["trend"]),
            flows=_longest(found["flow"]),
            contexts=_longest(found["context"]),
            informants=_longest(found["informant"]),
        )

    def _found(self, automaton: ahocorasick.Automaton, reading: Reading) -> dict[Kind, list[Hit[Any]]]:
        found: dict[Kind, list[Hit[Any]]] = {kind: [] for kind in KINDS}
        whole = reading.whole
        for start, end, entries in self._words(automaton, reading.folded):
            for entry in entries:
                if entry.plain or _in_case(entry, whole, start, end):
                    found[entry.kind].append(_hit((start, end, entry.row)))
        return found

    def _words(self, automaton: ahocorasick.Automaton, text: str) -> Iterator[tuple[int, int, tuple[_Entry, ...]]]:
        """Where each key begins and ends in the text, and its entries."""
        found: Iterable[tuple[int, _Key]] = automaton.iter(text)
        if self._korean:
            return _within_words(text, found)
        return ((last + 1 - length, last - 1, entries) for last, (length, entries) in found)


def _automaton(entries: Iterable[_Entry], prepare: Callable[[str], str]) -> ahocorasick.Automaton:
    keys: dict[str, list[_Entry]] = {}
    for entry in entries:
        for surface in _forms(entry):
            keys.setdefault(prepare(surface), []).append(entry)
    made = ahocorasick.Automaton()
    for key, listed in keys.items():
        made.add_word(key, (len(key), tuple(listed)))
    made.make_automaton()
    return made


def _within_words(text: str, found: Iterable[tuple[int, _Key]]) -> Iterator[tuple[int, int, tuple[_Entry, ...]]]:
    """Korean hits: not one syllable inside a word, not Latin letters inside a Latin word."""
    for last, (length, entries) in found:
        start = last + 1 - length
        before = text[start - 1] if start else " "
        if not before.isalnum() or (length > 1 and not (text[start].isascii() and before.isascii())):
            yield start, last + 1, entries


def _in_case(entry: _Entry, whole: str, start: int, end: int) -> bool:
    """Whether a name's first capital and an acronym are capitals in the text, and a phrase stands on one line."""
    if entry.capital is not None and not whole[start + entry.capital].isupper():
        return False
    if entry.acronym and not whole[start:end].removesuffix("s").isupper():
        return False
    return not entry.phrase or whole.find("\n", start, end) < 0


_START, _PLACE = itemgetter(0), itemgetter(0, 1)


def _by_topic(hits: list[Hit[TopicTerm]]) -> tuple[Hit[TopicTerm], ...]:
    """The longest hits of each topic, in the order of the text: words of one topic don't hide another's."""
    groups: dict[str, list[Hit[TopicTerm]]] = {}
    for hit in hits:
        groups.setdefault(hit.row.topic_id, []).append(hit)
    kept = [hit for group in groups.values() for hit in (_longest(group) if len(group) > 1 else group)]
    return tuple(sorted(kept, key=_PLACE))


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
