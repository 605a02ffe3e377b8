"""The archive alone rebuilds the warehouse, without network."""

from pathlib import Path

import pytest

from pipeline.warehouse.engine import engine
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
