"""WordPress: the REST API's posts, newest first, then the feed, by which a site with a closed API still works."""

from collections.abc import AsyncIterator
from urllib.parse import urljoin

from scrapy.http import Response

from crawlers.listings import Listing
from crawlers.listings.home import Endpoints
from crawlers.listings.posts import page_url, posts, posts_url
from crawlers.spiders.base import Due, SourceSpider

PAGE_SIZE = 100
MANY = 1 << 30


class WordPressSpider(SourceSpider):
    """Given a base address alone, finds API and feed from the home page; configured addresses win."""

    async def discover(self) -> AsyncIterator[Due]:
        """What is due among the posts, then among what the feed has beside them."""
        api, feed_url = self.source.api_url, self.source.feed_url
        named = Endpoints(None, None) if api and feed_url else await self.home()
        base = self.territory.base
        async for due in self._walk(api or posts_url(named.api or urljoin(base, "wp-json/"))):
            yield due
        _, due, _ = await self.read(feed_url or named.feed or urljoin(base, "feed/"), self.feed_reader)
        yield due

    async def _walk(self, api: str) -> AsyncIterator[Due]:
        """Page after page, until one is the last, unchanged, or lists nothing that is new, changed or young."""
        size = min(PAGE_SIZE, self.source.max_items)
        for number in range(1, -(-self.source.max_items // size) + 1):
            order, response = await self.ask(page_url(api, number, size), conditional=not self.selection.backlog)
            if response is None:
                break
            listing, due, alive = self.settle(order, response, posts)
            yield due
            if listing is None or number >= _pages(response, size, listing) or not (alive or self.selection.backlog):
                break


def _pages(response: Response, size: int, listing: Listing) -> int:
    """How many pages there are, as the answer says; a silent one has more when it is full."""
    value = response.headers.get("X-WP-TotalPages") or b""
    if value.isdigit():
        return int(value)
    return MANY if listing.total == size else 1
