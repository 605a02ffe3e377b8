"""Which goods the report says move, are banned, seized or priced (guideline C1 to C3).

The goods in trade (`traded`) count; in a report on trade also those named in the sentence next to such evidence.
"""

from collections.abc import Sequence

from pipeline.records import CommodityTag
from pipeline.tagging.evidence import Evidence
from pipeline.tagging.goods_words import Mention
from pipeline.tagging.subject import Subject
from pipeline.tagging.text import Reading
from pipeline.tagging.traded import Traded

CONFIDENCE = {"compound": 0.95, "object": 0.9, "price": 0.85, "list": 0.85, "sentence": 0.75, "ban": 0.7, "nearby": 0.6}
"""Rule → confidence: a good with a trade word, as its object, priced, in a list with such a good, in a sentence on
trade, banned, in the sentence next to such goods."""


def find(reading: Reading, evidence: Evidence, traded: Traded, subject: Subject) -> tuple[CommodityTag, ...]:
    """The goods of the report, in the order of the text."""
    marks = list(traded.counted)
    if subject.main:
        known = {m.sentence for m, _ in marks}
        marks += [(m, "nearby") for m in traded.waiting if _is_near(reading, evidence, m.sentence, known)]
    groups: dict[str, list[tuple[Mention, str]]] = {}
    for m, why in sorted(marks):
        groups.setdefault(m.good, []).append((m, why))
    return tuple(_tag(reading, good, rows) for good, rows in groups.items())


def _is_near(reading: Reading, evidence: Evidence, number: int, known: set[int]) -> bool:
    """Whether a neighbouring sentence speaks of goods in trade."""
    near = [reading.sentences[n] for n in (number - 1, number + 1) if 0 <= n < len(reading.sentences)]
    return any(s.number in known or evidence.has(s, "smuggle", "move", "arrive") for s in near)


def _tag(reading: Reading, good: str, rows: Sequence[tuple[Mention, str]]) -> CommodityTag:
    best = max((why for _, why in rows), key=lambda why: CONFIDENCE[why])
    spans = tuple(reading.span(m.start, m.end) for m, _ in rows)
    return CommodityTag(id=good, spans=spans, rule=best, confidence=CONFIDENCE[best])
