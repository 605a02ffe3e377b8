"""Chooses when an article was published and updated among what the methods say; an impossible date is never taken.

A date after the fetch or before the source existed is not believed: the next method is asked, and when none is left the
page is rejected. A page that says nothing is undated: it gets its fetch day, with basis `fetched`.
"""

from collections.abc import Mapping, Sequence
from datetime import datetime, timedelta
from typing import Literal, NamedTuple
from zoneinfo import ZoneInfo

from pipeline.extract import dates
from pipeline.extract.metadata import Facts
from pipeline.records import Basis, Moment, Page
from pipeline.seeds import Source

TRUSTED = ("given", "api", "feed", "selector")
ORDER = (*TRUSTED, "json-ld", "metadata", "markup", "url", "sitemap")
BASIS: Mapping[str, Basis] = {
    "given": "given",
    "api": "api",
    "feed": "feed",
    "selector": "selector",
    "json-ld": "json-ld",
    "metadata": "metadata",
    "markup": "dateline",
    "url": "url",
    "sitemap": "metadata",
}
SKEW = timedelta(hours=1)
ANEW = timedelta(days=30)

Impossible = Literal["future-date", "pre-source-date"]


class Dated(NamedTuple):
    """A moment, and the same as printed on the page; None where the page prints none."""

    moment: Moment
    printed: datetime | None


class Undatable(NamedTuple):
    """Why no date that is said of a page is possible."""

    reason: Impossible
    detail: str


def published(page: Page, source: Source, facts: Mapping[str, Facts]) -> Dated | Undatable:
    """When the article was published, or why no date is possible.

    An update's date stands in where no other is known: the article was out by then.
    """
    for method in TRUSTED:
        reading = facts[method].published if method in facts else None
        if reading is not None and reading.clock:
            moment = dates.moment(reading, BASIS[method], source.timezone)
            if impossible(moment, page, source) is None:
                return Dated(moment, reading.at)
    first = {method: said.published for method, said in facts.items()} | {"url": dates.of_url(page.final_url)}
    later = {method: said.updated for method, said in facts.items()}
    found = _as_shown(_moments(first, source.timezone)) + _moments(later, source.timezone)
    if possible := [pair for pair in found if impossible(pair[0], page, source) is None]:
        return _finest(possible)
    for moment, _ in found:
        if (why := impossible(moment, page, source)) is not None:
            return Undatable(why, f"{moment.basis} says {moment.at.isoformat()}")
    fetched = page.fetched_at.astimezone(ZoneInfo(source.timezone)).date()
    return Dated(dates.moment(dates.of_day(fetched), "fetched", source.timezone), None)


def updated(page: Page, source: Source, facts: Mapping[str, Facts], since: Moment) -> Moment | None:
    """When the article was last updated, where that is known, after its publication and not in the future."""
    found = _moments({method: said.updated for method, said in facts.items()}, source.timezone)
    return next((m for m, _ in found[:1] if since.at < m.at <= page.fetched_at + SKEW), None)


def impossible(moment: Moment, page: Page, source: Source) -> Impossible | None:
    """Why the moment cannot be the article's: after the fetch, an hour of clock skew allowed, or before the source."""
    if moment.at > page.fetched_at + SKEW:
        return "future-date"
    day = moment.at.astimezone(ZoneInfo(source.timezone)).date()
    return "pre-source-date" if source.since is not None and day < source.since else None


def _moments(readings: Mapping[str, dates.Reading | None], zone: str) -> list[tuple[Moment, dates.Reading]]:
    """The readings as moments, the most trusted method first."""
    said = ((method, readings.get(method)) for method in ORDER)
    return [(dates.moment(reading, BASIS[method], zone), reading) for method, reading in said if reading is not None]


def _as_shown(found: list[tuple[Moment, dates.Reading]]) -> list[tuple[Moment, dates.Reading]]:
    """The moments, with the one that the page shows its readers first where the page's metadata belie it.

    A shown date before the metadata's tells of a move between content management systems, one much later of a text that
    was published anew.
    """
    shown = next((pair for pair in found if pair[0].basis == "dateline"), None)
    if shown is None or found[0][0].basis not in ("json-ld", "metadata"):
        return found
    apart = shown[0].at - found[0][0].at
    return found if timedelta(days=-1) < apart < ANEW else [shown, *found]


def _finest(found: Sequence[tuple[Moment, dates.Reading]]) -> Dated:
    """The first moment; where it is a mere day, the first instant on that day."""
    first = found[0]
    zone = ZoneInfo(first[0].zone)
    day = first[0].at.astimezone(zone).date()
    same = (pair for pair in found if pair[0].at.astimezone(zone).date() == day)
    chosen, reading = next((pair for pair in same if pair[0].precision == "instant"), first)
    return Dated(chosen, reading.at)
