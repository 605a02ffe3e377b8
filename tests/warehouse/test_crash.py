"""Killed at any statement and run again: an upgrade is whole or was never there, a load ends as if undisturbed."""

from itertools import count

import pytest
from sqlalchemy import Engine, inspect

from pipeline.warehouse import schema
from pipeline.warehouse.engine import engine, reading
from pipeline.warehouse.load import load
from tests.crash import survives, together
from tests.warehouse.dump import dump
from tests.warehouse.made import SEEDS, enter, items
from tests.warehouse.test_order import PAGES


def tables(url: str) -> int:
    """How many tables and views there are; asked by an engine that leaves no connection behind."""
    made = engine(url)
    with reading(made) as connection:
        found = inspect(connection)
        number = len(found.get_table_names()) + len(found.get_view_names())
    made.dispose()
    return number


def load_pages(url: str) -> None:
    load(engine(url), items(PAGES), SEEDS, run_id="run-1", batch=5)


@pytest.mark.slow
def test_an_interrupted_upgrade_leaves_nothing_or_all(database_url: str) -> None:
    before = tables(database_url)
    for kill_at in count(2, 37):
        if survives(schema.upgrade, database_url, kill_at=kill_at):
            break
        assert tables(database_url) == before
    assert kill_at > 50
    schema.check(engine(database_url))


@pytest.mark.slow
def test_a_killed_load_run_again_ends_as_an_undisturbed_one(warehouse: Engine, sqlite_warehouse: Engine) -> None:
    for made in (warehouse, sqlite_warehouse):
        enter(made, PAGES)
    load(sqlite_warehouse, items(PAGES), SEEDS, run_id="run-1", batch=5)
    url = warehouse.url.render_as_string(hide_password=False)
    warehouse.dispose()
    for kill_at in count(5, 47):
        if survives(load_pages, url, kill_at=kill_at):
            break
    assert kill_at > 50
    load_pages(url)
    assert dump(warehouse) == dump(sqlite_warehouse)


def test_two_upgrades_at_once_both_succeed(database_url: str) -> None:
    assert together(schema.upgrade, (database_url,), (database_url,), (database_url,)) == [0, 0, 0]
    schema.check(engine(database_url))


def test_two_loaders_at_once_fail_neither_and_double_nothing(warehouse: Engine, sqlite_warehouse: Engine) -> None:
    for made in (warehouse, sqlite_warehouse):
        enter(made, PAGES)
    load(sqlite_warehouse, items(PAGES), SEEDS, run_id="run-1", batch=5)
    url = warehouse.url.render_as_string(hide_password=False)
    warehouse.dispose()
    assert together(load_pages, (url,), (url,)) == [0, 0]
    assert dump(warehouse) == dump(sqlite_warehouse)
