"""The ingest DAG imports clean, has the path's shape, and walks it for real."""

import json
import os
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest

from pipeline.settings import ROOT
from tests.cli.conftest import Borderwire, free_port, seeds_with_press_at

SHAPE = """
import json, warnings
warnings.simplefilter("error", DeprecationWarning)
import dags.ingest
warnings.resetwarnings()
dag = dags.ingest.ingest()
print(json.dumps({
    "edges": sorted([t.task_id, sorted(t.downstream_task_ids)] for t in dag.tasks),
    "schedule": [str(dag.timetable.expression), str(dag.timetable.timezone)],
    "catchup": dag.catchup,
    "retries": {t.task_id: t.retries for t in dag.tasks},
}))
"""

WALK = """
import dags.ingest
run = dags.ingest.ingest().test(run_conf={"sources": "sample"})
print("STATE", run.state)
"""


def airflow(script: str, home: Path, **environment: str) -> "subprocess.CompletedProcess[str]":
    """Runs a script in a process with an Airflow home of its own; importing Airflow takes seconds and global state."""
    settings = {
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "AIRFLOW__CORE__DAGS_FOLDER": str(ROOT / "dags"),
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-c", script]
    return subprocess.run(
        command, env=os.environ | settings | environment, capture_output=True, text=True, check=False, cwd=home
    )


def test_the_dag_imports_without_deprecations_and_has_the_shape_of_the_path(tmp_path: Path) -> None:
    done = airflow(SHAPE, tmp_path)
    assert done.returncode == 0, done.stderr
    shape: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    assert shape == {
        "edges": [
            ["account", []],
            ["alert", []],
            ["crawl", ["refine"]],
            ["load", ["account", "alert"]],
            ["open_books", ["crawl"]],
            ["refine", ["load"]],
        ],
        "schedule": ["0 */3 * * *", "Asia/Seoul"],
        "catchup": False,
        "retries": {"account": 0, "alert": 2, "crawl": 2, "load": 2, "open_books": 2, "refine": 2},
    }


@pytest.mark.slow
def test_the_dag_fills_a_warehouse_from_the_sample_press(tmp_path: Path) -> None:
    home = tmp_path / "airflow"
    home.mkdir()
    borderwire = Borderwire(tmp_path / "data", seeds_with_press_at(tmp_path / "seeds", free_port()))
    migrated = subprocess.run(
        [sys.executable, "-m", "airflow", "db", "migrate"],
        env=os.environ | {"AIRFLOW_HOME": str(home), "AIRFLOW__CORE__LOAD_EXAMPLES": "False"},
        capture_output=True,
        text=True,
        check=False,
    )
    assert migrated.returncode == 0, migrated.stderr
    folders = {"BORDERWIRE_DATA": str(borderwire.data), "BORDERWIRE_SEEDS": str(borderwire.seeds_dir)}
    done = airflow(WALK, home, **folders)
    assert "STATE success" in done.stdout, done.stdout[-3000:] + done.stderr[-3000:]
    assert {row["source_id"] for row in borderwire.rows("SELECT DISTINCT source_id FROM article")} == {
        "sample-en",
        "sample-ko",
    }
    assert borderwire.rows("SELECT state, COUNT(*) AS runs FROM run GROUP BY state") == [
        {"state": "balanced", "runs": 1}
    ]
