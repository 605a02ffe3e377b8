"""Sources listed by a sitemap or an index of sitemaps."""

from collections.abc import AsyncIterator, Iterator
from dataclasses import replace
from urllib.parse import urljoin

from scrapy.http import Response

from crawlers.books import Order
from crawlers.failures import Refused
from crawlers.listings import Listed
from crawlers.listings.sitemap import Child, children, is_index, plain_xml, sitemap
from crawlers.spiders.base import Due, SourceSpider
from pipeline.warehouse.ledger import Answer

MOST_CHILDREN = 50


class SitemapSpider(SourceSpider):
    """Reads the sitemap; of an index, the children that changed, the newest first, until it has `max_items`."""

    async def discover(self) -> AsyncIterator[Due]:
        """What is due among the addresses listed."""
        order, response = await self.ask(self._url(), conditional=not self.selection.backlog)
        if response is None:
            return
        if not self._is_index(response):
            yield self.settle(order, response, self._reader)[1]
            return
        for child in self._children(order, response):
            if self.selection.full:
                break
            asked, answer = await self.ask(child.url, conditional=not self.selection.backlog, updated=child.updated)
            if answer is not None:
                yield self.settle(asked, answer, self._reader)[1]

    def _url(self) -> str:
        return self.source.sitemap_url or urljoin(self.territory.base, "sitemap.xml")

    def _reader(self, body: bytes, url: str) -> Iterator[Listed]:
        return sitemap(plain_xml(body), url, self.zone)

    def _is_index(self, response: Response) -> bool:
        """Whether the document lists sitemaps; one that cannot be read is left to `settle` to say so."""
        try:
            return is_index(plain_xml(response.body))
        except Refused:
            return False

    def _children(self, order: Order, response: Response) -> list[Child]:
        """The children to ask. The index keeps no validators: unchanged, it says nothing of children without date."""
        found = list(children(plain_xml(response.body), response.url, self.zone))
        closing = replace(self.judged(order, response), items=len(found), etag=None, last_modified=None)
        self.books.settle(order, closing, [])
        answers = self.books.answers([child.url for child in found])
        asked = [child for child in found if self.selection.backlog or _differs(child, answers.get(child.url))]
        return sorted(asked, key=lambda child: child.updated or "", reverse=True)[:MOST_CHILDREN]


def _differs(child: Child, answer: Answer | None) -> bool:
    return answer is None or child.updated is None or child.updated != answer.listed_updated
