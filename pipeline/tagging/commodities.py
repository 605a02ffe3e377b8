"""Which goods the report says move, are banned, seized or priced (guideline C1 to C3).

The goods in trade (`traded`) count; in a report on trade or prices also those that are merely sent, counted or
named in the sentence next to such evidence.
"""

from collections.abc import Sequence

from pipeline.records import CommodityTag
from pipeline.tagging.evidence import Evidence
from pipeline.tagging.subject import Subject
from pipeline.tagging.text import Reading
from pipeline.tagging.traded import Counted, Traded

CONFIDENCE = {"compound": 0.95, "object": 0.9, "price": 0.85, "list": 0.85, "sentence": 0.75, "ban": 0.7, "nearby": 0.6}
"""Rule → confidence: a good with a trade word, as its object, priced, in a list with such a good, in a sentence on
trade, banned, in the sentence next to such goods."""


def find(reading: Reading, evidence: Evidence, traded: Traded, subject: Subject) -> tuple[CommodityTag, ...]:
    """The goods of the report, in the order of the text."""
    marks = list(traded.counted)
    if subject.main or subject.prices:
        marks += [(m, why) for m, why in traded.waiting if why]
        known = {m.sentence for m, _ in marks}
        reach = 2 if subject.prices else 1
        bare = (m for m, why in traded.waiting if not why)
        marks += [(m, "nearby") for m in bare if _is_near(reading, evidence, m.sentence, known, reach)]
    groups: dict[str, list[Counted]] = {}
    for m, why in sorted(marks):
        groups.setdefault(m.good, []).append((m, why))
    return tuple(_tag(reading, good, rows) for good, rows in groups.items())


def _is_near(reading: Reading, evidence: Evidence, number: int, known: set[int], reach: int) -> bool:
    """Whether a sentence so near speaks of goods in trade."""
    near = reading.sentences[max(0, number - reach) : number + reach + 1]
    return any(s.number in known or evidence.has(s, "smuggle", "move", "arrive") for s in near)


def _tag(reading: Reading, good: str, rows: Sequence[Counted]) -> CommodityTag:
    best = max((why for _, why in rows), key=lambda why: CONFIDENCE[why])
    spans = tuple(reading.span(m.start, m.end) for m, _ in rows)
    return CommodityTag(id=good, spans=spans, rule=best, confidence=CONFIDENCE[best])
