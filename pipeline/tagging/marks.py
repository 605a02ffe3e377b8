"""Which sentences speak of which topic, and how: the ground that topics and the story decision stand on.

A sentence speaks of a topic when a word names it, or a thing and an act of the topic stand there together. For border
trade, goods that the report trades are things, and North Korean goods on sale abroad have crossed.
"""

import re
from bisect import bisect_left
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from itertools import islice
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
"""How many sentences open a report, the lead among them."""

PAIRS = 6
APART = {"en": 45, "ko": 80}
"""How many characters a thing and its act may stand apart: Korean verbs close the sentence."""

_NORTH_KOREAN = re.compile(r"(?:North Korean|N\. ?Korean|DPRK|북한산|조선산|北)\s?$")


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
    if not reading.lead:
        return "body"
    behind = sentence.number - reading.lead[0].number
    return "lead" if behind == 0 else "opening" if 0 < behind < OPENING else "body"


def _counts(reading: Reading, sentence: Sentence) -> bool:
    """Whether the sentence is the title or the report's own; the title repeated in the text doesn't count again."""
    kind = reading.paragraph_of(sentence).kind
    return kind == "body" or (kind == "title" and sentence.number == 0)


Words = dict[str, list[tuple[int, int]]]
"""Role (names, thing, act, sign) → offsets of a topic's words in one sentence."""


def _collect(reading: Reading, hits: Hits, traded: Traded) -> dict[tuple[int, str], Words]:
    """The words of each topic in each sentence of the report."""
    report = {s.number for s in reading.sentences if _counts(reading, s)}
    groups: dict[tuple[int, str], Words] = {}
    for hit in hits.topics:
        if hit.row.role != "not" and not _inside_name(hit, hits):
            key = (reading.sentence_at(hit.start).number, hit.row.topic_id)
            groups.setdefault(key, {}).setdefault(hit.row.role, []).append((hit.start, hit.end))
    for m, why in traded.counted:
        before = reading.whole[max(0, m.start - 14) : m.start]
        role = "names" if why != "price" and _NORTH_KOREAN.search(before) else "thing"
        groups.setdefault((m.sentence, "border-trade"), {}).setdefault(role, []).append((m.start, m.end))
    for m, _ in (*traded.counted, *traded.waiting):
        groups.setdefault((m.sentence, "market-prices"), {}).setdefault("act", []).append((m.start, m.end))
    return {key: words for key, words in groups.items() if key[0] in report and _may_speak(words)}


def _may_speak(words: Words) -> bool:
    return "names" in words or "sign" in words or ("thing" in words and "act" in words)


def _inside_name(hit: Hit[TopicTerm], hits: Hits) -> bool:
    """Whether the word is the tail of a place's name: 지연 in 삼지연."""
    at = bisect_left(hits.regions, hit.start, key=itemgetter(0)) - 1
    return at >= 0 and hits.regions[at].end >= hit.end


def _speaking(words: Words, apart: int) -> Iterator[tuple[tuple[int, int], ...]]:
    """The words, or pairs of words, by which a sentence speaks of its topic."""
    for word in (*words.get("names", ()), *words.get("sign", ())):
        yield (word,)
    pairs = ((a, b) for a in words.get("thing", ()) for b in words.get("act", ()))
    yield from islice((p for p in pairs if 0 <= max(p[0][0], p[1][0]) - min(p[0][1], p[1][1]) <= apart), PAIRS)


def find(reading: Reading, hits: Hits, evidence: Evidence, traded: Traded, rules: Rules) -> Marks:
    """Every sentence that speaks of a topic, once a topic, by its strongest word."""
    groups = _collect(reading, hits, traded)
    opening = {topic for (number, topic), words in groups.items() if _opens(reading, number) and "names" in words}
    found = []
    for (number, name), words in groups.items():
        topic = rules.topics[name]
        if "sign" in words and topic.parent_id not in opening:
            del words["sign"]
        mark = _mark(reading, evidence, reading.sentences[number], topic, words)
        if mark:
            found.append(mark)
    return Marks(tuple(found), tuple(s for s in reading.sentences if _counts(reading, s)))


def _opens(reading: Reading, number: int) -> bool:
    return _where(reading, reading.sentences[number]) != "body"


def _place(where: Where, way: Standing) -> float:
    """The claim of the title or of the lead's first sentence counts twice."""
    return 2.0 if where in ("title", "lead") and way == "claim" else 1.0


def _mark(reading: Reading, evidence: Evidence, sentence: Sentence, topic: Topic, words: Words) -> Mark | None:
    best: tuple[float, Standing, tuple[int, int]] | None = None
    for group in _speaking(words, APART[reading.lang]):
        place = topic.setting and len(group) == 1
        ways = [standing(reading, evidence, sentence, start, end, place) for start, end in group]
        way = min(ways, key=WEIGHT.__getitem__)
        if best is None or WEIGHT[way] > best[0]:
            best = (WEIGHT[way], way, group[0])
        if way == "claim":
            break
    if best is None:
        return None
    weight, way, (start, end) = best
    where = _where(reading, sentence)
    return Mark(topic.topic_id, sentence, start, end, way, where, weight * _place(where, way))
