"""Why a fetch failed, in the ledger's fixed words."""

from OpenSSL.SSL import Error as TLSError
from scrapy.exceptions import (
    CannotResolveHostError,
    DownloadCancelledError,
    DownloadConnectionRefusedError,
    DownloadFailedError,
    DownloadTimeoutError,
    IgnoreRequest,
    ResponseDataLossError,
)
from twisted.internet.error import ConnectError, ConnectionClosed
from twisted.internet.error import TimeoutError as ConnectTimeout

from pipeline.warehouse.ledger import FailReason


class Refused(IgnoreRequest):
    """Raised by the crawl's own middlewares for a request or an answer that they refuse, with the ledger's word."""

    def __init__(self, reason: FailReason, detail: str) -> None:
        super().__init__(detail)
        self.reason = reason


REASONS: tuple[tuple[type[BaseException], FailReason], ...] = (
    (DownloadTimeoutError, "timeout"),
    (ConnectTimeout, "timeout"),
    (CannotResolveHostError, "dns"),
    (DownloadConnectionRefusedError, "connection"),
    (ResponseDataLossError, "truncated"),
    (DownloadCancelledError, "too-big"),
    (DownloadFailedError, "connection"),
    (ConnectError, "connection"),
    (ConnectionClosed, "connection"),
    (IgnoreRequest, "redirect-loop"),
)


def reason_of(error: BaseException) -> tuple[FailReason, str]:
    """The ledger's word for an exception of the download, and a sentence; "error" for one that nobody foresaw."""
    detail = " ".join(f"{error}".split())[:300] or type(error).__name__
    if isinstance(error, Refused):
        return error.reason, detail
    if _tls(error):
        return "certificate", detail
    for kind, reason in REASONS:
        if isinstance(error, kind):
            return reason, detail
    return "error", f"{type(error).__name__}: {detail}"


def _tls(error: BaseException) -> bool:
    inner = getattr(error.__cause__, "reasons", ())
    return any(failure.check(TLSError) for failure in inner)
