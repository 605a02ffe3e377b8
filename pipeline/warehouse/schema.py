"""The warehouse's schema: migrated whole or not at all, and checked before each use."""

from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine
from sqlalchemy.exc import DatabaseError, OperationalError

from pipeline.errors import WarehouseError
from pipeline.settings import ROOT
from pipeline.warehouse.engine import alone, engine, reading, writing

MIGRATIONS = ROOT / "migrations"


def upgrade(url: str) -> None:
    """Brings the warehouse at `url` to the code's revision in one transaction, making the SQLite file if need be.

    Two upgrades at once wait for each other. Raises WarehouseError when the database cannot be reached or is ahead.
    """
    made = engine(url)
    _make_folder(made)
    with _reached(made), writing(made) as connection:
        alone(connection)
        if _behind(connection):
            config = _config()
            config.attributes["connection"] = connection
            command.upgrade(config, "head")


def check(made: Engine) -> None:
    """Raises WarehouseError unless the warehouse is there and at the code's revision."""
    path = _file(made)
    if path is not None and not path.is_file():
        raise WarehouseError(f"{path}: no warehouse there; `borderwire run` makes one, or set BORDERWIRE_DATA")
    with _reached(made), reading(made) as connection:
        behind = _behind(connection)
    if behind:
        raise WarehouseError(f"{name(made)}: the warehouse is behind this code; run `borderwire upgrade`")


def name(made: Engine) -> str:
    """The database as an error names it: without password."""
    return made.url.render_as_string(hide_password=True)


def _behind(connection: Connection) -> bool:
    """Whether revisions are missing; raises WarehouseError when there is one that this code does not know."""
    current = MigrationContext.configure(connection).get_current_revision()
    scripts = ScriptDirectory.from_config(_config())
    known = {script.revision for script in scripts.walk_revisions()}
    if current is not None and current not in known:
        where = name(connection.engine)
        raise WarehouseError(f"{where}: the warehouse is ahead of this code (revision {current}); update the code")
    return current != scripts.get_current_head()


def _config() -> Config:
    config = Config()
    config.set_main_option("script_location", str(MIGRATIONS).replace("%", "%%"))
    return config


def _file(made: Engine) -> Path | None:
    """The SQLite file; None for a server or a database in memory."""
    named = made.url.database
    return None if made.dialect.name != "sqlite" or named in {None, "", ":memory:"} else Path(str(named))


def _make_folder(made: Engine) -> None:
    path = _file(made)
    if path is None:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise WarehouseError(f"{path.parent}: {e.strerror}; name a writable folder in BORDERWIRE_DATA") from None


@contextmanager
def _reached(made: Engine) -> Iterator[None]:
    """Turns what only the user can mend (no server, no rights, no database, disk full) into one line."""
    try:
        yield
    except DatabaseError as e:
        if type(e) not in (DatabaseError, OperationalError):
            raise
        cause = str(e.orig).strip().splitlines()[0]
        message = f"{name(made)}: the warehouse cannot be opened ({cause}); check BORDERWIRE_DATABASE_URL"
        raise WarehouseError(message) from None
