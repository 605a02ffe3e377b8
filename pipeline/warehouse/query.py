"""Any one SQL query, read-only, answered alike by both databases."""

import json
import re
import sqlite3
from collections.abc import Sequence
from datetime import date, datetime
from decimal import Decimal
from typing import Any, TypeAlias

import psycopg
from sqlalchemy import Connection, Engine

from pipeline.errors import WarehouseError
from pipeline.warehouse.engine import reading
from pipeline.warehouse.types import FORMAT

Answer: TypeAlias = tuple[list[str], list[tuple[Any, ...]]]

_QUERY = re.compile(
    r"(?:\s+|--[^\n]*(?:\n|$)|/\*.*?\*/|\()*(?:select|with|values|explain)\b", re.DOTALL | re.IGNORECASE
)
_FORMULA = ("=", "+", "-", "@", "\t", "\r")


def ask(made: Engine, question: str) -> Answer:
    """The columns and rows of one query; instants and days in ISO 8601, JSON as text.

    Raises WarehouseError, in one line, for anything but one query and for what the database refuses.
    """
    if not _QUERY.match(question):
        raise WarehouseError("the warehouse is read-only and answers one query, beginning with SELECT or WITH")
    try:
        with reading(made) as connection:
            return _answer(connection, question)
    except (psycopg.Error, sqlite3.Error, sqlite3.Warning, UnicodeError, ValueError) as e:
        raise WarehouseError(f"SQL: {_first_line(e)}; see docs/warehouse.md for tables and columns") from None


def inert(cell: Any) -> Any:
    """The cell as a spreadsheet may hold it: text that would be a formula begins with an apostrophe."""
    return f"'{cell}" if isinstance(cell, str) and cell.startswith(_FORMULA) else cell


def plain(row: Sequence[Any]) -> tuple[Any, ...]:
    """The row's cells as text and numbers."""
    return tuple(map(_plain, row))


def _answer(connection: Connection, question: str) -> Answer:
    """Asks through the driver itself: with "prepare", PostgreSQL takes one statement and no more, as SQLite does."""
    cursor: Any = connection.connection.cursor()
    options = {"prepare": True} if connection.dialect.name == "postgresql" else {}
    cursor.execute(question, **options)
    columns = [column[0] for column in cursor.description or ()]
    return columns, [plain(row) for row in cursor.fetchall()]


def _plain(cell: Any) -> Any:
    if isinstance(cell, datetime):
        return cell.strftime(FORMAT)
    if isinstance(cell, date):
        return cell.isoformat()
    if isinstance(cell, Decimal):
        return int(cell) if cell == cell.to_integral_value() else float(cell)
    if isinstance(cell, (dict, list)):
        return json.dumps(cell, ensure_ascii=False)
    return cell


def _first_line(error: Exception) -> str:
    return (str(error).strip().splitlines() or [type(error).__name__])[0]
