"""What the report is about, with the strength that made each topic (guideline T0 to T7).

What a sentence says of a topic counts once as a claim, half as a circumstance or as history, twice as the claim of the
title or the lead's first sentence. A topic often named in passing needs as much as a title, a lead, or two sentences
give: strength 2. Other topics need less in a short report, where one sentence is an item of its own.
A report on trade is about what its sentences say of smuggling and sanctions even once.
"""

from collections.abc import Sequence

from pipeline.records import Span, TopicTag
from pipeline.seeds import Topic
from pipeline.tagging.marks import Mark, Marks
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.subject import Subject
from pipeline.tagging.text import Reading

AN_ITEM = 0.15
LEAST, MOST = 1.0, 1.5
"""What a topic needs where the seeds don't say: this much a sentence of the report, between these bounds."""

IN_TRADE = {"smuggling": 1.0, "sanctions": 0.5}
"""Topics that a report on trade is about even if it speaks of them once, sanctions even as a circumstance."""


def find(reading: Reading, marks: Marks, subject: Subject, rules: Rules) -> tuple[TopicTag, ...]:
    """The topics of the reading, strongest first; `border-trade` stands on border-trade stories, and only there."""
    tags = []
    for topic, rows in marks.by_topic.items():
        strength = sum(m.weight for m in rows)
        if topic != "border-trade" and strength >= _enough(rules.topics[topic], marks, subject):
            tags.append(_tag(reading, topic, strength, rows))
    have = {t.id for t in tags}
    if "state-smuggling" in have and "smuggling" not in have:
        state = next(t for t in tags if t.id == "state-smuggling")
        tags.append(TopicTag(id="smuggling", strength=state.strength, spans=state.spans, rule="state-smuggling"))
    if subject.main:
        rows = marks.by_topic.get("border-trade", ())
        tags.append(
            TopicTag(id="border-trade", strength=float(subject.speaking), spans=_spans(reading, rows), rule="subject")
        )
    return tuple(sorted(tags, key=lambda t: (-t.strength, t.id)))


def _enough(topic: Topic, marks: Marks, subject: Subject) -> float:
    if subject.main and topic.topic_id in IN_TRADE:
        return IN_TRADE[topic.topic_id]
    if topic.enough is not None:
        return topic.enough
    return min(MOST, max(LEAST, AN_ITEM * len(marks.sentences)))


def _spans(reading: Reading, rows: Sequence[Mark]) -> tuple[Span, ...]:
    return tuple(reading.span(m.start, m.end) for m in rows)


def _tag(reading: Reading, topic: str, strength: float, rows: Sequence[Mark]) -> TopicTag:
    wheres = {m.where for m in rows if m.standing == "claim"}
    rule = next((w for w in ("title", "lead") if w in wheres), "sentences")
    return TopicTag(id=topic, strength=strength, spans=_spans(reading, rows), rule=rule)
