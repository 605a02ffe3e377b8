"""Bulk writes that mean the same on SQLite and PostgreSQL: rows are dictionaries, all with the same columns.

SQLite takes the rows one by one in one call; PostgreSQL takes them as one JSON array in one statement, which costs a
third of sending row after row.
"""

import json
from collections.abc import Iterable, Mapping, Sequence
from functools import cache
from typing import Any

from sqlalchemy import Connection, Table, and_, bindparam, column, delete, select, text
from sqlalchemy.dialects import postgresql, sqlite

from pipeline.warehouse.types import written

Row = Mapping[str, Any]


def insert_missing(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Inserts the rows whose key is not there yet."""
    if rows:
        _execute(connection, _insert(connection, table, rows).on_conflict_do_nothing(), rows)


def upsert(connection: Connection, table: Table, rows: Sequence[Row]) -> None:
    """Inserts the rows; one whose primary key is there takes the new values."""
    if not rows:
        return
    statement = _insert(connection, table, rows)
    rest = {name: statement.excluded[name] for name in rows[0] if name not in _key_names(table)}
    _execute(connection, statement.on_conflict_do_update(index_elements=list(table.primary_key), set_=rest), rows)


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
    return tuple([row[name] for name in _key_names(table)])


@cache
def _key_names(table: Table) -> tuple[str, ...]:
    return tuple(each.name for each in table.primary_key)


def _insert(connection: Connection, table: Table, rows: Sequence[Row]) -> postgresql.Insert | sqlite.Insert:
    if connection.dialect.name != "postgresql":
        return sqlite.insert(table)
    name = connection.dialect.identifier_preparer.format_table(table)
    array = text(f"json_populate_recordset(CAST(NULL AS {name}), CAST(:rows AS json))")
    names = list(rows[0])
    return postgresql.insert(table).from_select(names, select(*map(column, names)).select_from(array))


def _execute(connection: Connection, statement: postgresql.Insert | sqlite.Insert, rows: Sequence[Row]) -> None:
    if connection.dialect.name == "postgresql":
        array = json.dumps(rows, ensure_ascii=False, default=written)
        connection.execute(statement, {"rows": array})
    else:
        connection.execute(statement, rows)
