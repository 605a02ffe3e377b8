"""Column types that mean the same on SQLite and PostgreSQL."""

from datetime import UTC, date, datetime

from sqlalchemy import DateTime, Dialect, String
from sqlalchemy.types import TypeDecorator, TypeEngine

FORMAT = "%Y-%m-%dT%H:%M:%SZ"


def written(value: date) -> str:
    """A day or an instant as the databases write it: ISO 8601, instants in UTC to the second, none without a zone."""
    if not isinstance(value, datetime):
        return value.isoformat()
    if value.tzinfo is None:
        raise ValueError(f"a naive instant cannot be stored, its zone would be a guess: {value!r}")
    return f"{value.astimezone(UTC).isoformat()[:19]}Z"


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
        """Writes it to the second, whatever its zone; refuses one without."""
        if value is None:
            return None
        text = written(value)
        return datetime.fromisoformat(text) if dialect.name == "postgresql" else text

    def process_result_value(self, value: datetime | str | None, dialect: Dialect) -> datetime | None:  # noqa: ARG002
        """Gives an aware UTC instant back."""
        if value is None:
            return None
        if isinstance(value, str):
            return datetime.fromisoformat(value)
        return value.astimezone(UTC)
