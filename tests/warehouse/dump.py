"""The whole content of a warehouse, for comparing two."""

from typing import Any

from sqlalchemy import Engine, select

from pipeline.warehouse.engine import reading
from pipeline.warehouse.tables import metadata

LEDGER = frozenset({"run", "fetch", "page"})
OUTBOX = frozenset({"alert", "delivery"})

Dump = dict[str, list[tuple[Any, ...]]]


def dump(made: Engine, without: frozenset[str] = LEDGER) -> Dump:
    """Every row of every table in a fixed order, less the tables `without`; the ledger's depend on the run."""
    with reading(made) as connection:
        return {
            table.name: sorted((tuple(row) for row in connection.execute(select(table))), key=repr)
            for table in metadata.sorted_tables
            if table.name not in without
        }
