"""Answers as records: the conditions of a request, the closing of its fetch, and the page that it brought."""

import hashlib

from scrapy.http import Response

from crawlers.books import now
from crawlers.listings import Listed
from pipeline import archive
from pipeline.records import Hint, Page
from pipeline.seeds import Source
from pipeline.warehouse.ledger import Answer, Closing, Outcome

HTML = "text/html; charset=utf-8"


def conditions(answer: Answer | None) -> dict[str, str]:
    """The headers that ask for a body only if it is another than the one answered last."""
    validators = {} if answer is None else {"If-None-Match": answer.etag, "If-Modified-Since": answer.last_modified}
    return {name: value for name, value in validators.items() if value is not None}


def answered(response: Response, outcome: Outcome = "fetched", before: Answer | None = None) -> Closing:
    """The closing of a good answer; one without body keeps the validators of the answer before."""
    etag, last_modified = _header(response, "ETag"), _header(response, "Last-Modified")
    return Closing(
        outcome=outcome,
        status=response.status,
        attempts=response.meta["attempts"],
        bytes=len(response.body),
        etag=before.etag if etag is None and before else etag,
        last_modified=before.last_modified if last_modified is None and before else last_modified,
    )


def page(source: Source, url: str, hint: Hint, response: Response) -> Page:
    """The page that the answer brought, received now."""
    kind = _header(response, "Content-Type")
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


def _header(response: Response, name: str) -> str | None:
    value = response.headers.get(name)
    return None if value is None else value.decode("latin-1")
