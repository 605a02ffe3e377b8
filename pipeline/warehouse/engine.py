"""Engines and transactions that behave alike on SQLite and PostgreSQL.

SQLite runs in WAL mode with foreign keys on; a write transaction begins IMMEDIATE and covers DDL too, because the
driver's own transaction handling is switched off.
"""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from functools import cache, partial
from typing import Any

from sqlalchemy import Connection, Engine, create_engine, event, make_url, text
from sqlalchemy.exc import ArgumentError

from pipeline.errors import WarehouseError

BUSY_MS = 60_000
LOCK = 0x626F7264


@cache
def engine(url: str) -> Engine:
    """The engine of a SQLAlchemy URL, one a process; `postgresql://` means psycopg 3.

    Raises WarehouseError, without showing the URL, when it is none or of another database.
    """
    backend = _backend(url)
    # Days are cut in UTC on both databases.
    options: dict[str, Any] = {"connect_args": {"options": "-c timezone=UTC"}} if backend == "postgresql" else {}
    url = url.replace("postgresql://", "postgresql+psycopg://", 1)
    made = create_engine(url, json_serializer=partial(json.dumps, ensure_ascii=False), **options)
    if backend == "sqlite":
        event.listen(made, "connect", _prepare_sqlite)
        event.listen(made, "begin", _begin_immediate)
    return made


def _backend(url: str) -> str:
    try:
        backend = make_url(url).get_backend_name()
    except ArgumentError:
        backend = "no URL"
    if backend not in ("sqlite", "postgresql"):
        raise WarehouseError(f"BORDERWIRE_DATABASE_URL: {backend}; it begins with sqlite:/// or postgresql://")
    return backend


def _prepare_sqlite(connection: Any, _record: Any) -> None:
    connection.isolation_level = None
    for pragma in (f"busy_timeout={BUSY_MS}", "journal_mode=WAL", "synchronous=NORMAL", "foreign_keys=ON"):
        connection.execute(f"PRAGMA {pragma}")


def _begin_immediate(connection: Connection) -> None:
    mode = "" if connection.get_execution_options().get("reading") else " IMMEDIATE"
    connection.exec_driver_sql(f"BEGIN{mode}")


@contextmanager
def writing(made: Engine) -> Iterator[Connection]:
    """A transaction that commits whole at the end of the block, or leaves nothing."""
    with made.connect() as connection, connection.begin():
        yield connection


@contextmanager
def reading(made: Engine) -> Iterator[Connection]:
    """One consistent view of the warehouse; PostgreSQL refuses writes in it, SQLite too."""
    with made.connect().execution_options(reading=True) as connection, connection.begin():
        if connection.dialect.name == "sqlite":
            connection.execute(text("PRAGMA query_only=ON"))
            try:
                yield connection
            finally:
                connection.execute(text("PRAGMA query_only=OFF"))
        else:
            connection.execute(text("SET TRANSACTION ISOLATION LEVEL REPEATABLE READ READ ONLY"))
            yield connection


def alone(connection: Connection) -> None:
    """Waits until no other migration, load or closing of books is under way, and keeps others waiting to the end.

    SQLite's write transaction is alone from its beginning.
    """
    if connection.dialect.name == "postgresql":
        connection.execute(text("SELECT pg_advisory_xact_lock(:key)"), {"key": LOCK})
