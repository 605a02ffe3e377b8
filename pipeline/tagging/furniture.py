"""Blanks the outlet's credit lines and boilerplate in a text, so that offsets into it keep."""

import re
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from functools import cache, lru_cache

from pipeline.seeds import Boilerplate
from pipeline.tagging.ruleset import Rules

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

    ranges: tuple[tuple[int, int], ...] = ()
    credits: Sequence[tuple[str, str]] = ()
    action: str = ""


@cache
def _patterns(rules: Rules, outlet: str, lang: str) -> tuple[tuple[re.Pattern[str], Boilerplate], ...]:
    """The boilerplate rows that hold for the outlet's edition."""
    return tuple(
        (re.compile(row.pattern_regex), row)
        for row in rules.seeds.boilerplate
        if row.outlet in ("any", outlet) and row.lang in ("any", lang) and row.position != "title"
    )


@lru_cache(4096)
def outlet_of(rules: Rules, source: str) -> str:
    """The outlet of a source id, or the outlet that a source's name begins with; "any" if there is none."""
    known = {s.source_id: s.outlet for s in rules.seeds.sources}
    outlets = {row.outlet for row in rules.seeds.boilerplate} - {"any"}
    return known.get(source) or next((o for o in sorted(outlets) if source.startswith(o)), "any")


def blank(text: str, rules: Rules, source: str, lang: str) -> Blanked:
    """The text with every line or passage that a pattern takes out turned into spaces of the same length.

    The head of a text ends with its first line of prose, its tail are the last twelve lines.
    """
    lines = [line for line in _LINE.finditer(text) if line.group().strip()]
    lead = next((i for i, line in enumerate(lines) if len(line.group()) >= _PROSE), len(lines))
    patterns = _patterns(rules, outlet_of(rules, source), lang)
    pieces, named, in_table = list(text), dict[str, str](), False
    for index, line in enumerate(lines):
        places = {"anywhere", *(["head"] if index <= lead else []), *(["tail"] if index >= len(lines) - _TAIL else [])}
        taken = _take(line, patterns, places)
        in_table = taken.action == "table" or (in_table and "|" in line.group())
        whole = ((line.start(), len(text) if taken.action == "end" else line.end()),)
        for begin, end in whole if in_table or taken.action else taken.ranges:
            pieces[begin:end] = re.sub(r"[^\n]", " ", text[begin:end])
        named |= dict(taken.credits)
        if taken.action == "end":
            break
    return Blanked(text="".join(pieces), translator=named.get("translator"), editor=named.get("editor"))


def _take(line: re.Match[str], patterns: Iterable[tuple[re.Pattern[str], Boilerplate]], places: set[str]) -> _Taken:
    """What the patterns take out of the line."""
    words = line.group().strip()
    start = line.start() + line.group().index(words)
    ranges: list[tuple[int, int]] = []
    credits_found: list[tuple[str, str]] = []
    for regex, row in patterns:
        if row.position not in places or (row.longest is not None and len(words) > row.longest):
            continue
        if match := regex.search(words):
            credits_found += [(name, value) for name, value in match.groupdict().items() if value]
            if row.action != "cut":
                return _Taken(credits=credits_found, action=row.action)
            ranges.append((start + match.start(), start + match.end()))
    return _Taken(ranges=tuple(ranges), credits=credits_found)
