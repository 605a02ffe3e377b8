"""Blanks the outlet's credit lines and boilerplate in a text, so that offsets into it keep."""

import re
from dataclasses import dataclass

from pipeline.extract.rules import Patterns

_LINE = re.compile(r"[^\n]+")
_PROSE, _TAIL = 80, 12


@dataclass(frozen=True, slots=True, kw_only=True)
class Blanked:
    """The text with spaces for what is not the report, and the credits that were there."""

    text: str
    translator: str | None = None
    editor: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class _Taken:
    """Ranges that a line loses, the credits found in it, and the action that took the whole line, if one did."""

    ranges: tuple[tuple[int, int], ...]
    credits: dict[str, str]
    action: str = ""


def blank(text: str, patterns: Patterns) -> Blanked:
    """The text with every line or passage that a pattern takes out turned into spaces of the same length.

    The head of a text ends with its first line of prose, its tail are the last twelve lines.
    """
    lines = [line for line in _LINE.finditer(text) if line.group().strip()]
    lead = next((i for i, line in enumerate(lines) if len(line.group()) >= _PROSE), len(lines))
    pieces, credits_found, in_table = list(text), dict[str, str](), False
    for index, line in enumerate(lines):
        places = {"anywhere", *(["head"] if index <= lead else []), *(["tail"] if index >= len(lines) - _TAIL else [])}
        taken = _take(line, patterns, places)
        in_table = taken.action == "table" or (in_table and "|" in line.group())
        ranges = ((line.start(), line.end()),) if in_table else taken.ranges
        if taken.action == "end":
            ranges = ((line.start(), len(text)),)
        for begin, end in ranges:
            pieces[begin:end] = re.sub(r"[^\n]", " ", text[begin:end])
        credits_found.update(taken.credits)
        if taken.action == "end":
            break
    return Blanked(text="".join(pieces), translator=credits_found.get("translator"), editor=credits_found.get("editor"))


def _take(line: re.Match[str], patterns: Patterns, places: set[str]) -> _Taken:
    """What the patterns take out of the line."""
    words = line.group().strip()
    if not patterns.touch(words):
        return _Taken(ranges=(), credits={})
    start = line.start() + line.group().index(words)
    ranges: list[tuple[int, int]] = []
    named: dict[str, str] = {}
    for pattern in patterns.rows:
        if pattern.row.position not in places or (match := pattern.find(words)) is None:
            continue
        named |= {name: value for name, value in match.groupdict().items() if value}
        if pattern.row.action != "cut":
            return _Taken(ranges=((line.start(), line.end()),), credits=named, action=pattern.row.action)
        ranges.append((start + match.start(), start + match.end()))
    return _Taken(ranges=tuple(ranges), credits=named)
