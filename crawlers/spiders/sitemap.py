"""Sources listed by a sitemap or an index of sitemaps."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from urllib.parse import urljoin

from scrapy.http import Response

from crawlers.answers import answered
from crawlers.books import Order
from crawlers.failures import Refused
from crawlers.listings import Listed
from crawlers.listings.sitemap import Child, children, is_index, plain_xml, sitemap
from crawlers.spiders.base import Due, SourceSpider

MOST_CHILDREN = 50


class SitemapSpider(SourceSpider):
    """Reads the sitemap; of an index, the children that changed, the newest first, until it has `max_items`."""

    async def discover(self) -> AsyncIterator[Due]:
        """What is due among the addresses listed."""
        order, response = await self.ask(self._url(), conditional=not self.backlog)
        if response is None:
            return
        try:
            index = is_index(plain_xml(response.body))
        except Refused as e:
            self.books.fail(order, e.reason, str(e), status=200, attempts=response.meta["attempts"])
            return
        if not index:
            yield self.settle(order, response, self._reader)[1]
            return
        for child in self._children(order, response):
            if len(self.listed) >= self.source.max_items:
                break
            order, response = await self.ask(child.url, conditional=not self.backlog, updated=child.updated)
            if response is not None:
                yield self.settle(order, response, self._reader)[1]

    def _url(self) -> str:
        return self.source.sitemap_url or urljoin(self.territory.base, "sitemap.xml")

    def _reader(self, body: bytes, url: str) -> Iterator[Listed]:
        return sitemap(plain_xml(body), url, self.zone)

    def _children(self, order: Order, response: Response) -> list[Child]:
        """The children to ask. The index keeps no validators: unchanged, it says nothing of children without date."""
        found = list(children(plain_xml(response.body), response.url, self.zone))
        closing = replace(answered(response), items=len(found), etag=None, last_modified=None)
        self.books.settle(order, closing, [], {})
        answers = self.books.answers([child.url for child in found])
        asked = [
            c
            for c in found
            if self.backlog or c.updated is None or c.url not in answers or answers[c.url].listed_updated != c.updated
        ]
        return sorted(asked, key=lambda child: child.updated or "", reverse=True)[:MOST_CHILDREN]
