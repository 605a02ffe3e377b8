"""On PostgreSQL an analyst reads views and facts, never full text or the outbox, and writes nothing."""

from collections.abc import Iterator

import psycopg
import pytest
from sqlalchemy import Connection, Engine, text
from sqlalchemy.exc import ProgrammingError

from pipeline.warehouse import analysts, schema, views
from pipeline.warehouse.engine import engine, writing


@pytest.fixture
def analyst(postgres_warehouse: Engine) -> Iterator[Connection]:
    """A connection with the rights of the analysts' role on a fresh warehouse."""
    with writing(postgres_warehouse) as connection:
        connection.execute(text(f"DROP ROLE IF EXISTS {analysts.ROLE}"))
        connection.execute(text(f"CREATE ROLE {analysts.ROLE}"))
        assert analysts.grant(connection)
    with postgres_warehouse.connect() as connection:
        connection.execute(text(f"SET ROLE {analysts.ROLE}"))
        connection.commit()
        yield connection
        connection.rollback()
        connection.execute(text("RESET ROLE"))
        connection.execute(text(f"DROP OWNED BY {analysts.ROLE}"))
        connection.execute(text(f"DROP ROLE {analysts.ROLE}"))
        connection.commit()


def refused(connection: Connection, statement: str) -> bool:
    try:
        connection.execute(text(statement))
    except ProgrammingError as e:
        return isinstance(e.orig, psycopg.errors.InsufficientPrivilege)
    finally:
        connection.rollback()
    return False


def test_an_analyst_reads_every_view_and_whatever_is_open(analyst: Connection) -> None:
    assert set(views.definitions()) <= set(analysts.readable())
    for name, columns in analysts.readable().items():
        analyst.execute(text(f'SELECT {", ".join(columns) or "*"} FROM "{name}" LIMIT 1'))


def test_an_analyst_does_not_read_full_text_or_the_outbox(analyst: Connection) -> None:
    closed = ["SELECT text FROM article_version", "SELECT * FROM article_version"]
    closed += [f"SELECT * FROM {name}" for name in ("alert", "alert_rule", "delivery")]
    assert [statement for statement in closed if not refused(analyst, statement)] == []


def test_an_analyst_writes_nothing(analyst: Connection) -> None:
    statements = ["DELETE FROM article", "UPDATE run SET state = 'balanced'", "CREATE TABLE own (id INTEGER)"]
    assert [statement for statement in statements if not refused(analyst, statement)] == []


def test_rights_given_by_mistake_are_taken_back(postgres_warehouse: Engine, analyst: Connection) -> None:
    with writing(postgres_warehouse) as connection:
        connection.execute(text(f"GRANT ALL ON article_version, delivery TO {analysts.ROLE}"))
        analysts.grant(connection)
    assert refused(analyst, "SELECT text FROM article_version")
    assert refused(analyst, "DELETE FROM delivery")


def test_a_migration_leaves_the_analysts_their_rights(postgres_warehouse: Engine, analyst: Connection) -> None:
    with writing(postgres_warehouse) as connection:
        connection.execute(text("DELETE FROM alembic_version"))
        for name in reversed(views.definitions()):
            connection.execute(text(f"DROP VIEW IF EXISTS {name} CASCADE"))
        connection.execute(text("DROP SCHEMA public CASCADE"))
        connection.execute(text("CREATE SCHEMA public"))
    url = postgres_warehouse.url.render_as_string(hide_password=False)
    schema.upgrade(url)
    analyst.execute(text("SELECT * FROM region_day"))
    engine(url).dispose()


def test_without_the_role_nothing_is_granted(sqlite_warehouse: Engine, postgres_warehouse: Engine) -> None:
    for made in (sqlite_warehouse, postgres_warehouse):
        with writing(made) as connection:
            assert not analysts.grant(connection)
