"""The warehouse's schema: migrated whole or not at all, and checked before each use."""

from pathlib import Path

from alembic import command
from alembic.config import Config
from alembic.migration import MigrationContext
from alembic.script import ScriptDirectory
from sqlalchemy import Connection, Engine
from sqlalchemy.engine import make_url
from sqlalchemy.exc import OperationalError

from pipeline.errors import WarehouseError
from pipeline.settings import ROOT
from pipeline.warehouse.engine import alone, engine, reading, writing

MIGRATIONS = ROOT / "migrations"


def upgrade(url: str) -> None:
    """Brings the warehouse at `url` to the code's revision in one transaction, making the SQLite file if need be.

    Two upgrades at once wait for each other. Raises WarehouseError when the database cannot be reached or is ahead.
    """
    _make_folder(url)
    made = engine(url)
    try:
        with writing(made) as connection:
            alone(connection)
            if _behind(connection):
                config = _config()
                config.attributes["connection"] = connection
                command.upgrade(config, "head")
    except OperationalError as e:
        raise _unreachable(made, e) from None


def check(made: Engine) -> None:
    """Raises WarehouseError unless the warehouse is there and at the code's revision."""
    path = _file(str(made.url))
    if path is not None and not path.is_file():
        raise WarehouseError(f"{path}: no warehouse there; `borderwire run` makes one, or set BORDERWIRE_DATA")
    try:
        with reading(made) as connection:
            behind = _behind(connection)
    except OperationalError as e:
        raise _unreachable(made, e) from None
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


def _file(url: str) -> Path | None:
    parsed = make_url(url)
    memory = parsed.database in {None, "", ":memory:"}
    return None if parsed.get_backend_name() != "sqlite" or memory else Path(str(parsed.database))


def _make_folder(url: str) -> None:
    path = _file(url)
    if path is None:
        return
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
    except OSError as e:
        raise WarehouseError(f"{path.parent}: {e.strerror}; name a writable folder in BORDERWIRE_DATA") from None


def _unreachable(made: Engine, error: OperationalError) -> WarehouseError:
    cause = str(error.orig).strip().splitlines()[0]
    return WarehouseError(f"{name(made)}: the warehouse cannot be opened ({cause}); check BORDERWIRE_DATABASE_URL")
