"""Tells the pages that list articles (home, tag, category, search) from those that are one."""

import re
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

LISTING = re.compile(
    r"/(?:tags?|categor(?:y|ies)|authors?|search|topics?)/[^/]+/?$|/page/\d+/?$|/feed/?$", re.IGNORECASE
)
LISTING_QUERY = re.compile(r"(?:^|&)(?:s|cat|tag|paged|sc_section_code)=", re.IGNORECASE)
LISTING_CLASS = frozenset(("home", "archive", "category", "tag", "search", "author", "error404", "post-type-archive"))
SINGLE_CLASS = frozenset(("single", "single-post", "singular", "page"))
DECLARED = 'meta[property="og:type"][content="article"], meta[property="article:published_time"]'


def not_an_article(tree: LexborHTMLParser, url: str, base_url: str) -> str | None:
    """Why the page cannot be an article, by its address and by the body class that WordPress prints; else None."""
    parts, base = urlsplit(url), urlsplit(base_url)
    if parts.path.strip("/") == base.path.strip("/") and not parts.query and parts.netloc == base.netloc:
        return "it is the front page"
    classes = set((tree.body.attributes.get("class") or "").split()) if tree.body is not None else set()
    if classes & SINGLE_CLASS:
        return None
    listed = LISTING.search(parts.path) or LISTING_QUERY.search(parts.query)
    if listed is not None and tree.css_first(DECLARED) is None:
        return f"its address lists articles: {listed.group()}"
    if listing := classes & LISTING_CLASS:
        return f"its body is of class {min(listing)}"
    return None
