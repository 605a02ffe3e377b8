"""What people see: progress, tables and plain lines; colours and moving bars only on a terminal."""

import sys
from collections.abc import Iterable, Sequence
from typing import TextIO

from rich.cells import cell_len, set_cell_size


def say(line: str = "", file: TextIO | None = None) -> None:
    """Prints one line at once, so that a piped reader follows long work."""
    print(line, file=file or sys.stdout, flush=True)


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

    def __init__(self, label: str, total: int) -> None:
        self.label, self.total, self.done, self._told = label, total, 0, 0

    def step(self, count: int = 1) -> None:
        """Counts, and shows the count where that tells something new."""
        self.done += count
        if sys.stdout.isatty():
            end = "\n" if self.done == self.total else ""
            print(f"\r{self.label}: {self.done} of {self.total}", end=end, flush=True)
        elif self.done == self.total or self.done - self._told >= max(1, self.total // 4):
            self._told = self.done
            say(f"{self.label}: {self.done} of {self.total}")
