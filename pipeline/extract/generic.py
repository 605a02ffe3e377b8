"""Reads any page: trafilatura finds the body where no selector does."""

import trafilatura
from selectolax.lexbor import LexborHTMLParser

from pipeline.decode import clean
from pipeline.extract.blocks import Block, paragraphs
from pipeline.extract.metadata import Facts, Head


def body(html: str) -> list[Block]:
    """The blocks that trafilatura takes for the article; empty when it finds none."""
    text = trafilatura.extract(html, include_comments=False, include_tables=True, deduplicate=False) or ""
    return [Block(paragraph) for line in text.split("\n") for paragraph in paragraphs(line)]


def markup(tree: LexborHTMLParser, head: Head) -> Facts:
    """What the page's visible markup says: its first heading, else the document's title."""
    heading = tree.css_first("h1")
    text = " ".join(clean(heading.text()).split()) if heading is not None else ""
    return Facts(title=text or head.title)
