"""Feeds: RSS 2.0, RSS 1.0 and Atom, told apart by nothing but the names of their elements.

Names as in the RSS 2.0 and 1.0 specifications, RFC 4287, Dublin Core and the `content` module of RSS 1.0.
"""

from collections.abc import Iterator
from datetime import tzinfo
from html import escape
from urllib.parse import urljoin

from crawlers.failures import Refused
from crawlers.listings.dates import day, instant, stamp
from crawlers.listings.listed import Listed
from crawlers.listings.posts import plain
from crawlers.listings.xml import local, namespace, walk
from pipeline.records import Hint

ROOTS = ("rss", "RDF", "feed")
ITEMS = ("item", "entry")
PUBLISHED = ("pubDate", "published", "date", "issued")
UPDATED = ("updated", "modified")
CONTENT = ("encoded", "content", "description", "summary")
# Elements of other modules (Media RSS, iTunes) have names in common with these and mean other things.
NAMESPACES = (
    "",
    "http://purl.org/rss/1.0/",
    "http://www.w3.org/2005/Atom",
    "http://purl.org/atom/ns#",
    "http://purl.org/dc/elements/1.1/",
    "http://purl.org/dc/terms/",
    "http://purl.org/rss/1.0/modules/content/",
    "http://rssnamespace.org/feedburner/ext/1.0",
)

Fields = dict[str, list[str]]


def feed(body: bytes, url: str, zone: tzinfo) -> Iterator[Listed]:
    """The items of the feed at `url` in their order; dates without a zone are of `zone`.

    Raises Refused when the document is not a feed.
    """
    items = _Items()
    for _ in walk(body, items):
        yield from (listed for fields in items.taken() if (listed := _listed(fields, url, zone)) is not None)
    if items.root not in ROOTS:
        raise Refused("unreadable-index", f"not a feed: its first element is {items.root!r}, it begins {body[:40]!r}")


def _listed(fields: Fields, url: str, zone: tzinfo) -> Listed | None:
    """The item; None when it has no address."""
    address = _first(fields, ("origLink", "link", "guid"))
    if address is None:
        return None
    published, updated = _first(fields, PUBLISHED), _first(fields, UPDATED)
    hint = Hint(
        title=plain(_first(fields, ("title",)) or "") or None,
        published=instant(published, zone),
        published_day=day(published),
        updated=instant(updated, zone),
        authors=tuple(plain(name) for name in fields.get("creator", ())),
        section=next((plain(name) for name in fields.get("category", ())), None),
        via="feed",
    )
    changed = stamp(hint.updated) or stamp(day(updated))
    return Listed(url=urljoin(url, address), hint=hint, updated=changed, content=_first(fields, CONTENT))


def _first(fields: Fields, names: tuple[str, ...]) -> str | None:
    return next((fields[name][0] for name in names if name in fields), None)


class _Items:
    """Gathers the fields of one item at a time; a field that stands twice has its values in order."""

    def __init__(self) -> None:
        self.root: str | None = None
        self.path: list[str] = []
        self.fields: Fields | None = None
        self.text: list[str] = []
        self.found: list[Fields] = []

    def start(self, tag: str, attributes: dict[str, str]) -> None:
        """An item, one of its fields or something within a field begins."""
        name = local(tag) if namespace(tag) in NAMESPACES or self.path else f"{{}}{local(tag)}"
        self.root = self.root or local(tag)
        if self.fields is None:
            if name in ITEMS:
                self.fields, self.path = {}, []
            return
        self.path.append(name)
        if len(self.path) == 1:
            self.text = []
            self._attributes(name, attributes)
        elif self.path[0] in CONTENT:
            self.text.append(f"<{name}>")

    def _attributes(self, name: str, attributes: dict[str, str]) -> None:
        """Fields that stand in attributes; a guid that is no address is none of our fields."""
        if name == "link" and attributes.get("rel", "alternate") == "alternate":
            self._add("link", attributes.get("href", ""))
        if name == "category":
            self._add("category", attributes.get("label", attributes.get("term", "")))
        if name == "guid" and attributes.get("isPermaLink") == "false":
            self.path[0] = "id"

    def data(self, text: str) -> None:
        """Text of a field; inside markup that is spelled out in XML it is escaped as HTML."""
        if self.path:
            markup = len(self.path) > 1 and self.path[0] in CONTENT
            self.text.append(escape(text, quote=False) if markup else text)

    def end(self, tag: str) -> None:
        """An item, one of its fields or something within a field ends."""
        if self.fields is None:
            return
        if not self.path:
            self.found.append(self.fields)
            self.fields = None
            return
        if len(self.path) == 1:
            self._add(self.path[0], "".join(self.text))
        elif self.path[0] in CONTENT:
            self.text.append(f"</{local(tag)}>")
        elif self.path == ["author", "name"]:
            self._add("creator", "".join(self.text))
        self.path.pop()

    def close(self) -> None:
        """The document ends."""

    def _add(self, name: str, text: str) -> None:
        if self.fields is not None and (value := text.strip()):
            self.fields.setdefault(name, []).append(value)

    def taken(self) -> list[Fields]:
        """The items found since the last time."""
        found, self.found = self.found, []
        return found
