"""Dimensions: the warehouse's copy of the reference data, kept equal to `seeds/` on each load.

A row that seeds no longer have stays, for facts may refer to it; only UN rules and the closure follow seeds both ways.
"""

from collections.abc import Iterable, Iterator, Mapping
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, func, select

from pipeline.errors import SeedsError
from pipeline.seeds import AlertRule, Commodity, Seeds, Source, Topic
from pipeline.warehouse import tables as t
from pipeline.warehouse.engine import alone
from pipeline.warehouse.upsert import insert_missing, mirror

FIRST_DAY = date(2000, 1, 1)
LAST_DAY = date(2039, 12, 31)

Row = dict[str, Any]


def sync(connection: Connection, seeds: Seeds) -> None:
    """Makes sources, regions with closure, goods, UN rules, topics, alert rules and the calendar those of `seeds`."""
    alone(connection)
    mirror(connection, t.source, map(_source, seeds.sources), stay=True)
    mirror(connection, t.region, _parents_first(_regions(seeds), "region_id"), stay=True)
    mirror(connection, t.commodity, _parents_first(map(_commodity, seeds.commodities), "commodity_id"), stay=True)
    mirror(connection, t.topic, _parents_first(map(_topic, seeds.topics), "topic_id"), stay=True)
    mirror(connection, t.alert_rule, map(_alert_rule, seeds.alert_rules), stay=True)
    mirror(connection, t.sanction_rule, _sanction_rules(seeds.commodities), stay=False)
    mirror(connection, t.region_closure, _closure(connection), stay=False)
    _sync_calendar(connection)


def _source(source: Source) -> Row:
    columns = ("source_id", "lang", "timezone", "base_url", "access", "min_per_week")
    return {name: getattr(source, name) for name in columns} | {"outlet": source.outlet or source.source_id}


def _regions(seeds: Seeds) -> Iterator[Row]:
    zones = {country.country: country.timezone for country in seeds.countries}
    columns = ("region_id", "parent_id", "kind", "country", "name_en", "name_ko", "lat", "lon", "borders")
    for region in seeds.regions:
        yield {name: getattr(region, name) for name in columns} | {"timezone": zones[region.country]}


def _commodity(commodity: Commodity) -> Row:
    return {name: getattr(commodity, name) for name in ("commodity_id", "parent_id", "name_en", "name_ko", "hs")}


def _topic(topic: Topic) -> Row:
    return {name: getattr(topic, name) for name in ("topic_id", "parent_id", "name_en", "name_ko")}


def _alert_rule(rule: AlertRule) -> Row:
    columns = ("rule_id", "name", "audience", "channels", "digest_at", "quiet", "zone")
    return {name: getattr(rule, name) for name in columns}


def _sanction_rules(commodities: tuple[Commodity, ...]) -> Iterator[Row]:
    for good in commodities:
        for direction in ("import", "export"):
            rule, basis, since = (getattr(good, f"dprk_{direction}_{part}") for part in ("rule", "basis", "since"))
            if rule != "none":
                key = {"commodity_id": good.commodity_id, "direction": direction}
                yield key | {"rule": rule, "basis": basis, "since": since}


def lineage(node: str, parents: Mapping[str, str | None]) -> list[str]:
    """The node and those above it, nearest first; raises SeedsError when it stands above itself."""
    line = [node]
    while (above := parents[line[-1]]) is not None:
        if above in line:
            raise SeedsError(f"seeds: {above!r} stands above itself by way of its parent_id; mend that column")
        line.append(above)
    return line


def _parents_first(rows: Iterable[Row], key: str) -> list[Row]:
    listed = list(rows)
    parents = {row[key]: row["parent_id"] for row in listed}
    return sorted(listed, key=lambda row: len(lineage(row[key], parents)))


def _closure(connection: Connection) -> Iterator[Row]:
    parents: dict[str, str | None] = dict(connection.execute(select(t.region.c.region_id, t.region.c.parent_id)).all())
    for region_id in parents:
        for depth, ancestor in enumerate(lineage(region_id, parents)):
            yield {"ancestor_id": ancestor, "region_id": region_id, "depth": depth}


def _sync_calendar(connection: Connection) -> None:
    length = (LAST_DAY - FIRST_DAY).days + 1
    if connection.scalar(select(func.count()).select_from(t.day)) != length:
        insert_missing(connection, t.day, [_day(FIRST_DAY + timedelta(days=n)) for n in range(length)])


def _day(day: date) -> Row:
    year, week, _ = day.isocalendar()
    quarter = f"{day:%Y}-Q{(day.month + 2) // 3}"
    return {"date": day, "iso_year": year, "iso_week": week, "month": f"{day:%Y-%m}", "quarter": quarter}
