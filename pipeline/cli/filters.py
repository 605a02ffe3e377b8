"""The pure steps as filters over JSON lines, for people with their own corpora and for measuring."""

import json
import sys
from collections import deque
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer

from pipeline import tagging
from pipeline.cli.options import SeedsDir, configured
from pipeline.errors import InputError
from pipeline.extract import filter as extracting
from pipeline.extract.worker import Pool
from pipeline.journey import now
from pipeline.records import Page
from pipeline.seeds import load
from pipeline.stories.jsonl import cluster

Input = Annotated[Path, typer.Option("--input", help="JSON lines to read; - for standard input.", show_default="-")]
Output = Annotated[Path, typer.Option("--output", help="JSON lines to write; - for standard output.", show_default="-")]
STANDARD = Path("-")


def register(app: typer.Typer) -> None:
    """Adds the verbs to the command line."""
    for verb in (tag, extract, stories):
        app.command()(verb)


def tag(input_: Input = STANDARD, output: Output = STANDARD, seeds: SeedsDir = None) -> None:
    """Tags documents with places, goods, topics, signals and sources.

    In: {"id", "lang"?, "source"?, "title"?, "published"?, "url"?, "text"} a line. Example:

        borderwire tag --input docs.jsonl --output tags.jsonl
    """
    rules = tagging.rules(load(configured(None, seeds).seeds))
    _map(input_, output, lambda record: tagging.tag_line(record, rules))


def extract(input_: Input = STANDARD, output: Output = STANDARD, seeds: SeedsDir = None) -> None:
    """Extracts articles from saved pages, each under the clock and memory limit of the settings.

    In: {"id", "html": path of a page (gzip or plain) relative to the input file, "url"?} a line. Example:

        borderwire extract --input pages.jsonl --output articles.jsonl
    """
    using = configured(None, seeds)
    folder = Path.cwd() if input_ == STANDARD else input_.parent
    work = partial(extracting.from_anywhere, using.seeds)
    ids: deque[str] = deque()
    with (
        _opened(input_, output) as (lines, out),
        Pool(work, workers=using.workers, seconds=using.page_seconds, megabytes=using.page_megabytes) as pool,
    ):
        for found in pool.map(_pages(input_, lines, folder, ids)):
            out.write(json.dumps(extracting.output(ids.popleft(), found), ensure_ascii=False) + "\n")


def _pages(source: Path, lines: TextIO, folder: Path, ids: deque[str]) -> Iterator[Page]:
    for place, record in _records(source, lines):
        try:
            key, page = extracting.page_of(record, folder, now())
        except InputError as e:
            raise InputError(f"{place}: {e}") from None
        ids.append(key)
        yield page


def stories(input_: Input = STANDARD, output: Output = STANDARD, seeds: SeedsDir = None) -> None:
    """Says which documents carry the same story: copies, rewrites and translations.

    In: documents as for `tag`; out: {"id", "story_id", "why"} a line. Example:

        borderwire stories --input docs.jsonl --output stories.jsonl
    """
    rules = tagging.rules(load(configured(None, seeds).seeds))
    with _opened(input_, output) as (lines, out):
        documents = [record for _, record in _records(input_, lines)]
        for row in cluster(documents, rules):
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def _map(source: Path, target: Path, function: Callable[[dict[str, Any]], dict[str, Any]]) -> None:
    with _opened(source, target) as (lines, out):
        for place, record in _records(source, lines):
            try:
                row = function(record)
            except KeyError as e:
                raise InputError(f"{place}: the field {e} is missing; see --help for the fields") from None
            out.write(json.dumps(row, ensure_ascii=False) + "\n")


def _records(source: Path, lines: TextIO) -> Iterator[tuple[str, dict[str, Any]]]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        place = f"{'standard input' if source == STANDARD else source}: line {number}"
        try:
            record = json.loads(line)
        except ValueError as e:
            raise InputError(f"{place}: not JSON ({e}); one object a line is expected") from None
        if not isinstance(record, dict):
            raise InputError(f"{place}: not a JSON object; one object a line is expected")
        yield place, record


@contextmanager
def _opened(source: Path, target: Path) -> Iterator[tuple[TextIO, TextIO]]:
    try:
        lines = sys.stdin if source == STANDARD else source.open(encoding="utf-8")
        out = sys.stdout if target == STANDARD else target.open("w", encoding="utf-8")
    except OSError as e:
        raise InputError(f"{e.filename}: {e.strerror}; name a file that can be opened") from None
    try:
        yield lines, out
    except UnicodeDecodeError:
        raise InputError(f"{source}: not UTF-8; save it as UTF-8") from None
    finally:
        for file, path in ((lines, source), (out, target)):
            if path != STANDARD:
                file.close()
