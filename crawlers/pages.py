"""Pages as the archive keeps them: what an answer brought, or what a feed carried whole."""

import hashlib

from scrapy.http import Response

from crawlers.answers import header
from crawlers.books import now
from crawlers.listings import Listed
from pipeline import archive
from pipeline.records import Hint, Page
from pipeline.seeds import Source

HTML = "text/html; charset=utf-8"


def page(source: Source, url: str, hint: Hint, response: Response) -> Page:
    """The page that the answer brought, received now."""
    kind = header(response, "Content-Type")
    return _page(source, url, hint, response.url, response.status, kind, response.body)


def feed_page(source: Source, url: str, item: Listed) -> Page:
    """The item's own text as a page, received now."""
    return _page(source, url, item.hint, url, 200, HTML, (item.content or "").encode())


def _page(source: Source, url: str, hint: Hint, final_url: str, status: int, kind: str | None, body: bytes) -> Page:
    fetched_at, sha256 = now(), hashlib.sha256(body).hexdigest()
    return Page(
        page_id=archive.page_id(source.source_id, url, fetched_at, sha256),
        source_id=source.source_id,
        url=url,
        final_url=final_url,
        fetched_at=fetched_at,
        status=status,
        content_type=kind,
        body=body,
        sha256=sha256,
        hint=hint,
    )
