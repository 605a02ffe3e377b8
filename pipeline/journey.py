"""The way of one article, on one screen: the steps that `borderwire run` walks and the DAGs schedule.

crawl    discover → fetch → keep      crawlers/            Scrapy, a process a source; writes archive and ledger
refine   decode → extract → language  pipeline/extract/    pure: Page → Article | Rejected
         tag                          pipeline/tagging/    pure: Document → Tags
load     versions → stories → outbox  pipeline/warehouse/  one transaction a batch; the only writer of facts
alert    claim → send → mark          pipeline/alerts/     what the outbox holds
account  balance the books            pipeline/warehouse/  fails a run that does not balance
"""

from collections.abc import Callable
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import UTC, datetime
from pathlib import Path

from sqlalchemy import Engine

from crawlers import crawl as crawling
from crawlers.result import CrawlResult
from pipeline import refine as refining
from pipeline import refined, seeds
from pipeline.alerts import ops, sender
from pipeline.seeds import Source
from pipeline.settings import Settings
from pipeline.warehouse import account as accounting
from pipeline.warehouse import dimensions, ledger, schema
from pipeline.warehouse import load as loading
from pipeline.warehouse.engine import engine, writing

AT_ONCE = 4

Watch = Callable[[int, int], None]


@dataclass(frozen=True, slots=True, kw_only=True)
class Trip:
    """One run of the path: which sources, under which id, with which settings."""

    run_id: str
    sources: tuple[Source, ...]
    settings: Settings

    @property
    def warehouse(self) -> Engine:
        """The warehouse of the settings."""
        return engine(self.settings.warehouse_url)

    @property
    def refined(self) -> Path:
        """The file between refine and load."""
        return self.settings.refined_dir / f"{self.run_id}.jsonl"


def now() -> datetime:
    """The present, to the second."""
    return datetime.now(UTC).replace(microsecond=0)


def open_books(trip: Trip, kind: str) -> None:
    """Makes or upgrades the warehouse, brings the seeds' rows up to date and opens the run; once more is harmless."""
    schema.upgrade(trip.settings.warehouse_url)
    with writing(trip.warehouse) as connection:
        dimensions.sync(connection, seeds.load(trip.settings.seeds))
        ledger.begin_run(connection, trip.run_id, kind, [s.source_id for s in trip.sources], now())


def crawl(trip: Trip, tell: Callable[[CrawlResult], None]) -> list[CrawlResult]:
    """Crawls every source, several at once; a source that fails holds up no other. `tell` hears each change."""

    def one(source: Source) -> CrawlResult:
        return crawling.crawl(source.source_id, trip.run_id, trip.settings, trip.settings.seeds, tell)

    with ThreadPoolExecutor(AT_ONCE) as threads:
        return list(threads.map(one, trip.sources))


def refine(trip: Trip, watch: Watch) -> int:
    """Refines every page that owes a disposition, also those of a run that was killed; returns how many."""
    return refining.refine(trip.warehouse, trip.settings, trip.refined, watch)


def load(trip: Trip, *, deliver: bool = True) -> loading.LoadReport:
    """Loads what `refine` left and tells ops of faults; without `deliver` alerts are recorded and not sent."""
    reference = seeds.load(trip.settings.seeds)
    report = loading.load(trip.warehouse, refined.read(trip.refined), reference, run_id=trip.run_id, deliver=deliver)
    if deliver:
        with writing(trip.warehouse) as connection:
            ops.enqueue(connection, trip.run_id, reference, now())
    return report


def alert(trip: Trip) -> sender.SendReport:
    """Sends what the outbox holds."""
    return sender.send(trip.warehouse, trip.settings, now())


def account(trip: Trip) -> accounting.Books:
    """Closes the books of the run; raises BooksError when they do not balance."""
    return accounting.account(trip.warehouse, trip.run_id, now())
