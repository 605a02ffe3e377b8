"""Days and intervals of the calendar, and when an article and its original were written."""

from calendar import monthrange
from collections.abc import Mapping
from datetime import date, timedelta
from typing import NamedTuple, TypeAlias

Interval: TypeAlias = tuple[date, date]
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec"
_WEEKDAYS = "mon tue wed thu fri sat sun"
MONTHS = {name: i for i, name in enumerate(_MONTHS.split(), start=1)}
WEEKDAYS = {name: i for i, name in enumerate(_WEEKDAYS.split())}
EARLY = ("early", "beginning", "start", "초", "초순")
MIDDLE = ("mid", "middle", "중", "중순")
ORDINALS = {"first": 1, "second": 2, "third": 3, "fourth": 4, "상반기": 1, "하반기": 2}
SPREAD_BEFORE, SPREAD_AFTER = 3, 2


class Clock(NamedTuple):
    """The publication day and the usual lag of the edition; the original was written from `earliest` to `latest`."""

    published: date
    lag: int

    @property
    def earliest(self) -> date:
        """The first day on which the original may have been written."""
        return self.published - timedelta(days=self.lag + SPREAD_BEFORE if self.lag else 0)

    @property
    def latest(self) -> date:
        """The last day on which the original may have been written."""
        return self.published - timedelta(days=max(0, self.lag - SPREAD_AFTER))


class Expression(NamedTuple):
    """The groups of a match by name, those that took part."""

    groups: Mapping[str, str]

    def number(self, name: str) -> int | None:
        """The group as a number: digits, or a month's, a weekday's or an ordinal's name."""
        text = self.groups.get(name, "").lower()
        if text.isdigit():
            return int(text)
        return MONTHS.get(text[:3]) if name in ("month", "until") else ORDINALS.get(text)

    def part(self, month: Interval) -> Interval:
        """The month, or the third of it that the expression names."""
        word, start = self.groups.get("part", "").lower(), month[0]
        if not word:
            return month
        if any(word.startswith(w) or word.endswith(" " + w) or f"{w} of" in word for w in EARLY):
            return start, start.replace(day=10)
        if any(word.startswith(w) or f"{w} of" in word for w in MIDDLE):
            return start.replace(day=11), start.replace(day=20)
        return start.replace(day=21), month[1]


def month_of(day: date) -> Interval:
    """The calendar month that holds the day."""
    return day.replace(day=1), day.replace(day=monthrange(day.year, day.month)[1])


def year_of(day: date) -> Interval:
    """The calendar year that holds the day."""
    return date(day.year, 1, 1), date(day.year, 12, 31)


def week_of(day: date) -> Interval:
    """Monday to Sunday of the week that holds the day."""
    monday = day - timedelta(days=day.weekday())
    return monday, monday + timedelta(days=6)
