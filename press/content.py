"""The body of a post as HTML: what WordPress stores and its REST answer carries, credits and footer included."""

from collections.abc import Iterator
from html import escape

from press.editions import Edition
from press.site import Post, Site


def paragraph(text: str, kind: str = "") -> str:
    """One paragraph, escaped."""
    return f'<p class="{kind}">{escape(text, quote=False)}</p>' if kind else f"<p>{escape(text, quote=False)}</p>"


def ticker(edition: Edition) -> str:
    """The market price table that stands beside or inside an article and is no part of it."""
    head, *rows = edition.ticker
    cells = "".join(f"<th>{escape(cell)}</th>" for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{escape(cell)}</td>" for cell in row) + "</tr>\n" for row in rows)
    return f'<table class="nk-market-prices">\n<thead><tr>{cells}</tr></thead>\n<tbody>\n{body}</tbody>\n</table>'


def _picture(post: Post, home: str) -> Iterator[str]:
    soup, caption = post.report.alt_soup, post.report.caption
    if not soup and not caption:
        return
    image = f'<img src="{home}/wp-content/uploads/photo.svg" alt="{escape(soup or "")}" width="1024" height="576">'
    if caption and post.varies("caption", 2):
        text = f'<p class="wp-caption-text">{escape(caption)}</p>'
        yield f'<div id="attachment_{post.id + 1}" class="wp-caption aligncenter">{image}{text}</div>'
    elif caption:
        text = f'<figcaption class="wp-element-caption">{escape(caption)}</figcaption>'
        yield f'<figure class="wp-block-image size-large">{image}{text}</figure>'
    else:
        yield f'<div class="td-post-featured-image">{image}</div>'
    if soup:
        yield paragraph(soup)


def _blocks(post: Post) -> list[str]:
    subhead = ("<h2>{}</h2>", '<h3 class="wp-block-heading">{}</h3>', "<p><strong>{}</strong></p>")[
        post.varies("head", 3)
    ]
    return [
        subhead.format(escape(block[3:], quote=False))
        if block.startswith("## ")
        else paragraph(" ".join(block.split()))
        for block in post.body.split("\n\n")
    ]


def _links(site: Site, post: Post) -> str:
    older = site.older(post, 2)
    if post.edition.lang == "ko" and older:
        link = f'<a href="{site.base}{older[0].path}">{escape(older[0].title, quote=False)}</a>'
        return f"<p>(▶관련 기사 바로보기: {link})</p>"
    items = "".join(f'<li><a href="{site.base}{p.path}">{escape(p.title, quote=False)}</a></li>' for p in older)
    return f'<div class="related-inline"><h4>{post.edition.related}</h4><ul>{items}</ul></div>' if items else ""


def _twin(site: Site, post: Post) -> list[str]:
    return [f'<p><a href="{site.base}{post.korean}">Read in Korean</a></p>'] if post.korean else []


def rendered(site: Site, post: Post) -> str:
    """The post's body: picture, alt-text line, paragraphs, cross links, credits, footer paragraphs, Korean link."""
    blocks = _blocks(post)
    if post.varies("inline links", 4) == 0 and len(blocks) > 2:
        blocks.insert(2, _links(site, post))
    return "\n".join(
        [
            *(_twin(site, post) if post.varies("twin first", 6) == 0 else []),
            *([ticker(post.edition)] if post.varies("ticker inside", 5) == 0 else []),
            *_picture(post, site.home),
            *blocks,
            *([f"<p><em>{escape(post.report.credits, quote=False)}</em></p>"] if post.report.credits else []),
            *map(paragraph, post.edition.footer),
            *(_twin(site, post) if post.varies("twin first", 6) else []),
        ]
    )


def excerpt(post: Post, words: int = 40) -> str:
    """The beginning of the lead, cut as WordPress cuts an excerpt."""
    lead = post.lead.split()
    return " ".join(lead[:words]) + (" […]" if len(lead) > words or "\n\n" in post.body else "")
