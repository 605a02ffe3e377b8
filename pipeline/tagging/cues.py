"""The cues of one sentence in order: what moves or holds movement back, how it changes, which goods."""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from typing import NamedTuple, TypeVar

from pipeline.records import CommodityTag, Flow, Trend
from pipeline.seeds import FlowCue, TrendCue
from pipeline.tagging.korean import left_of, right_of
from pipeline.tagging.matcher import Hit, Hits, fold
from pipeline.tagging.text import Reading

SMUGGLED = re.compile(r"smuggl|밀수|밀무역|밀거래|밀반", re.IGNORECASE)
SLOTS = {4: ("base", "third", "past", "ing"), 5: ("base", "third", "past", "participle", "ing")}


class Noun(NamedTuple):
    """What moves or holds movement back: its kind (see seeds `flow_cues.csv`) and the flow it names, if it names one."""

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

    nouns: tuple[Noun, ...]
    changes: tuple[Change, ...]
    goods: tuple[Good, ...]

    def within(self, start: int, end: int) -> "Cues":
        """Those that begin in that stretch."""
        return Cues(_within(self.nouns, start, end), _within(self.changes, start, end), _within(self.goods, start, end))


T = TypeVar("T", Noun, Change, Good)


def _within(cues: tuple[T, ...], start: int, end: int) -> tuple[T, ...]:
    first = bisect_left(cues, start, key=lambda c: c.start)
    return cues[first : bisect_left(cues, end, lo=first, key=lambda c: c.start)]


def _slot(row: TrendCue, surface: str) -> str:
    """Which form of its verb the surface is; a past that is also the base ("cut") counts as past."""
    forms = row.surface.split("|")
    slots = SLOTS.get(len(forms), ())
    if row.form not in ("verb", "object", "both") or not slots or surface not in forms:
        return ""
    return slots[len(forms) - 1 - forms[::-1].index(surface)]


def _change(hit: Hit[TrendCue], surface: str) -> Change | None:
    if hit.row.trend == "neutral":
        return None
    return Change(hit.start, hit.end, hit.row.trend, hit.row.applies_to, hit.row.form, _slot(hit.row, surface))


def _noun(hit: Hit[FlowCue]) -> Noun:
    return Noun(hit.start, hit.end, hit.row.kind, hit.row.flow)


def _free(changes: list[Change], nouns: Sequence[Noun]) -> list[Change]:
    """Changes that are not part of a longer noun ("import restrictions" holds no change)."""
    return [c for c in changes if not any(n.start <= c.start < c.end <= n.end and n[:2] != c[:2] for n in nouns)]


_INFLECTED = re.compile(
    r"\s?(?:하|되|됐|돼|된|될|됨|했|한|할|해|함|시키|시켰|시킨|당하|당한|당했|받|짓|설|론|세|조치|상태|지시|령|중|적|이었|였)"
)
_LOOSE = ("movement", "control")


def _whole_words(whole: str, hits: Hits) -> tuple[list[Hit[FlowCue]], list[Hit[TrendCue]]]:
    """Korean hits that are words or compounds of cues and names, not pieces of other words ("북한산" is not 한산)."""
    named = [*hits.flows, *hits.goods, *hits.regions]
    starts = {h.start for h in (*named, *hits.trends)}
    ends = {h.end for h in named}

    def left(start: int) -> bool:
        return start in ends or not left_of(whole, start)

    def right(end: int) -> bool:
        tail = right_of(whole, end)
        return tail.clean or end in starts or _INFLECTED.match(tail.run) is not None

    flows = [h for h in hits.flows if right(h.end) and (h.row.kind in _LOOSE or left(h.start))]
    trends = [h for h in hits.trends if left(h.start) and (h.row.form == "stem" or right(h.end))]
    return flows, trends


def of(reading: Reading, hits: Hits, tagged: tuple[CommodityTag, ...]) -> Cues:
    """The reading's cues; only goods that the document is tagged with count, where they are tagged."""
    flows, trends = (list(hits.flows), list(hits.trends)) if reading.lang == "en" else _whole_words(reading.whole, hits)
    goods = _goods(reading, hits, tagged)
    named = [_noun(h) for h in flows]
    nouns = sorted([*named, *_bare(goods, named)], key=lambda n: n[:3])
    changes = [c for h in trends if (c := _change(h, fold(reading.whole[h.start : h.end])))]
    return Cues(tuple(nouns), tuple(_free(changes, nouns)), tuple(goods))


def _goods(reading: Reading, hits: Hits, tagged: tuple[CommodityTag, ...]) -> list[Good]:
    """Where the tagged goods stand: as tagged, and wherever else a plain word names one of them."""
    ids = {tag.id for tag in tagged}
    plain = {
        (h.start, h.end): h.row.commodity_id
        for h in hits.goods
        if h.row.commodity_id in ids and h.row.reading == "plain"
    }
    for tag in tagged:
        for s in tag.spans:
            shift = 0 if s.part == "title" else reading.shift
            plain[s.start + shift, s.end + shift] = tag.id
    return sorted(Good(start, end, commodity) for (start, end), commodity in plain.items())


def _bare(goods: list[Good], nouns: list[Noun]) -> Iterator[Noun]:
    """Goods as nouns of their own, where they are no part of another noun or compound ("flour imports")."""
    starts = {n.start for n in nouns}
    for good in goods:
        inside = any(n.start < good.end and good.start < n.end for n in nouns)
        if not inside and not starts.intersection((good.end, good.end + 1)):
            yield Noun(good.start, good.end, "goods")
