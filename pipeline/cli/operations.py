"""Verbs of operations: what is wrong here, backup and restore, metrics."""

import json
import os
from dataclasses import asdict
from pathlib import Path
from typing import Annotated

import typer

from pipeline import backup as saving
from pipeline import doctor as examining
from pipeline import metrics as measuring
from pipeline.cli import walk
from pipeline.cli.options import AsJson, Data, SeedsDir, configured
from pipeline.console import progress_to_stderr, say, table
from pipeline.errors import SettingsError
from pipeline.journey import now
from pipeline.settings import Settings
from pipeline.warehouse import schema
from pipeline.warehouse.engine import engine


def register(app: typer.Typer) -> None:
    """Adds the verbs to the command line."""
    for verb in (doctor, backup, restore, metrics):
        app.command()(verb)


def doctor(
    sources: Annotated[
        str | None, typer.Option(help="Ask these sources too, over the network: ids with commas, or a group.")
    ] = None,
    as_json: AsJson = False,
    data: Data = None,
    seeds: SeedsDir = None,
) -> None:
    """Says what is wrong with this installation, and fails when something is. Examples:

    borderwire doctor

    borderwire doctor --sources live
    """
    found = _examined(configured(data, seeds), sources, as_json)
    if as_json:
        say(json.dumps([asdict(each) for each in found], ensure_ascii=False))
    else:
        for line in table(("", "thing", "seen"), [_row(each) for each in found], widest=200):
            say(line)
    if wrong := [each.thing for each in found if not each.fine]:
        raise SettingsError(f"not in order: {', '.join(wrong)}")


def _examined(using: Settings, sources: str | None, as_json: bool) -> list[examining.Finding]:
    if sources is None:
        return list(examining.examine(using, (), now()))
    with progress_to_stderr(as_json), walk.served(walk.trip(using, sources)) as opened:
        return list(examining.examine(opened.settings, opened.sources, now()))


def _row(each: examining.Finding) -> tuple[str, str, str]:
    return ("ok" if each.fine else "WRONG", each.thing, each.seen)


def backup(
    folder: Annotated[
        Path, typer.Argument(metavar="DIR", help="Folder of the backup, a new one or an older backup's.")
    ],
    data: Data = None,
) -> None:
    """Saves warehouse, archive and alert feed into a folder, while others go on working.

    Made again into the same folder it copies only what is new. Example:

        borderwire backup /mnt/backup/borderwire
    """
    made = saving.backup(configured(data, None), folder, now())
    say(f"backup: {made.pages} pages and {folder / made.warehouse}")


def restore(
    folder: Annotated[Path, typer.Argument(metavar="DIR", help="Folder of a backup.")], data: Data = None
) -> None:
    """Brings a backup back into an empty data folder and an empty database, checking every page.

    Example:

        BORDERWIRE_DATA=restored borderwire restore /mnt/backup/borderwire
    """
    using = configured(data, None)
    made = saving.restore(using, folder)
    say(f"restore: {made.pages} pages into {using.archive_dir} and {schema.name(engine(using.warehouse_url))}")


def metrics(
    output: Annotated[
        Path | None, typer.Option(help="File to write, whole and at once; standard output when absent.")
    ] = None,
    data: Data = None,
) -> None:
    """Tells the state of sources, runs and outbox in Prometheus' text format.

    Example:

        borderwire metrics --output /var/lib/node_exporter/borderwire.prom
    """
    made = engine(configured(data, None).warehouse_url)
    schema.check(made)
    text = measuring.metrics(made, now())
    if output is None:
        say(text.rstrip("\n"))
    else:
        _write(output, text)


def _write(target: Path, text: str) -> None:
    temporary = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        temporary.write_text(text, encoding="utf-8")
        temporary.replace(target)
    except OSError as e:
        raise SettingsError(f"{target}: {e.strerror}; name a file that can be written") from None
