"""The services of the compose file as processes on this machine: their commands and environments, on loopback ports."""

import os
import re
import shutil
import subprocess
import sys
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import yaml  # type: ignore[import-untyped]  # comes with podman-compose, without types

from pipeline.settings import ROOT
from stack import secrets
from tests.cli.conftest import free_port

PROFILES = ("celery", "local", "sample", "bi")


def engine(folder: Path) -> Path:
    """All that `podman-compose config` asks an engine: its version."""
    made = folder / "podman"
    made.write_text("#!/bin/sh\necho podman version 5.0.0\n")
    made.chmod(0o755)
    return made


def resolved(folder: Path) -> dict[str, dict[str, Any]]:
    """Every service of the compose file in the folder, its .env filled in; raises RuntimeError with what is wrong."""
    chosen = [word for profile in PROFILES for word in ("--profile", profile)]
    tool = str(Path(sys.executable).parent / "podman-compose")
    command = [tool, "--podman-path", str(engine(folder)), *chosen, "config"]
    done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=folder)
    if done.returncode != 0:
        raise RuntimeError(done.stdout + done.stderr)
    found: dict[str, dict[str, Any]] = yaml.safe_load(done.stdout)["services"]
    return found


def new_installation(folder: Path, **changed: str) -> dict[str, str]:
    """Copies the compose file there, makes its .env with the secrets and what is changed, and returns the variables."""
    shutil.copy(ROOT / "docker-compose.yml", folder)
    example = (ROOT / ".env.example").read_text(encoding="utf-8")
    for name, value in changed.items():
        example = re.sub(f"^{name}=.*$", f"{name}={value}", example, flags=re.MULTILINE)
    (folder / ".env.example").write_text(example, encoding="utf-8")
    secrets.main(folder)
    lines = (folder / ".env").read_text(encoding="utf-8").splitlines()
    return dict(line.split("=", 1) for line in lines if "=" in line and not line.startswith("#"))


@dataclass(frozen=True, slots=True, kw_only=True)
class Machine:
    """Where the services find each other without a network of their own."""

    folder: Path
    services: dict[str, dict[str, Any]]
    postgres: int
    redis: int
    api: int

    def environment(self, name: str) -> dict[str, str]:
        """The service's environment: the image's and its own, with the others' addresses on loopback."""
        given = {key: self._here(str(value)) for key, value in (self.services[name].get("environment") or {}).items()}
        return self._image() | given | self._loopback(name)

    def command(self, name: str) -> list[str]:
        """The service's command."""
        return [self._here(word).replace("$$", "$") for word in self.services[name]["command"]]

    def health(self, name: str) -> list[str]:
        """The command of the service's health check."""
        kind, *words = self.services[name]["healthcheck"]["test"]
        here = [self._here(word).replace("$$", "$") for word in words]
        return here if kind == "CMD" else ["sh", "-c", *here]

    def _here(self, text: str) -> str:
        """The text with each service's address as it is here."""
        moved = {
            "@postgres/": f"@127.0.0.1:{self.postgres}/",
            "@redis:6379": f"@127.0.0.1:{self.redis}",
            "http://api-server:8080": f"http://127.0.0.1:{self.api}",
            "http://127.0.0.1:8080": f"http://127.0.0.1:{self.api}",
        }
        for there, here in moved.items():
            text = text.replace(there, here)
        return text

    def _image(self) -> dict[str, str]:
        """What the Dockerfile sets."""
        return {
            "PATH": f"{Path(sys.executable).parent}:{os.environ['PATH']}",
            "PYTHONPATH": str(ROOT),
            "BORDERWIRE_DATA": str(self.folder / "data"),
            "AIRFLOW__CORE__DAGS_FOLDER": str(ROOT / "dags"),
            "AIRFLOW__LOGGING__BASE_LOG_FOLDER": str(self.folder / "logs"),
        }

    def _loopback(self, name: str) -> dict[str, str]:
        return {
            "AIRFLOW_HOME": str(self.folder / "home" / name),
            "AIRFLOW__API__HOST": "127.0.0.1",
            "AIRFLOW__API__PORT": str(self.api),
            "AIRFLOW__API__WORKERS": "1",
            "AIRFLOW__CORE__HOSTNAME_CALLABLE": "stack.airflow.localhost",
        }


def machine(folder: Path) -> Machine:
    """A machine with free ports for the installation in the folder."""
    return Machine(folder=folder, services=resolved(folder), postgres=free_port(), redis=free_port(), api=free_port())
