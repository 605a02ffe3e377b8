"""Verbs that ask: SQL, the state of the sources, why a tag is there."""

import csv
import json
import sys
from datetime import UTC, datetime
from typing import Annotated

import typer

from pipeline.cli.options import AsJson, Data, SeedsDir, configured
from pipeline.console import say, table
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
        writer = csv.writer(sys.stdout)
        writer.writerows([columns, *([query.inert(cell) for cell in row] for row in rows)])
    else:
        for line in table(columns, rows):
            say(line)
        say(f"({len(rows)} row{'' if len(rows) == 1 else 's'})")
