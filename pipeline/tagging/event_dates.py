"""The day or interval that a claim speaks of, resolved against the publication date; never guessed.

Patterns and their rules stand in seeds `date_expressions.csv`. A translated edition runs days behind its original, so
its weekdays lie before the publication date by the source's `lag_days`, give or take. "Recently" and durations give
nothing.
"""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pipeline.records import EventDate
from pipeline.seeds import Seeds
from pipeline.tagging.date_rules import resolve
from pipeline.tagging.days import Clock
from pipeline.tagging.text import Reading, Sentence

_SAID_BEFORE = {
    "en": re.compile(r"\b(?:told|said|says|reported|explained|spoke|learned)\b[^,;.“”\"]{0,60}$", re.IGNORECASE),
    "ko": re.compile(r"(?!)"),
}
_SAID_AFTER = {
    "en": re.compile(r"(?!)"),
    "ko": re.compile(
        r"\s?(?:데일리|본지|본보|자유아시아|RFA|연합뉴스|엔케이|NK|소식통|보도|전화|전했|말했|밝혔|\S{1,12}(?:에|와의)\s(?:전화|통화|말했|전했|밝혔)|"
        r"\S{1,10}\s소식통)"
    ),
}


_HINT = {
    "en": re.compile(r"\d|[Dd]ay|month|year|week|quarter|half|January|February|March|April|May|June|July|August|ber\b"),
    "ko": re.compile(r"\d|달|주|해|년|분기|반기|절|일|올|어제|오늘"),
}
_SINCE = re.compile(r"\b[Ss]ince (?:the )?$")


class Dated(NamedTuple):
    """A date expression where it stands, and what it names."""

    start: int
    end: int
    date: EventDate


class Dates:
    """The date expressions of one language, compiled, and the lag of each edition."""

    def __init__(self, seeds: Seeds, lang: str) -> None:
        rows = [row for row in seeds.date_expressions if row.lang == lang]
        self._patterns = tuple((re.compile(row.pattern_regex), row.rule) for row in rows)
        editions = [source for source in seeds.sources if source.lang == lang]
        self._lags: Mapping[str, int] = {s.source_id: s.lag_days for s in editions}
        self._outlets = tuple((s.outlet, s.lag_days) for s in editions if s.outlet)

    def find(self, reading: Reading, sentence: Sentence) -> Iterator[Dated]:
        """The sentence's expressions that can be resolved, none inside one of an earlier row."""
        hinted = _HINT[reading.lang].search(reading.whole, sentence.start, sentence.end)
        if reading.published is None or hinted is None:
            return
        clock = Clock(reading.published, self._lag(reading.source or ""))
        taken: list[tuple[int, int]] = []
        for pattern, rule in self._patterns:
            for match in pattern.finditer(reading.whole, sentence.start, sentence.end):
                if not any(a < match.end() and match.start() < b for a, b in taken):
                    taken.append(match.span())
                    named = resolve(match, rule, clock, since=_since(reading.whole, match))
                    if named:
                        yield Dated(*match.span(), named)

    def _lag(self, source: str) -> int:
        """The usual lag of the edition, by its id or by a name that begins with its outlet's."""
        named = next((lag for outlet, lag in self._outlets if source.startswith(outlet)), 0)
        return self._lags.get(source, named)


def _since(whole: str, match: re.Match[str]) -> bool:
    """Whether the expression opens an interval that lasts: "since May", 5월부터."""
    if match.groupdict().get("since") or match.group().lower().startswith("since "):
        return True
    return _SINCE.search(whole, max(0, match.start() - 12), match.start()) is not None


def event_date(reading: Reading, sentence: Sentence, dates: Dates, start: int, end: int) -> EventDate | None:
    """The date nearest to the claim between `start` and `end`; the day on which somebody said so is not the event's."""
    named = [d for d in dates.find(reading, sentence) if not _of_statement(reading, sentence, d)]
    inside = [d for d in named if start <= d.start < end] or named
    if not inside:
        return None
    return min(inside, key=lambda d: min(abs(d.start - start), abs(d.end - end))).date


def _of_statement(reading: Reading, sentence: Sentence, dated: Dated) -> bool:
    """Whether the expression dates the statement: "told Daily NK on Tuesday", "8일 데일리NK에"."""
    if dated.date.precision != "day":
        return False
    before = _SAID_BEFORE[reading.lang].search(reading.whole, sentence.start, dated.start)
    return before is not None or _SAID_AFTER[reading.lang].match(reading.whole, dated.end) is not None
