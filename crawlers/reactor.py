"""One crawl inside Twisted's reactor, which runs once in a process."""

import fcntl
import os
import time
from collections.abc import Callable, Iterable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import TypeVar

from scrapy import signals
from scrapy.crawler import Crawler, CrawlerProcess
from scrapy.http import Response
from sqlalchemy.exc import SQLAlchemyError
from twisted.python.failure import Failure

from crawlers.books import Books, Order, now
from crawlers.recovery import recover
from crawlers.result import CrawlResult
from crawlers.selection import Selection
from crawlers.settings import scrapy_settings
from crawlers.spiders.base import SourceSpider, spider_of
from crawlers.spiders.feed import FeedSpider
from crawlers.spiders.sitemap import SitemapSpider
from crawlers.spiders.wordpress import WordPressSpider
from crawlers.territory import host, territory
from crawlers.turns import Turns
from pipeline.errors import BorderwireError, SeedsError, SettingsError, WarehouseError
from pipeline.seeds import BUNDLED, Source, UrlParameter, read_rows
from pipeline.seeds.rows import Row
from pipeline.settings import Settings
from pipeline.warehouse import ledger
from pipeline.warehouse.engine import engine, writing
from pipeline.warehouse.ledger import Closing

SPIDERS: dict[str, type[SourceSpider]] = {
    "wordpress": WordPressSpider,
    "feed": FeedSpider,
    "sitemap": SitemapSpider,
}
LOCK_SECONDS = 10.0

R = TypeVar("R", bound=Row)


def run(source_id: str, run_id: str, using: Settings, folder: Path, tell: Callable[[CrawlResult], None]) -> CrawlResult:
    """Crawls the source; reads of the seeds only what a crawl needs. Raises BorderwireError before it begins."""
    sources = _rows(folder, "sources.csv", Source)
    source = _source(source_id, sources)
    made = engine(using.warehouse_url)
    with _alone(using.data / "turns", source_id):
        books = Books(made, run_id, source, tell)
        _begin(books, using.archive_dir)
        parameters = [row.parameter for row in _rows(folder, "url_parameters.csv", UrlParameter)]
        process = CrawlerProcess(scrapy_settings(source_id, using))
        crawler = process.create_crawler(SPIDERS[source.discovery])
        watch = Watch(crawler, books)
        process.crawl(
            crawler,
            source=source,
            books=books,
            selection=Selection(source, books, parameters),
            territory=territory(source, sources),
            turns=Turns(using.data / "turns", _pauses(sources), source.delay_seconds),
            archive_dir=using.archive_dir,
        )
        process.start()
        return _end(books, watch)


def _begin(books: Books, archive_dir: Path) -> None:
    """Opens the run's books, and closes what a killed crawl of the source left open."""
    source_id = books.source.source_id
    with writing(books.engine) as connection:
        if not ledger.knows_source(connection, source_id):
            raise WarehouseError(
                f"the warehouse does not know {source_id}; begin with `borderwire crawl`, which tells it"
            )
        ledger.begin_run(connection, books.run_id, "crawl", [source_id], now())
        recover(connection, source_id, archive_dir)


def _end(books: Books, watch: "Watch") -> CrawlResult:
    if not watch.finished:
        books.fault = books.fault or "stopped before its end"
    try:
        return books.end()
    except SQLAlchemyError as e:
        raise WarehouseError(f"{books.fault or _line(e)}; what is left open the next crawl closes") from None


class Watch:
    """Hears of every exception that Scrapy swallows: it makes the crawl failed; one of disk or database ends it."""

    def __init__(self, crawler: Crawler, books: Books) -> None:
        self.crawler, self.books, self.finished = crawler, books, False
        crawler.signals.connect(self.raised, signals.spider_error)
        crawler.signals.connect(self.raised, signals.item_error)
        crawler.signals.connect(self.closed, signals.spider_closed)

    def raised(self, failure: Failure, response: Response | None) -> None:
        """Notes the first fault and closes the fetch that it struck."""
        error = failure.value
        if isinstance(error, (BorderwireError, SQLAlchemyError)):
            spider_of(self.crawler).halt(_line(error))
            return
        fault = f"{type(error).__name__}: {error}"
        self.books.fault = self.books.fault or fault
        order = None if response is None else response.meta.get("order")
        if isinstance(order, Order):
            self.books.close(order, Closing(outcome="failed", reason="error", detail=fault))

    def closed(self, reason: str) -> None:
        """Notes whether the spider came to its end."""
        self.finished = reason == "finished"


def _line(error: BaseException) -> str:
    return " ".join(str(error).split("\n", 1)[0].split())


def _rows(folder: Path, name: str, model: type[R]) -> tuple[R, ...]:
    path = folder / name
    return read_rows(path if path.is_file() or name == "sources.csv" else BUNDLED / name, model)


def _source(source_id: str, sources: Iterable[Source]) -> Source:
    for source in sources:
        if source.source_id == source_id:
            return source
    raise SeedsError(f"no source {source_id!r} in sources.csv; it has: {', '.join(s.source_id for s in sources)}")


def _pauses(sources: Iterable[Source]) -> dict[str, float]:
    """The pause at each host: the longest that any of its sources asks."""
    pauses: dict[str, float] = {}
    for source in sources:
        name = host(source.base_url)
        pauses[name] = max(pauses.get(name, 0.0), source.delay_seconds)
    return pauses


@contextmanager
def _alone(folder: Path, source_id: str) -> Iterator[None]:
    """Keeps a second crawl of the source out; waits a little for one that was just killed to be gone."""
    try:
        folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(folder / f"{source_id}.crawl", os.O_RDWR | os.O_CREAT, 0o644)
    except OSError as e:
        raise SettingsError(f"{folder}: {e.strerror}; name a writable folder in BORDERWIRE_DATA") from None
    try:
        _lock(descriptor, source_id)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int, source_id: str) -> None:
    deadline = time.monotonic() + LOCK_SECONDS
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise SettingsError(f"{source_id} is being crawled by another process; let it finish") from None
        time.sleep(0.05)
