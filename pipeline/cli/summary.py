"""What came of a run: what is new, the newest signals with their evidence, alerts, rejections, and what to try next."""

import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path
from shutil import which
from typing import Any

from pipeline.console import heading, say, table
from pipeline.journey import Trip
from pipeline.warehouse import account, schema, summary
from pipeline.warehouse.account import Books
from pipeline.warehouse.engine import reading
from pipeline.warehouse.query import Answer

NEXT = (
    'sql "SELECT * FROM region_day ORDER BY report_date DESC LIMIT 10"',
    'sql "SELECT report_date, region_en, flow, trend, sentence FROM signal_feed LIMIT 10"',
    "status",
)
REGION_DAYS, SIGNALS, ALERTS = 12, 6, 12


def show(going: Trip, as_json: bool, *, own: bool = False) -> None:
    """Prints the summary, or the same as one JSON object; `own` keeps to what the run itself brought."""
    made = going.warehouse
    with reading(made) as connection:
        books = account.read(connection, going.run_id)
    answers = {
        "signals": summary.signals_of_run(made, going.run_id) if own else summary.newest_signals(made, SIGNALS),
        "alerts": summary.alerts_sent(made, going.run_id),
        "rejected": summary.rejected_pages(made, going.run_id),
    }
    if not own:
        answers = {"region_days": summary.stories_by_region_and_day(made, REGION_DAYS)} | answers
    if as_json:
        found = {name: _objects(answer) for name, answer in answers.items()}
        say(json.dumps(_counts(books) | found, ensure_ascii=False))
    else:
        _print_all(going, books, answers)


def _print_all(going: Trip, books: Books, answers: dict[str, Answer]) -> None:
    if _is_new(books):
        if "region_days" in answers:
            _regions(answers["region_days"])
        _signals(answers["signals"], "Newest border-trade signals" if "region_days" in answers else "Signals found")
        _alerts(answers["alerts"])
        _rejected(answers["rejected"])
    elif not books.faults:
        same = sum(each.urls["not-modified"] for each in books.sources)
        heading("Nothing is new.")
        say(f"{same} articles were asked for again and are unchanged; none was transferred.")
    _faults(books)
    heading("Where it is, and what to try next")
    say(f"warehouse: {schema.name(going.warehouse)}")
    say(f"archive:   {going.settings.archive_dir}")
    _next()


def _counts(books: Books) -> dict[str, Any]:
    sources = {s.source_id: {"urls": s.urls, "pages": s.pages, "failures": s.failures} for s in books.sources}
    return {"run": books.run_id, "sources": sources, "faults": books.faults}


def _objects(answer: Answer) -> list[dict[str, Any]]:
    columns, rows = answer
    return [dict(zip(columns, row, strict=True)) for row in rows]


def _is_new(books: Books) -> bool:
    return any(each.pages.total() > each.pages["unchanged"] for each in books.sources)


def _regions(answer: Answer) -> None:
    heading("Stories by region and day (the newest)")
    rows = [
        (row["report_date"], f"{row['region']} {row['region_ko']}", row["stories"], row["border_trade_stories"])
        for row in _objects(answer)
    ]
    _print(("day", "region", "stories", "on border trade"), rows)


def _signals(answer: Answer, title: str) -> None:
    heading(title)
    for row in _objects(answer):
        place = f"{row['region']} {row['region_ko']}" if row["region"] else "the border"
        say(f"{row['report_date']}  {place}: {row['commodity'] or 'goods'}, {row['flow']} {row['trend']}")
        say(f"    “{row['sentence']}”")
        for lang in ("en", "ko"):
            if row[f"url_{lang}"]:
                say(f"    {lang}: {row[f'url_{lang}']}")


def _alerts(answer: Answer) -> None:
    found = _objects(answer)
    heading(f"Alerts sent: {len(found)}")
    shown = [(row["channel"], row["rule"], row["kind"], row["title"]) for row in found[:ALERTS]]
    _print(("channel", "rule", "kind", "headline"), shown)
    if len(found) > ALERTS:
        say(f"… and {len(found) - ALERTS} more")


def _rejected(answer: Answer) -> None:
    found = _objects(answer)
    heading("Rejected pages" if found else "Rejected pages: none")
    _print(("source", "reason", "pages"), [tuple(row.values()) for row in found])


def _faults(books: Books) -> None:
    if books.faults:
        heading("What does not balance")
        _print(("source", "fault"), [(name, "; ".join(words)) for name, words in books.faults.items()])


def _print(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> None:
    for line in table(columns, rows) if rows else []:
        say(line)


def _next() -> None:
    command = _command()
    for label, words in zip(("next:", "", ""), NEXT, strict=True):
        say(f"{label:10} {command} {words}")


def _command() -> str:
    """How this command is called from here: by name where it is on the PATH, else by its path."""
    if which("borderwire") is not None or Path(sys.argv[0]).name != "borderwire":
        return "borderwire"
    return os.path.relpath(sys.argv[0])
