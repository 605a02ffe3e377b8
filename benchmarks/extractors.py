"""The extractors that are compared: each takes HTML and its address, and gives text, title, authors and day.

A peer is imported only when it is asked for, so that its memory is its own.
"""

from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from typing import Any

from pipeline import seeds

Prediction = dict[str, Any]
Extractor = Callable[[bytes, str], Prediction]


def borderwire() -> Extractor:
    """Ours, as the filter `borderwire extract` runs it."""
    from pipeline import extract  # noqa: PLC0415 a peer's run must not hold ours
    from pipeline.extract import filter as filtering  # noqa: PLC0415

    rules, now = extract.rules(seeds.load()), datetime.now(UTC)

    def run(body: bytes, url: str) -> Prediction:
        page = filtering.page(body, url, now)
        return filtering.output("", extract.draft(page, filtering.ANYWHERE, rules))

    return run


def trafilatura(*, fast: bool = False) -> Extractor:
    """Trafilatura with its metadata, as its own documentation runs it."""
    from trafilatura import bare_extraction  # noqa: PLC0415

    def run(body: bytes, url: str) -> Prediction:
        found: Any = bare_extraction(body, url=url, with_metadata=True, fast=fast)
        if found is None:
            return {}
        return {"text": found.text, "title": found.title, "author": found.author, "date": found.date}

    return run


def readability() -> Extractor:
    """Mozilla's readability in Python; it knows neither authors nor dates."""
    from lxml.html import fromstring  # noqa: PLC0415
    from readability import Document  # noqa: PLC0415

    def run(body: bytes, url: str) -> Prediction:
        document = Document(body.decode("utf-8", "replace"), url=url)
        tree: Any = fromstring(document.summary())
        return {"text": str(tree.text_content()), "title": document.short_title()}

    return run


def newspaper() -> Extractor:
    """Newspaper4k, without fetching pictures."""
    from newspaper import Article  # noqa: PLC0415

    def run(body: bytes, url: str) -> Prediction:
        article = Article(url, fetch_images=False)
        article.download(input_html=body.decode("utf-8", "replace"))
        article.parse()
        day = article.publish_date
        return {
            "text": article.text,
            "title": article.title,
            "authors": article.authors,
            "date": day.isoformat() if day else None,
        }

    return run


def resiliparse() -> Extractor:
    """Resiliparse's main content; it knows neither authors nor dates."""
    from resiliparse.extract.html2text import extract_plain_text  # noqa: PLC0415
    from resiliparse.parse.html import HTMLTree  # noqa: PLC0415

    def run(body: bytes, url: str) -> Prediction:  # noqa: ARG001 all take an address
        tree = HTMLTree.parse(body.decode("utf-8", "replace"))
        return {"text": extract_plain_text(tree, main_content=True), "title": tree.title}

    return run


EXTRACTORS: dict[str, Callable[[], Extractor]] = {
    "borderwire": borderwire,
    "trafilatura": trafilatura,
    "trafilatura fast": partial(trafilatura, fast=True),
    "readability-lxml": readability,
    "newspaper4k": newspaper,
    "resiliparse": resiliparse,
}
