"""Which address answers what: the whole host, both editions, as of one instant."""

import re
from collections.abc import Callable, Sequence
from datetime import datetime
from urllib.parse import parse_qs, quote, unquote

from press import feeds, rest, theme
from press.editions import EDITIONS
from press.reply import Reply, moved, page, text
from press.sheets import Sheet
from press.site import Post, Site, site, term_slug

PER_LISTING = 12
PICTURE = (
    '<svg xmlns="http://www.w3.org/2000/svg" viewBox="0 0 16 9"><path fill="#c9d6df" d="M0 0h16v9H0z"/>'
    '<path fill="#52616b" d="M0 7l4-3 3 2 4-4 5 4v3H0z"/></svg>'
)


def _api(here: Site) -> str:
    return f'<{here.home}/wp-json/>; rel="https://api.w.org/"'


def _front(here: Site, query: str) -> Reply | None:
    for asked in parse_qs(query).get("p", []):
        return next((moved(here.base + post.path) for post in here.posts if str(post.id) == asked), None)
    return _headlines(here, 1)


def _headlines(here: Site, number: int) -> Reply | None:
    posts = here.posts[(number - 1) * PER_LISTING : number * PER_LISTING]
    if not posts and number != 1:
        return None
    older = f'<a class="next" href="{here.home}/page/{number + 1}/">{here.edition.latest}</a>'
    pager = f'<div class="page-nav">{older}</div>' if number * PER_LISTING < len(here.posts) else ""
    html = theme.listing(here, here.edition.latest, posts, pager=pager)
    return page(html, changed=here.changed, link=_api(here))


def _term(here: Site, kind: str, slug: str) -> Reply | None:
    for name, posts in here.terms(kind).items():
        if term_slug(name) == quote(slug):
            title = f"{here.edition.home} {here.edition.tags} {name}" if kind == "tag" else name
            return page(theme.listing(here, title, posts[:PER_LISTING], kind=f"archive {kind}"), changed=here.changed)
    return None


def _article(here: Site, slug: str) -> Reply | None:
    if (post := here.by_slug.get(slug)) is None:
        return None
    json = f'<{here.home}/wp-json/wp/v2/posts/{post.id}>; rel="alternate"; title="JSON"; type="application/json"'
    return page(theme.article(here, post), changed=post.modified, link=f"{_api(here)}, {json}")


def _amp(here: Site, slug: str) -> Reply | None:
    post: Post | None = here.by_slug.get(slug)
    return page(theme.amp(here, post), changed=post.modified) if post and post.report.amp else None


def _sitemap(here: Site, listed: str | None) -> Reply | None:
    return text(listed, "application/xml", here.changed) if listed is not None else None


ROUTES: tuple[tuple[str, Callable[[Site, str, str, str], Reply | None]], ...] = (
    (r"()()", lambda here, _, __, query: _front(here, query)),
    (r"page/([1-9]\d*)/()", lambda here, number, *_: _headlines(here, int(number))),
    (r"(category|tag|author)/([^/]+)/", lambda here, kind, slug, _: _term(here, kind, slug)),
    (r"feed/()()", lambda here, *_: text(feeds.feed(here), "application/rss+xml", here.changed)),
    (r"wp-json/(.*)()", lambda here, route, _, query: rest.answer(here, route, query)),
    (r"wp-sitemap\.xml()()", lambda here, *_: _sitemap(here, feeds.sitemap_index(here))),
    (r"wp-sitemap-posts-post-(\d+)\.xml()", lambda here, n, *_: _sitemap(here, feeds.sitemap_posts(here, int(n)))),
    (r"wp-sitemap-taxonomies-category-1\.xml()()", lambda here, *_: _sitemap(here, feeds.sitemap_categories(here))),
    (r"wp-content/uploads/photo\.svg()()", lambda *_: text(PICTURE, "image/svg+xml")),
    (r"members/()()", lambda here, *_: page(theme.notice(here, *here.edition.members))),
    (r"([^/]+)/()", lambda here, slug, *_: _article(here, slug)),
    (r"([^/]+)/amp/()", lambda here, slug, *_: _amp(here, slug)),
)


def _answer(here: Site, path: str, query: str) -> Reply | None:
    for pattern, route in ROUTES:
        if found := re.fullmatch(pattern, path):
            reply = route(here, found[1], found[2], query)
            if reply is not None:
                return reply
    return None


class Host:
    """Both editions at `base` as of an instant; `disallow` adds paths to robots.txt."""

    def __init__(self, sheets: Sequence[Sheet], as_of: datetime, base: str, disallow: Sequence[str] = ()) -> None:
        self.base = base
        self.disallow = disallow
        self.sites = [site(sheets, lang, as_of, base) for lang in EDITIONS]

    def answer(self, path: str, query: str = "") -> Reply:
        """The answer to a GET of that path; a path without its last slash is sent to the one with it."""
        if path == "/robots.txt":
            return text(feeds.robots(self.base, self.disallow), "text/plain")
        here = next(s for s in self.sites if f"{path}/".startswith(f"{s.edition.path}/"))
        inside = unquote(path[len(here.edition.path) :])
        if reply := _answer(here, inside[1:], query) if inside.startswith("/") else None:
            return reply
        if not path.endswith("/") and _answer(here, f"{inside[1:]}/" if inside else "", query):
            return moved(f"{self.base}{path}/" + (f"?{query}" if query else ""))
        return page(theme.notice(here, here.edition.not_found), 404)
