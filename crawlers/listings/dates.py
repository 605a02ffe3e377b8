"""Dates of index documents: RFC 822 and ISO 8601, as instants in UTC. One that cannot be read is none."""

import re
from datetime import UTC, date, datetime, tzinfo
from email.utils import parsedate_to_datetime

# Names that RFC 822 does not know and the Korean and Japanese press writes.
ZONES = {"KST": "+0900", "JST": "+0900", "CET": "+0100", "CEST": "+0200", "BST": "+0100", "HKT": "+0800", "Z": "+0000"}
NAMED = re.compile(r"\s+(" + "|".join(ZONES) + r")\s*$")
DAY = re.compile(r"\d{4}-\d{2}-\d{2}")


def iso(text: str, zone: tzinfo) -> datetime | None:
    """An ISO 8601 date and time; one without offset is the time of `zone`. None for a bare day or another form."""
    if DAY.fullmatch(text.strip()):
        return None
    try:
        read = datetime.fromisoformat(text.strip())
    except ValueError:
        return None
    return _utc(read, zone)


def rfc822(text: str, zone: tzinfo) -> datetime | None:
    """A date such as "Tue, 03 Mar 2026 09:00:00 KST"; one without a zone is the time of `zone`."""
    named = NAMED.search(text)
    offset = text if named is None else f"{text[: named.start()]} {ZONES[named.group(1)]}"
    try:
        return _utc(parsedate_to_datetime(offset), zone)
    except ValueError:
        return None


def instant(text: str | None, zone: tzinfo) -> datetime | None:
    """The instant that the text gives in either form."""
    return None if text is None else iso(text, zone) or rfc822(text, zone)


def day(text: str | None) -> date | None:
    """The day that the text gives without a time."""
    if text is None or not DAY.fullmatch(text.strip()):
        return None
    try:
        return date.fromisoformat(text.strip())
    except ValueError:
        return None


def stamp(moment: datetime | date | None) -> str | None:
    """The instant or day as written into the ledger."""
    if isinstance(moment, datetime):
        return moment.strftime("%Y-%m-%dT%H:%M:%SZ")
    return None if moment is None else moment.isoformat()


def _utc(read: datetime, zone: tzinfo) -> datetime | None:
    try:
        return (read if read.tzinfo is not None else read.replace(tzinfo=zone)).astimezone(UTC).replace(microsecond=0)
    except OverflowError:
        return None
