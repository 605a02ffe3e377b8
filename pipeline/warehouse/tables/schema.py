"""The metadata that Alembic migrates, and the columns that tables have in common."""

from typing import Any

from sqlalchemy import Column, ForeignKey, MetaData, String

from pipeline.warehouse.types import Instant

metadata = MetaData(
    naming_convention={
        "ix": "ix_%(column_0_N_label)s",
        "uq": "uq_%(table_name)s_%(column_0_N_name)s",
        "ck": "ck_%(table_name)s_%(constraint_name)s",
        "fk": "fk_%(table_name)s_%(column_0_N_name)s_%(referred_table_name)s",
        "pk": "pk_%(table_name)s",
    }
)


def identifier(name: str, comment: str, **options: Any) -> Column[str]:
    """A key column."""
    return Column(name, String(64), comment=comment, **options)


def reference(target: str, comment: str, name: str | None = None, **options: Any) -> Column[str]:
    """A column that refers to another table's key, mandatory unless said otherwise."""
    column = name or target.split(".")[1]
    return Column(column, String(64), ForeignKey(target), comment=comment, **{"nullable": False} | options)


def in_force() -> tuple[Column[Any], Column[Any]]:
    """The two instants between which a fact was in force."""
    return (
        Column(
            "recorded_at", Instant, nullable=False, comment="When we learned this: the fetch of the version's page."
        ),
        Column("superseded_at", Instant, comment="When a later version replaced it; null while in force."),
    )
