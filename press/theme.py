"""The pages of an edition: articles, their AMP twins and the listings, in a theme shaped like the real outlets'."""

import json
from collections.abc import Sequence
from datetime import UTC, datetime
from functools import cache
from html import escape
from pathlib import Path
from string import Template

from press.content import excerpt, paragraph, rendered, ticker
from press.editions import KST, Edition
from press.site import Post, Site, term_slug

TEMPLATES = Path(__file__).resolve().parent / "templates"


@cache
def _template(name: str) -> Template:
    return Template((TEMPLATES / name).read_text(encoding="utf-8"))


def _link(url: str, text: str) -> str:
    return f'<a href="{escape(url)}">{escape(text, quote=False)}</a>'


def _term(site: Site, kind: str, name: str) -> str:
    return f"{site.home}/{kind}/{term_slug(name)}/"


def _widget(name: str, words: Sequence[str]) -> str:
    return f'<aside class="td-block {name}">' + "".join(f"<span>{escape(word)}</span>\n" for word in words) + "</aside>"


def _share(edition: Edition) -> str:
    title = "<p>소셜공유</p>" if edition.lang == "ko" else ""
    links = "".join(f'<a class="td-social-sharing-button" href="#">{word}</a>\n' for word in edition.share)
    return f'<div class="td-post-sharing">{title}{links}</div>'


def _chrome(site: Site) -> dict[str, str]:
    e = site.edition
    sections = [_link(_term(site, "category", name), name) for name in site.sections]
    pages = [_link(f"{site.home}/", e.home), *sections, _link(f"{site.home}/members/", e.members[0])]
    menu = "".join(f'<li class="menu-item">{page}</li>' for page in pages)
    logo = f'<div class="td-header-sp-logo">{_link(f"{site.home}/", e.outlet)}</div>'
    return {
        "locale": e.locale,
        "og_locale": e.locale.replace("-", "_"),
        "outlet": e.outlet,
        "tagline": e.tagline,
        "home": site.home,
        "home_word": e.home,
        "style": _template("style.css").template,
        "rights": e.rights,
        "header": f'<div class="td-header-wrap">{logo}<nav class="td-header-menu"><ul>{menu}</ul></nav></div>',
        "footer": f'<div class="td-footer-wrap"><p>{e.tagline}</p><p class="td-sub-footer-copy">{e.rights}</p></div>',
        "sidebar": _widget("td-weather-top-widget", e.weather) + "\n" + ticker(e),
    }


def utc(at: datetime) -> str:
    """An instant as SEO plugins print it."""
    return at.astimezone(UTC).isoformat(timespec="seconds")


def _json_ld(site: Site, post: Post) -> str:
    url = site.base + post.path
    news = {
        "@type": "NewsArticle",
        "headline": post.title,
        "datePublished": utc(post.report.published),
        "dateModified": utc(post.modified),
        "author": [{"@type": "Person", "name": name} for name in post.authors],
        "publisher": {"@type": "Organization", "name": post.edition.outlet, "url": f"{site.home}/"},
        "mainEntityOfPage": url,
        "articleSection": post.section,
        "inLanguage": post.edition.locale,
    }
    page = {"@type": "WebPage", "@id": url, "url": url, "name": post.title, "inLanguage": post.edition.locale}
    whole = {"@graph": [page, news]} if post.varies("json-ld", 2) else news
    return json.dumps({"@context": "https://schema.org", **whole}, ensure_ascii=False).replace("</", "<\\/")


def _times(post: Post) -> str:
    lines = [f'<meta property="article:published_time" content="{utc(post.report.published)}">']
    if post.modified > post.report.published:
        lines.append(f'<meta property="article:modified_time" content="{utc(post.modified)}">')
    return "\n".join(lines)


def _bylines(site: Site, post: Post) -> str:
    by = f'<span class="td-author-by">{post.edition.by}</span>'
    links = [_link(_term(site, "author", name), name) for name in post.authors]
    return "\n".join(
        f'<div class="td-post-author-name">{by} {link} <span class="td-author-line">-</span></div>' for link in links
    )


def _tags(site: Site, post: Post) -> str:
    items = "".join(f"<li>{_link(_term(site, 'tag', tag), tag)}</li>" for tag in post.report.tags)
    return (
        f'<ul class="td-tags td-post-small-box"><li><span>{post.edition.tags}</span></li>{items}</ul>' if items else ""
    )


def _module(site: Site, post: Post) -> str:
    return (
        '<div class="td_module_wrap td-animation-stack">'
        f'<h3 class="entry-title td-module-title">{_link(site.base + post.path, post.title)}</h3>'
        f'<time class="entry-date" datetime="{post.report.published.astimezone(KST).isoformat()}">'
        f"{post.edition.day(post.report.published)}</time>"
        f'<div class="td-excerpt">{escape(excerpt(post, 20))}</div></div>'
    )


def _related(site: Site, post: Post) -> str:
    items = "\n".join(f'<h3 class="entry-title">{_link(site.base + p.path, p.title)}</h3>' for p in site.older(post, 4))
    head = f'<h4 class="td-related-title">{post.edition.related}</h4>'
    return f'<div class="td_block_wrap td_block_related_posts">{head}\n{items}</div>' if items else ""


def _fields(site: Site, post: Post) -> dict[str, str]:
    previous = site.older(post, 1)
    return {
        **_chrome(site),
        "id": str(post.id),
        "title": escape(post.title),
        "url": site.base + post.path,
        "excerpt": escape(excerpt(post)),
        "authors": escape(", ".join(post.authors)),
        "author_url": _term(site, "author", post.authors[0]),
        "section": escape(post.section),
        "section_url": _term(site, "category", post.section),
        "published": post.report.published.astimezone(KST).isoformat(),
        "published_day": post.edition.day(post.report.published),
        "article_times": _times(post),
        "json_ld": _json_ld(site, post),
        "bylines": _bylines(site, post),
        "views": str(200 + post.varies("views", 4000)),
        "share_top": _share(post.edition) if post.varies("share", 2) else "",
        "share_bottom": _share(post.edition),
        "content": rendered(site, post),
        "post_tags": _tags(site, post),
        "next_prev": _link(site.base + previous[0].path, previous[0].title) if previous else "",
        "related": _related(site, post),
        "amp": f'<link rel="amphtml" href="{site.base}{post.path}amp/">\n' if post.report.amp else "",
    }


def article(site: Site, post: Post) -> str:
    """The article page."""
    return _template("article.html").substitute(_fields(site, post))


def amp(site: Site, post: Post) -> str:
    """The AMP twin of an article page."""
    return _template("amp.html").substitute(_fields(site, post))


def listing(site: Site, title: str, posts: Sequence[Post], *, kind: str = "home blog", pager: str = "") -> str:
    """A page of headlines: the front page, a category, a tag or an author."""
    modules = "\n".join(_module(site, post) for post in posts)
    return _template("listing.html").substitute(
        _chrome(site), title=escape(title), kind=kind, modules=modules, pager=pager
    )


def notice(site: Site, title: str, *sentences: str) -> str:
    """A page that is no article: the 404 page, the members' pages."""
    modules = "\n".join(paragraph(sentence) for sentence in sentences)
    return _template("listing.html").substitute(_chrome(site), title=title, kind="page", modules=modules, pager="")
