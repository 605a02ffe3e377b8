"""The rules of extraction, compiled once from the seeds: selectors, boilerplate by edition, URL parameters."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cache

from pipeline.seeds import Boilerplate, Seeds, Selector, Source

GROUP = re.compile(r"\(\?P<\w+>")


@dataclass(frozen=True, slots=True)
class Pattern:
    """One boilerplate row, compiled; one that begins with `^` is tried at a line's beginning only."""

    regex: "re.Pattern[str]"
    row: Boilerplate
    first: bool

    def find(self, line: str) -> "re.Match[str] | None":
        """Where the pattern is in the line, if the line is worth a trial."""
        if self.row.needs not in line or (self.row.longest is not None and len(line) > self.row.longest):
            return None
        return self.regex.match(line) if self.first else self.regex.search(line)


@dataclass(frozen=True, slots=True)
class Patterns:
    """The boilerplate rows that hold for one edition: `titles` for headlines, `lines` for the text, in their order.

    `short` and `long` tell in one trial whether any of those matches that begin with `^` and need no word: all of them
    on lines of up to `longest` characters, on longer ones those without limit. `others` are the rest by needed word.
    """

    titles: tuple[Pattern, ...]
    lines: tuple[Pattern, ...]
    short: "re.Pattern[str]"
    long: "re.Pattern[str]"
    longest: int
    others: tuple[tuple[str, Pattern], ...]

    def touch(self, text: str) -> bool:
        """Whether some row may match a line of the text."""
        if "\n" in text:
            return True
        heads = self.short if len(text) <= self.longest else self.long
        if heads.match(text) is not None:
            return True
        for needs, pattern in self.others:  # noqa: SIM110 the loop is run for each paragraph read
            if needs in text and pattern.find(text) is not None:
                return True
        return False


@dataclass(frozen=True, slots=True)
class Layout:
    """The selectors of one version of a source's pages, by field."""

    version: int
    valid_from: date | None
    valid_until: date | None
    fields: dict[str, tuple[Selector, ...]]

    def holds(self, day: date | None) -> bool:
        """Whether pages published on that day have this layout; an unknown day may be any."""
        if day is None:
            return True
        return (self.valid_from or date.min) <= day <= (self.valid_until or date.max)


@dataclass(frozen=True, slots=True)
class ExtractRules:
    """All that extraction knows beside the page."""

    layouts: dict[str, tuple[Layout, ...]]
    boilerplate: dict[tuple[str, str], Patterns]
    general: dict[str, Patterns]
    parameters: tuple[str, ...]

    def patterns(self, source: Source, lang: str) -> Patterns:
        """The boilerplate patterns of the source's outlet in that language, "en" or "ko"."""
        return self.boilerplate.get((source.outlet, lang)) or self.general[lang]


@cache
def rules(seeds: Seeds) -> ExtractRules:
    """Compiles the seeds; the same seeds give the same rules."""
    langs = ("en", "ko")
    outlets = {row.outlet for row in seeds.boilerplate} - {"any"}
    return ExtractRules(
        layouts={source: _layouts(seeds.selectors, source) for source in {s.source_id for s in seeds.selectors}},
        boilerplate={(o, n): _patterns(seeds.boilerplate, {o, "any"}, n) for o in outlets for n in langs},
        general={lang: _patterns(seeds.boilerplate, {"any"}, lang) for lang in langs},
        parameters=tuple(row.parameter for row in seeds.url_parameters),
    )


def _layouts(selectors: Iterable[Selector], source_id: str) -> tuple[Layout, ...]:
    rows = [row for row in selectors if row.source_id == source_id]
    versions = sorted({row.version for row in rows}, reverse=True)
    return tuple(_layout(version, [r for r in rows if r.version == version]) for version in versions)


def _layout(version: int, rows: list[Selector]) -> Layout:
    names = dict.fromkeys(row.field for row in rows)
    fields: dict[str, tuple[Selector, ...]] = {name: tuple(r for r in rows if r.field == name) for name in names}
    return Layout(version, rows[0].valid_from, rows[0].valid_until, fields)


def _patterns(rows: Iterable[Boilerplate], outlets: set[str], lang: str) -> Patterns:
    chosen = tuple(
        Pattern(re.compile(row.pattern_regex), row, row.pattern_regex.startswith("^"))
        for row in rows
        if row.outlet in outlets and row.lang in (lang, "any")
    )
    titles = tuple(p for p in chosen if p.row.position == "title")
    lines = tuple(p for p in chosen if p.row.position != "title")
    heads = [p for p in lines if p.first and not p.row.needs]
    return Patterns(
        titles=titles,
        lines=lines,
        short=_merged(heads),
        long=_merged(p for p in heads if p.row.longest is None),
        longest=max((p.row.longest or 0 for p in heads), default=0),
        others=tuple((p.row.needs, p) for p in lines if p not in heads),
    )


def _merged(patterns: Iterable[Pattern]) -> "re.Pattern[str]":
    return re.compile("|".join(GROUP.sub("(?:", p.row.pattern_regex) for p in patterns) or r"(?!)")
