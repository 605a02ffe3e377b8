"""All rows of an article from its version chain and its contents: a pure function, so that a load is a comparison."""

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any
from zoneinfo import ZoneInfo

from sqlalchemy import Table

from pipeline.stories.changes import Wording, change
from pipeline.warehouse import tables as t
from pipeline.warehouse.content import identity
from pipeline.warehouse.facts import FACTS, Content, Row
from pipeline.warehouse.types import FORMAT
from pipeline.warehouse.versions import Version

# Parents first: rows are written in this order and removed in the reverse.
TABLES: tuple[Table, ...] = (t.article, t.article_version, *FACTS)
PUBLISHED = ("published_at", "published_precision", "published_basis", "published_date")
OF_ARTICLE = ("title", "alternate_url", "is_border_trade_story", "primary_region", "primary_place")
OF_SIGNAL = ("region_id", "counterpart_id", "commodity_id", "flow", "trend", "span")

Zones = Mapping[str, ZoneInfo]
Tables = dict[str, list[Row]]


@dataclass(frozen=True, slots=True)
class Key:
    """What makes an article: its canonical address and its language."""

    url: str
    lang: str

    @property
    def article_id(self) -> str:
        """The id that follows."""
        return identity(self.url, self.lang)


def rows(key: Key, chain: Iterable[Version], contents: Mapping[str, Content], zones: Zones) -> Tables:
    """The article's rows by table: one version a link of the chain, its facts with the instants it was in force.

    An undated version keeps the date of the one before it.
    """
    made: Tables = {table.name: [] for table in TABLES}
    before: Content | None = None
    published: Row = {}
    for version in chain:
        now = contents[version.content_sha256]
        if not published or now.version["published_basis"] != "fetched":
            published = {name: now.version[name] for name in PUBLISHED}
        frame = _frame(key.article_id, version)
        dated = now.version | published | {"published_basis": now.version["published_basis"]}
        changed = "first" if before is None else change(_wording(before), _wording(now))
        made[t.article_version.name].append(dated | frame | {"page_id": version.first.page_id, "change": changed})
        for table in FACTS:
            made[table.name] += _facts(table, now.facts[table.name], frame, _calendar(published, zones))
        made[t.article.name] = [_article(key, version, now, published)]
        before = now
    return made


def _frame(article_id: str, version: Version) -> Row:
    recorded = version.recorded_at.strftime(FORMAT)
    return {
        "version_id": identity(article_id, version.content_sha256, recorded),
        "article_id": article_id,
        "recorded_at": version.recorded_at,
        "superseded_at": version.superseded_at,
    }


def _article(key: Key, version: Version, now: Content, published: Row) -> Row:
    frame = _frame(key.article_id, version)
    return (
        {"article_id": key.article_id, "source_id": version.first.source_id, "url": key.url, "lang": key.lang}
        | {"version_id": frame["version_id"], "gone_at": None}
        | {name: now.version[name] for name in OF_ARTICLE}
        | published
    )


def _facts(table: Table, found: Iterable[Row], frame: Row, calendar: Callable[[str | None], date]) -> list[Row]:
    made: dict[tuple[Any, ...], Row] = {}
    keys = [column.name for column in table.primary_key]
    for fact in found:
        row = fact | frame
        if "report_date" in table.c:
            row["report_date"] = calendar(fact["region_id"])
        if table is t.signal:
            row["signal_id"] = identity(frame["version_id"], *(fact[name] for name in OF_SIGNAL))
        made.setdefault(tuple(row[name] for name in keys), row)
    return list(made.values())


def _calendar(published: Row, zones: Zones) -> Callable[[str | None], date]:
    """The publication day in a region's own zone; a day printed without a time is that day everywhere."""
    at: datetime = published["published_at"]
    printed: date = published["published_date"]
    if published["published_precision"] == "day":
        return lambda _: printed
    return lambda region: printed if region is None else at.astimezone(zones[region]).date()


def _wording(content: Content) -> Wording:
    version = content.version
    return Wording(
        title=version["title"],
        text=version["text"],
        places=content.ids(t.article_region, "region_id"),
        goods=content.ids(t.article_commodity, "commodity_id"),
    )
