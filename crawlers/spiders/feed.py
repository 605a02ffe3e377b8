"""Sources listed by one feed, configured or named by the home page."""

from collections.abc import AsyncIterator
from urllib.parse import urljoin

from crawlers.spiders.base import Due, SourceSpider


class FeedSpider(SourceSpider):
    """Reads the feed; of a source with `body` "feed" it also takes the texts from it."""

    async def discover(self) -> AsyncIterator[Due]:
        """What is due among the feed's items."""
        url = self.source.feed_url or (await self.home()).feed or urljoin(self.territory.base, "feed/")
        _, due, _ = await self.read(url, self.feed_reader)
        yield due
