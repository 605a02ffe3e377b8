"""An answer of the press, whole in memory: its validators, its gzip twin, and when 304 says enough."""

import gzip
import hashlib
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from email.utils import format_datetime, parsedate_to_datetime
from functools import cached_property

HTML = "text/html; charset=UTF-8"
SMALL = 256


@dataclass(frozen=True, kw_only=True)
class Reply:
    """Status, bytes, media type (`kind`), the instant of the last change if known, and further headers."""

    body: bytes
    status: int = 200
    kind: str = HTML
    changed: datetime | None = None
    headers: tuple[tuple[str, str], ...] = ()

    @cached_property
    def digest(self) -> str:
        """What the strong ETag is made of."""
        return hashlib.sha256(self.body).hexdigest()[:24]

    @cached_property
    def zipped(self) -> bytes:
        """The body under gzip, the same bytes each time."""
        return gzip.compress(self.body, compresslevel=6, mtime=0)

    def validators(self, *, zipped: bool) -> dict[str, str]:
        """ETag, one an encoding as strong ETags ask for, and Last-Modified."""
        tag = f'"{self.digest}-gzip"' if zipped else f'"{self.digest}"'
        when = {"Last-Modified": format_datetime(self.changed.astimezone(UTC), usegmt=True)} if self.changed else {}
        return {"ETag": tag, **when}

    def known(self, asked: Mapping[str, str]) -> bool:
        """Whether the request's conditional headers say that the client has this answer (RFC 9110, 13.2.2)."""
        if self.status != 200:
            return False
        if tags := asked.get("If-None-Match"):
            given = {tag.strip().removeprefix("W/").strip('"').removesuffix("-gzip") for tag in tags.split(",")}
            return self.digest in given or "*" in given
        if self.changed is None or (since := asked.get("If-Modified-Since")) is None:
            return False
        try:
            return self.changed.replace(microsecond=0) <= parsedate_to_datetime(since)
        except (TypeError, ValueError):
            return False


def page(html: str, status: int = 200, *, changed: datetime | None = None, link: str | None = None) -> Reply:
    """An HTML answer, with a `Link` header if one is given."""
    return Reply(body=html.encode(), status=status, changed=changed, headers=(("Link", link),) if link else ())


def text(content: str, kind: str, changed: datetime | None = None) -> Reply:
    """An answer in another textual media type."""
    return Reply(body=content.encode(), kind=f"{kind}; charset=UTF-8", changed=changed)


def moved(url: str, status: int = 301) -> Reply:
    """A redirect."""
    return Reply(body=b"", status=status, headers=(("Location", url),))
