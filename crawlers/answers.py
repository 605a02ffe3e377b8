"""Answers as the ledger has them: the conditions of a request, and the closing of its fetch. Pure."""

from collections.abc import Callable
from dataclasses import replace

from scrapy import Request
from scrapy.http import Response

from crawlers.books import Order
from crawlers.failures import reason_of
from pipeline.warehouse.ledger import Answer, Closing, FailReason


def conditions(answer: Answer | None) -> dict[str, str]:
    """The headers that ask for a body only if it is another than the one answered last."""
    validators = {} if answer is None else {"If-None-Match": answer.etag, "If-Modified-Since": answer.last_modified}
    return {name: value for name, value in validators.items() if value is not None}


def judged(order: Order, response: Response, own: Callable[[str], bool]) -> Closing:
    """How the answer closes the order's fetch; `own` knows the addresses that an article may come from."""
    article, known = order.wanted.kind == "article", order.answer is not None
    if response.status == 200 and article and not own(response.url):
        return failed("elsewhere", f"it leads to {response.url}, which is not the source's own", response)
    if response.status == 200:
        return replace(_answered(response), outcome="fetched")
    if response.status == 304 and order.answer is not None:
        return _unchanged(response, order.answer)
    if response.status in (404, 410) and article and known:
        return failed("gone", "the publisher took it down", response)
    return failed("http-error", f"answered {response.status}", response)


def failed(reason: FailReason, detail: str, response: Response) -> Closing:
    """The closing of an answer that is of no use."""
    closing = Closing(outcome="failed", reason=reason, detail=detail, bytes=len(response.body))
    return replace(closing, status=response.status, attempts=response.meta["attempts"])


def broken(error: BaseException, request: Request) -> Closing:
    """The closing of a request that had no answer."""
    reason, detail = reason_of(error)
    return Closing(outcome="failed", reason=reason, detail=detail, attempts=request.meta.get("attempts", 0))


def _answered(response: Response) -> Closing:
    return Closing(
        outcome="fetched",
        status=response.status,
        attempts=response.meta["attempts"],
        bytes=len(response.body),
        etag=header(response, "ETag"),
        last_modified=header(response, "Last-Modified"),
    )


def _unchanged(response: Response, before: Answer) -> Closing:
    """Not modified; validators that the answer leaves out are those of the answer before."""
    closing = _answered(response)
    etag, last_modified = closing.etag or before.etag, closing.last_modified or before.last_modified
    return replace(closing, outcome="not-modified", etag=etag, last_modified=last_modified)


def header(response: Response, name: str) -> str | None:
    """The header's first value."""
    value = response.headers.get(name)
    return None if value is None else value.decode("latin-1")
