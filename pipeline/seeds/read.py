"""Reads the reference data of `seeds/`: CSV a journalist can edit, validated row by row on load.

A bad row raises SeedsError naming file, line and column. A folder given with `--seeds` needs only `sources.csv`; a file
that it does not have is read from the bundled folder.
"""

import csv
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any, TypeVar

from pydantic import ValidationError

from pipeline.errors import SeedsError
from pipeline.seeds.rows import (
    AlertRule,
    AttributionCue,
    Boilerplate,
    Commodity,
    CommodityTerm,
    ContextCue,
    Country,
    DateExpression,
    FlowCue,
    HedgeCue,
    Informant,
    PlaceCue,
    PlaceTrap,
    Region,
    RegionName,
    Row,
    Selector,
    Source,
    StoryTerm,
    Topic,
    TopicTerm,
    TrendCue,
    UrlParameter,
    Wording,
)
from pipeline.settings import ROOT

BUNDLED = ROOT / "seeds"

R = TypeVar("R", bound=Row)


@dataclass(frozen=True, slots=True, kw_only=True)
class Seeds:
    """All reference data, validated and cross-checked."""

    sources: tuple[Source, ...]
    selectors: tuple[Selector, ...]
    countries: tuple[Country, ...]
    regions: tuple[Region, ...]
    region_names: tuple[RegionName, ...]
    place_traps: tuple[PlaceTrap, ...]
    place_cues: tuple[PlaceCue, ...]
    commodities: tuple[Commodity, ...]
    commodity_terms: tuple[CommodityTerm, ...]
    context_cues: tuple[ContextCue, ...]
    topics: tuple[Topic, ...]
    topic_terms: tuple[TopicTerm, ...]
    trend_cues: tuple[TrendCue, ...]
    flow_cues: tuple[FlowCue, ...]
    hedge_cues: tuple[HedgeCue, ...]
    date_expressions: tuple[DateExpression, ...]
    wordings: tuple[Wording, ...]
    informants: tuple[Informant, ...]
    attribution_cues: tuple[AttributionCue, ...]
    boilerplate: tuple[Boilerplate, ...]
    url_parameters: tuple[UrlParameter, ...]
    story_terms: tuple[StoryTerm, ...]
    alert_rules: tuple[AlertRule, ...]

    def source(self, source_id: str) -> Source:
        """The source of that id; raises SeedsError naming those that exist."""
        for source in self.sources:
            if source.source_id == source_id:
                return source
        known = ", ".join(s.source_id for s in self.sources)
        raise SeedsError(f"no source {source_id!r} in sources.csv; it has: {known}")

    def select(self, wanted: str) -> tuple[Source, ...]:
        """The sources that `wanted` names: ids separated by commas, or a group (live, sample); raises SeedsError."""
        chosen = [word.strip() for word in wanted.split(",") if word.strip()]
        if not chosen:
            raise SeedsError("no source asked for; name ids with commas, or a group: live, sample")
        groups = {s.group for s in self.sources}
        if len(chosen) == 1 and chosen[0] in ("live", "sample"):
            if chosen[0] not in groups:
                raise SeedsError(f"sources.csv has no source of the group {chosen[0]!r}")
            return tuple(s for s in self.sources if s.group == chosen[0])
        return tuple(self.source(source_id) for source_id in dict.fromkeys(chosen))


def read_rows(path: Path, model: type[R]) -> tuple[R, ...]:
    """The file's rows as `model`; raises SeedsError naming file, line and column of the first that does not fit."""
    try:
        with path.open(encoding="utf-8-sig", newline="") as file:
            return tuple(_rows(path, csv.DictReader(file, strict=True), model))
    except OSError as e:
        raise SeedsError(f"{path}: {e.strerror}; a seeds folder needs this file, see seeds/README.md") from None
    except (UnicodeDecodeError, csv.Error) as e:
        raise SeedsError(f"{path}: not a UTF-8 CSV file ({e}); save it as UTF-8 with commas") from None


def _rows(path: Path, reader: "csv.DictReader[str]", model: type[R]) -> Iterator[R]:
    required = [name for name, spec in model.model_fields.items() if spec.is_required()]
    missing = [name for name in required if name not in (reader.fieldnames or [])]
    if missing:
        raise SeedsError(f"{path}: line 1: column {missing[0]!r} is missing; see seeds/README.md")
    for cells in reader:
        yield _row(path, reader.line_num, cells, model)


def _row(path: Path, line: int, cells: dict[str | Any, str | Any], model: type[R]) -> R:
    if None in cells or None in cells.values():
        raise SeedsError(f"{path}: line {line}: the row has not as many cells as the header; quote cells with commas")
    required = {name for name, spec in model.model_fields.items() if spec.is_required()}
    given = {key: value for key, value in cells.items() if value != "" or key in required}
    try:
        return model.model_validate(given)
    except ValidationError as e:
        first = e.errors()[0]
        column, value = first["loc"][0] if first["loc"] else "?", first.get("input")
        raise SeedsError(f"{path}: line {line}, column {column}: {first['msg']} (got {value!r})") from None


def _unique(name: str, ids: Iterable[str]) -> frozenset[str]:
    seen: set[str] = set()
    for value in ids:
        if value in seen:
            raise SeedsError(f"{name}: {value!r} stands twice; an id names one row")
        seen.add(value)
    return frozenset(seen)


def _known(name: str, column: str, known: frozenset[str], used: Iterable[str | None]) -> None:
    for line, value in enumerate(used, start=2):
        if value is not None and value not in known:
            raise SeedsError(f"{name}: line {line}, column {column}: no row has the id {value!r}")


def _check(s: Seeds) -> Seeds:
    sources = _unique("sources.csv", (r.source_id for r in s.sources))
    regions = _unique("regions.csv", (r.region_id for r in s.regions))
    goods = _unique("commodities.csv", (r.commodity_id for r in s.commodities))
    topics = _unique("topics.csv", (r.topic_id for r in s.topics))
    countries = _unique("countries.csv", (r.country for r in s.countries))
    _unique("story_terms.csv", (r.term_id for r in s.story_terms))
    _unique("alert_rules.csv", (r.rule_id for r in s.alert_rules))
    _known("sources.csv", "twin", sources, (r.twin for r in s.sources))
    _known("regions.csv", "parent_id", regions, (r.parent_id for r in s.regions))
    _known("regions.csv", "counterpart", regions, (r.counterpart for r in s.regions))
    _known("regions.csv", "country", countries, (r.country for r in s.regions))
    _known("region_names.csv", "region_id", regions, (r.region_id for r in s.region_names))
    _known("commodities.csv", "parent_id", goods, (r.parent_id for r in s.commodities))
    _known("commodity_terms.csv", "commodity_id", goods, (r.commodity_id for r in s.commodity_terms))
    _known("topics.csv", "parent_id", topics, (r.parent_id for r in s.topics))
    _known("topic_terms.csv", "topic_id", topics, (r.topic_id for r in s.topic_terms))
    for column, known in (("regions", regions), ("topics", topics), ("commodities", goods), ("sources", sources)):
        for line, rule in enumerate(s.alert_rules, start=2):
            for unknown in sorted(set(getattr(rule, column).split()) - known):
                raise SeedsError(f"alert_rules.csv: line {line}, column {column}: no row has the id {unknown!r}")
    return s


@cache
def load(folder: Path = BUNDLED) -> Seeds:
    """All seeds of the folder, missing files from the bundled one; raises SeedsError."""
    if not (folder / "sources.csv").is_file():
        raise SeedsError(f"{folder}: no sources.csv there; name a folder that has one, or copy {BUNDLED}")

    def rows(name: str, model: type[R]) -> tuple[R, ...]:
        path = folder / f"{name}.csv"
        return read_rows(path if path.is_file() else BUNDLED / path.name, model)

    return _check(
        Seeds(
            sources=rows("sources", Source),
            selectors=rows("selectors", Selector),
            countries=rows("countries", Country),
            regions=rows("regions", Region),
            region_names=rows("region_names", RegionName),
            place_traps=rows("place_traps", PlaceTrap),
            place_cues=rows("place_cues", PlaceCue),
            commodities=rows("commodities", Commodity),
            commodity_terms=rows("commodity_terms", CommodityTerm),
            context_cues=rows("context_cues", ContextCue),
            topics=rows("topics", Topic),
            topic_terms=rows("topic_terms", TopicTerm),
            trend_cues=rows("trend_cues", TrendCue),
            flow_cues=rows("flow_cues", FlowCue),
            hedge_cues=rows("hedge_cues", HedgeCue),
            date_expressions=rows("date_expressions", DateExpression),
            wordings=rows("wordings", Wording),
            informants=rows("informants", Informant),
            attribution_cues=rows("attribution_cues", AttributionCue),
            boilerplate=rows("boilerplate_patterns", Boilerplate),
            url_parameters=rows("url_parameters", UrlParameter),
            story_terms=rows("story_terms", StoryTerm),
            alert_rules=rows("alert_rules", AlertRule),
        )
    )
