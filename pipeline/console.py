"""What people see: progress, tables and plain lines; colours and moving bars only on a terminal."""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager, nullcontext, redirect_stdout
from datetime import UTC, datetime
from shutil import get_terminal_size
from threading import Lock
from typing import TextIO

from rich.cells import cell_len, set_cell_size

from pipeline.errors import SettingsError
from pipeline.settings import settings


def say(line: str = "", file: TextIO | None = None) -> None:
    """Prints one line at once, so that a piped reader follows long work."""
    print(line, file=file or sys.stdout, flush=True)


def tell(step: str, said: str, *, run: str | None = None, source: str | None = None) -> None:
    """Tells what a step does: a line for people, or a JSON object with the ids for what reads logs."""
    say(_entry("info", step, said, run=run, source=source) if _logs_json() else f"{step}: {said}")


def fail(said: str) -> None:
    """Tells on stderr why the command ends."""
    say(_entry("error", None, said) if _logs_json() else f"borderwire: {said}", file=sys.stderr)


def _logs_json() -> bool:
    """What the setting says; when settings are what is wrong, people are told."""
    try:
        return settings().log == "json"
    except SettingsError:
        return False


def _entry(level: str, step: str | None, said: str, **ids: str | None) -> str:
    entry = {"at": datetime.now(UTC).isoformat(timespec="seconds"), "level": level, "step": step, **ids, "said": said}
    return json.dumps({name: value for name, value in entry.items() if value is not None}, ensure_ascii=False)


@contextmanager
def progress_to_stderr(wanted: bool) -> Iterator[None]:
    """Sends what is said in the block to stderr, so that stdout holds nothing but a result; only when `wanted`."""
    with redirect_stdout(sys.stderr) if wanted else nullcontext():
        yield


def heading(text: str) -> None:
    """Prints a section's heading after a blank line, bold on a terminal."""
    say(f"\n\x1b[1m{text}\x1b[0m" if sys.stdout.isatty() else f"\n{text}")


def table(columns: Sequence[str], rows: Iterable[Sequence[object]], widest: int = 60) -> list[str]:
    """The rows as aligned lines under their columns; Korean counts two cells a syllable, long cells are cut with …"""
    cells = [[_cell(value, widest) for value in row] for row in rows]
    widths = [max(map(cell_len, column)) for column in zip(columns, *cells, strict=True)]
    rule = ["-" * width for width in widths]
    return [_line(row, widths) for row in (columns, rule, *cells)]


def _cell(value: object, widest: int) -> str:
    text = "" if value is None else " ".join(str(value).split())
    return text if cell_len(text) <= widest else set_cell_size(text, widest - 1).rstrip() + "…"


def _line(row: Sequence[str], widths: Sequence[int]) -> str:
    return "  ".join(set_cell_size(cell, width) for cell, width in zip(row, widths, strict=True)).rstrip()


class Progress:
    """A count that moves: one rewritten line on a terminal, a plain line at every quarter elsewhere."""

    def __init__(self, label: str) -> None:
        self.label, self._told = label, 0

    def to(self, done: int, total: int) -> None:
        """Shows how many of how many are done, where that tells something new."""
        if sys.stdout.isatty():
            print(f"\r{self.label}: {done} of {total}", end="\n" if done == total else "", flush=True)
        elif done == total or done - self._told >= max(1, total // 4):
            self._told = done
            tell(self.label, f"{done} of {total}")


class Standing:
    """How things stand that go on at once: one rewritten line on a terminal, plain lines now and then elsewhere.

    May be told from several threads.
    """

    STEP = 25

    def __init__(self) -> None:
        self._lines: dict[str, str] = {}
        self._told: dict[str, int] = {}
        self._lock = Lock()

    def tell(self, name: str, line: str, done: int) -> None:
        """Takes how one of them stands; `done` counts what it has finished."""
        with self._lock:
            self._lines[name] = line
            if sys.stdout.isatty():
                width = get_terminal_size().columns - 1
                print("\r" + set_cell_size(" | ".join(self._lines.values()), width), end="", flush=True)
            elif done - self._told.get(name, 0) >= self.STEP:
                self._told[name] = done
                tell("crawl", line, source=name)

    def end(self) -> None:
        """Clears the moving line."""
        if sys.stdout.isatty() and self._lines:
            print("\r" + " " * (get_terminal_size().columns - 1), end="\r", flush=True)
