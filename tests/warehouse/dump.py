"""The whole content of a warehouse, for comparing two."""

from typing import Any

from sqlalchemy import Engine, select

from pipeline.warehouse.engine import reading
from pipeline.warehouse.tables import metadata

LEDGER = frozenset({"run", "fetch", "page"})

Dump = dict[str, list[tuple[Any, ...]]]


def dump(made: Engine, *, ledger: bool = False) -> Dump:
    """Every row of every table in a fixed order; the ledger's run-dependent tables only on demand."""
    with reading(made) as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
            if ledger or table.name not in LEDGER
        }
