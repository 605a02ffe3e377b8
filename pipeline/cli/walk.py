"""Walks steps of the path in front of a person: progress while they work, one line when they are done."""

from collections.abc import Iterator
from contextlib import contextmanager
from fcntl import LOCK_EX, flock
from pathlib import Path
from secrets import token_hex
from urllib.parse import urlsplit

import press
from crawlers.result import CrawlResult
from pipeline import journey, seeds
from pipeline.console import Progress, Standing, tell
from pipeline.errors import BooksError
from pipeline.journey import Trip
from pipeline.settings import Settings
from pipeline.warehouse import schema


def trip(using: Settings, sources: str, run_id: str | None = None) -> Trip:
    """A new trip to the sources asked for, or one that goes on with the run of that id."""
    chosen = seeds.load(using.seeds).select(sources)
    return Trip(run_id=run_id or new_id(), sources=chosen, settings=using)


def going_on(using: Settings, run_id: str | None) -> Trip:
    """A trip that does one step on what is there; raises WarehouseError when there is no warehouse to do it on."""
    found = Trip(run_id=run_id or new_id(), sources=(), settings=using)
    schema.check(found.warehouse)
    return found


def new_id() -> str:
    """A run's id: when it began, and four digits that keep two of one second apart."""
    return f"{journey.now():%Y%m%dT%H%M%S}-{token_hex(2)}"


@contextmanager
def served(going: Trip, day: int | None = None) -> Iterator[Trip]:
    """Serves the sample press while its sources are crawled; the trip inside may fetch from it on loopback.

    Processes that crawl it at the same time take turns, for the press has one address.
    """
    on_press = [source for source in going.sources if source.group == "sample"]
    if not on_press:
        yield going
        return
    where = urlsplit(on_press[0].base_url)
    with _turn(going.settings.data / "turns" / "press"), press.serving(port=where.port or 80, day=day):
        hosts = ",".join(filter(None, (going.settings.private_hosts, where.netloc)))
        using = going.settings.model_copy(update={"private_hosts": hosts})
        tell("press", f"the sample press is served on {where.netloc}", run=going.run_id)
        yield Trip(run_id=going.run_id, sources=going.sources, settings=using)


@contextmanager
def _turn(lock: Path) -> Iterator[None]:
    """Waits until no other process holds the lock, and holds it for the block."""
    lock.parent.mkdir(parents=True, exist_ok=True)
    with lock.open("a") as file:
        flock(file, LOCK_EX)
        yield


def crawl(going: Trip) -> list[CrawlResult]:
    """Crawls every source and tells how each stands."""
    standing = Standing()
    results = journey.crawl(going, lambda result: standing.tell(result.source_id, result.line(), result.done))
    standing.end()
    for result in results:
        said = result.line() + (f" — FAILED: {result.fault}" if result.fault else "")
        tell("crawl", said, run=going.run_id, source=result.source_id)
    return results


def refine(going: Trip) -> None:
    """Refines what owes a disposition."""
    progress = Progress("refine")
    count = journey.refine(going, progress.to)
    tell("refine", f"{count} pages" if count else "nothing to do", run=going.run_id)


def load(going: Trip, *, deliver: bool = True) -> None:
    """Loads what `refine` left; without `deliver` its alerts are recorded and not sent."""
    report = journey.load(going, deliver=deliver)
    words = ", ".join(f"{count} {word}" for word, count in sorted(report.dispositions.items()))
    said = (words or "nothing new") + (f"; {report.alerts} alerts in the outbox" if report.alerts else "")
    tell("load", said, run=going.run_id)


def alert(going: Trip) -> None:
    """Sends what is due; raises BooksError when a channel could not be reached, after all others were served."""
    report = journey.alert(going)
    words = ", ".join(f"{count} by {name}" for name, count in sorted(report.sent.items()))
    tell("alert", f"{words} sent" if words else "nothing to send")
    if report.reasons:
        reasons = "; ".join(f"{name}: {reason}" for name, reason in sorted(report.reasons.items()))
        raise BooksError(f"alerts wait: {reasons}; they are tried again at the next `borderwire alert`")


def account(going: Trip) -> None:
    """Closes the books; raises BooksError when they do not balance."""
    journey.account(going)
    tell("account", f"the books of run {going.run_id} balance", run=going.run_id)
