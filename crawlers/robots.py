"""robots.txt, obeyed as RFC 9309 says: a host that refuses it or cannot serve it is not crawled."""

from protego import Protego
from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response
from scrapy.http.request import NO_CALLBACK
from scrapy.utils.httpobj import urlparse_cached

from crawlers.failures import Refused, reason_of
from crawlers.spiders.base import spider_of

AGENT = "Borderwire"
REFUSING = (401, 403, 429)
LONGEST = 500 * 1024
SLOWEST = 30.0


class Robots:
    """Downloader middleware that asks each origin's robots.txt once and lets pass what it allows."""

    def __init__(self, crawler: Crawler) -> None:
        self.crawler, self.turns = crawler, spider_of(crawler).turns
        self.rules: dict[str, Protego | Refused] = {}

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Robots":
        """The middleware that Scrapy builds."""
        return cls(crawler)

    async def process_request(self, request: Request) -> None:
        """Raises Refused("robots") for what is disallowed, and the failure itself when robots.txt cannot be asked."""
        if "robots" in request.meta:
            return
        parts = urlparse_cached(request)
        origin = f"{parts.scheme}://{parts.netloc}"
        if origin not in self.rules:
            self.rules[origin] = await self._ask(f"{origin}/robots.txt", parts.hostname or "")
        rules = self.rules[origin]
        if isinstance(rules, Refused):
            raise Refused(rules.reason, str(rules))
        if not rules.can_fetch(request.url, AGENT):
            raise Refused("robots", f"{origin}/robots.txt disallows it")

    async def _ask(self, url: str, host: str) -> Protego | Refused:
        try:
            request = Request(url, meta={"robots": True}, callback=NO_CALLBACK)
            response = await self.crawler.engine.download_async(request)
        except Exception as e:  # noqa: BLE001  whatever the download raises is the outcome of every request to the origin
            reason, detail = reason_of(e)
            return Refused(reason, f"{url}: {detail}")
        rules = rules_of(url, response)
        if isinstance(rules, Protego) and (seconds := rules.crawl_delay(AGENT)) is not None:
            self.turns.slow(host, min(seconds, SLOWEST))
        return rules


def rules_of(url: str, response: Response) -> Protego | Refused:
    """What the answer at the robots.txt of that address allows: nothing when refused, all when there is none."""
    if response.status in REFUSING or response.status >= 500:
        return Refused("robots", f"{url} answered {response.status}, so nothing may be asked")
    found = 200 <= response.status < 300
    return Protego.parse(response.body[:LONGEST].decode("utf-8", "replace") if found else "")
