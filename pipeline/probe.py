"""Whether sources can be reached and let themselves be crawled: robots.txt and one index each, politely, kept nowhere.

Every address is passed by the crawl's guard before it is asked, at each redirect too.
"""

import socket
import time
from collections.abc import Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime
from http.client import HTTPException, HTTPMessage
from itertools import groupby
from typing import IO
from urllib.error import HTTPError, URLError
from urllib.parse import urlsplit
from urllib.request import HTTPRedirectHandler, Request, build_opener

from protego import Protego
from scrapy.http import Response

from crawlers.guard import forbidden
from crawlers.robots import AGENT, rules_of
from pipeline.seeds import Source
from pipeline.settings import Settings

LARGEST = 1 << 20
AT_ONCE = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Probe:
    """How one source answered, and what time its host says it is."""

    source_id: str
    fine: bool
    seen: str
    date: datetime | None = None


def probe(sources: Sequence[Source], settings: Settings) -> list[Probe]:
    """Asks each source, several hosts at once but one host never twice at a time or faster than its delay."""
    ordered = sorted(sources, key=_host)
    hosts = [list(group) for _, group in groupby(ordered, key=_host)]
    with ThreadPoolExecutor(AT_ONCE) as threads:
        found = [each for group in threads.map(lambda host: _at_host(host, settings), hosts) for each in group]
    by_id = {each.source_id: each for each in found}
    return [by_id[source.source_id] for source in sources]


def _at_host(sources: list[Source], settings: Settings) -> list[Probe]:
    found = []
    for source in sources:
        found.append(_source(source, settings))
        time.sleep(source.delay_seconds)
    return found


def _source(source: Source, settings: Settings) -> Probe:
    index = source.feed_url or source.api_url or source.sitemap_url or source.base_url
    parts = urlsplit(index)
    robots = f"{parts.scheme}://{parts.netloc}/robots.txt"
    try:
        answer, _ = _ask(robots, settings)
        rules = rules_of(robots, answer)
        if not isinstance(rules, Protego):
            return Probe(source_id=source.source_id, fine=False, seen=f"{rules}")
        if not rules.can_fetch(index, AGENT):
            return Probe(source_id=source.source_id, fine=False, seen=f"{robots} disallows {index}")
        time.sleep(source.delay_seconds)
        begun = time.monotonic()
        answer, date = _ask(index, settings)
    except (OSError, HTTPException, ValueError) as e:
        return Probe(source_id=source.source_id, fine=False, seen=f"{index}: {getattr(e, 'reason', e)}")
    seen = (
        f"{answer.status} from {index}, {len(answer.body)} bytes in {time.monotonic() - begun:.1f} s; robots allow it"
    )
    return Probe(source_id=source.source_id, fine=answer.status == 200 and bool(answer.body), seen=seen, date=date)


def _ask(url: str, settings: Settings) -> tuple[Response, datetime | None]:
    """The answer to a GET, whatever its status, and its Date."""
    guard = _Guard(settings.allowed_private)
    guard.check(url)
    agent = f"{AGENT} ({' '.join(settings.operator.split())})"
    request = Request(url, headers={"User-Agent": agent})  # noqa: S310  the guard has checked the scheme
    try:
        with build_opener(guard).open(request, timeout=settings.fetch_seconds) as got:
            return Response(url, status=got.status, body=got.read(LARGEST)), _date(got.headers["Date"])
    except HTTPError as e:
        with e:
            return Response(url, status=e.code, body=e.read(LARGEST)), _date(e.headers["Date"])


class _Guard(HTTPRedirectHandler):
    """Follows redirects to where a crawl may go."""

    def __init__(self, allowed: frozenset[str]) -> None:
        self.allowed = allowed

    def check(self, url: str) -> None:
        """Raises URLError for a URL that is not of the web or leads to an address that may not be reached."""
        parts = urlsplit(url)
        port = parts.port or (443 if parts.scheme == "https" else 80)
        if parts.scheme not in ("http", "https") or parts.hostname is None:
            raise URLError(f"{url} is not an address of the web")
        if f"{parts.hostname}:{port}" in self.allowed:
            return
        for *_, address in socket.getaddrinfo(parts.hostname, port, type=socket.SOCK_STREAM):
            if forbidden(str(address[0])):
                raise URLError(f"{parts.hostname} leads to {address[0]}, where no crawl may go")

    def redirect_request(
        self, req: Request, fp: IO[bytes], code: int, msg: str, headers: HTTPMessage, newurl: str
    ) -> Request | None:
        """The request that follows a redirect."""
        self.check(newurl)
        return super().redirect_request(req, fp, code, msg, headers, newurl)


def _date(header: str | None) -> datetime | None:
    try:
        return parsedate_to_datetime(header or "")
    except ValueError:
        return None


def _host(source: Source) -> str:
    return urlsplit(source.base_url).hostname or ""
