"""`python -m tests.stack`: the stack without containers, and a worker that dies in the middle of a run.

Starts what docker-compose.yml starts, with its own commands and environments, as processes on loopback: PostgreSQL with
passwords, Redis, the migrations, Airflow's API server, DAG processor, triggerer, scheduler and a Celery worker. Triggers
`ingest` over REST on the sample press, kills the worker with all below it by SIGKILL while a crawl is under way, starts
another, and waits for the run to end; then asks the warehouse as an analyst and compares it with an undisturbed run.
"""

import os
import shutil
import socket
import subprocess
import sys
import tempfile
import time
from functools import partial
from pathlib import Path
from typing import Any

import psutil  # type: ignore[import-untyped]  # comes with Airflow, without types
import psycopg

from pipeline.settings import ROOT
from stack.airflow import Api
from stack.parts import Part, Parts, parts, wait_until
from tests.cli.conftest import Borderwire, free_port, seeds_with_press_at
from tests.stack import servers, services
from tests.stack.services import Machine

BEGUN = time.monotonic()
# The run that is triggered is the only one, over the sample alone; a dead worker is missed sooner than in production,
# where five minutes pass.
OWN = {
    "AIRFLOW__SCHEDULER__USE_JOB_SCHEDULE": "False",
    "AIRFLOW__SCHEDULER__TASK_QUEUED_TIMEOUT": "60",
    "AIRFLOW__SCHEDULER__TASK_QUEUED_TIMEOUT_CHECK_INTERVAL": "10",
    "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT": "20",
    "AIRFLOW__SCHEDULER__TASK_INSTANCE_HEARTBEAT_TIMEOUT_DETECTION_INTERVAL": "5",
}
ARTICLES = "SELECT source_id, COUNT(*), COUNT(DISTINCT article_id) FROM article GROUP BY 1 ORDER BY 1"


def main() -> int:
    """Runs it all; the exit status is 1 when a promise is broken."""
    # Short and open to PostgreSQL's own user: the path of a socket has a limit.
    folder = Path(tempfile.mkdtemp(prefix="bw-stack-"))
    folder.chmod(0o755)
    try:
        with servers.collector() as collector, parts(folder / "parts") as running:
            prove(folder, running, collector)
        left = [p.pid for p in psutil.process_iter(["environ"]) if str(folder) in str(p.info["environ"])]
        check("no process is left", left == [])
    except (AssertionError, RuntimeError, subprocess.CalledProcessError) as e:
        print(f"FAILED: {e}; the logs are in {folder}", file=sys.stderr)
        return 1
    shutil.rmtree(folder)
    return 0


def prove(folder: Path, running: Parts, collector: servers.Collector) -> None:
    """The whole story."""
    variables = services.new_installation(
        folder,
        BORDERWIRE_SOURCES="sample",
        OTEL_ON="True",
        OTEL_HOST="127.0.0.1",
        OTEL_PORT=str(collector.server_port),
    )
    machine = services.machine(folder)
    seeds = seeds_with_press_at(folder / "seeds", free_port())
    own = OWN | {"BORDERWIRE_SEEDS": str(seeds)}
    servers.start_postgres(running, machine)
    servers.start_redis(running, machine)
    migrate(machine)
    check("the migrations ran", True)
    api = Api(url=f"http://127.0.0.1:{machine.api}", user="admin", password=variables["AIRFLOW_ADMIN_PASSWORD"])
    start(running, machine, own, "api-server")
    check("the API server answers", wait_until(lambda: api.healthy(("metadatabase",)), 120))
    for name in ("dag-processor", "triggerer", "scheduler"):
        start(running, machine, own, name)
    worker = start(running, machine, own, "worker")
    check("every part is well", wait_until(lambda: api.healthy() and "ingest" in api.dags(), 120))

    for name in ("api-server", "dag-processor", "triggerer", "scheduler", "worker"):
        check(f"the health check of {name} is content", wait_until(partial(well, machine, own, name), 60))

    api.unpause("ingest")
    run = api.trigger("ingest", {"sources": "sample"})
    check("both crawls are under way", wait_until(lambda: crawls(api, run) == ["running", "running"], 180, every=0.1))
    kill(worker)
    check("the worker is dead in the middle of the run", api.state("ingest", run) == "running")
    start(running, machine, own, "worker")
    migrate(machine)
    check("the migrations ran once more beside it", True)
    expected = undisturbed(folder)
    wait_until(lambda: api.state("ingest", run) in {"success", "failed"}, 600, every=2)
    tried = [t["try_number"] for t in tasks(api, run) if t["task_id"] == "crawl"]
    check(f"the run ended {api.state('ingest', run)}, its crawls tried {tried} times", max(tried) > 1)
    check("the run is a success", api.state("ingest", run) == "success")
    check("the dead man's switch is content", well(machine, own, "monitor"))
    airflow = collector.taken.get("/v1/metrics", b"")
    check("Airflow's metrics have come", b"airflow.ti" in airflow or b"airflow.scheduler" in airflow)
    compare(machine, variables["ANALYST_PASSWORD"], run, expected)


def migrate(machine: Machine) -> None:
    """Runs the migrations job."""
    environment = os.environ | machine.environment("migrate")
    done = subprocess.run(
        machine.command("migrate"), env=environment, cwd=ROOT, capture_output=True, text=True, check=False
    )
    if done.returncode != 0:
        raise RuntimeError(f"migrate: {done.stdout[-2000:]}{done.stderr[-2000:]}")


def start(running: Parts, machine: Machine, own: dict[str, str], name: str) -> Part:
    """Starts one service as the compose file does."""
    return running.start(name, machine.command(name), machine.environment(name) | own)


def well(machine: Machine, own: dict[str, str], name: str) -> bool:
    """What the service's health check says."""
    environment = os.environ | machine.environment(name) | own | {"HOSTNAME": socket.gethostname()}
    done = subprocess.run(machine.health(name), env=environment, cwd=ROOT, capture_output=True, check=False)
    return done.returncode == 0


def kill(part: Part) -> None:
    """Ends the process and everything below it at once, as a machine that loses its power does."""
    root = psutil.Process(part.process.pid)
    for process in [root, *root.children(recursive=True)]:
        process.kill()
    part.process.wait()


def tasks(api: Api, run: str) -> list[dict[str, Any]]:
    """The run's task instances."""
    found: list[dict[str, Any]] = api.get(f"dags/ingest/dagRuns/{run}/taskInstances")["task_instances"]
    return found


def crawls(api: Api, run: str) -> list[str]:
    """The states of the run's crawls."""
    return [str(t["state"]) for t in tasks(api, run) if t["task_id"] == "crawl"]


def undisturbed(folder: Path) -> list[tuple[object, ...]]:
    """What one run of the command alone loads."""
    alone = Borderwire(folder / "undisturbed", seeds_with_press_at(folder / "seeds-undisturbed", free_port()))
    alone("run")
    return [tuple(row.values()) for row in alone.rows(ARTICLES)]


def compare(machine: Machine, password: str, run: str, expected: list[tuple[object, ...]]) -> None:
    """Asks the warehouse as an analyst."""
    url = f"postgresql://analyst:{password}@127.0.0.1:{machine.postgres}/borderwire"
    with psycopg.connect(url, autocommit=True) as connection:
        found = connection.execute(ARTICLES).fetchall()
        check(f"the warehouse has {found}, as after an undisturbed run", found == expected)
        books = connection.execute("SELECT run_id, sources, state FROM run").fetchall()
        check(f"the books are {books}", books == [(run, "sample-en sample-ko", "balanced")])
        signals = connection.execute("SELECT COUNT(*) FROM signal_feed").fetchone()
        check(f"an analyst reads the views: {signals} signals", signals is not None and signals[0] > 0)
        try:
            connection.execute("SELECT text FROM article_version")
        except psycopg.errors.InsufficientPrivilege:
            check("an analyst does not read the full text", True)
        else:
            check("an analyst does not read the full text", False)


def check(words: str, holds: bool) -> None:
    """Says what was seen and when; ends the story when it is not as it should be."""
    print(f"{time.monotonic() - BEGUN:5.0f} s  {'ok' if holds else 'NOT'}  {words}", flush=True)
    if not holds:
        raise AssertionError(words)


if __name__ == "__main__":
    sys.exit(main())
