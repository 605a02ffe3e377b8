"""What every spider does: reads indexes, orders what is due, and hands each answer to the archive and the ledger.

Due are articles never fetched, those whose listed change is another than at the last fetch, those first fetched within
the source's `recheck_days`, and those that an earlier crawl could not finish. All are asked conditionally.
"""

from collections.abc import AsyncIterator, Callable, Iterable, Iterator, Sequence
from dataclasses import replace
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from scrapy import Request, Spider
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from twisted.python.failure import Failure

from crawlers.answers import answered, conditions, feed_page, page
from crawlers.books import Books, Brought, Order
from crawlers.failures import Refused, reason_of
from crawlers.listings import Listed, Listing, Unreadable, newest
from crawlers.listings.feed import feed
from crawlers.listings.home import Endpoints, endpoints
from crawlers.territory import Territory, plain
from crawlers.turns import Turns
from pipeline.seeds import Source
from pipeline.urls import canonical
from pipeline.warehouse.ledger import Answer, Closing, Wanted

INDEX_BYTES = 32 << 20

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
        territory: Territory,
        turns: Turns,
        parameters: Sequence[str],
        archive_dir: Path,
    ) -> None:
        super().__init__()
        self.source, self.books, self.territory, self.turns = source, books, territory, turns
        self.parameters, self.archive_dir = parameters, archive_dir
        self.zone = ZoneInfo(source.timezone)
        self.listed: set[str] = set()
        self.pending: dict[str, Wanted] = {}
        self.backlog = False

    def discover(self) -> AsyncIterator[Due]:
        """What is due, index by index."""
        raise NotImplementedError

    async def start(self) -> AsyncIterator[Any]:
        """Yields what is due: as listed first, then what no index lists any more."""
        owed, recent = self.books.pending()
        self.backlog = bool(owed)
        if self.source.body == "page":
            self.pending = {w.url: w for w in owed if w.kind == "article"}
            self.pending |= {url: Wanted(url=url, kind="article") for url in recent}
        async for due in self.discover():
            for thing in due:
                yield thing
        for order in self.books.order(list(self.pending.values())):
            yield self.request(order)

    def request(self, order: Order) -> Request:
        """The request for an article, conditional when the URL answered before."""
        return Request(
            order.wanted.url,
            headers=conditions(order.answer),
            meta={"order": order},
            callback=self.article,
            errback=self.failure,
        )

    def feed_reader(self, body: bytes, url: str) -> Iterator[Listed]:
        """Reads a feed of the source."""
        return feed(body, url, self.zone)

    async def home(self) -> Endpoints:
        """What the source's home page names; it is asked whole each time, for its links are what is wanted."""
        order, response = await self.ask(self.source.base_url, conditional=False)
        if response is None:
            return Endpoints(None, None)
        self.books.close(order, answered(response))
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
            self.books.fail(order, *reason_of(e), attempts=request.meta.get("attempts", 0))
            return order, None
        if response.status == 200:
            return order, response
        self._close_other(order, response)
        return order, None

    async def read(self, url: str, reader: Reader) -> tuple[Listing | None, Due, bool]:
        """Reads an index: its listing, what of it is due, and whether anything in it was new or changed."""
        order, response = await self.ask(url, conditional=not self.backlog)
        return (None, [], False) if response is None else self.settle(order, response, reader)

    def settle(self, order: Order, response: Response, reader: Reader) -> tuple[Listing | None, Due, bool]:
        """Closes the row of an index that was had, and schedules what of it is due."""
        try:
            listing = newest(reader(response.body, response.url), self.source.max_items, self.territory.holds)
        except Unreadable as e:
            self.books.fail(order, "unreadable-index", str(e), status=200, attempts=response.meta["attempts"])
        except Refused as e:
            self.books.fail(order, e.reason, str(e), status=200, attempts=response.meta["attempts"])
        else:
            if listing.total > listing.elsewhere:
                return listing, *self._take(order, response, listing)
            self.books.fail(order, "empty-index", _empty(listing), status=200, attempts=response.meta["attempts"])
        return None, [], False

    def _take(self, index: Order, response: Response, listing: Listing) -> tuple[Due, bool]:
        fresh = self._fresh(listing)
        left_out = len(fresh) - max(0, self.source.max_items - len(self.listed))
        fresh = dict(list(fresh.items())[: len(fresh) - max(0, left_out)])
        self.listed |= {self._key(url) for url in fresh}
        changed = self._changed(fresh)
        due = {url: item for url, item in fresh.items() if url in changed or url in self.pending}
        wanted = [Wanted(url=url, kind="article", listed_updated=item.updated) for url, item in due.items()]
        over_limit = listing.over_limit + max(0, left_out)
        closing = replace(answered(response), items=listing.total, over_limit=over_limit, elsewhere=listing.elsewhere)
        orders = self.books.settle(index, closing, wanted, {url: item.hint for url, item in due.items()})
        for url in due:
            self.pending.pop(url, None)
        return [thing for order in orders for thing in self._ordered(order, due[order.wanted.url])], bool(changed)

    def _fresh(self, listing: Listing) -> dict[str, Listed]:
        """The items that no index of this crawl has listed yet, by the address to ask."""
        found: dict[str, Listed] = {}
        keys = set(self.listed)
        for item in listing.items:
            url = plain(item.url, self.parameters)
            if self._key(url) not in keys:
                keys.add(self._key(url))
                found[url] = item
        return found

    def _changed(self, items: dict[str, Listed]) -> set[str]:
        """Which of the items are new or changed since they were last fetched."""
        if self.source.body == "feed":
            kept = self.books.last_pages(list(items))
            return {u for u, i in items.items() if u not in kept or kept[u][0] != feed_page(self.source, u, i).sha256}
        answers = self.books.answers(list(items))
        return {url for url, item in items.items() if _changed(item, answers.get(url))}

    def _ordered(self, order: Order, item: Listed) -> Iterator[Request | Brought]:
        """What brings the item: a request, or the content that the feed brought already."""
        if self.source.body == "page":
            yield self.request(order)
        elif item.content is None:
            self.books.fail(order, "no-content", "the feed has the item without its text", attempts=0)
        else:
            kept = feed_page(self.source, order.wanted.url, item)
            closing = Closing(outcome="fetched", status=kept.status, bytes=len(kept.body))
            yield Brought(order=order, page=kept, closing=closing)

    def _key(self, url: str) -> str:
        return canonical(url, self.parameters, self.source.base_url)

    def article(self, response: Response) -> Iterator[Brought]:
        """Hands on the page of an article, or closes its fetch."""
        order: Order = response.meta["order"]
        if response.status != 200:
            self._close_other(order, response)
            return
        url = order.wanted.url
        hint = order.hint if order.hint is not None else self.books.last_hint(self.archive_dir, url)
        yield Brought(order=order, page=page(self.source, url, hint, response), closing=answered(response))

    def failure(self, failure: Failure) -> None:
        """Closes the fetch of an article that could not be downloaded."""
        if failure.value is None:
            raise TypeError("a failure without an exception")
        request: Request = failure.request  # type: ignore[attr-defined]  # Scrapy puts it there
        reason, detail = reason_of(failure.value)
        self.books.fail(request.meta["order"], reason, detail, attempts=request.meta.get("attempts", 0))

    def _close_other(self, order: Order, response: Response) -> None:
        """Closes a fetch that was answered without a page."""
        status, attempts = response.status, response.meta["attempts"]
        if status == 304 and order.answer is not None:
            self.books.close(order, answered(response, "not-modified", order.answer))
        elif status in (404, 410) and order.answer is not None and order.wanted.kind == "article":
            self.books.fail(order, "gone", "the publisher took it down", status=status, attempts=attempts)
        else:
            self.books.fail(order, "http-error", f"answered {status}", status=status, attempts=attempts)


def spider_of(crawler: Crawler) -> SourceSpider:
    """The spider that a part of Scrapy works for."""
    if not isinstance(crawler.spider, SourceSpider):
        raise TypeError(f"not a spider of ours: {crawler.spider!r}")
    return crawler.spider


def _changed(item: Listed, answer: Answer | None) -> bool:
    return answer is None or (item.updated is not None and item.updated != answer.listed_updated)


def _empty(listing: Listing) -> str:
    if not listing.total:
        return "it lists nothing"
    return f"all {listing.total} items have addresses outside the source's base_url; mend it in sources.csv"
