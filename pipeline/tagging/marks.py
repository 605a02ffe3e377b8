"""Which sentences speak of which topic, and how: the ground that topics and the story decision stand on.

A sentence speaks of a topic when a word names it, or a thing and an act of the topic stand there together. For border
trade, goods that the report trades are things, and North Korean goods on sale abroad have crossed.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property
from operator import itemgetter
from typing import Literal, NamedTuple

from pipeline.seeds import Topic, TopicTerm
from pipeline.tagging.evidence import Evidence
from pipeline.tagging.matcher import Hit, Hits
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.standing import WEIGHT, Standing, standing
from pipeline.tagging.text import Reading, Sentence
from pipeline.tagging.traded import Traded

Where = Literal["title", "lead", "opening", "body"]
OPENING = 3

PAIRS = 6
APART = {"en": 45, "ko": 80}
"""How many characters a thing and its act may stand apart: Korean verbs close the sentence."""

_NORTH_KOREAN = re.compile(r"(?:North Korean|N\. ?Korean|DPRK|북한산|조선산|北)\s?$")


class Word(NamedTuple):
    """A word that speaks of a topic: names it, is one of its things, or an act."""

    start: int
    end: int
    role: str


class Mark(NamedTuple):
    """One sentence that speaks of a topic: the cue it rests on, how that stands, where, and what it counts."""

    topic: str
    sentence: Sentence
    start: int
    end: int
    standing: Standing
    where: Where
    weight: float


@dataclass(frozen=True)
class Marks:
    """All marks of one reading; `sentences` are those of title and body."""

    all: tuple[Mark, ...]
    sentences: tuple[Sentence, ...]

    @cached_property
    def by_topic(self) -> dict[str, tuple[Mark, ...]]:
        """Topic → its marks in order."""
        groups: dict[str, list[Mark]] = {}
        for mark in self.all:
            groups.setdefault(mark.topic, []).append(mark)
        return {topic: tuple(rows) for topic, rows in groups.items()}


def _where(reading: Reading, sentence: Sentence) -> Where:
    if reading.title is not None and sentence.number == reading.title.number:
        return "title"
    opening = [s.number for s in reading.lead[:OPENING]]
    if sentence.number not in opening:
        return "body"
    return "lead" if sentence.number == opening[0] else "opening"


def _counts(reading: Reading, sentence: Sentence) -> bool:
    """Whether the sentence is the title or the report's own; the title repeated in the text doesn't count again."""
    kind = reading.paragraph_of(sentence).kind
    return kind == "body" or (kind == "title" and sentence.number == 0)


def _speaking(words: Sequence[Word], apart: int) -> list[tuple[Word, ...]]:
    """The words, or pairs of words, by which a sentence speaks of its topic."""
    named = [(w,) for w in words if w.role == "names"]
    things = [w for w in words if w.role == "thing"]
    acts = [w for w in words if w.role == "act"]
    pairs = [(a, b) for a in things for b in acts if 0 <= max(a.start, b.start) - min(a.end, b.end) <= apart]
    return [*named, *pairs[:PAIRS]]


def _goods(reading: Reading, traded: Traded) -> Iterator[tuple[int, str, Word]]:
    """Goods as words of border trade and of prices: sentence number, topic, word."""
    for m, why in traded.counted:
        before = reading.whole[max(0, m.start - 14) : m.start]
        crossed = _NORTH_KOREAN.search(before) and why != "price"
        yield m.sentence, "border-trade", Word(m.start, m.end, "names" if crossed else "thing")
    for m, _ in (*traded.counted, *traded.waiting):
        yield m.sentence, "market-prices", Word(m.start, m.end, "act")


def _inside_name(hit: Hit[TopicTerm], hits: Hits) -> bool:
    """Whether the word is the tail of a place's name: 지연 in 삼지연."""
    at = bisect_left(hits.regions, hit.start, key=itemgetter(0)) - 1
    return at >= 0 and hits.regions[at].end >= hit.end


def find(reading: Reading, hits: Hits, evidence: Evidence, traded: Traded, rules: Rules) -> Marks:
    """Every sentence that speaks of a topic, once a topic, by its strongest word."""
    groups: dict[tuple[int, str], list[Word]] = {}
    for hit in hits.topics:
        if hit.row.role != "not" and not _inside_name(hit, hits):
            key = (reading.sentence_at(hit.start).number, hit.row.topic_id)
            groups.setdefault(key, []).append(Word(hit.start, hit.end, hit.row.role))
    for number, topic_id, word in _goods(reading, traded):
        groups.setdefault((number, topic_id), []).append(word)
    found = (
        _mark(reading, evidence, reading.sentences[number], rules.topics[topic], words)
        for (number, topic), words in groups.items()
    )
    return Marks(tuple(m for m in found if m), tuple(s for s in reading.sentences if _counts(reading, s)))


def _place(where: Where, way: Standing) -> float:
    """The claim of the title or of the lead's first sentence counts twice."""
    return 2.0 if where in ("title", "lead") and way == "claim" else 1.0


def _mark(reading: Reading, evidence: Evidence, sentence: Sentence, topic: Topic, words: Sequence[Word]) -> Mark | None:
    if not _counts(reading, sentence):
        return None
    best: tuple[float, Standing, Word] | None = None
    for group in _speaking(words, APART[reading.lang]):
        place = topic.setting and len(group) == 1
        ways = [standing(reading, evidence, sentence, w.start, w.end, place) for w in group]
        way = min(ways, key=lambda w: WEIGHT[w])
        if best is None or WEIGHT[way] > best[0]:
            best = (WEIGHT[way], way, group[0])
        if way == "claim":
            break
    if best is None:
        return None
    weight, way, word = best
    where = _where(reading, sentence)
    return Mark(topic.topic_id, sentence, word.start, word.end, way, where, weight * _place(where, way))
