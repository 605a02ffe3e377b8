"""WordPress: the REST API's posts, newest first, then the feed, by which a site with a closed API still works."""

from collections.abc import AsyncIterator
from urllib.parse import urljoin

from crawlers.listings.home import Endpoints
from crawlers.listings.posts import page_url, posts, posts_url
from crawlers.spiders.base import Due, SourceSpider

PAGE_SIZE = 100


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
            listing, due, alive = await self.read(page_url(api, number, size), posts)
            yield due
            if listing is None or listing.total < size or not (alive or self.selection.backlog):
                break
