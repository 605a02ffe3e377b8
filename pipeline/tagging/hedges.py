"""How far a clause asserts its change: reported as news, rumoured, denied, planned, or past and background."""

import re
from datetime import date
from typing import Literal, NamedTuple

from pipeline.records import Trend
from pipeline.seeds import HedgeCue
from pipeline.tagging.text import Reading, Sentence

Standing = Literal["reported", "rumoured", "denied", "planned", "past"]
ORDER: tuple[Standing, ...] = ("denied", "rumoured", "planned", "past")


class Context(NamedTuple):
    """The text around a predicate: before and after it in its clause, the clause, the sentence, its offset in that."""

    before: str
    after: str
    clause: str
    sentence: str
    at: int


class Hedges:
    """The hedge cues of one language, one expression for each hedge, place and set of trends."""

    def __init__(self, cues: tuple[HedgeCue, ...], lang: str) -> None:
        grouped: dict[tuple[Standing, str, str], list[str]] = {}
        for cue in cues:
            if cue.lang == lang:
                grouped.setdefault((cue.hedge, cue.where, cue.trends), []).append(cue.pattern_regex)
        self._patterns = tuple(
            (hedge, where, frozenset(trends.split()), re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE))
            for (hedge, where, trends), patterns in sorted(grouped.items(), key=lambda item: ORDER.index(item[0][0]))
        )

    def standing(self, context: Context, trend: Trend) -> Standing:
        """The strongest hedge that holds for the trend in the context, or "reported"."""
        for hedge, where, trends, pattern in self._patterns:
            if not trends or trend in trends:
                match = pattern.search(getattr(context, where))
                if match and not (where == "sentence" and _refreshed(context, match.end())):
                    return hedge
        return "reported"


class Telling(NamedTuple):
    """A sentence being read: its document, the language's hedges and the year that the document speaks from."""

    reading: Reading
    sentence: Sentence
    hedges: Hedges
    present: int | None

    @property
    def whole(self) -> str:
        """The document's characters."""
        return self.reading.whole

    @property
    def headline(self) -> bool:
        """Whether the sentence is the document's title."""
        return self.sentence == self.reading.title


_FRESH = re.compile(
    r"\b(?:now|this (?:year|month|week)|recently|today|current(?:ly)?|last (?:month|week)|these days|since then|"
    r"lately)\b|"
    r"최근|현재|지금|올해|이달|지난달|요즘|요사이|이번|지난해부터|올[봄여가겨]",
    re.IGNORECASE,
)


def _refreshed(context: Context, end: int) -> bool:
    """Whether the sentence comes back to the present between the hedge that ends at `end` and the predicate."""
    return end <= context.at and _FRESH.search(context.sentence, end, context.at) is not None


_COMPARED = re.compile(
    r"\b(?:compared (?:to|with)|than|versus|unlike|over|from|as against|in comparison (?:to|with)|relative to)\s+"
    r"(?:(?:during|in|the|same|levels?|period|of|a|those|it was|at|before)\s+){0,5}[\w’'-]+"
    r"(?:\s+(?:pandemic|year|ago|earlier|period|level|levels))?|\bfor the first time (?:since|in)\s[^,;.]*",
    re.IGNORECASE,
)


def without_comparison(text: str) -> str:
    """The English text with what it compares with blanked: "higher than during the pandemic" is no past."""
    return _COMPARED.sub(lambda m: " " * len(m.group()), text)


_YEAR = re.compile(r"(?<![\d,.-])((?:19|20)\d\d)(?!\d|,\d|-\d| (?:tons?|won|yuan|people|kg))")
_SINCE = re.compile(
    r"\bsince\b[^,;]*|(?:19|20)\d\d년(?:\s?\d{1,2}월)?[^,]{0,10}(?:보다|대비|비해|수준|이후|부터|이래|만에)",
    re.IGNORECASE,
)


def present_year(whole: str, published: date | None) -> int | None:
    """The year the text speaks from: of its publication, or else the latest year it names."""
    if published is not None:
        return published.year if published.month > 3 else published.year - 1
    return max((int(m.group(1)) for m in _YEAR.finditer(whole)), default=None)


def past_year(text: str, present: int | None, *, closed: bool = False) -> bool:
    """Whether the text up to a predicate dates it to a year that was over before the present one.

    A later word for the present ("now", 올해) takes the predicate out of that year again. What has been `closed` since
    such a year is past too.
    """
    if present is None or not ("19" in text or "20" in text):
        return False
    dated = text if closed else _SINCE.sub(lambda m: " " * len(m.group()), text)
    years = list(_YEAR.finditer(dated))
    if not years or max(int(m.group(1)) for m in years) >= present:
        return False
    return _FRESH.search(text, years[-1].end()) is None
