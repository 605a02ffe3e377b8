"""The one way to the network: HTTP and HTTPS, in turn at each host, to addresses that the guard passes."""

from scrapy import Request
from scrapy.core.downloader.handlers.http11 import HTTP11DownloadHandler
from scrapy.crawler import Crawler
from scrapy.exceptions import CannotResolveHostError
from scrapy.http import Response
from scrapy.utils.httpobj import urlparse_cached

from crawlers.failures import Refused
from crawlers.guard import Guard
from crawlers.spiders.base import spider_of

PORTS = {"http": 80, "https": 443}


class Handler(HTTP11DownloadHandler):
    """Scrapy's handler, which waits its turn and says when the guard refused; counts `attempts` in the request."""

    def __init__(self, crawler: Crawler) -> None:
        super().__init__(crawler)
        self.turns = spider_of(crawler).turns

    async def download_request(self, request: Request) -> Response:
        """Downloads in turn; raises Refused("forbidden-address") when no address of the host may be reached."""
        parts = urlparse_cached(request)
        name, port = (parts.hostname or "").lower(), parts.port or PORTS[parts.scheme]
        async with self.turns.at(name):
            request.meta["attempts"] = request.meta.get("attempts", 0) + 1
            try:
                return await super().download_request(request)
            except CannotResolveHostError:
                if (address := _guard().refused.get((name, port))) is None:
                    raise
                raise Refused("forbidden-address", f"{name}:{port} is at {address}, which is not public") from None


def _guard() -> Guard:
    from twisted.internet import reactor  # noqa: PLC0415  exists once Scrapy has installed it

    guard = reactor.nameResolver
    if not isinstance(guard, Guard):
        raise TypeError("the reactor resolves without the guard")
    return guard
