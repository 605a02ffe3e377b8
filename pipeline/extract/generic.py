"""Reads any page: trafilatura finds the body where no selector does."""

import trafilatura

from pipeline.extract.blocks import Block, paragraphs


def body(html: str) -> list[Block]:
    """The blocks that trafilatura takes for the article; empty when it finds none."""
    text = trafilatura.extract(html, include_comments=False, include_tables=True, deduplicate=False) or ""
    return [Block(paragraph) for line in text.split("\n") for paragraph in paragraphs(line)]
