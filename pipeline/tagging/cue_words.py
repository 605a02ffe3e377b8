"""Korean cues that are words or compounds of cues and names, and not pieces of other words ("북한산" is not 한산)."""

import re

from pipeline.seeds import FlowCue, TrendCue
from pipeline.tagging.korean import left_of, right_of
from pipeline.tagging.matcher import Hit, Hits

_INFLECTED = re.compile(
    r"\s?(?:하|되|됐|돼|된|될|됨|했|한|할|해|함|시키|시켰|시킨|당하|당한|당했|받|짓|설|론|세|조치|상태|지시|령|중|적|이었|였)"
)
LOOSE = ("movement", "control")


def whole_words(whole: str, hits: Hits) -> tuple[list[Hit[FlowCue]], list[Hit[TrendCue]]]:
    """The flow and trend hits that stand as words: nouns with particles or 하다, verb stems with any ending."""
    named = [*hits.flows, *hits.goods, *hits.regions]
    starts = {h.start for h in (*named, *hits.trends)}
    ends = {h.end for h in named}

    def left(start: int) -> bool:
        return start in ends or not left_of(whole, start)

    def right(end: int) -> bool:
        tail = right_of(whole, end)
        return tail.clean or end in starts or _INFLECTED.match(tail.run) is not None

    flows = [h for h in hits.flows if right(h.end) and (h.row.kind in LOOSE or left(h.start))]
    trends = [h for h in hits.trends if left(h.start) and (h.row.form == "stem" or right(h.end))]
    return flows, trends
