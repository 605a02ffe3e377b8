"""The archive alone rebuilds the warehouse, without network."""

import shutil
from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from pipeline import seeds
from pipeline.replay import Days, restock
from pipeline.warehouse import dimensions, ledger, schema
from pipeline.warehouse.engine import engine, writing
from tests.cli.conftest import Borderwire
from tests.warehouse.dump import LEDGER, dump

# Python reads this file at start in every process that has its folder on the path: no process may reach a network.
NO_NETWORK = """
import socket

def refuse(self, *_):
    raise OSError("a replay reached for the network")

socket.socket.connect = socket.socket.connect_ex = socket.socket.bind = refuse
"""


def test_a_replay_into_an_empty_warehouse_equals_the_original_with_sockets_forbidden(
    after_a_run: Borderwire, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    (tmp_path / "sitecustomize.py").write_text(NO_NETWORK)
    monkeypatch.setenv("PYTHONPATH", str(tmp_path))
    monkeypatch.setenv("BORDERWIRE_DATABASE_URL", f"sqlite:///{tmp_path}/rebuilt.sqlite")
    after_a_run("replay", "--sources", "sample")
    sent = LEDGER | {"delivery"}
    original = dump(engine(f"sqlite:///{after_a_run.data}/warehouse.sqlite"), without=sent)
    rebuilt = dump(engine(f"sqlite:///{tmp_path}/rebuilt.sqlite"), without=sent)
    assert rebuilt.keys() == original.keys()
    assert [name for name in original if rebuilt[name] != original[name]] == []


def test_a_replay_records_alerts_and_sends_none(
    after_a_run: Borderwire, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    recorded = after_a_run.rows("SELECT COUNT(*) AS n FROM alert")
    monkeypatch.setenv("BORDERWIRE_DATABASE_URL", f"sqlite:///{tmp_path}/rebuilt.sqlite")
    after_a_run("replay", "--sources", "sample")
    assert after_a_run.rows("SELECT COUNT(*) AS n FROM alert") == recorded
    assert after_a_run.rows("SELECT COUNT(*) AS n FROM delivery") == [{"n": 0}]


def test_a_replay_of_some_days_takes_the_pages_fetched_then_and_no_others(
    after_a_run: Borderwire, tmp_path: Path
) -> None:
    archive_dir = tmp_path / "archive"
    shutil.copytree(after_a_run.data / "archive", archive_dir)
    (today,) = {path.name for path in archive_dir.glob("*/*")}
    for day in ("2026-01-01", "2026-01-02"):
        source = next(archive_dir.glob(f"sample-en/{today}/*.warc.gz"))
        (archive_dir / "sample-en" / day).mkdir()
        source.rename(archive_dir / "sample-en" / day / source.name)
    url = f"sqlite:///{tmp_path}/some.sqlite"
    schema.upgrade(url)
    with writing(engine(url)) as connection:
        dimensions.sync(connection, seeds.load())
        ledger.begin_run(connection, "r1", "replay", ["sample-en"], datetime(2026, 1, 3, tzinfo=UTC))

    def taken(**days: str) -> int:
        limits = Days(**{name: date.fromisoformat(day) for name, day in days.items()})
        return restock(engine(url), archive_dir, "r1", frozenset({"sample-en"}), limits)

    everything = len(list(archive_dir.glob("sample-en/*/*")))
    assert taken(since="2026-01-02", until="2026-01-02") == 1
    assert taken(until="2026-01-02") == 2
    assert taken(since="2026-01-02") == everything - 1
    assert taken() == everything
