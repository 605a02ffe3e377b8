"""The warehouse as one file and back: SQLite by VACUUM INTO, PostgreSQL by its own pg_dump and pg_restore."""

import os
import shutil
import sqlite3
import subprocess
from contextlib import closing
from pathlib import Path

from sqlalchemy import Engine, inspect, make_url

from pipeline.errors import WarehouseError
from pipeline.warehouse import schema

SUFFIX = {"sqlite": ".sqlite", "postgresql": ".dump"}


def save(made: Engine, target: Path) -> None:
    """Writes the warehouse as it is at one instant, while others go on loading; raises WarehouseError."""
    if made.dialect.name == "sqlite":
        try:
            with closing(sqlite3.connect(str(made.url.database))) as connection:
                connection.execute("VACUUM INTO ?", (str(target),))
        except sqlite3.Error as e:
            raise WarehouseError(f"{target}: {e}; name a folder with room that can be written") from None
    else:
        _run(made, "pg_dump", "--format=custom", "--no-owner", "--no-acl", f"--file={target}")


def restore(made: Engine, saved: Path) -> None:
    """Fills an empty database whole or not at all; raises WarehouseError when it is not empty or of another kind."""
    if saved.suffix != SUFFIX[made.dialect.name]:
        raise WarehouseError(
            f"{saved}: not of {made.dialect.name}; name a database of its kind (BORDERWIRE_DATABASE_URL)"
        )
    if made.dialect.name == "sqlite":
        _restore_file(Path(str(made.url.database)), saved)
        return
    if inspect(made).get_table_names():
        raise WarehouseError(f"{schema.name(made)}: not empty; restore into an empty database")
    options = ("--single-transaction", "--exit-on-error", "--no-owner", "--no-acl")
    _run(made, "pg_restore", *options, str(saved))


def _restore_file(target: Path, saved: Path) -> None:
    if target.exists():
        raise WarehouseError(f"{target}: there already; move it away, or set BORDERWIRE_DATA to an empty folder")
    with closing(sqlite3.connect(f"file:{saved}?mode=ro", uri=True)) as connection:
        if (said := connection.execute("PRAGMA quick_check(1)").fetchone()[0]) != "ok":
            raise WarehouseError(f"{saved}: damaged ({said}); restore another backup, or replay the archive")
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_suffix(f".{os.getpid()}.tmp")
    shutil.copyfile(saved, temporary)
    temporary.replace(target)


def _run(made: Engine, program: str, *words: str) -> None:
    """Runs one of PostgreSQL's programs on the warehouse, the password in its environment, not among its words."""
    if shutil.which(program) is None:
        raise WarehouseError(f"{program} is not here; install PostgreSQL's client of the server's version")
    url = make_url(made.url).set(drivername="postgresql", password=None)
    secret = {} if made.url.password is None else {"PGPASSWORD": str(made.url.password)}
    command = [program, f"--dbname={url.render_as_string()}", "--no-password", *words]
    done = subprocess.run(command, env=os.environ | secret, capture_output=True, text=True, check=False)
    if done.returncode != 0:
        said = (done.stderr.strip().splitlines() or ["no word"])[0]
        raise WarehouseError(f"{schema.name(made)}: {program} failed ({said})")
