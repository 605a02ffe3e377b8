"""Retries that wait: each twice as long as the one before, or as long as the host asks."""

import asyncio

from scrapy import Request, Spider
from scrapy.downloadermiddlewares.retry import RetryMiddleware
from scrapy.http import Response

from crawlers.spiders.base import spider_of

LONGEST = 60.0


class Backoff(RetryMiddleware):
    """Scrapy's retry middleware with a pause before the retry, counted from the source's own delay."""

    async def process_response(  # type: ignore[override]  # Scrapy awaits what a middleware returns
        self,
        request: Request,
        response: Response,
        spider: Spider | None = None,  # noqa: ARG002
    ) -> Request | Response:
        """The answer, or the request to be made again after a pause."""
        result = super().process_response(request, response)
        if isinstance(result, Request):
            await asyncio.sleep(max(self._pause(result), _asked(response)))
        return result

    async def process_exception(  # type: ignore[override]  # Scrapy awaits what a middleware returns
        self,
        request: Request,
        exception: Exception,
        spider: Spider | None = None,  # noqa: ARG002
    ) -> Request | Response | None:
        """None, or the request to be made again after a pause."""
        result = super().process_exception(request, exception)
        if isinstance(result, Request):
            await asyncio.sleep(self._pause(result))
        return result

    def _pause(self, again: Request) -> float:
        delay = spider_of(self.crawler).source.delay_seconds
        return min(LONGEST, delay * float(2 ** again.meta["retry_times"]))


def _asked(response: Response) -> float:
    """Seconds of the Retry-After header, 0 when absent or a date, never more than `LONGEST`."""
    value = (response.headers.get("Retry-After") or b"").strip()
    return min(LONGEST, float(value)) if value.isdigit() else 0.0
