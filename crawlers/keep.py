"""Keeps what was brought: first the bytes in the archive, whole and durable, then the ledger's rows."""

from scrapy.crawler import Crawler

from crawlers.books import Brought
from crawlers.spiders.base import spider_of
from pipeline import archive
from pipeline.errors import ArchiveError


class Keep:
    """The item pipeline."""

    def __init__(self, crawler: Crawler) -> None:
        self.spider = spider_of(crawler)

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Keep":
        """The pipeline that Scrapy builds."""
        return cls(crawler)

    def process_item(self, item: Brought) -> Brought:
        """Keeps the page; ends the crawl when the archive cannot take it."""
        try:
            path = archive.keep(self.spider.archive_dir, item.page)
        except ArchiveError as e:
            self.spider.halt(str(e))
            return item
        self.spider.books.close(item.order, item.closing, item.page, path)
        return item
