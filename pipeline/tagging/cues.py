"""The cues of a report, sentence by sentence: what moves or holds movement back, how it changes, which goods."""

import re
from bisect import bisect_right
from collections.abc import Iterator, Sequence
from itertools import islice
from typing import NamedTuple, TypeVar

from pipeline.records import CommodityTag, Flow, Trend
from pipeline.seeds import FlowCue, TrendCue
from pipeline.tagging.cue_words import whole_words
from pipeline.tagging.matcher import Hit, Hits
from pipeline.tagging.text import Reading

SMUGGLED = re.compile(r"smuggl|밀수|밀무역|밀거래|밀반", re.IGNORECASE)
SLOTS = {4: ("base", "third", "past", "ing"), 5: ("base", "third", "past", "participle", "ing")}


class Noun(NamedTuple):
    """What moves or holds movement back: its kind (see seeds `flow_cues.csv`) and the flow it names, if any."""

    start: int
    end: int
    kind: str
    flow: Flow | None = None


class Change(NamedTuple):
    """A phrase that states a change; `slot` is the form of an English verb: base, third, past, participle, ing."""

    start: int
    end: int
    trend: Trend
    applies_to: str
    form: str
    slot: str


class Good(NamedTuple):
    """A good that the document is tagged with, where it stands."""

    start: int
    end: int
    id: str


class Cues(NamedTuple):
    """The cues of a stretch of text, each in order."""

    nouns: tuple[Noun, ...] = ()
    changes: tuple[Change, ...] = ()
    goods: tuple[Good, ...] = ()

    def within(self, start: int, end: int) -> "Cues":
        """Those that begin in that stretch."""
        return Cues(
            tuple(n for n in self.nouns if start <= n.start < end),
            tuple(c for c in self.changes if start <= c.start < end),
            tuple(g for g in self.goods if start <= g.start < end),
        )


T = TypeVar("T", Noun, Change, Good)


def _slot(row: TrendCue, surface: str) -> str:
    """Which form of its verb the surface is; a past that is also the base ("cut") counts as past."""
    if row.form not in ("verb", "object", "both"):
        return ""
    forms = row.surface.split("|")
    slots = SLOTS.get(len(forms), ())
    if not slots or surface not in forms:
        return ""
    return slots[len(forms) - 1 - forms[::-1].index(surface)]


def _changes(whole: str, hits: Sequence[Hit[TrendCue]], nouns: Sequence[Noun]) -> Iterator[Change]:
    """The changes that are not part of a longer noun ("import restrictions" holds no change)."""
    starts = [n.start for n in nouns]
    for start, end, row in hits:
        upto = bisect_right(starts, start)
        inside = any(n.end >= end and n[:2] != (start, end) for n in islice(nouns, max(0, upto - 3), upto))
        if row.trend != "neutral" and not inside:
            yield Change(start, end, row.trend, row.applies_to, row.form, _slot(row, whole[start:end].lower()))


def _goods(reading: Reading, hits: Hits, tagged: tuple[CommodityTag, ...]) -> list[Good]:
    """Where the tagged goods stand: as tagged, and wherever else a word that is no carrier names one of them."""
    ids = {tag.id for tag in tagged}
    taken = {h.start for h in hits.flows}
    plain = {
        (h.start, h.end): h.row.commodity_id
        for h in hits.goods
        if h.row.commodity_id in ids
        and (h.row.reading == "plain" or (h.row.reading == "evidence" and h.start not in taken))
    }
    for tag in tagged:
        for s in tag.spans:
            shift = 0 if s.part == "title" else reading.shift
            plain[s.start + shift, s.end + shift] = tag.id
    return sorted(Good(start, end, commodity) for (start, end), commodity in plain.items())


def _bare(goods: list[Good], nouns: list[Noun]) -> Iterator[Noun]:
    """Goods as nouns of their own, where they are no part of another noun or compound ("flour imports")."""
    starts = {n.start for n in nouns}
    taken = {offset for n in nouns for offset in range(n.start, n.end)}
    for good in goods:
        if good.start not in taken and good.end - 1 not in taken and not starts.intersection((good.end, good.end + 1)):
            yield Noun(good.start, good.end, "goods")


def _dealt(cues: Sequence[T], reading: Reading) -> list[tuple[T, ...]]:
    """The cues by the sentence that holds them; what stands between sentences falls away."""
    hands: list[list[T]] = [[] for _ in reading.sentences]
    for cue in cues:
        sentence = reading.sentence_at(cue.start)
        if sentence.start <= cue.start < sentence.end:
            hands[sentence.number].append(cue)
    return [tuple(hand) for hand in hands]


def of(reading: Reading, hits: Hits, tagged: tuple[CommodityTag, ...]) -> tuple[Cues, ...]:
    """The cues of each sentence; only goods that the document is tagged with count."""
    flows: Sequence[Hit[FlowCue]] = hits.flows
    trends: Sequence[Hit[TrendCue]] = hits.trends
    if reading.lang == "ko":
        flows, trends = whole_words(reading.whole, hits)
    goods = _goods(reading, hits, tagged)
    named = [Noun(h.start, h.end, h.row.kind, h.row.flow) for h in flows]
    nouns = sorted([*named, *_bare(goods, named)], key=lambda n: n[:3])
    changes = list(_changes(reading.whole, trends, nouns))
    dealt = zip(_dealt(nouns, reading), _dealt(changes, reading), _dealt(goods, reading), strict=True)
    return tuple(Cues(*hands) for hands in dealt)
