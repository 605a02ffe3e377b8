"""Bulk writes that mean the same on SQLite and PostgreSQL: rows are dictionaries of all columns of a table."""

from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from sqlalchemy import Connection, Table, and_, bindparam, delete, select
from sqlalchemy.dialects import postgresql, sqlite

Row = Mapping[str, Any]


def insert_missing(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Inserts the rows whose key is not there yet."""
    if rows:
        connection.execute(_insert(connection, table).on_conflict_do_nothing(), rows)


def upsert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Inserts the rows; one whose primary key is there takes the new values."""
    if not rows:
        return
    statement = _insert(connection, table)
    rest = {column.name: statement.excluded[column.name] for column in table.columns if not column.primary_key}
    keys = list(table.primary_key)
    if rest:
        statement = statement.on_conflict_do_update(index_elements=keys, set_=rest)
    else:
        statement = statement.on_conflict_do_nothing()
    connection.execute(statement, rows)


def remove(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Deletes the rows with the primary keys of those given."""
    if rows:
        names = _key_names(table)
        condition = and_(*(table.c[name] == bindparam(f"key_{name}") for name in names))
        connection.execute(delete(table).where(condition), [{f"key_{n}": row[n] for n in names} for row in rows])


def mirror(connection: Connection, table: Table, rows: Iterable[Row], *, stay: bool) -> None:
    """Makes the table hold the rows, writing only what differs; others stay or go."""
    wanted = {key(table, row): dict(row) for row in rows}
    there = {key(table, row): row for row in all_rows(connection, table)}
    if not stay:
        remove(connection, table, [row for k, row in there.items() if k not in wanted])
    upsert(connection, table, [row for k, row in wanted.items() if there.get(k) != row])


def all_rows(connection: Connection, table: Table) -> list[dict[str, Any]]:
    """The whole table."""
    return [dict(row) for row in connection.execute(select(table)).mappings()]


def key(table: Table, row: Row) -> tuple[Any, ...]:
    """The row's primary key."""
    return tuple(row[name] for name in _key_names(table))


def _key_names(table: Table) -> list[str]:
    return [column.name for column in table.primary_key]


def _insert(connection: Connection, table: Table) -> postgresql.Insert | sqlite.Insert:
    return postgresql.insert(table) if connection.dialect.name == "postgresql" else sqlite.insert(table)
