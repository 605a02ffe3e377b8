"""Posts of the WordPress REST API: `wp/v2/posts`, whose `*_gmt` fields are UTC without saying so.

Fields and embedding as in the REST API Handbook (developer.wordpress.org/rest-api).
"""

import html
import json
import re
from collections.abc import Iterator
from datetime import UTC, datetime
from typing import Any
from urllib.parse import parse_qsl, urlencode, urljoin, urlsplit, urlunsplit

from crawlers.failures import Refused
from crawlers.listings.dates import iso, stamp
from crawlers.listings.listed import Listed
from pipeline.records import Hint

FIELDS = "id,link,date_gmt,modified_gmt,title,_links,_embedded"
TAG = re.compile(r"<[^>]*>")
NO_SECTION = "uncategorized"


def posts_url(root: str) -> str:
    """The address of the posts below a REST root, with pretty or plain (`?rest_route=`) permalinks."""
    parts = urlsplit(root)
    query = dict(parse_qsl(parts.query, keep_blank_values=True))
    if "rest_route" in query:
        query["rest_route"] = query["rest_route"].rstrip("/") + "/wp/v2/posts"
        return urlunsplit(parts._replace(query=urlencode(query, safe="/")))
    return urlunsplit(parts._replace(path=parts.path.rstrip("/") + "/wp/v2/posts"))


def page_url(posts: str, number: int, size: int) -> str:
    """The address of one page of the newest posts first, with the names of authors and sections."""
    parts = urlsplit(posts)
    wanted = {"per_page": size, "page": number, "orderby": "date", "order": "desc", "_fields": FIELDS}
    query = parse_qsl(parts.query, keep_blank_values=True)
    query += [(name, str(value)) for name, value in wanted.items()] + [("_embed", "author,wp:term")]
    return urlunsplit(parts._replace(query=urlencode(query, safe="/,:")))


def posts(body: bytes, url: str) -> Iterator[Listed]:
    """The posts of the page at `url`; raises Refused when it is not a list of posts."""
    try:
        records = json.loads(body)
    except (ValueError, RecursionError):
        raise Refused("unreadable-index", f"not JSON, begins {body[:40]!r}") from None
    if not isinstance(records, list):
        raise Refused("unreadable-index", f"not a list of posts, begins {body[:40]!r}")
    for record in records:
        yield _post(record, url)


def _post(record: Any, url: str) -> Listed:
    try:
        hint = Hint(
            title=plain(record["title"]["rendered"]) or None,
            published=_gmt(record["date_gmt"]),
            updated=_gmt(record["modified_gmt"]),
            authors=tuple(_names(record, "author")),
            section=next(_sections(record), None),
            via="api",
        )
        return Listed(url=urljoin(url, record["link"]), hint=hint, updated=stamp(hint.updated))
    except (KeyError, TypeError, ValueError, AttributeError) as e:
        raise Refused(
            "unreadable-index", f"a post without the field or form expected ({e!r}): {str(record)[:80]}"
        ) from None


def plain(rendered: str) -> str:
    """Rendered HTML of one line as text: tags dropped, entities decoded, spaces closed up."""
    return " ".join(html.unescape(TAG.sub("", rendered)).split())


def _gmt(value: str | None) -> datetime | None:
    """The instant; a post never dated has null or zeros."""
    return None if value is None or value.startswith("0000") else iso(value, UTC)


def _names(record: Any, relation: str) -> Iterator[str]:
    """Names of embedded things; one that its endpoint refuses to show is embedded as an error without a name."""
    for thing in record.get("_embedded", {}).get(relation, ()):
        if name := plain(thing.get("name", "")):
            yield name


def _sections(record: Any) -> Iterator[str]:
    for terms in record.get("_embedded", {}).get("wp:term", ()):
        for term in terms:
            name = plain(term.get("name", ""))
            if term.get("taxonomy") == "category" and name and name.casefold() != NO_SECTION:
                yield name
