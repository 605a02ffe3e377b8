"""What a page says of itself in its head: JSON-LD, Open Graph, other meta elements, links to its other editions."""

import json
import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any

from selectolax.lexbor import LexborHTMLParser

from pipeline.decode import clean
from pipeline.extract import dates

ARTICLE = re.compile(r"(?:Article|Posting|Report|Review|Recipe|TechArticle)$")
TITLE = ("og:title", "twitter:title", "dc.title", "dcterms.title", "parsely-title", "sailthru.title", "title")
PUBLISHED = (
    "article:published_time", "article:published", "og:article:published_time", "datepublished", "parsely-pub-date",
    "sailthru.date", "dc.date.issued", "dcterms.issued", "dcterms.created", "dc.date.created", "dc.date",
    "dcterms.date", "article_date_original", "article.published", "publish-date", "publish_date", "pubdate",
    "publishdate", "published-date", "displaydate", "cxenseparse:recs:publishtime", "citation_publication_date",
    "og:published_time", "date",
)  # fmt: skip
UPDATED = (
    "article:modified_time",
    "og:updated_time",
    "datemodified",
    "dcterms.modified",
    "dc.date.modified",
    "last-modified",
)
AUTHOR = (
    "author", "article:author_name", "dc.creator", "dcterms.creator", "parsely-author", "sailthru.author", "byl",
    "article:author", "og:article:author", "citation_author", "twitter:data1", "cxenseparse:author", "dable:author",
)  # fmt: skip
SECTION = ("article:section", "og:article:section", "parsely-section", "section", "category")
BROKEN = re.compile(r"[\x00-\x1f]+")
TRAILING = re.compile(r",\s*(?=[}\]])")


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What one method says of an article, field by field; None or empty where it says nothing.

    `authors` are people as far as the method can tell, `collective` is an organisation named in an author's place.
    """

    title: str | None = None
    authors: tuple[str, ...] = ()
    collective: tuple[str, ...] = ()
    published: dates.Reading | None = None
    updated: dates.Reading | None = None
    section: str | None = None


@dataclass(frozen=True, slots=True)
class Head:
    """The meta elements by lower-case name, the document title, and the alternate links by language."""

    meta: dict[str, list[str]] = field(default_factory=dict)
    title: str | None = None
    alternates: dict[str, str] = field(default_factory=dict)

    def first(self, names: tuple[str, ...]) -> str | None:
        """The first non-empty content under one of the names, in their order."""
        return next((value for name in names for value in self.meta.get(name, ()) if value), None)


def head(tree: LexborHTMLParser) -> Head:
    """The page's own meta elements, title and alternate links."""
    meta: dict[str, list[str]] = {}
    for node in tree.css("meta[content]"):
        attributes = node.attributes
        name = attributes.get("property") or attributes.get("name") or attributes.get("itemprop")
        if name and (value := " ".join(clean(attributes["content"] or "").split())):
            meta.setdefault(name.strip().lower(), []).append(value)
    title = tree.css_first("title")
    links = (node.attributes for node in tree.css("link[hreflang][href]"))
    alternates = {(a.get("hreflang") or "").lower(): a.get("href") or "" for a in links}
    return Head(meta, " ".join(clean(title.text()).split()) if title else None, alternates)


def meta(page: Head) -> Facts:
    """What the meta elements say."""
    published, updated = page.first(PUBLISHED), page.first(UPDATED)
    return Facts(
        title=page.first(TITLE),
        authors=tuple(v for name in AUTHOR for v in page.meta.get(name, ()))[:1],
        published=dates.read(published) if published else None,
        updated=dates.read(updated) if updated else None,
        section=page.first(SECTION),
    )


def json_ld(tree: LexborHTMLParser) -> Facts:
    """What the page's first JSON-LD object of an article type says; of a mere web page only its dates."""
    objects = [o for node in tree.css('script[type*="ld+json"]') for o in _objects(_parsed(node.text()))]
    by_id = {o["@id"]: o for o in objects if isinstance(o.get("@id"), str) and len(o) > 1}
    article = next((o for o in objects if _is_article(o)), None)
    if article is None:
        page = next((o for o in objects if "WebPage" in str(o.get("@type")) and "datePublished" in o), {})
        return Facts(published=_reading(page.get("datePublished")), updated=_reading(page.get("dateModified")))
    people, bodies = _names(article.get("author") or article.get("creator"), by_id)
    return Facts(
        title=_text(article.get("headline")),
        authors=people,
        collective=bodies,
        published=_reading(article.get("datePublished")),
        updated=_reading(article.get("dateModified")),
        section=_text(article.get("articleSection")),
    )


def _parsed(raw: str) -> Any:
    """The script's JSON, mended where a trailing comma or a line break within a string spoils it; else None."""
    mended = TRAILING.sub("", BROKEN.sub(" ", raw.strip().rstrip(";")))
    for text in (raw, mended):
        try:
            return json.loads(text, strict=False)
        except (ValueError, RecursionError):
            continue
    return None


def _objects(value: Any, depth: int = 0) -> Iterator[dict[str, Any]]:
    if depth > 6:
        return
    if isinstance(value, list):
        for item in value:
            yield from _objects(item, depth + 1)
    elif isinstance(value, dict):
        yield value
        for key in ("@graph", "mainEntity", "mainEntityOfPage", "author", "creator"):
            yield from _objects(value.get(key), depth + 1)


def _is_article(value: dict[str, Any]) -> bool:
    kinds = value.get("@type")
    return any(isinstance(k, str) and ARTICLE.search(k) for k in (kinds if isinstance(kinds, list) else [kinds]))


def _names(value: Any, by_id: dict[str, dict[str, Any]]) -> tuple[tuple[str, ...], tuple[str, ...]]:
    """The people and the organisations that an author field names."""
    people: list[str] = []
    bodies: list[str] = []
    for item in value if isinstance(value, list) else [value]:
        known = item
        if isinstance(item, dict) and "name" not in item:
            known = by_id.get(str(item.get("@id")), {})
        name = _text(known.get("name")) if isinstance(known, dict) else _text(known)
        if name:
            body = isinstance(known, dict) and "Organization" in str(known.get("@type"))
            (bodies if body else people).append(name)
    return tuple(people), tuple(bodies)


def _text(value: Any) -> str | None:
    if isinstance(value, list):
        return next(filter(None, map(_text, value)), None)
    return " ".join(clean(value).split()) or None if isinstance(value, str) else None


def _reading(value: Any) -> dates.Reading | None:
    text = _text(value)
    return dates.read(text) if text else None
