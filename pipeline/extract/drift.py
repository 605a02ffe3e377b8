"""Notices that selectors drift: how far what they read agrees with what any page is read by."""

from selectolax.lexbor import LexborHTMLParser

from pipeline.decode import decode
from pipeline.extract import generic
from pipeline.extract.blocks import flow
from pipeline.records import Article, Page


def agreement(page: Page, article: Article) -> float:
    """The share, 0 to 1, of the words in either text that stand in both: the article's and the generic reading's.

    It costs as much as a generic reading, so it is asked for a few pages a source and run, not for each.
    """
    text = decode(page.body, page.content_type)[0]
    tree = LexborHTMLParser(text)
    blocks, _ = generic.body(text, flow([tree.body] if tree.body is not None else []))
    ours, theirs = set(article.text.split()), {word for block in blocks for word in block.text.split()}
    return len(ours & theirs) / len(ours | theirs) if ours | theirs else 1.0
