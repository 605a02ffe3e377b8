"""An Airflow of our own: its settings, its tables, its four parts, and what is asked of it over its REST API."""

import os
import subprocess
import sys
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import httpx

from pipeline.errors import SettingsError
from pipeline.settings import ROOT

COMMAND = (sys.executable, "-m", "airflow")
SERVER = ("api-server",)
# Started when the server answers, for a task that cannot reach it fails. The log servers of scheduler and triggerer
# would listen on every address.
OTHERS: Mapping[str, Sequence[str]] = {
    "dag-processor": ("dag-processor",),
    "triggerer": ("triggerer", "--skip-serve-logs"),
    "scheduler": ("scheduler", "--skip-serve-logs"),
}
WHOLE = ("metadatabase", "scheduler", "dag_processor", "triggerer")


def environment(home: Path, port: int) -> dict[str, str]:
    """The settings of an Airflow below `home` that runs this project's DAGs and listens on loopback alone."""
    return {
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__API__BASE_URL": f"http://127.0.0.1:{port}",
        "AIRFLOW__API__HOST": "127.0.0.1",
        "AIRFLOW__API__PORT": str(port),
        "AIRFLOW__API__WORKERS": "1",
        "AIRFLOW__CORE__DAGS_FOLDER": str(ROOT / "dags"),
        "AIRFLOW__CORE__EXECUTION_API_SERVER_URL": f"http://127.0.0.1:{port}/execution/",
        "AIRFLOW__CORE__HOSTNAME_CALLABLE": "stack.airflow.localhost",
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__PARALLELISM": "4",
        "AIRFLOW__DAG_PROCESSOR__REFRESH_INTERVAL": "30",
        "AIRFLOW__LOGGING__COLORED_CONSOLE_LOG": "False",
        "AIRFLOW__USAGE_DATA_COLLECTION__ENABLED": "False",
        "PYTHONPATH": str(ROOT),
    }


def localhost() -> str:
    """The name by which the parts know this machine; asking the resolver for its own can take seconds."""
    return "localhost"


def prepare(settings: Mapping[str, str]) -> None:
    """Makes or upgrades Airflow's tables and the pools of the DAGs; raises SettingsError with what Airflow said."""
    for words in (("db", "migrate"), ("pools", "import", str(ROOT / "dags" / "pools.json"))):
        run(settings, *words)


def run(settings: Mapping[str, str], *words: str) -> str:
    """What `airflow WORDS…` prints; raises SettingsError with the end of it when it fails."""
    done = subprocess.run(
        [*COMMAND, *words], env=os.environ | dict(settings), capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise SettingsError(f"airflow {' '.join(words)}: {' | '.join((done.stdout + done.stderr).splitlines()[-4:])}")
    return done.stdout


@dataclass(frozen=True, slots=True, kw_only=True)
class Api:
    """The REST API of a running Airflow, as one user."""

    url: str
    user: str
    password: str

    def healthy(self, wanted: Sequence[str] = WHOLE) -> bool:
        """Whether the server answers and the parts wanted report to be well."""
        try:
            found = httpx.get(f"{self.url}/api/v2/monitor/health", timeout=5).json()
        except (httpx.HTTPError, ValueError):
            return False
        return all((found.get(part) or {}).get("status") == "healthy" for part in wanted)

    def get(self, path: str) -> Any:
        """The JSON answer to GET; raises HTTPStatusError for any but a good one."""
        return self._ask("GET", path)

    def dags(self) -> set[str]:
        """The DAGs that can be run."""
        return {dag["dag_id"] for dag in self.get("dags")["dags"]}

    def trigger(self, dag: str, conf: Mapping[str, Any]) -> str:
        """Starts a run of the DAG and returns its id."""
        run_id: str = self._ask("POST", f"dags/{dag}/dagRuns", {"logical_date": None, "conf": conf})["dag_run_id"]
        return run_id

    def state(self, dag: str, run_id: str) -> str:
        """The state of a run: queued, running, success or failed."""
        state: str = self.get(f"dags/{dag}/dagRuns/{run_id}")["state"]
        return state

    def unpause(self, dag: str) -> None:
        """Lets the DAG run."""
        self._ask("PATCH", f"dags/{dag}", {"is_paused": False})

    def _ask(self, method: str, path: str, body: Any = None) -> Any:
        with httpx.Client(base_url=self.url, timeout=30) as client:
            login = {"username": self.user, "password": self.password}
            token = client.post("/auth/token", json=login).raise_for_status().json()["access_token"]
            asked = client.request(method, f"/api/v2/{path}", json=body, headers={"Authorization": f"Bearer {token}"})
            return asked.raise_for_status().json()
