"""Dimensions are the seeds: complete, the same on each sync, and never pulled from under the facts."""

from dataclasses import replace
from datetime import date

import pytest
from sqlalchemy import Engine, select, text

from pipeline import seeds
from pipeline.errors import SeedsError
from pipeline.warehouse import dimensions
from pipeline.warehouse import tables as t
from pipeline.warehouse.engine import reading, writing
from tests.warehouse.dump import dump

SEEDS = seeds.load()


def test_each_seed_row_is_a_dimension_row(warehouse: Engine) -> None:
    with reading(warehouse) as connection:
        names = dict(connection.execute(select(t.region.c.region_id, t.region.c.name_ko)).all())
        sources = set(connection.scalars(select(t.source.c.source_id)))
        rules = set(connection.execute(select(t.sanction_rule.c.commodity_id, t.sanction_rule.c.direction)).all())
    assert names == {region.region_id: region.name_ko for region in SEEDS.regions}
    assert sources == {source.source_id for source in SEEDS.sources}
    imports = {(good.commodity_id, "import") for good in SEEDS.commodities if good.dprk_import_rule != "none"}
    exports = {(good.commodity_id, "export") for good in SEEDS.commodities if good.dprk_export_rule != "none"}
    assert rules == imports | exports


def test_a_city_rolls_up_to_its_province_and_country(warehouse: Engine) -> None:
    query = text(
        "SELECT c.ancestor_id, c.depth, r.timezone FROM region_closure c JOIN region r USING (region_id) "
        "WHERE c.region_id = 'KP-03-SINUIJU' ORDER BY c.depth"
    )
    with reading(warehouse) as connection:
        found = [tuple(row) for row in connection.execute(query)]
    zone = "Asia/Pyongyang"
    assert found == [("KP-03-SINUIJU", 0, zone), ("KP-03", 1, zone), ("KP", 2, zone)]


def test_the_calendar_knows_weeks_and_quarters_and_has_no_hole(warehouse: Engine) -> None:
    with reading(warehouse) as connection:
        days = {row.date: row for row in connection.execute(select(t.day))}
    assert tuple(days[date(2027, 1, 1)]) == (date(2027, 1, 1), 2026, 53, "2027-01", "2027-Q1")
    assert len(days) == (max(days) - min(days)).days + 1


def test_syncing_again_changes_nothing(warehouse: Engine) -> None:
    before = dump(warehouse)
    with writing(warehouse) as connection:
        dimensions.sync(connection, SEEDS)
    assert dump(warehouse) == before


def test_a_changed_row_is_updated_and_a_removed_one_stays(sqlite_warehouse: Engine) -> None:
    first, *others = SEEDS.topics
    leaf = others.pop()
    renamed = first.model_copy(update={"name_en": "Trade across the border"})
    with writing(sqlite_warehouse) as connection:
        dimensions.sync(connection, replace(SEEDS, topics=(renamed, *others)))
    with reading(sqlite_warehouse) as connection:
        names = dict(connection.execute(select(t.topic.c.topic_id, t.topic.c.name_en)).all())
    assert names == {topic.topic_id: topic.name_en for topic in (renamed, *others, leaf)}


def test_a_lifted_un_rule_goes(sqlite_warehouse: Engine) -> None:
    banned = next(good for good in SEEDS.commodities if good.dprk_import_rule == "banned")
    lifted = banned.model_copy(update={"dprk_import_rule": "none"})
    goods = tuple(lifted if good is banned else good for good in SEEDS.commodities)
    with writing(sqlite_warehouse) as connection:
        dimensions.sync(connection, replace(SEEDS, commodities=goods))
    with reading(sqlite_warehouse) as connection:
        rules = connection.execute(select(t.sanction_rule).where(t.sanction_rule.c.commodity_id == banned.commodity_id))
        assert {row.direction for row in rules} <= {"export"}


def test_a_region_above_itself_is_refused(sqlite_warehouse: Engine) -> None:
    country, *others = SEEDS.regions
    child = next(region for region in others if region.parent_id == country.region_id)
    looped = country.model_copy(update={"parent_id": child.region_id})
    with pytest.raises(SeedsError, match="stands above itself"), writing(sqlite_warehouse) as connection:
        dimensions.sync(connection, replace(SEEDS, regions=(looped, *others)))
