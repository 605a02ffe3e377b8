"""Articles that run over several pages: which part a page is, where the next one is, and the parts as one article."""

import re
from collections.abc import Iterable
from dataclasses import replace
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser

from pipeline.decode import decode
from pipeline.records import Article, Page
from pipeline.urls import absolute, canonical

NUMBERED = re.compile(r"^(?P<first>.*/(?=[^/]*[^\d/])(?!page/)[^/]+/)(?:page/)?(?P<number>[2-9]|[1-4]\d)/?$")


def part(url: str) -> tuple[str, int]:
    """The address of the article's first page and the number of this one: `/slug/2/` and `/slug/page/2/` are second."""
    match = NUMBERED.match(urlsplit(url).path)
    if match is None:
        return url, 1
    return urlsplit(url)._replace(path=match["first"]).geturl(), int(match["number"])


def following(page: Page) -> str | None:
    """The address of the next part, as a link on the page gives it; None on the last."""
    first, number = part(canonical(page.final_url))
    tree = LexborHTMLParser(decode(page.body, page.content_type)[0])
    for node in tree.css("a[href], link[rel=next][href]"):
        url = absolute(node.attributes.get("href") or "", page.final_url)
        if url is not None and part(canonical(url)) == (first, number + 1):
            return canonical(url)
    return None


def joined(first: Article, rest: Iterable[Article]) -> Article:
    """The parts as one article: the first with the paragraphs of the others that it has not, and their credits."""
    whole = first
    for article in rest:
        paragraphs = whole.text.split("\n\n")
        new = [paragraph for paragraph in article.text.split("\n\n") if paragraph not in paragraphs]
        whole = replace(
            whole,
            text="\n\n".join(paragraphs + new),
            translator=whole.translator or article.translator,
            editor=whole.editor or article.editor,
            alternate_url=whole.alternate_url or article.alternate_url,
            teaser=whole.teaser or article.teaser,
        )
    return whole
