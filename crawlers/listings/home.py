"""Where a WordPress site says its REST API and its feed are: the home page's `Link` header and `<link>` elements."""

import re
from collections.abc import Iterable
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser

from pipeline.urls import absolute

API = "https://api.w.org/"
HEADER = re.compile(r'<([^>]+)>\s*;[^,<]*rel="?' + re.escape(API))
FEEDS = ("application/rss+xml", "application/atom+xml")


@dataclass(frozen=True, slots=True)
class Endpoints:
    """Addresses of the REST root and of the feed that a page names, None where it does not."""

    api: str | None
    feed: str | None


def endpoints(url: str, link_headers: Iterable[str], body: bytes) -> Endpoints:
    """What the page at `url` names; of several feeds the first that is not of comments."""
    tree = LexborHTMLParser(body)
    links = [node.attributes for node in tree.css("link[rel][href]")]
    api = [m.group(1) for header in link_headers for m in HEADER.finditer(header)]
    api += [link["href"] or "" for link in links if link["rel"] == API]
    feeds = [link["href"] or "" for link in links if link.get("type") in FEEDS and link["rel"] == "alternate"]
    main = [feed for feed in feeds if "comments" not in feed]
    return Endpoints(_first(api, url), _first(main, url))


def _first(hrefs: list[str], base: str) -> str | None:
    return next((address for href in hrefs if (address := absolute(href, base))), None)
