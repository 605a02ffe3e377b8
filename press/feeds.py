"""What an edition offers to machines in XML and plain text: the feed, the sitemaps, robots.txt."""

from collections.abc import Sequence
from datetime import UTC
from email.utils import format_datetime
from html import escape

from press.content import excerpt
from press.editions import EDITIONS
from press.site import Post, Site, term_slug
from press.theme import utc

PER_SITEMAP = 50
PER_FEED = 10
XML = '<?xml version="1.0" encoding="UTF-8"?>\n'
SITEMAP = 'xmlns="http://www.sitemaps.org/schemas/sitemap/0.9"'


def _item(site: Site, post: Post) -> str:
    url, outlet = site.base + post.path, f'<a href="{site.home}/">{site.edition.outlet}</a>'
    creators = "".join(f"<dc:creator><![CDATA[{name}]]></dc:creator>" for name in post.authors)
    terms = "".join(f"<category><![CDATA[{name}]]></category>" for name in (post.section, *post.report.tags))
    source = f'<p>The post <a href="{url}">{escape(post.title)}</a> appeared first on {outlet}.</p>'
    return (
        f"<item><title>{escape(post.title)}</title><link>{url}</link>{creators}"
        f"<pubDate>{format_datetime(post.report.published.astimezone(UTC))}</pubDate>{terms}"
        f'<guid isPermaLink="false">{site.home}/?p={post.id}</guid>'
        f"<description><![CDATA[<p>{escape(excerpt(post))}</p>\n{source}]]></description></item>\n"
    )


def channel(site: Site, items: str) -> str:
    """An RSS 2.0 document around those items."""
    e = site.edition
    built = f"<lastBuildDate>{format_datetime(site.changed.astimezone(UTC))}</lastBuildDate>" if site.changed else ""
    return (
        f'{XML}<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:atom="http://www.w3.org/2005/Atom">\n'
        f'<channel><title>{e.outlet}</title><atom:link href="{site.home}/feed/" rel="self" type="application/rss+xml"/>'
        f"<link>{site.home}/</link><description>{e.tagline}</description>{built}<language>{e.locale}</language>\n"
        f"{items}</channel></rss>\n"
    )


def feed(site: Site) -> str:
    """The newest ten posts with excerpts."""
    return channel(site, "".join(_item(site, post) for post in site.posts[:PER_FEED]))


def sitemap_index(site: Site) -> str:
    """The list of the edition's sitemaps."""
    maps = [f"posts-post-{number}" for number in range(1, max(1, -(-len(site.posts) // PER_SITEMAP)) + 1)]
    rows = "".join(
        f"<sitemap><loc>{site.home}/wp-sitemap-{name}.xml</loc></sitemap>\n"
        for name in [*maps, "taxonomies-category-1"]
    )
    return f"{XML}<sitemapindex {SITEMAP}>\n{rows}</sitemapindex>\n"


def sitemap_posts(site: Site, number: int) -> str | None:
    """The number-th sitemap of articles, oldest first, or None beyond the last."""
    oldest_first: Sequence[Post] = site.posts[::-1][(number - 1) * PER_SITEMAP : number * PER_SITEMAP]
    rows = "".join(
        f"<url><loc>{site.base}{post.path}</loc><lastmod>{utc(post.modified)}</lastmod></url>\n"
        for post in oldest_first
    )
    return f"{XML}<urlset {SITEMAP}>\n{rows}</urlset>\n" if rows or number == 1 else None


def sitemap_categories(site: Site) -> str:
    """The sitemap of category pages."""
    rows = "".join(
        f"<url><loc>{site.home}/category/{term_slug(name)}/</loc></url>\n" for name in site.terms("category")
    )
    return f"{XML}<urlset {SITEMAP}>\n{rows}</urlset>\n"


def robots(base: str, disallow: Sequence[str] = ()) -> str:
    """The host's robots.txt: what no crawler may fetch, and where both editions' sitemaps are."""
    homes = [edition.path for edition in EDITIONS.values()]
    closed = [f"{home}/{part}/" for part in ("wp-admin", "members") for home in homes]
    return "\n".join(
        [
            "User-agent: *",
            *(f"Disallow: {path}" for path in [*closed, *disallow]),
            *(f"Allow: {home}/wp-admin/admin-ajax.php" for home in homes),
            "",
            *(f"Sitemap: {base}{home}/wp-sitemap.xml" for home in homes),
            "",
        ]
    )
