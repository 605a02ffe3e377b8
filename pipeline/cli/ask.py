"""Verbs that ask: SQL, the state of the sources, why a tag is there."""

import csv
import json
import sys
from dataclasses import asdict
from datetime import datetime, timedelta
from typing import Annotated

import typer

from pipeline import seeds as reference
from pipeline.cli.options import AsJson, Data, SeedsDir, configured
from pipeline.console import say, table
from pipeline.errors import BooksError, SettingsError
from pipeline.journey import now
from pipeline.warehouse import engine, query, schema, status


def register(app: typer.Typer) -> None:
    """Adds the verbs to the command line."""
    app.command("sql")(sql)
    app.command("status")(show_status)


def sql(
    question: Annotated[str, typer.Argument(metavar="QUERY", help="One SQL query.")],
    as_csv: Annotated[bool, typer.Option("--csv", help="Print comma-separated values.")] = False,
    as_json: AsJson = False,
    data: Data = None,
    seeds: SeedsDir = None,
) -> None:
    """Asks the warehouse, read-only, and prints a table.

    Example:

        borderwire sql "SELECT region_id, COUNT(*) FROM article_region GROUP BY 1 ORDER BY 2 DESC LIMIT 5"
    """
    made = engine.engine(configured(data, seeds).warehouse_url)
    schema.check(made)
    columns, rows = query.ask(made, question)
    if as_json:
        say(json.dumps([dict(zip(columns, row, strict=True)) for row in rows], ensure_ascii=False, default=str))
    elif as_csv:
        writer = csv.writer(sys.stdout, lineterminator="\n")
        writer.writerows([columns, *([query.inert(cell) for cell in row] for row in rows)])
    else:
        for line in table(columns, rows):
            say(line)
        say(f"({len(rows)} row{'' if len(rows) == 1 else 's'})")


def show_status(
    max_age: Annotated[
        str | None, typer.Option(help="Fail when a source has not answered for so long: 90m, 8h, 2d.")
    ] = None,
    sources: Annotated[
        str | None, typer.Option(help="Only these sources: ids with commas, or a group; all when absent.")
    ] = None,
    as_json: AsJson = False,
    data: Data = None,
    seeds: SeedsDir = None,
) -> None:
    """Says per source what came when, and what is missing. Examples:

    borderwire status

    borderwire status --max-age 8h --sources live
    """
    using = configured(data, seeds)
    made = engine.engine(using.warehouse_url)
    schema.check(made)
    limit = None if max_age is None else _duration(max_age)
    found = status.status(made, now())
    if sources is not None:
        chosen = {source.source_id for source in reference.load(using.seeds).select(sources)}
        found = [each for each in found if each.source_id in chosen]
    if as_json:
        say(json.dumps([asdict(each) for each in found], default=str))
    else:
        for line in table(
            ("source", "last asked", "last success", "last article", "week", "due", "failures"), map(_row, found)
        ):
            say(line)
    if limit is not None and (late := status.stale(found, now(), limit)):
        raise BooksError("; ".join(late))


def _row(each: status.SourceStatus) -> tuple[object, ...]:
    instants = (each.last_asked, each.last_success, each.last_article)
    return (each.source_id, *map(_short, instants), each.articles, each.min_per_week, each.failures)


def _short(instant: datetime | None) -> str:
    return "never" if instant is None else f"{instant:%Y-%m-%d %H:%M}Z"


def _duration(words: str) -> timedelta:
    units = {"m": "minutes", "h": "hours", "d": "days"}
    if not words[:-1].isdigit() or words[-1] not in units:
        raise SettingsError(f"--max-age {words!r}: write a number and m, h or d, such as 8h")
    return timedelta(**{units[words[-1]]: int(words[:-1])})
