"""A real PostgreSQL of our own for the tests: Debian's binaries, a temporary folder, a Unix socket, no fsync."""

import os
import shutil
import signal
import subprocess
import tempfile
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import psycopg

INSTALL = "no PostgreSQL server here; install one: apt-get install postgresql"

_SETTINGS = {
    "listen_addresses": "",
    "fsync": "off",
    "synchronous_commit": "off",
    "full_page_writes": "off",
    "max_connections": "40",
    "shared_buffers": "64MB",
}


def binaries() -> Path | None:
    """The folder of PostgreSQL's server programs: of pg_config, of Debian's newest version, or on PATH."""
    folders: list[Path] = []
    if config := shutil.which("pg_config"):
        folders.append(
            Path(subprocess.run([config, "--bindir"], capture_output=True, text=True, check=True).stdout.strip())
        )
    folders += sorted(Path("/usr/lib/postgresql").glob("*/bin"), reverse=True)
    if found := shutil.which("initdb"):
        folders.append(Path(found).parent)
    return next((f for f in folders if (f / "initdb").is_file() and (f / "postgres").is_file()), None)


@contextmanager
def server(programs: Path) -> Iterator[Path]:
    """Runs a fresh server while the block lasts and gives the folder of its socket."""
    folder = Path(tempfile.mkdtemp(prefix="borderwire-pg-"))
    try:
        if os.getuid() == 0:
            shutil.chown(folder, "postgres", "postgres")
        _run_initdb(programs, folder)
        process = _start(programs, folder)
        try:
            _wait(process, folder)
            yield folder
        finally:
            process.send_signal(signal.SIGINT)
            process.wait(timeout=20)
    finally:
        shutil.rmtree(folder, ignore_errors=True)


def url(socket: Path, database: str) -> str:
    """The SQLAlchemy URL of one database of the server."""
    return f"postgresql://postgres@/{database}?host={socket}"


def execute(socket: Path, statement: str) -> None:
    """Runs one statement outside any transaction."""
    with psycopg.connect(f"postgresql://postgres@/postgres?host={socket}", autocommit=True) as connection:
        connection.execute(statement.encode())


def _owner() -> str | None:
    """PostgreSQL refuses to run as root: then it runs as the user that Debian made for it."""
    return "postgres" if os.getuid() == 0 else None


def _run_initdb(programs: Path, folder: Path) -> None:
    options = ["-U", "postgres", "-A", "trust", "-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "-D", f"{folder}/data"]
    command = [str(programs / "initdb"), *options]
    subprocess.run(command, check=True, capture_output=True, cwd="/", user=_owner(), group=_owner())


def _start(programs: Path, folder: Path) -> "subprocess.Popen[bytes]":
    settings = [part for name, value in _SETTINGS.items() for part in ("-c", f"{name}={value}")]
    command = [str(programs / "postgres"), "-D", f"{folder}/data", "-k", str(folder), *settings]
    with (folder / "log").open("wb") as log:
        return subprocess.Popen(command, stdout=log, stderr=log, cwd="/", user=_owner(), group=_owner())


def _wait(process: "subprocess.Popen[bytes]", folder: Path) -> None:
    for _ in range(400):
        try:
            execute(folder, "SELECT 1")
        except psycopg.OperationalError:
            if process.poll() is not None:
                break
            time.sleep(0.05)
        else:
            return
    raise RuntimeError(f"PostgreSQL did not start: {(folder / 'log').read_text()}")
