"""A PostgreSQL with passwords over TCP and a Redis with one, as the compose file has them; a collector of metrics."""

import gzip
import os
import shutil
import subprocess
from collections.abc import Iterator
from contextlib import contextmanager
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import psycopg

from pipeline.settings import ROOT
from stack.parts import Parts, wait_until
from tests import postgres
from tests.stack.services import Machine

REDIS = "no Redis here; install one: apt-get install redis-server"


def start_postgres(parts: Parts, machine: Machine) -> None:
    """Starts the server on an empty folder and runs what the compose file runs then."""
    programs = postgres.binaries()
    if programs is None:
        raise RuntimeError(postgres.INSTALL)
    environment = machine.environment("postgres")
    folder = _empty_folder(machine.folder / "postgres", environment["POSTGRES_PASSWORD"])
    owner = "postgres" if os.getuid() == 0 else None
    initdb = [str(programs / "initdb"), "-U", "postgres", "-A", "scram-sha-256", f"--pwfile={folder}/password"]
    initdb += ["-E", "UTF8", "--locale=C.UTF-8", "--no-sync", "-D", f"{folder}/data"]
    subprocess.run(initdb, check=True, capture_output=True, cwd="/", user=owner, group=owner)
    options = {"listen_addresses": "127.0.0.1", "port": machine.postgres, "fsync": "off", "max_connections": 100}
    words = [part for name, value in options.items() for part in ("-c", f"{name}={value}")]
    command = [str(programs / "postgres"), "-D", f"{folder}/data", "-k", str(folder), *words]
    parts.start("postgres", command, {}, user=owner)
    address = {"PGHOST": "127.0.0.1", "PGPORT": str(machine.postgres), "PGPASSWORD": environment["POSTGRES_PASSWORD"]}
    url = f"postgresql://postgres:{address['PGPASSWORD']}@127.0.0.1:{machine.postgres}/postgres"
    if not wait_until(lambda: _answers(url), 30, every=0.1):
        raise RuntimeError("PostgreSQL did not start")
    first = environment | address | {"POSTGRES_USER": "postgres", "POSTGRES_DB": "postgres"}
    subprocess.run([str(ROOT / "stack" / "postgres.sh")], check=True, env=os.environ | first)


def start_redis(parts: Parts, machine: Machine) -> None:
    """Starts the broker with the compose file's own command, on loopback."""
    if shutil.which("redis-server") is None:
        raise RuntimeError(REDIS)
    folder = machine.folder / "redis"
    folder.mkdir()
    *shell, script = machine.command("redis")
    here = f"{script} --port {machine.redis} --bind 127.0.0.1 --dir {folder}"
    parts.start("redis", [*shell, here], machine.environment("redis"))


def _empty_folder(folder: Path, password: str) -> Path:
    folder.mkdir()
    (folder / "password").write_text(password)
    if os.getuid() == 0:
        for path in (folder, folder / "password"):
            shutil.chown(path, "postgres", "postgres")
    return folder


def _answers(url: str) -> bool:
    try:
        psycopg.connect(url).close()
    except psycopg.OperationalError:
        return False
    return True


class Collector(ThreadingHTTPServer):
    """Takes what is sent to an OpenTelemetry collector, and keeps the bodies by path."""

    def __init__(self) -> None:
        super().__init__(("127.0.0.1", 0), _Taking)
        self.taken: dict[str, bytes] = {}


class _Taking(BaseHTTPRequestHandler):
    server: Collector

    def do_POST(self) -> None:
        body = self.rfile.read(int(self.headers["Content-Length"]))
        plain = gzip.decompress(body) if self.headers.get("Content-Encoding") == "gzip" else body
        self.server.taken[self.path] = self.server.taken.get(self.path, b"") + plain
        self.send_response(200)
        self.send_header("Content-Length", "0")
        self.end_headers()

    def log_message(self, format: str, *args: Any) -> None: ...  # noqa: A002  the base class names it


@contextmanager
def collector() -> Iterator[Collector]:
    """A collector for the length of the block."""
    server = Collector()
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.1})
    thread.start()
    try:
        yield server
    finally:
        server.shutdown()
        thread.join()
        server.server_close()
