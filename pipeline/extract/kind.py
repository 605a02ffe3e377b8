"""Tells the pages that list articles (home, tag, category, search) from those that are one."""

import re
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

LISTING = re.compile(
    r"/(?:tag|tags|category|categories|author|authors|search|archives?|feed)/|/page/\d+/?$", re.IGNORECASE
)
LISTING_QUERY = re.compile(r"(?:^|&)(?:s|cat|tag|paged)=", re.IGNORECASE)
BODY_CLASS = frozenset("home archive category tag search search-results author error404 post-type-archive".split())


def not_an_article(tree: LexborHTMLParser, url: str, base_url: str) -> str | None:
    """Why the page cannot be an article, by its address and by the body class that WordPress prints; else None."""
    parts, base = urlsplit(url), urlsplit(base_url)
    if parts.path.strip("/") == base.path.strip("/") and not parts.query and parts.netloc == base.netloc:
        return "it is the front page"
    if LISTING_QUERY.search(parts.query):
        return f"its address lists articles: ?{parts.query}"
    classes = set((tree.body.attributes.get("class") or "").split()) if tree.body is not None else set()
    if listing := classes & BODY_CLASS:
        if not classes & {"single", "single-post", "page", "singular"}:
            return f"its body is of class {min(listing)}"
    return None
