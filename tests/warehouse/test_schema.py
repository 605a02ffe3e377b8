"""The schema is migrated whole or not at all, equals the tables' metadata, and is checked in one clear line."""

from collections.abc import Callable
from pathlib import Path
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


def test_an_absent_warehouse_is_named_and_not_made(tmp_path: Path) -> None:
    path = tmp_path / "none.sqlite"
    with pytest.raises(WarehouseError, match=f"{path}: no warehouse there"):
        schema.check(engine(f"sqlite:///{path}"))
    assert not path.exists()


@pytest.mark.parametrize("use", [schema.upgrade, lambda url: schema.check(engine(url))])
def test_an_unreachable_server_is_named_without_its_password(use: Callable[[str], None]) -> None:
    with pytest.raises(WarehouseError, match="cannot be opened") as raised:
        use("postgresql://wire:c4nary@127.0.0.1:1/borderwire")
    assert "c4nary" not in str(raised.value)
    assert "\n" not in str(raised.value)


def test_a_folder_that_cannot_be_made_is_named(tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    with pytest.raises(WarehouseError, match="name a writable folder in BORDERWIRE_DATA"):
        schema.upgrade(f"sqlite:///{tmp_path}/file/data/warehouse.sqlite")


def test_a_file_that_is_no_database_is_named(tmp_path: Path) -> None:
    path = tmp_path / "warehouse.sqlite"
    path.write_bytes(b"not a database, but long enough to be read as one" * 100)
    with pytest.raises(WarehouseError, match="cannot be opened"):
        schema.check(engine(f"sqlite:///{path}"))


@pytest.mark.parametrize("url", ["c4nary", "mysql://wire:c4nary@localhost/x", "sqlite:c4nary", ""])
def test_a_url_of_no_database_that_we_know_is_refused_and_not_shown(url: str) -> None:
    with pytest.raises(
        WarehouseError, match=r"BORDERWIRE_DATABASE_URL: .*begins with sqlite:/// or postgresql://"
    ) as raised:
        schema.upgrade(url)
    assert "c4nary" not in str(raised.value)
