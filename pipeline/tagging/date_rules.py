"""From a matched date expression to days: one function a rule of seeds `date_expressions.csv`.

Named groups: `year`, `month` (name or number), `day`, `until` (last month of a range), `part` of a month, `last` (of
last year), `weekday`, `ordinal`. What could mean a day to come gives None.
"""

import re
from collections.abc import Callable, Mapping
from datetime import date, timedelta

from pipeline.records import EventDate, Precision
from pipeline.tagging.days import WEEKDAYS, Clock, Expression, Interval, month_of, week_of, year_of

FARTHEST = timedelta(days=300)


def _made(year: int, month: int, day: int) -> date | None:
    try:
        return date(year, month, day)
    except ValueError:
        return None


def _not_after(clock: Clock, month: int, day: int) -> date | None:
    """The latest such day not after publication, None when it lies so far back that a day to come may be meant."""
    for year in (clock.published.year, clock.published.year - 1):
        made = _made(year, month, day)
        if made and made <= clock.published:
            return made if clock.published - made <= FARTHEST else None
    return None


def _day(e: Expression, clock: Clock) -> Interval | None:
    year, month, day = e.number("year"), e.number("month"), e.number("day") or e.number("day2") or 0
    found = (
        _made(year, month, day)
        if year and month
        else _not_after(clock, month, day)
        if month
        else _day_of_month(day, clock)
    )
    return (found, found) if found else None


def _day_of_month(day: int, clock: Clock) -> date | None:
    at = clock.latest
    while at > clock.latest - timedelta(days=62):
        if at.day == day:
            return at
        at -= timedelta(days=1)
    return None


def _weekday(e: Expression, clock: Clock) -> Interval | None:
    back = (clock.latest.weekday() - WEEKDAYS[e.groups["weekday"][:3].lower()]) % 7
    day = clock.latest - timedelta(days=back)
    return day, day


def _month(e: Expression, clock: Clock) -> Interval | None:
    month = e.number("month") or 0
    year = e.number("year") or (clock.published.year - 1 if "last" in e.groups else None)
    first = _made(year, month, 1) if year else _not_after(clock, month, 1)
    return e.part(month_of(first)) if first else None


def _months(e: Expression, clock: Clock) -> Interval | None:
    first, last = e.number("month") or 0, e.number("until") or 0
    year = e.number("year") or clock.published.year - ("last" in e.groups)
    start, end = _made(year, first, 1), _made(year, last, 1)
    if start is None or end is None or end < start or start > clock.published:
        return None
    return start, month_of(end)[1]


def _year(e: Expression, clock: Clock) -> Interval | None:
    year = e.number("year")
    return year_of(date(year, 1, 1)) if year and year <= clock.published.year else None


def _part_of_year(e: Expression, clock: Clock, months: int) -> Interval | None:
    ordinal = e.number("ordinal") or e.number("ordinal2") or 0
    first = 1 + months * (ordinal - 1)
    start = _made(e.number("year") or clock.published.year, first, 1) if first <= 12 else None
    if start is None or start > clock.published:
        return None
    return start, month_of(start.replace(month=first + months - 1))[1]


def _around(reckon: Callable[[date], Interval]) -> Callable[[Expression, Clock], Interval]:
    """What `reckon` gives from the earliest to the latest day on which the original may have been written."""

    def reckoned(e: Expression, clock: Clock) -> Interval:
        return e.part(reckon(clock.earliest))[0], e.part(reckon(clock.latest))[1]

    return reckoned


def _before(interval: Callable[[date], Interval]) -> Callable[[date], Interval]:
    return lambda day: interval(interval(day)[0] - timedelta(days=1))


def _near(days: int) -> Callable[[Expression, Clock], Interval | None]:
    def near(_: Expression, clock: Clock) -> Interval | None:
        day = clock.published - timedelta(days=days)
        return None if clock.lag else (day, day)

    return near


def _last_month_day(e: Expression, clock: Clock) -> Interval | None:
    start = _before(month_of)(clock.published)[0]
    found = _made(start.year, start.month, e.number("day") or 0)
    return (found, found) if found and not clock.lag else None


RULES: Mapping[str, tuple[Callable[[Expression, Clock], Interval | None], Precision]] = {
    "day": (_day, "day"),
    "weekday": (_weekday, "day"),
    "month": (_month, "month"),
    "months": (_months, "interval"),
    "year": (_year, "year"),
    "quarter": (lambda e, clock: _part_of_year(e, clock, 3), "interval"),
    "half": (lambda e, clock: _part_of_year(e, clock, 6), "interval"),
    "this-month": (_around(month_of), "month"),
    "last-month": (_around(_before(month_of)), "month"),
    "last-month-day": (_last_month_day, "day"),
    "this-week": (_around(week_of), "interval"),
    "last-week": (_around(_before(week_of)), "interval"),
    "this-year": (_around(year_of), "year"),
    "last-year": (_around(_before(year_of)), "year"),
    "today": (_near(0), "day"),
    "yesterday": (_near(1), "day"),
}
_FIXED = re.compile(r"\d{4}")


def resolve(match: re.Match[str], rule: str, clock: Clock, *, since: bool) -> EventDate | None:
    """The days that the match names, up to the day of writing with `since`.

    `rule` is one of RULES, or month and day of a holiday ("0415").
    """
    e = Expression({k: v for k, v in match.groupdict().items() if v is not None})
    if _FIXED.fullmatch(rule):
        day = _not_after(clock, int(rule[:2]), int(rule[2:]))
        return _dated((day, day), "day", match.group().strip(), clock, since=since) if day else None
    reckon, precision = RULES[rule]
    found = reckon(e, clock)
    return _dated(found, precision, match.group().strip(), clock, since=since) if found else None


def _dated(found: Interval, precision: Precision, text: str, clock: Clock, *, since: bool) -> EventDate | None:
    """The interval ends on the day of writing at the latest; a part of its month or year is an interval."""
    start, end = found[0], clock.latest if since else min(found[1], clock.latest)
    if start > end:
        return None
    whole = {"day": start == end, "month": (start, end) == month_of(start), "year": (start, end) == year_of(start)}
    return EventDate(start=start, end=end, precision=precision if whole.get(precision) else "interval", text=text)
