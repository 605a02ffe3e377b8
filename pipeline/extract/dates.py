"""Reads instants and days as machines and newsrooms write them, in English and Korean; never guesses one.

A reading is a wall time or a day as printed, with its zone if one stands there. What has no zone is in the source's.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta, timezone
from email.utils import parsedate_to_datetime
from zoneinfo import ZoneInfo

from pipeline.records import Basis, Moment

MONTHS = {
    name: number
    for number, names in enumerate(
        (
            ("jan", "january"), ("feb", "february"), ("mar", "march"), ("apr", "april"), ("may",), ("jun", "june"),
            ("jul", "july"), ("aug", "august"), ("sep", "sept", "september"), ("oct", "october"),
            ("nov", "november"), ("dec", "december"),
        ),
        start=1,
    )
    for name in names
}  # fmt: skip
ZONES = {"z": 0, "utc": 0, "gmt": 0, "kst": 9, "jst": 9, "est": -5, "edt": -4, "cst": -6, "cdt": -5, "mst": -7,
         "mdt": -6, "pst": -8, "pdt": -7, "bst": 1, "cet": 1, "cest": 2}  # fmt: skip
_MONTH = "|".join(sorted(MONTHS, key=len, reverse=True))
_ZONE = r"(?:\s*\(?(?P<zone>[A-Za-z]{1,4}|[+-]\d\d:?\d\d)\b\)?)?"
_CLOCK = (
    r"(?:[\s,|·T(-]*(?:at\s+)?(?P<half>오전|오후|낮|밤|새벽|아침|저녁)?\s*(?P<hour>[01]?\d|2[0-4])\s*(?::|시)\s*"
    r"(?:(?P<minute>[0-5]\d?)\s*분?)?(?::(?P<second>[0-5]\d)(?:\.\d+)?)?\s*(?P<meridiem>[ap]\.?m\b\.?)?" + _ZONE + ")?"
)
_YEAR = r"(?P<year>(?:19|20)\d\d)"
_DAY = r"(?P<day>[0-2]?\d|3[01])"
_FIGURE = r"(?P<month>0?[1-9]|1[0-2])"
_WEEKDAY = r"(?:\s*\(?[월화수목금토일](?:요일)?\)?(?![가-힣]))?"
_ORDINAL = r"(?:st|nd|rd|th)?"
_FORMS = (
    rf"(?<!\d){_YEAR}\s*[-./]\s*{_FIGURE}\s*[-./]\s*{_DAY}(?!\d)\.?{_WEEKDAY}",
    rf"(?:주체\s?\d{{1,3}}\s?\(\s?)?(?<!\d){_YEAR}\s?\)?\s?년\s*{_FIGURE}월\s*{_DAY}일{_WEEKDAY}",
    rf"\b(?P<month>{_MONTH})\b\.?\s*{_DAY}{_ORDINAL}\s*,?\s+{_YEAR}(?!\d)",
    rf"(?<!\d){_DAY}{_ORDINAL}(?:\s+of)?[\s.-]+(?P<month>{_MONTH})\b[.,]?[\s-]*{_YEAR}(?!\d)",
    rf"(?<!\d){_YEAR}[\s,.-]+(?P<month>{_MONTH})\b\.?[\s-]*{_DAY}(?!\d)",
    # Day and month in figures: with dots the day stands first; with slashes only what no order can misread counts.
    rf"(?<![\d./]){_DAY}\.{_FIGURE}\.{_YEAR}(?![\d./])",
    rf"(?<![\d./])(?P<day>1[3-9]|2\d|3[01])/{_FIGURE}/{_YEAR}(?![\d./])",
    rf"(?<![\d./]){_FIGURE}/(?P<day>1[3-9]|2\d|3[01])/{_YEAR}(?![\d./])",
    rf"(?<![\d./])0?(?P<month>[1-9]|1[0-2])/0?(?P<day>(?P=month))/{_YEAR}(?![\d./])",
)
PATTERNS = tuple(re.compile(form + _CLOCK, re.IGNORECASE) for form in _FORMS)
COMPACT = re.compile(r"^(?P<year>(?:19|20)\d\d)(?P<month>\d\d)(?P<day>\d\d)(?:T?(\d\d)(\d\d)(\d\d)?)?$")
URL_DAY = (
    re.compile(r"/(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])(?:-\d+)?(?:/|$)"),
    re.compile(r"/(?P<year>(?:19|20)\d\d)[/-](?P<month>0?[1-9]|1[0-2])[/-](?P<day>0?[1-9]|[12]\d|3[01])(?:[/-]|$)"),
    re.compile(r"/view/A[A-Z]{2}(?P<year>(?:19|20)\d\d)(?P<month>0[1-9]|1[0-2])(?P<day>0[1-9]|[12]\d|3[01])\d{6,}"),
)


@dataclass(frozen=True, slots=True)
class Reading:
    """A day or an instant as printed: `at` is naive when no zone stands beside it; `clock` says whether a time does."""

    at: datetime
    clock: bool


def read(text: str) -> Reading | None:
    """The reading of a machine-written or printed date (ISO 8601, RFC 2822, English, Korean); None when it is none."""
    text = text.strip()
    return _iso(text) or _compact(text) or _printed(text) or _mail(text)


def find(text: str) -> tuple[Reading, int, int] | None:
    """The first date printed in a text with its range of characters."""
    matches = [m for pattern in PATTERNS if (m := pattern.search(text))]
    for match in sorted(matches, key=lambda m: m.start()):
        if reading := _reading(match):
            return reading, match.start(), match.end()
    return None


def of_url(url: str) -> Reading | None:
    """The day in a URL's path: `/YYYYMMDD-n/`, `/YYYY/MM/DD/`, `/view/AKR<YYYYMMDD>…`."""
    for pattern in URL_DAY:
        for match in pattern.finditer(url):
            if (day := _day(match)) is not None:
                return Reading(day, clock=False)
    return None


def moment(reading: Reading, basis: Basis, zone: str) -> Moment:
    """The reading as an instant in UTC, naive ones in the source's `zone`."""
    here = ZoneInfo(zone)
    if not reading.clock:
        midnight = reading.at.replace(tzinfo=here).astimezone(UTC)
        return Moment(at=midnight, basis=basis, precision="day", zone=zone)
    at = reading.at if reading.at.tzinfo else reading.at.replace(tzinfo=here)
    return Moment(at=at.astimezone(UTC), basis=basis, zone=zone)


def of_day(value: date) -> Reading:
    """A calendar day as a reading."""
    return Reading(datetime(value.year, value.month, value.day), clock=False)  # noqa: DTZ001 the source's zone follows


def _iso(text: str) -> Reading | None:
    try:
        at = datetime.fromisoformat(text)
    except ValueError:
        return None
    return Reading(at, clock=len(text) > 10) if text[:4].isdigit() and "-" in text else None


def _compact(text: str) -> Reading | None:
    match = COMPACT.match(text)
    if match is None or (day := _day(match)) is None:
        return None
    if match[4] is None:
        return Reading(day, clock=False)
    try:
        return Reading(day.replace(hour=int(match[4]), minute=int(match[5]), second=int(match[6] or 0)), clock=True)
    except ValueError:
        return None


def _mail(text: str) -> Reading | None:
    try:
        return Reading(parsedate_to_datetime(text), clock=True)
    except (ValueError, TypeError, IndexError):
        return None


def _printed(text: str) -> Reading | None:
    found = find(text)
    return found[0] if found is not None else None


def _day(match: "re.Match[str]") -> datetime | None:
    month = match["month"]
    try:
        return datetime(int(match["year"]), MONTHS.get(month.lower()) or int(month), int(match["day"]))  # noqa: DTZ001 as printed
    except ValueError:
        return None


def _reading(match: "re.Match[str]") -> Reading | None:
    day = _day(match)
    if day is None:
        return None
    if match["hour"] is None:
        return Reading(day, clock=False)
    hour = _hour(int(match["hour"]), match["half"], match["meridiem"])
    at = day + timedelta(hours=hour, minutes=int(match["minute"] or 0), seconds=int(match["second"] or 0))
    return Reading(at.replace(tzinfo=_offset(match["zone"])), clock=True)


def _hour(hour: int, half: str | None, meridiem: str | None) -> int:
    late = half in ("오후", "저녁", "밤") or (half == "낮" and hour < 6) or (meridiem or "").lower().startswith("p")
    early = half in ("오전", "새벽", "아침") or (meridiem or "").lower().startswith("a")
    if late and hour < 12 and not (half == "밤" and hour < 6):
        return hour + 12
    if (early or half == "밤") and hour == 12:
        return 24 if half == "밤" else 0
    return hour


def _offset(zone: str | None) -> timezone | None:
    if zone is None:
        return None
    if zone[0] in "+-":
        hours, minutes = int(zone[1:3]), int(zone[-2:])
        return timezone((timedelta(hours=hours, minutes=minutes)) * (-1 if zone[0] == "-" else 1))
    return timezone(timedelta(hours=ZONES[zone.lower()])) if zone.lower() in ZONES else None
