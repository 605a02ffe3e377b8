"""Databases for every test: each of SQLite and a real PostgreSQL, empty or migrated."""

import os
import shutil
from collections.abc import Iterator
from pathlib import Path
from uuid import uuid4

import pytest
from sqlalchemy import Engine

from pipeline import seeds
from pipeline.warehouse import dimensions, schema
from pipeline.warehouse.engine import engine, writing
from tests import postgres

BOTH = ("sqlite", "postgresql")


@pytest.fixture(scope="session")
def postgres_socket() -> Iterator[Path]:
    """The socket folder of a PostgreSQL of this test process; skips without the programs, and fails in CI."""
    programs = postgres.binaries()
    if programs is None:
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(postgres.INSTALL)
    with postgres.server(programs) as socket:
        yield socket


@pytest.fixture(scope="session")
def postgres_template(postgres_socket: Path) -> str:
    """The name of a migrated database with dimensions, to be copied."""
    return _make_template(postgres.url(postgres_socket, "template"), postgres_socket)


def _make_template(url: str, socket: Path) -> str:
    postgres.execute(socket, "CREATE DATABASE template")
    _fill(url)
    return "template"


@pytest.fixture(scope="session")
def sqlite_template(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A migrated SQLite file with dimensions, to be copied."""
    path = tmp_path_factory.mktemp("template") / "warehouse.sqlite"
    _fill(f"sqlite:///{path}")
    return path


def _fill(url: str) -> None:
    schema.upgrade(url)
    made = engine(url)
    with writing(made) as connection:
        dimensions.sync(connection, seeds.load())
    made.dispose()


@pytest.fixture(params=BOTH)
def database_url(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[str]:
    """The URL of an empty database, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        yield from _sqlite_url(tmp_path, None)
    else:
        yield from _postgres_url(request.getfixturevalue("postgres_socket"), "template1")


@pytest.fixture(params=BOTH)
def warehouse(request: pytest.FixtureRequest, tmp_path: Path) -> Iterator[Engine]:
    """A migrated warehouse with the dimensions of the bundled seeds, once on SQLite and once on PostgreSQL."""
    if request.param == "sqlite":
        urls = _sqlite_url(tmp_path, request.getfixturevalue("sqlite_template"))
    else:
        template = request.getfixturevalue("postgres_template")
        urls = _postgres_url(request.getfixturevalue("postgres_socket"), template)
    yield from map(engine, urls)


@pytest.fixture
def sqlite_warehouse(tmp_path: Path, sqlite_template: Path) -> Iterator[Engine]:
    """A migrated warehouse on SQLite alone."""
    yield from map(engine, _sqlite_url(tmp_path, sqlite_template))


@pytest.fixture
def postgres_warehouse(postgres_socket: Path, postgres_template: str) -> Iterator[Engine]:
    """A migrated warehouse on PostgreSQL alone."""
    yield from map(engine, _postgres_url(postgres_socket, postgres_template))


def _sqlite_url(folder: Path, template: Path | None) -> Iterator[str]:
    path = folder / f"{uuid4().hex}.sqlite"
    if template is not None:
        shutil.copy(template, path)
    url = f"sqlite:///{path}"
    yield url
    engine(url).dispose()


def _postgres_url(socket: Path, template: str) -> Iterator[str]:
    name = f"test_{uuid4().hex}"
    postgres.execute(socket, f"CREATE DATABASE {name} TEMPLATE {template}")
    url = postgres.url(socket, name)
    yield url
    engine(url).dispose()
    postgres.execute(socket, f"DROP DATABASE {name} WITH (FORCE)")
