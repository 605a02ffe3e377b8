"""One crawl inside Twisted's reactor, which runs once in a process."""

import asyncio
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

from crawlers.books import Books, Order
from crawlers.result import CrawlResult
from crawlers.settings import scrapy_settings
from crawlers.spiders.base import SourceSpider
from crawlers.spiders.feed import FeedSpider
from crawlers.spiders.sitemap import SitemapSpider
from crawlers.spiders.wordpress import WordPressSpider
from crawlers.territory import host, territory
from crawlers.turns import Turns
from pipeline.errors import BorderwireError, SeedsError, SettingsError
from pipeline.seeds import BUNDLED, Source, UrlParameter, read_rows
from pipeline.seeds.rows import Row
from pipeline.settings import Settings
from pipeline.warehouse import schema
from pipeline.warehouse.engine import engine

SPIDERS: dict[str, type[SourceSpider]] = {
    "wordpress": WordPressSpider,
    "feed": FeedSpider,
    "sitemap": SitemapSpider,
}
PATIENCE = 10.0

R = TypeVar("R", bound=Row)


def run(source_id: str, run_id: str, using: Settings, folder: Path, tell: Callable[[CrawlResult], None]) -> CrawlResult:
    """Crawls the source; reads of the seeds only what a crawl needs. Raises BorderwireError before it begins."""
    sources = _rows(folder, "sources.csv", Source)
    source = _source(source_id, sources)
    made = engine(using.warehouse_url)
    schema.check(made)
    with _alone(using.data / "turns", source_id):
        books = Books(made, run_id, source, tell)
        books.begin()
        watch = Watch(books)
        process = CrawlerProcess(scrapy_settings(source_id, using))
        crawler = process.create_crawler(SPIDERS[source.discovery])
        watch.over(crawler)
        process.crawl(
            crawler,
            source=source,
            books=books,
            territory=territory(source, sources),
            turns=Turns(using.data / "turns", _pauses(sources), source.delay_seconds),
            parameters=[row.parameter for row in _rows(folder, "url_parameters.csv", UrlParameter)],
            archive_dir=using.archive_dir,
        )
        process.start()
        return books.end(watch.fault)


class Watch:
    """Hears of every exception that Scrapy swallows: it makes the crawl failed; one of disk or database ends it."""

    def __init__(self, books: Books) -> None:
        self.books, self.fault = books, "the crawl never began"

    def over(self, crawler: Crawler) -> None:
        """Watches the crawler."""
        self.crawler = crawler
        crawler.signals.connect(self.began, signals.spider_opened)
        crawler.signals.connect(self.raised, signals.spider_error)
        crawler.signals.connect(self.raised, signals.item_error)

    fault: str | None

    def began(self) -> None:
        """Notes that the spider was opened."""
        self.fault = None

    def raised(self, failure: Failure, response: Response | None) -> None:
        """Notes the first fault and closes the fetch that it struck."""
        error = failure.value
        if isinstance(error, (BorderwireError, SQLAlchemyError)):
            self.fault = self.fault or " ".join(str(error).split("\n")[0].split())
            self.stopping = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason="fault"))
            return
        self.fault = self.fault or f"{type(error).__name__}: {error}"
        order = None if response is None else response.meta.get("order")
        if isinstance(order, Order):
            self.books.fail(order, "error", f"{type(error).__name__}: {error}")


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
    folder.mkdir(parents=True, exist_ok=True)
    descriptor = os.open(folder / f"{source_id}.crawl", os.O_RDWR | os.O_CREAT, 0o644)
    try:
        _lock(descriptor, source_id)
        yield
    finally:
        os.close(descriptor)


def _lock(descriptor: int, source_id: str) -> None:
    deadline = time.monotonic() + PATIENCE
    while True:
        try:
            return fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            if time.monotonic() > deadline:
                raise SettingsError(f"{source_id} is being crawled by another process; let it finish") from None
        time.sleep(0.05)
