"""Column types that mean the same on SQLite and PostgreSQL."""

from datetime import UTC, datetime

from sqlalchemy import DateTime, Dialect, String
from sqlalchemy.types import TypeDecorator, TypeEngine

FORMAT = "%Y-%m-%dT%H:%M:%SZ"


class Instant(TypeDecorator[datetime]):
    """An aware UTC instant to the second: timestamptz on PostgreSQL, sortable ISO 8601 text on SQLite."""

    impl = String(20)
    cache_ok = True

    def load_dialect_impl(self, dialect: Dialect) -> TypeEngine[datetime] | TypeEngine[str]:
        """Chooses the database's own type."""
        if dialect.name == "postgresql":
            return dialect.type_descriptor(DateTime(timezone=True))
        return dialect.type_descriptor(String(20))

    def process_bind_param(self, value: datetime | None, dialect: Dialect) -> datetime | str | None:
        """Refuses naive instants: their zone would be a guess."""
        if value is None:
            return None
        if value.tzinfo is None:
            raise ValueError(f"a naive instant cannot be stored: {value!r}")
        value = value.astimezone(UTC).replace(microsecond=0)
        return value if dialect.name == "postgresql" else value.strftime(FORMAT)

    def process_result_value(self, value: datetime | str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Gives an aware UTC instant back."""
        if value is None:
            return None
        if isinstance(value, str):
            return datetime.strptime(value, FORMAT).replace(tzinfo=UTC)
        return value.astimezone(UTC)
