"""The pure steps as filters over JSON lines, for people with their own corpora and for measuring."""

import json
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Annotated, Any, TextIO

import typer

from pipeline import extract as extracting
from pipeline import tagging
from pipeline.cli.options import SeedsDir, configured
from pipeline.errors import InputError
from pipeline.seeds import load
from pipeline.stories import jsonl as stories_jsonl

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
    """Extracts articles from saved pages.

    In: {"id", "html": path of a page (gzip or plain) relative to the input file, "url"?} a line. Example:

        borderwire extract --input pages.jsonl --output articles.jsonl
    """
    rules = extracting.rules(load(configured(None, seeds).seeds))
    folder = Path.cwd() if input_ == STANDARD else input_.parent
    _map(input_, output, lambda record: extracting.extract_line(record, folder, rules))


def stories(input_: Input = STANDARD, output: Output = STANDARD, seeds: SeedsDir = None) -> None:
    """Says which documents carry the same story: copies, rewrites and translations.

    In: documents as for `tag`; out: {"id", "story_id", "why"} a line. Example:

        borderwire stories --input docs.jsonl --output stories.jsonl
    """
    rules = tagging.rules(load(configured(None, seeds).seeds))
    with _opened(input_, output) as (lines, out):
        documents = [record for _, record in _records(input_, lines)]
        for row in stories_jsonl.cluster(documents, rules):
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
