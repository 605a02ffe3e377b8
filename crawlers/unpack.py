"""Undoes gzip and deflate within a bound; a stream that ends early is a failure, not a shorter page."""

import zlib

from scrapy import Request
from scrapy.crawler import Crawler
from scrapy.http import Response

from crawlers.failures import Refused

ACCEPTED = "gzip, deflate"
CODINGS = {"gzip": 47, "x-gzip": 47, "deflate": 47}
RAW = -15
STEP = 1 << 16


class Unpack:
    """Downloader middleware in place of Scrapy's, which takes a cut-short gzip body for a whole one."""

    def __init__(self, crawler: Crawler) -> None:
        self.largest = crawler.settings.getint("DOWNLOAD_MAXSIZE")

    @classmethod
    def from_crawler(cls, crawler: Crawler) -> "Unpack":
        """The middleware that Scrapy builds."""
        return cls(crawler)

    def process_request(self, request: Request) -> None:
        """Says which codings are understood."""
        request.headers.setdefault("Accept-Encoding", ACCEPTED)

    def process_response(self, request: Request, response: Response) -> Response:
        """The answer with a plain body; raises Refused("too-big", "truncated" or "unknown-coding")."""
        header = ",".join(value.decode("latin-1") for value in response.headers.getlist("Content-Encoding"))
        codings = [coding.strip().lower() for coding in header.split(",") if coding.strip()]
        body = response.body
        for coding in reversed(codings if body else []):
            body = unpacked(body, coding, request.meta.get("download_maxsize", self.largest))
        return response.replace(body=body) if codings else response


def unpacked(body: bytes, coding: str, largest: int) -> bytes:
    """The bytes before `coding` was applied, at most `largest`; raises Refused."""
    if coding == "identity":
        return body
    if coding not in CODINGS:
        raise Refused("unknown-coding", f"Content-Encoding {coding!r} was not asked for")
    try:
        return _inflated(body, CODINGS[coding], largest)
    except zlib.error as e:
        if coding == "deflate":
            return _raw(body, largest)
        raise Refused("unknown-coding", f"said to be {coding}, is not ({e})") from None


def _raw(body: bytes, largest: int) -> bytes:
    try:
        return _inflated(body, RAW, largest)
    except zlib.error as e:
        raise Refused("unknown-coding", f"said to be deflate, is not ({e})") from None


def _inflated(body: bytes, window: int, largest: int) -> bytes:
    """All members of the stream, one after the other."""
    whole = bytearray()
    while body:
        stream = zlib.decompressobj(window)
        while not stream.eof:
            part = stream.decompress(body, STEP)
            whole += part
            if len(whole) > largest:
                raise Refused("too-big", f"unpacks to more than {largest} bytes")
            body = stream.unconsumed_tail
            if not part and not body and not stream.eof:
                raise Refused("truncated", f"the compressed body ends early, after {len(whole)} bytes unpacked")
        body = stream.unused_data if stream.unused_data[:2] == b"\x1f\x8b" else b""
    return bytes(whole)
