"""The schema is migrated whole or not at all, equals the tables' metadata, and is checked in one clear line."""

from typing import Any

import pytest
from sqlalchemy import Connection, inspect, text

from pipeline.errors import WarehouseError
from pipeline.warehouse import schema
from pipeline.warehouse.engine import engine, reading, writing
from pipeline.warehouse.tables import metadata


def describe(connection: Connection) -> dict[str, Any]:
    """All that the database says of its tables: columns, types, keys, checks, indexes, comments."""
    inspector = inspect(connection)
    comments = connection.dialect.supports_comments
    return {
        name: {
            "columns": [{**c, "type": repr(c["type"])} for c in inspector.get_columns(name)],
            "key": inspector.get_pk_constraint(name),
            "foreign": sorted(inspector.get_foreign_keys(name), key=repr),
            "unique": sorted(inspector.get_unique_constraints(name), key=repr),
            "checks": sorted(inspector.get_check_constraints(name), key=repr),
            "indexes": sorted(inspector.get_indexes(name), key=repr),
            "comment": inspector.get_table_comment(name) if comments else None,
        }
        for name in sorted(inspector.get_table_names())
        if name != "alembic_version"
    }


def test_the_migrated_schema_is_the_tables_metadata(database_url: str) -> None:
    made = engine(database_url)
    with writing(made) as connection:
        metadata.create_all(connection)
        wanted = describe(connection)
        metadata.drop_all(connection)
    schema.upgrade(database_url)
    with reading(made) as connection:
        assert describe(connection) == wanted


def test_upgrading_twice_changes_nothing(database_url: str) -> None:
    schema.upgrade(database_url)
    schema.upgrade(database_url)
    schema.check(engine(database_url))


def test_a_warehouse_behind_the_code_is_named_in_one_line(database_url: str) -> None:
    with writing(engine(database_url)) as connection:
        connection.execute(text("CREATE TABLE something (x int)"))
    with pytest.raises(WarehouseError, match="behind this code") as raised:
        schema.check(engine(database_url))
    assert "\n" not in str(raised.value)


def test_a_warehouse_ahead_of_the_code_is_refused_and_left_as_it_is(database_url: str) -> None:
    schema.upgrade(database_url)
    made = engine(database_url)
    with writing(made) as connection:
        connection.execute(text("UPDATE alembic_version SET version_num = '9999'"))
        before = describe(connection)
    with pytest.raises(WarehouseError, match=r"ahead of this code \(revision 9999\)"):
        schema.check(made)
    with pytest.raises(WarehouseError, match=r"ahead of this code \(revision 9999\)"):
        schema.upgrade(database_url)
    with reading(made) as connection:
        assert describe(connection) == before
