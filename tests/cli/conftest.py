"""The command as a user runs it: its own process, its own data folder, its own copy of the sample press."""

import json
import os
import socket
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from pipeline import seeds


@dataclass(frozen=True)
class Borderwire:
    """Runs verbs against one data folder and one folder of seeds."""

    data: Path
    seeds_dir: Path

    def __call__(self, *words: str, check: bool = True, stdin: str | None = None) -> "subprocess.CompletedProcess[str]":
        done = subprocess.run(
            self.command(*words), env=self.environment(), input=stdin, capture_output=True, text=True, check=False
        )
        if check and done.returncode != 0:
            pytest.fail(f"borderwire {' '.join(words)} exited {done.returncode}:\n{done.stdout}\n{done.stderr}")
        return done

    def command(self, *words: str) -> list[str]:
        return [sys.executable, "-m", "pipeline.cli", *words]

    def environment(self) -> dict[str, str]:
        return os.environ | {"BORDERWIRE_DATA": str(self.data), "BORDERWIRE_SEEDS": str(self.seeds_dir)}

    def rows(self, question: str) -> list[dict[str, Any]]:
        found: list[dict[str, Any]] = json.loads(self("sql", question, "--json").stdout)
        return found


def seeds_with_press_at(folder: Path, port: int) -> Path:
    """A folder of seeds whose sample sources are served at that port."""
    folder.mkdir()
    bundled = (seeds.BUNDLED / "sources.csv").read_text(encoding="utf-8")
    moved = bundled.replace("http://127.0.0.1:8737/", f"http://127.0.0.1:{port}/")
    (folder / "sources.csv").write_text(moved, encoding="utf-8")
    return folder


def free_port() -> int:
    with socket.socket() as probe:
        probe.bind(("127.0.0.1", 0))
        port: int = probe.getsockname()[1]
        return port


@pytest.fixture
def borderwire(tmp_path: Path) -> Borderwire:
    """A command with an empty data folder."""
    return Borderwire(tmp_path / "data", seeds_with_press_at(tmp_path / "seeds", free_port()))


@pytest.fixture(scope="module")
def after_a_run(tmp_path_factory: pytest.TempPathFactory) -> Borderwire:
    """A command whose data folder one run over the sample press has filled; tests only read it, or run it again."""
    folder = tmp_path_factory.mktemp("run")
    made = Borderwire(folder / "data", seeds_with_press_at(folder / "seeds", free_port()))
    (folder / "first.txt").write_text(made("run").stdout, encoding="utf-8")
    return made
