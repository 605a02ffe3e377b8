"""The DAGs import clean, have the path's shape and know no parameter that is not checked.

That `ingest` walks the path for real is shown in tests/stack, by a real Airflow.
"""

import json
import os
import subprocess
import sys
from typing import Any

import pytest

from pipeline.settings import ROOT

SCRIPT = """
import json, warnings
warnings.simplefilter("error", DeprecationWarning)
import dags.ingest, dags.replay
warnings.resetwarnings()

def told(dag):
    tasks = {t.task_id: t for t in dag.tasks}
    return {
        "edges": {name: sorted(t.downstream_task_ids) for name, t in tasks.items()},
        "schedule": [str(dag.timetable.expression), str(dag.timetable.timezone)] if dag.schedule else None,
        "catchup": dag.catchup,
        "runs at once": dag.max_active_runs,
        "retries": {name: t.retries for name, t in tasks.items()},
        "backoff": {t.retry_exponential_backoff for t in tasks.values()} == {2.0},
        "without time limit": [name for name, t in tasks.items() if t.execution_timeout is None],
        "pools": {name: t.pool for name, t in tasks.items() if t.pool != "default_pool"},
        "brings up to date": {name: [o.name for o in t.outlets] for name, t in tasks.items() if t.outlets},
        "documented": bool(dag.doc_md) and all(p.description for p in map(dag.params.get_param, dag.params)),
    }

def refuses(dag, sources, name="sources"):
    try:
        dag.params.get_param(name).resolve(sources)
    except Exception:
        return True
    return False

found = [dags.ingest.ingest(), dags.replay.replay()]
hostile = ["", "--data /etc", "a;b", "a,,b", "../x", "a b", "a\\nb"]
print(json.dumps({
    "dags": {dag.dag_id: told(dag) for dag in found},
    "default": {dag.dag_id: dag.params["sources"] for dag in found},
    "let in": [s for dag in found for s in hostile if not refuses(dag, s)],
    "days": [d for d in [None, "2026-03-01", "yesterday", "2026-13-01"] if not refuses(found[1], d, "since")],
    "kept out": [s for dag in found for s in ["live", "dailynk-en, dailynk-ko"] if refuses(dag, s)],
}))
"""


@pytest.fixture(scope="module")
def found(tmp_path_factory: pytest.TempPathFactory) -> dict[str, Any]:
    """What a process with an Airflow home of its own finds; importing Airflow takes seconds and global state."""
    home = tmp_path_factory.mktemp("airflow")
    settings = {
        "AIRFLOW_HOME": str(home),
        "AIRFLOW__CORE__LOAD_EXAMPLES": "False",
        "BORDERWIRE_SOURCES": "sample-en",
        "PYTHONPATH": str(ROOT),
    }
    command = [sys.executable, "-c", SCRIPT]
    done = subprocess.run(command, env=os.environ | settings, capture_output=True, text=True, check=False, cwd=home)
    assert done.returncode == 0, done.stderr
    answer: dict[str, Any] = json.loads(done.stdout.splitlines()[-1])
    return answer


def test_ingest_walks_the_path_every_three_hours(found: dict[str, Any]) -> None:
    assert found["dags"]["ingest"] == {
        "edges": {
            "open_books": ["crawl"],
            "crawl": ["refine"],
            "refine": ["load"],
            "load": ["account", "alert"],
            "alert": [],
            "account": [],
        },
        "schedule": ["0 */3 * * *", "Asia/Seoul"],
        "catchup": False,
        "runs at once": 1,
        "retries": {"open_books": 2, "crawl": 2, "refine": 2, "load": 2, "alert": 2, "account": 0},
        "backoff": True,
        "without time limit": [],
        "pools": {"crawl": "publishers"},
        "brings up to date": {"crawl": ["archive"], "load": ["warehouse"]},
        "documented": True,
    }


def test_replay_rebuilds_from_the_archive_on_demand(found: dict[str, Any]) -> None:
    assert found["dags"]["replay"] == {
        "edges": {"rebuild": []},
        "schedule": None,
        "catchup": False,
        "runs at once": 1,
        "retries": {"rebuild": 2},
        "backoff": True,
        "without time limit": [],
        "pools": {},
        "brings up to date": {"rebuild": ["warehouse"]},
        "documented": True,
    }


def test_the_schedule_crawls_what_the_setting_names(found: dict[str, Any]) -> None:
    assert found["default"] == {"ingest": "sample-en", "replay": "live"}


def test_the_parameter_takes_sources_and_nothing_else(found: dict[str, Any]) -> None:
    assert (found["let in"], found["kept out"]) == ([], [])


def test_a_replay_takes_days_and_nothing_else(found: dict[str, Any]) -> None:
    assert found["days"] == [None, "2026-03-01"]


def test_every_pool_that_a_task_asks_for_is_made(found: dict[str, Any]) -> None:
    made = json.loads((ROOT / "dags" / "pools.json").read_text(encoding="utf-8"))
    assert {pool for dag in found["dags"].values() for pool in dag["pools"].values()} == set(made)


def test_a_dag_file_is_parsed_unless_it_is_no_dag() -> None:
    ignored = set((ROOT / "dags" / ".airflowignore").read_text(encoding="utf-8").split())
    files = {path.name: path.read_text(encoding="utf-8") for path in (ROOT / "dags").glob("*.py")}
    assert {name for name, text in files.items() if "@dag(" not in text} == ignored
