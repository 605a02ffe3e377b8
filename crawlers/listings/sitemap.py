"""Sitemaps: `urlset` and `sitemapindex` of sitemaps.org, with the news extension's title and date; gzip undone.

`lastmod` says when a page or a child last changed; an article's own date it is not.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from datetime import tzinfo
from urllib.parse import urljoin

from crawlers.failures import Refused
from crawlers.listings.dates import day, instant, stamp
from crawlers.listings.listed import Listed
from crawlers.listings.posts import plain
from crawlers.listings.xml import local, walk
from crawlers.unpack import unpacked
from pipeline.records import Hint

GZIP = b"\x1f\x8b"
LARGEST = 50 << 20
ENTRIES = ("url", "sitemap")


@dataclass(frozen=True, slots=True)
class Child:
    """A sitemap that an index of sitemaps names, and its last change as listed."""

    url: str
    updated: str | None


def plain_xml(body: bytes) -> bytes:
    """The document without gzip; raises Refused when it unpacks to more than the 50 MiB that sitemaps.org allows."""
    return unpacked(body, "gzip", LARGEST) if body[:2] == GZIP else body


def is_index(body: bytes) -> bool:
    """Whether the plain document is an index of sitemaps."""
    entries = _Entries()
    for _ in walk(body[:4096], entries):
        pass
    return entries.root == "sitemapindex"


def children(body: bytes, url: str, zone: tzinfo) -> Iterator[Child]:
    """The sitemaps that the plain index at `url` names."""
    for fields in _entries(body, "sitemapindex"):
        lastmod = fields.get("lastmod")
        yield Child(urljoin(url, fields["loc"]), stamp(instant(lastmod, zone)) or stamp(day(lastmod)))


def sitemap(body: bytes, url: str, zone: tzinfo) -> Iterator[Listed]:
    """The addresses of the plain `urlset` at `url`; raises Refused when it is none."""
    for fields in _entries(body, "urlset"):
        lastmod, published = fields.get("lastmod"), fields.get("news/publication_date")
        hint = Hint(
            title=plain(fields.get("news/title", "")) or None,
            published=instant(published, zone),
            published_day=day(published),
            updated=instant(lastmod, zone),
            via="sitemap",
        )
        updated = stamp(hint.updated) or stamp(day(lastmod))
        yield Listed(url=urljoin(url, fields["loc"]), hint=hint, updated=updated)


def _entries(body: bytes, root: str) -> Iterator[dict[str, str]]:
    entries = _Entries()
    for _ in walk(body, entries):
        yield from (fields for fields in entries.taken() if fields.get("loc"))
    if entries.root != root:
        raise Refused(
            "unreadable-index",
            f"not a sitemap ({root}): its first element is {entries.root!r}, it begins {body[:40]!r}",
        )


class _Entries:
    """Gathers the fields of one entry at a time, named by their path within it."""

    def __init__(self) -> None:
        self.root: str | None = None
        self.path: list[str] = []
        self.fields: dict[str, str] | None = None
        self.text: list[str] = []
        self.found: list[dict[str, str]] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:  # noqa: ARG002  lxml's signature
        """An entry or one of its fields begins."""
        name = local(tag)
        self.root = self.root or name
        if self.fields is not None:
            self.path.append(name)
            self.text = []
        elif name in ENTRIES:
            self.fields, self.path = {}, []

    def data(self, text: str) -> None:
        """Text of the field."""
        if self.path:
            self.text.append(text)

    def end(self, tag: str) -> None:  # noqa: ARG002  lxml's signature
        """A field or the entry ends."""
        if self.fields is None:
            return
        if not self.path:
            self.found.append(self.fields)
            self.fields = None
            return
        self.fields.setdefault("/".join(self.path), "".join(self.text).strip())
        self.path.pop()

    def close(self) -> None:
        """The document ends."""

    def taken(self) -> list[dict[str, str]]:
        """The entries found since the last time."""
        found, self.found = self.found, []
        return found
