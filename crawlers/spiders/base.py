"""What every spider does: reads indexes, orders what is due, and hands each answer to the archive and the ledger."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable, Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from twisted.python.failure import Failure

from crawlers.answers import broken, conditions, failed, judged
from crawlers.books import Books, Brought, Order
from crawlers.failures import Refused
from crawlers.listings import Listed, Listing, newest, useful
from crawlers.listings.feed import feed
from crawlers.listings.home import Endpoints, endpoints
from crawlers.pages import feed_page, page
from crawlers.selection import Selection
from crawlers.territory import Territory
from crawlers.turns import Turns
from pipeline.seeds import Source
from pipeline.warehouse.ledger import Closing, Wanted

INDEX_BYTES = 32 << 20
PATIENCE = 10

Due = Iterable[Request | Brought]
Reader = Callable[[bytes, str], Iterator[Listed]]


class SourceSpider(Spider):
    """Crawls one source; a subclass says in `discover` where its articles are listed."""

    name = "source"

    def __init__(
        self,
        *,
        source: Source,
        books: Books,
        selection: Selection,
        territory: Territory,
        turns: Turns,
        archive_dir: Path,
    ) -> None:
        super().__init__()
        self.source, self.books, self.selection, self.territory = source, books, selection, territory
        self.turns, self.archive_dir, self.zone = turns, archive_dir, ZoneInfo(source.timezone)

    def discover(self) -> AsyncIterator[Due]:
        """What is due, index by index."""
        raise NotImplementedError

    async def start(self) -> AsyncIterator[Any]:
        """Yields what is due: as listed first, then the rest."""
        self.selection.open()
        async for due in self.discover():
            for thing in due:
                yield thing
        for order in self.books.order(self.selection.rest()):
            yield self.request(order)

    def halt(self, fault: str) -> None:
        """Ends the crawl, failed; what is under way is closed as interrupted."""
        self.books.fault = self.books.fault or fault
        self.halting = asyncio.ensure_future(self.crawler.engine.close_spider_async(reason="fault"))

    def request(self, order: Order) -> Request:
        """The request for an article, conditional when the URL answered before."""
        return Request(
            order.wanted.url,
            headers=conditions(order.answer),
            meta={"order": order},
            callback=self.article,
            errback=self.failure,
        )

    async def home(self) -> Endpoints:
        """What the source's home page names; it is asked whole each time, for its links are what is wanted."""
        order, response = await self.ask(self.source.base_url, conditional=False)
        if response is None:
            return Endpoints(None, None)
        self.books.close(order, self.judged(order, response))
        links = [value.decode("latin-1") for value in response.headers.getlist("Link")]
        return endpoints(response.url, links, response.body)

    async def ask(self, url: str, *, conditional: bool, updated: str | None = None) -> tuple[Order, Response | None]:
        """Asks for an index; None when it was not modified or could not be had, which its row then says."""
        (order,) = self.books.order([Wanted(url=url, kind="index", listed_updated=updated)])
        headers = conditions(order.answer if conditional else None)
        meta = {"order": order, "download_maxsize": INDEX_BYTES}
        request = Request(url, headers=headers, meta=meta, callback=NO_CALLBACK)
        try:
            response = await self.crawler.engine.download_async(request)
        except Exception as e:  # noqa: BLE001  whatever the download raises is the outcome of this fetch
            self.books.close(order, broken(e, request))
            return order, None
        closing = self.judged(order, response)
        if closing.outcome == "fetched":
            return order, response
        self.books.close(order, closing)
        return order, None

    async def read(self, url: str, reader: Reader) -> tuple[Listing | None, Due, bool]:
        """Reads an index: its listing, what of it is due, and whether anything in it is new, changed or young."""
        order, response = await self.ask(url, conditional=not self.selection.backlog)
        return (None, [], False) if response is None else self.settle(order, response, reader)

    def settle(self, order: Order, response: Response, reader: Reader) -> tuple[Listing | None, Due, bool]:
        """Closes the row of an index that was had, and schedules what of it is due."""
        try:
            listing = newest(reader(response.body, response.url), self.source.max_items, self.territory.holds)
            useful(listing)
        except Refused as e:
            self.books.close(order, failed(e.reason, str(e), response))
            return None, [], False
        choice = self.selection.choose(listing)
        closing = replace(
            self.judged(order, response),
            items=listing.total,
            over_limit=choice.over_limit,
            elsewhere=listing.elsewhere,
        )
        orders = self.books.settle(order, closing, choice.wanted(), choice.hints())
        return listing, [t for o in orders for t in self._ordered(o, choice.due[o.wanted.url])], choice.alive

    def _ordered(self, order: Order, item: Listed) -> Iterator[Request | Brought]:
        """What brings the item: a request, or the text that the feed brought already."""
        if self.source.body == "page":
            yield self.request(order)
        elif item.content is None:
            detail = "the feed has the item without its text"
            self.books.close(order, Closing(outcome="failed", reason="no-content", detail=detail))
        else:
            kept = feed_page(self.source, order.wanted.url, item)
            closing = Closing(outcome="fetched", status=kept.status, bytes=len(kept.body))
            yield Brought(order=order, page=kept, closing=closing)

    def feed_reader(self, body: bytes, url: str) -> Iterator[Listed]:
        """Reads a feed of the source."""
        return feed(body, url, self.zone)

    def judged(self, order: Order, response: Response) -> Closing:
        """How the answer closes the order's fetch."""
        return judged(order, response, self.territory.holds)

    def article(self, response: Response) -> Iterator[Brought]:
        """Hands on the page of an article, or closes its fetch."""
        order: Order = response.meta["order"]
        closing = self.judged(order, response)
        if closing.outcome == "fetched":
            url = order.wanted.url
            hint = order.hint if order.hint is not None else self.books.last_hint(self.archive_dir, url)
            yield Brought(order=order, page=page(self.source, url, hint, response), closing=closing)
        else:
            self._close(order, closing)

    def failure(self, failure: Failure) -> None:
        """Closes the fetch of an article that could not be downloaded."""
        if failure.value is None:
            raise TypeError("a failure without an exception")
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy puts it there
        self._close(request.meta["order"], broken(failure.value, request))

    def _close(self, order: Order, closing: Closing) -> None:
        """Closes the fetch, and leaves a host in peace that has failed to serve one article after the other."""
        self.books.close(order, closing)
        if self.books.in_vain >= PATIENCE:
            self.halt(f"{PATIENCE} fetches in a row failed ({self.books.last_failure})")


def spider_of(crawler: Crawler) -> SourceSpider:
    """The spider that a part of Scrapy works for."""
    if not isinstance(crawler.spider, SourceSpider):
        raise TypeError(f"not a spider of ours: {crawler.spider!r}")
    return crawler.spider
