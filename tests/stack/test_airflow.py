"""`make airflow` brings up a real Airflow that walks the path for real, and leaves nothing behind."""

import json
import os
import signal
import socket
import subprocess
import sys
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # comes with Airflow, without types
import pytest

from stack.airflow import Api
from stack.parts import wait_until
from tests.cli.conftest import Borderwire, free_port, seeds_with_press_at

pytestmark = pytest.mark.slow


@dataclass(frozen=True)
class Running:
    """A started Airflow, what it said, and the folder it works in."""

    process: "subprocess.Popen[str]"
    said: Path
    port: int
    borderwire: Borderwire

    @property
    def passwords(self) -> Path:
        return self.borderwire.data / "airflow" / "passwords.json"

    def family(self) -> list[psutil.Process]:
        root = psutil.Process(self.process.pid)
        return [root, *root.children(recursive=True)]


@pytest.fixture
def running(tmp_path: Path) -> Iterator[Running]:
    port = free_port()
    borderwire = Borderwire(tmp_path / "data", seeds_with_press_at(tmp_path / "seeds", free_port()))
    said = tmp_path / "said.txt"
    # The schedule is off, so that the run triggered is the only one.
    environment = borderwire.environment() | {"AIRFLOW__SCHEDULER__USE_JOB_SCHEDULE": "False"}
    with said.open("w") as out:
        process = subprocess.Popen(
            [sys.executable, "-m", "stack", "--port", str(port)], env=environment, stdout=out, stderr=out, text=True
        )
    try:
        yield Running(process, said, port, borderwire)
    finally:
        process.terminate()
        process.wait(60)


def test_airflow_starts_on_loopback_runs_ingest_green_and_leaves_no_process(running: Running) -> None:
    assert wait_until(lambda: "Ctrl-C" in running.said.read_text() or running.process.poll() is not None, 180)
    said = running.said.read_text()
    password = json.loads(running.passwords.read_text())["admin"]
    assert f"http://127.0.0.1:{running.port}/dags/ingest   user admin, password {password} (printed this once)" in said
    assert running.passwords.stat().st_mode & 0o777 == 0o600

    api = Api(url=f"http://127.0.0.1:{running.port}", user="admin", password=password)
    run_id = api.trigger("ingest", {"sources": "sample"})
    wait_until(lambda: api.state("ingest", run_id) in {"success", "failed"}, 180, every=2)
    assert (api.state("ingest", run_id), api.get("importErrors")["total_entries"]) == ("success", 0)
    assert {event["name"] for event in api.get("assets/events")["asset_events"]} == {
        "archive/sample-en",
        "archive/sample-ko",
        "warehouse",
    }
    warehouse = running.borderwire
    assert warehouse.rows("SELECT run_id, sources, state FROM run") == [
        {"run_id": run_id, "sources": "sample-en sample-ko", "state": "balanced"}
    ]
    assert warehouse.rows("SELECT DISTINCT source_id FROM article ORDER BY 1") == [
        {"source_id": "sample-en"},
        {"source_id": "sample-ko"},
    ]

    family = running.family()
    listening = {c.laddr.ip for p in family for c in p.net_connections("tcp") if c.status == psutil.CONN_LISTEN}
    assert listening == {"127.0.0.1"}
    os.kill(running.process.pid, signal.SIGINT)
    assert running.process.wait(60) == 0
    assert [p for p in family if p.is_running() and p.status() != psutil.STATUS_ZOMBIE] == []
    assert running.said.read_text().endswith("airflow: stopped\n")


def test_a_port_that_is_taken_is_named_with_the_remedy(tmp_path: Path) -> None:
    with socket.socket() as taken:
        taken.bind(("127.0.0.1", 0))
        taken.listen()
        port = taken.getsockname()[1]
        command = [sys.executable, "-m", "stack", "--port", str(port), "--data", str(tmp_path / "other")]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
    assert (done.returncode, done.stderr) == (
        1,
        f"airflow: port {port}: Address already in use; name another: make airflow PORT=8081\n",
    )
