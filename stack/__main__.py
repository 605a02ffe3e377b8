"""`python -m stack`: a real Airflow on this machine, with the DAGs loaded and running, until Ctrl-C."""

import argparse
import json
import os
import secrets
import signal
import socket
import sys
import time
from collections.abc import Callable, Mapping, Sequence
from contextlib import closing
from pathlib import Path
from types import FrameType

from pipeline.console import say
from pipeline.errors import BorderwireError, SettingsError
from pipeline.settings import settings
from stack import airflow
from stack.parts import Parts, parts, wait_until

USER = "admin"
TO_START = 120.0
STOPPING = (signal.SIGINT, signal.SIGTERM, signal.SIGHUP)


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs until Ctrl-C or SIGTERM; the exit status is 1 when Airflow cannot be started or a part of it dies."""
    parser = argparse.ArgumentParser(prog="python -m stack", description=__doc__)
    parser.add_argument("--port", type=int, default=8080, help="port of the UI on loopback (default: %(default)s)")
    parser.add_argument("--data", type=Path, help="data folder [BORDERWIRE_DATA, else ./data]")
    given = parser.parse_args(arguments)
    for number in STOPPING:
        signal.signal(number, _leave)
    try:
        serve((given.data or settings().data).resolve(), given.port)
    except KeyboardInterrupt:
        say("airflow: stopped")
    except BorderwireError as e:
        say(f"airflow: {e}", file=sys.stderr)
        return 1
    return 0


def serve(data: Path, port: int) -> None:
    """Starts the parts, says where the UI is, and waits for the signal; raises SettingsError when a part dies."""
    home = data / "airflow"
    home.mkdir(mode=0o700, parents=True, exist_ok=True)
    _check_free(port)
    passwords = home / "passwords.json"
    is_new = not passwords.exists()
    password = _password(passwords)
    using = airflow.environment(home, port) | _try_out(data, passwords)
    say(f"airflow: making its tables in {home} …")
    airflow.prepare(using)
    api = airflow.Api(url=f"http://127.0.0.1:{port}", user=USER, password=password)
    with parts(home / "parts") as running:
        say("airflow: starting its four parts …")
        _start(running, api, using)
        said = f"{password} (printed this once)" if is_new else "as printed the first time"
        say(f"airflow: {api.url}/dags/ingest   user {USER}, password {said}; it is kept in {passwords}")
        say(f"airflow: `ingest` begins by itself over: {using['BORDERWIRE_SOURCES']}. Ctrl-C stops Airflow.")
        while not (dead := running.dead()):
            time.sleep(1)
        raise SettingsError(f"its part {dead.name} ended; the end of {dead.log}:\n{dead.last_lines()}")


def _leave(_number: int, _frame: FrameType | None) -> None:
    """Ends the waiting; a second Ctrl-C does not keep the parts from being stopped."""
    for number in STOPPING:
        signal.signal(number, signal.SIG_IGN)
    raise KeyboardInterrupt


def _check_free(port: int) -> None:
    with closing(socket.socket()) as probe:
        probe.setsockopt(socket.SOL_SOCKET, socket.SO_REUSEADDR, 1)
        try:
            probe.bind(("127.0.0.1", port))
        except OSError as e:
            raise SettingsError(f"port {port}: {e.strerror}; name another: make airflow PORT=8081") from None


def _password(file: Path) -> str:
    """The password of the one user, made at the first start in a file that only its owner reads."""
    if not file.exists():
        with os.fdopen(os.open(file, os.O_WRONLY | os.O_CREAT | os.O_EXCL, 0o600), "w") as new:
            json.dump({USER: secrets.token_urlsafe(12)}, new)
    password: str = json.loads(file.read_text())[USER]
    return password


def _try_out(data: Path, passwords: Path) -> dict[str, str]:
    """One user; DAGs that run as soon as they are seen, over the sample press unless the environment says otherwise."""
    return {
        "AIRFLOW__CORE__DAGS_ARE_PAUSED_AT_CREATION": "False",
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_PASSWORDS_FILE": str(passwords),
        "AIRFLOW__CORE__SIMPLE_AUTH_MANAGER_USERS": f"{USER}:admin",
        "BORDERWIRE_DATA": str(data),
        "BORDERWIRE_SOURCES": os.environ.get("BORDERWIRE_SOURCES", "sample"),
    }


def _start(running: Parts, api: airflow.Api, using: Mapping[str, str]) -> None:
    running.start("api-server", [*airflow.COMMAND, *airflow.SERVER], using)
    _await(running, lambda: api.healthy(("metadatabase",)))
    for name, words in airflow.OTHERS.items():
        running.start(name, [*airflow.COMMAND, *words], using)
    _await(running, lambda: api.healthy() and "ingest" in api.dags())


def _await(running: Parts, ready: Callable[[], bool]) -> None:
    if not wait_until(lambda: running.dead() is not None or ready(), TO_START):
        raise SettingsError(f"not healthy after {TO_START:.0f} s; the logs are in {running.logs}")
    if dead := running.dead():
        raise SettingsError(f"its part {dead.name} ended; the end of {dead.log}:\n{dead.last_lines()}")


if __name__ == "__main__":
    sys.exit(main())
