"""The days that a text names, in English and Korean, as marks that mean the same in both.

A day is `d:26` and, where its month is said, `d:12-26` as well; a bare month is `m:9`.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from typing import Literal

Lang = Literal["en", "ko"]

_MONTHS = ("jan", "feb", "mar", "apr", "may", "jun", "jul", "aug", "sep", "oct", "nov", "dec")
_WEEKDAYS = ("Mon", "Tues", "Wednes", "Thurs", "Fri", "Satur", "Sun")
_MONTH = r"(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6}"
_BEFORE_MONTH = r"(?:early|mid|late|since|until|in|by|of|from|last|this|to|and|through)"
# An ordinal is a day unless it counts something else.
_COUNTED = r"(?!\s+(?:century|anniversary|congress|party|plenary|birthday|corps|brigade|bureau|floor))"

_PATTERNS: dict[str, tuple[re.Pattern[str], ...]] = {
    "en": (
        re.compile(rf"\b(?P<month>{_MONTH})\.?\s+(?P<day>[0-3]?\d)(?!\d|,\d)(?:st|nd|rd|th)?"),
        re.compile(rf"\b(?P<day>[0-3]?\d)(?:st|nd|rd|th)?\s+(?:of\s+)?(?P<month>{_MONTH})\b"),
        re.compile(rf"\bthe\s+(?P<day>[0-3]?\d)(?:st|nd|rd|th)\b{_COUNTED}"),
        re.compile(rf"\b{_BEFORE_MONTH}[ -](?P<month>{_MONTH})(?![a-z]|\.?\s+[0-3]?\d\b)"),
    ),
    "ko": (
        re.compile(r"(?<!\d)(?P<month>1[0-2]|0?[1-9])월\s?(?P<day>[12]?\d|3[01])일"),
        re.compile(r"(?<![\d.년월])(?<!월 )(?P<day>[12]?\d|3[01])일(?![간째정])"),
        re.compile(r"(?<!\d)(?P<month>1[0-2]|0?[1-9])월(?!\s?\d)"),
    ),
}
_WEEKDAY = re.compile(r"\b(?:on|since|until|last|this|by)\s+(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")


def days(text: str, lang: Lang, published: date | None) -> frozenset[str]:
    """The days and months named; an English weekday is the last such day up to publication, if that is known."""
    return frozenset(_days(unicodedata.normalize("NFC", text), lang, published))


def without_days(text: str, lang: Lang) -> str:
    """The text with a gap in place of each day and month, so that their digits are not counted."""
    for pattern in _PATTERNS[lang]:
        text = pattern.sub(" ", text)
    return text


def _days(text: str, lang: Lang, published: date | None) -> Iterator[str]:
    for pattern in _PATTERNS[lang]:
        for match in pattern.finditer(text):
            found = match.groupdict()
            yield from _marks(_month(found.get("month")), found.get("day"))
    if lang == "en" and published is not None:
        for match in _WEEKDAY.finditer(text):
            back = (published.weekday() - _WEEKDAYS.index(match[1])) % 7
            day = published - timedelta(days=back)
            yield from _marks(day.month, str(day.day))


def _marks(month: int | None, day: str | None) -> Iterator[str]:
    if day is not None and 1 <= int(day) <= 31:
        yield f"d:{int(day)}"
        if month is not None:
            yield f"d:{month}-{int(day)}"
    elif month is not None:
        yield f"m:{month}"


def _month(word: str | None) -> int | None:
    if word is None:
        return None
    return int(word) if word.isdecimal() else _MONTHS.index(word[:3].lower()) + 1
