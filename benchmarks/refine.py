"""Refining, in articles a second and core, beside bare `trafilatura.extract` on the same pages in the same run.

    python -m benchmarks.refine [--pages 400]

Pages are the sample press's, as served. Times are CPU seconds of this process; what child processes add is
measured as wall time of one worker.
"""

import argparse
import hashlib
import time
import urllib.request
from collections.abc import Callable, Iterable, Sequence
from datetime import UTC, datetime
from functools import partial
from itertools import cycle, islice

import trafilatura

import press
from pipeline import extract, refine, seeds, tagging
from pipeline.archive import page_id
from pipeline.console import say, table
from pipeline.extract.worker import Pool
from pipeline.records import Article, Page
from press import reports

NOW = datetime(2026, 6, 1, tzinfo=UTC)


def served() -> list[Page]:
    """Every article page of the sample press."""
    with press.serving() as base:
        return [_fetched(document["url"], document["source"]) for document in reports.labels(base=base)]


def _fetched(url: str, source_id: str) -> Page:
    with urllib.request.urlopen(url) as answer:
        body = answer.read()
    digest = hashlib.sha256(body).hexdigest()
    return Page(
        page_id=page_id(source_id, url, NOW, digest),
        source_id=source_id,
        url=url,
        final_url=url,
        fetched_at=NOW,
        status=200,
        content_type="text/html; charset=utf-8",
        body=body,
        sha256=digest,
    )


def rate(function: Callable[[Page], object], pages: Sequence[Page], clock: Callable[[], float]) -> float:
    """Pages a second, after a warm-up of ten."""
    for page in pages[:10]:
        function(page)
    start = clock()
    for page in pages:
        function(page)
    return len(pages) / (clock() - start)


def pooled(pages: Iterable[Page], count: int) -> float:
    """Pages a second of wall time through one warm child process."""
    work = partial(refine.refine_in, seeds.BUNDLED)
    with Pool(work, workers=1, seconds=10, megabytes=1024) as pool:
        waiting = iter(pages)
        for _ in pool.map(islice(waiting, 10)):
            pass
        start = time.perf_counter()
        for _ in pool.map(waiting):
            pass
        return (count - 10) / (time.perf_counter() - start)


def main() -> None:
    """Prints the table."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--pages", type=int, default=400)
    count = parser.parse_args().pages
    pages = list(islice(cycle(served()), count))
    rules = refine.rules(seeds.BUNDLED)

    def article(page: Page) -> Article:
        found = extract.extract(page, rules.seeds.source(page.source_id), rules.extract)
        if not isinstance(found, Article):
            raise SystemExit(f"{page.url}: {found.reason}: the benchmark's pages are all articles")
        return found

    documents = {page.page_id: refine.document(article(page)) for page in pages}
    rows: list[tuple[str, Callable[[Page], object]]] = [
        ("trafilatura.extract, bare", lambda page: trafilatura.extract(page.body)),
        ("trafilatura.extract, fast", lambda page: trafilatura.extract(page.body, fast=True)),
        ("Borderwire extract", article),
        ("Borderwire tag", lambda page: tagging.tag(documents[page.page_id], rules.tagging)),
        ("Borderwire refine (extract and tag)", lambda page: refine.refine_page(page, rules)),
    ]
    measured = [(name, rate(function, pages, time.process_time)) for name, function in rows]
    measured.append(("the same through one child process, wall", pooled(pages, count)))
    bare = measured[0][1]
    say(f"{count} pages of the sample press, {sum(len(p.body) for p in pages) / count / 1024:.1f} KiB on average")
    shown = [(name, f"{speed:.0f}", f"{1000 / speed:.2f}", f"{speed / bare:.1f}") for name, speed in measured]
    for line in table(("step", "articles/s/core", "ms each", "times bare trafilatura"), shown):
        say(line)


if __name__ == "__main__":
    main()
