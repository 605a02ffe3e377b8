"""The extractors that are compared: each takes HTML and its address, and gives text, title, authors and day.

`python -m benchmarks.extractors NAME PAGES` runs one in a process of its own. A peer is imported only when it is asked
for, so that its memory is its own.
"""

import gzip
import json
import resource
import sys
import time
from collections.abc import Callable
from datetime import UTC, datetime
from functools import partial
from pathlib import Path
from typing import Any

Prediction = dict[str, Any]
Extractor = Callable[[bytes, str], Prediction]


def borderwire() -> Extractor:
    """Ours, as the filter `borderwire extract` runs it."""
    from pipeline import extract, seeds  # noqa: PLC0415 a peer's run must not hold ours
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


def pages(folder: Path) -> list[tuple[dict[str, Any], bytes]]:
    """The gold rows with their pages' bytes."""
    lines = (folder / "gold.jsonl").read_text(encoding="utf-8").splitlines()
    rows = [row | {"url": row["url"] or "https://page.invalid/page"} for row in map(json.loads, lines)]
    return [(row, gzip.decompress((folder / row["html"]).read_bytes())) for row in rows]


def measured(name: str, folder: Path) -> dict[str, Any]:
    """What one extractor finds on the pages, its CPU seconds, and this process's peak memory in MB."""
    run, given = EXTRACTORS[name](), pages(folder)
    _safely(run, given[0][1], given[0][0]["url"])
    start = time.process_time()
    found = {row["id"]: _safely(run, body, row["url"]) for row, body in given}
    seconds = time.process_time() - start
    return {"found": found, "seconds": seconds, "peak": resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024}


def _safely(run: Extractor, body: bytes, url: str) -> Prediction:
    """What the extractor finds; a peer that fails on a page finds nothing there."""
    try:
        return run(body, url)
    except Exception as e:  # noqa: BLE001 a peer may raise anything
        return {"failed": repr(e)}


if __name__ == "__main__":
    json.dump(measured(sys.argv[1], Path(sys.argv[2])), sys.stdout, default=str)
