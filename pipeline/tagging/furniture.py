"""Blanks the outlet's credit lines and boilerplate in a text, so that offsets into it keep."""

import re
from dataclasses import dataclass

from pipeline.extract.boilerplate import HEAD, TAIL
from pipeline.extract.rules import Patterns

_LINE = re.compile(r"[^\n]+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Blanked:
    """The text with spaces for what is not the report, and the credits that were there."""

    text: str
    translator: str | None = None
    editor: str | None = None


def blank(text: str, patterns: Patterns) -> Blanked:
    """The text with every line or passage that a pattern takes out turned into spaces of the same length."""
    lines = [line for line in _LINE.finditer(text) if line.group().strip()]
    pieces = list(text)
    named: dict[str, str | None] = {}
    for index, line in enumerate(lines):
        if not patterns.any_of.search(line.group().strip()):
            continue
        places = (
            {"anywhere"} | ({"head"} if index < HEAD else set()) | ({"tail"} if index >= len(lines) - TAIL else set())
        )
        if _blank_line(line, patterns, places, pieces, named) == "end":
            pieces[line.start() :] = re.sub(r"[^\n]", " ", text[line.start() :])
            break
    return Blanked(text="".join(pieces), translator=named.get("translator"), editor=named.get("editor"))


def _blank_line(
    line: re.Match[str], patterns: Patterns, places: set[str], pieces: list[str], named: dict[str, str | None]
) -> str:
    """Blanks what the patterns take out of the line; the action of the last that took all of it, else nothing."""
    words = line.group().strip()
    start = line.start() + line.group().index(words)
    for pattern in patterns.rows:
        if pattern.row.position not in places:
            continue
        for match in pattern.regex.finditer(words):
            whole_line = pattern.row.action != "cut"
            begin, end = (line.start(), line.end()) if whole_line else (start + match.start(), start + match.end())
            pieces[begin:end] = " " * (end - begin)
            named.update(match.groupdict())
            if whole_line:
                return pattern.row.action
    return ""
