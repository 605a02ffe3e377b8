"""Extraction beside its peers on pages with gold: accuracy, articles a second and core, peak memory, in one run.

    python -m benchmarks.extract PAGES [--only NAME …]

`PAGES` is a folder with `gold.jsonl` (id, url, html relative to it, title, author, date, text). Peers come with
`pip install --require-hashes -r requirements-bench.txt`; one that is not installed is named and left out. Each
extractor runs in a process of its own: CPU seconds of that process for the speed, its peak resident memory for the
memory. The second table is of a source with selectors: the sample press as served (some 10 KB a page), and the same
pages with as many menu entries and teasers around them as an outlet prints (some 80 KB). The third table is of what
child processes add.
"""

import argparse
import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable, Iterable, Sequence
from dataclasses import replace
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import trafilatura

from benchmarks.accuracy import scores
from benchmarks.extractors import EXTRACTORS, pages
from benchmarks.refine import served
from pipeline import extract, seeds
from pipeline.console import say, table
from pipeline.extract import filter as filtering
from pipeline.extract.worker import Pool
from pipeline.records import Page


def compared(folder: Path, names: Sequence[str]) -> Iterable[Sequence[object]]:
    """A row an extractor: name, accuracies, articles a second and core, peak memory in MB."""
    gold = [row for row, _ in pages(folder)]
    for name in names:
        command = [sys.executable, "-m", "benchmarks.extractors", name, str(folder)]
        ran = subprocess.run(command, capture_output=True, text=True, check=False)
        if ran.returncode:
            yield (name, f"left out: {ran.stderr.strip().splitlines()[-1]}", *[""] * 5)
            continue
        told = json.loads(ran.stdout)
        marks = [f"{mark:.3f}" for mark in scores(gold, told["found"]).values()]
        yield (name, *marks, f"{len(gold) / told['seconds']:.1f}", f"{told['peak']:.0f}")


def cpu(function: Callable[[Page], object], given: Sequence[Page]) -> float:
    """CPU milliseconds a page, the best of three rounds."""
    best = float("inf")
    for _ in range(3):
        start = time.process_time()
        for page in given:
            function(page)
        best = min(best, time.process_time() - start)
    return 1000 * best / len(given)


def furnished(page: Page) -> Page:
    """The page with the menus and teasers that an outlet's own pages have around the article."""
    menu = "".join(f'<li class="menu-item"><a href="/category/{n}/">Section number {n}</a></li>' for n in range(250))
    teasers = "".join(
        f'<div class="td_module_wrap td-animation-stack"><a href="/{n}/" rel="bookmark"><img class="entry-thumb" '
        f'src="data:image/gif;base64,R0lGODlhAQABAAAAACH5BAEKAAEALAAAAAABAAEAAAICTAEAOw==" alt=""></a><h3 '
        f'class="entry-title td-module-title"><a href="/{n}/">Another report from the border, number {n}</a></h3></div>'
        for n in range(150)
    )
    body = page.body.replace(b"<nav", f"<nav><ul>{menu}</ul></nav><nav".encode(), 1)
    return replace(page, body=body.replace(b"</body>", f"<footer>{teasers}</footer></body>".encode(), 1))


def selected(given: Sequence[Page]) -> list[Sequence[object]]:
    """Milliseconds a page of a source with selectors, ours beside trafilatura."""
    loaded = seeds.load()
    rules = extract.rules(loaded)
    ours = cpu(lambda page: extract.extract(page, loaded.source(page.source_id), rules), given)
    text = cpu(lambda page: trafilatura.extract(page.body), given)
    whole = cpu(lambda page: trafilatura.bare_extraction(page.body, url=page.url, with_metadata=True), given)
    size = f"{sum(len(page.body) for page in given) / len(given) / 1000:.0f} KB"
    named = (("borderwire", ours), ("trafilatura, text alone", text), ("trafilatura with metadata", whole))
    return [(name, size, f"{ms:.2f}", f"{ms / ours:.1f}") for name, ms in named]


def in_children(folder: Path) -> list[Sequence[object]]:
    """CPU seconds over the pages, bare and in one child process, both ends of the pipe counted and the start not."""
    now = datetime.now(UTC)
    given = [filtering.page(body, row["url"], now) for row, body in pages(folder)]
    work = partial(filtering.from_anywhere, seeds.BUNDLED)
    bare = cpu(work, given) * len(given) / 1000
    once, twice = _pool_cpu(work, given), _pool_cpu(work, given * 2)
    child = twice - once
    return [("bare", f"{bare:.2f}", "1.00"), ("child process", f"{child:.2f}", f"{child / bare:.2f}")]


def _pool_cpu(work: Callable[[Page], object], given: Sequence[Page]) -> float:
    """CPU seconds of this process and its children for a pool of one worker, from start to end."""
    start = _spent()
    with Pool(work, workers=1, seconds=60, megabytes=1024) as pool:
        for _ in pool.map(given):
            pass
    return _spent() - start


def _spent() -> float:
    kinds = (resource.RUSAGE_SELF, resource.RUSAGE_CHILDREN)
    return sum(used.ru_utime + used.ru_stime for used in map(resource.getrusage, kinds))


def main() -> None:
    """Prints the three tables."""
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("pages", type=Path, help="folder with gold.jsonl")
    parser.add_argument(
        "--only", action="append", choices=list(EXTRACTORS), help="this extractor alone; may be repeated"
    )
    given = parser.parse_args()
    columns = ("extractor", "text F1", "title", "author", "date", "articles/s/core", "peak MB")
    say("\n".join(table(columns, compared(given.pages, given.only or list(EXTRACTORS)))))
    say()
    small = served()
    rows = selected(small) + selected([furnished(page) for page in small])
    say("\n".join(table(("a source with selectors", "page", "CPU ms a page", "times ours"), rows)))
    say()
    say("\n".join(table(("whole step over the pages", "CPU s", "times bare"), in_children(given.pages))))


if __name__ == "__main__":
    main()
