"""The compose file and the image keep what docs/security.md says of them, by the specification and by what they say."""

import re
import shutil
import subprocess
import sys
from pathlib import Path
from typing import Any

import pytest
import yaml  # type: ignore[import-untyped]  # comes with podman-compose, without types

from pipeline.settings import ROOT
from stack import secrets
from tests.stack.services import new_installation, resolved

COMPOSE = ROOT / "docker-compose.yml"


def tool(*words: str, cwd: Path = ROOT) -> "subprocess.CompletedProcess[str]":
    """Runs a program that stands beside this Python."""
    command = [str(Path(sys.executable).parent / words[0]), *words[1:]]
    return subprocess.run(command, capture_output=True, text=True, check=False, cwd=cwd)


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with the compose file and the secrets of a new installation."""
    made = tmp_path_factory.mktemp("compose")
    new_installation(made)
    return made


@pytest.fixture(scope="module")
def services(folder: Path) -> dict[str, dict[str, Any]]:
    """Every service as podman-compose resolves it."""
    return resolved(folder)


def test_the_compose_file_keeps_to_the_specification() -> None:
    done = tool("check-jsonschema", "--builtin-schema", "vendor.compose-spec", str(COMPOSE))
    assert done.returncode == 0, done.stdout


def test_the_dockerfile_passes_its_linter() -> None:
    done = tool("hadolint", str(ROOT / "Dockerfile"))
    assert (done.returncode, done.stdout) == (0, "")


def test_without_secrets_nothing_starts(tmp_path: Path) -> None:
    shutil.copy(COMPOSE, tmp_path / "docker-compose.yml")
    shutil.copy(ROOT / ".env.example", tmp_path / ".env")
    with pytest.raises(RuntimeError, match="run make secrets"):
        resolved(tmp_path)


def test_no_secret_stands_in_the_compose_file_or_has_a_default(services: dict[str, dict[str, Any]]) -> None:
    text = COMPOSE.read_text(encoding="utf-8")
    names = set(re.findall(r"\$\{(\w*(?:PASSWORD|SECRET|KEY)\w*)", text))
    assert names == set(secrets.MANDATORY.findall(text))
    assert len(names) == 10
    literal = [
        (service, name)
        for service, each in yaml.safe_load(text)["services"].items()
        for name, value in (each.get("environment") or {}).items()
        if re.search("PASSWORD|PASS|SECRET|_KEY|REDISCLI_AUTH", name) and not str(value).startswith("${")
    ]
    assert literal == []


def test_only_user_interfaces_are_published_and_only_on_loopback(services: dict[str, dict[str, Any]]) -> None:
    published = {name: each["ports"] for name, each in services.items() if each.get("ports")}
    assert published == {
        "api-server": ["127.0.0.1:8080:8080"],
        "metabase": ["127.0.0.1:3000:3000"],
        "press": ["127.0.0.1:8737:8737"],
    }
    by_default = {name for name, each in services.items() if each.get("ports") and not each.get("profiles")}
    assert by_default == {"api-server"}


def test_database_and_broker_have_no_way_out_and_none_in(services: dict[str, dict[str, Any]]) -> None:
    assert yaml.safe_load(COMPOSE.read_text(encoding="utf-8"))["networks"]["inside"] == {"internal": True}
    assert {name: _networks(services[name]) for name in ("postgres", "redis")} == {
        "postgres": {"inside"},
        "redis": {"inside"},
    }


def _networks(service: dict[str, Any]) -> set[str]:
    return set(service["networks"])


def test_every_service_has_a_memory_limit_and_gains_no_privileges(services: dict[str, dict[str, Any]]) -> None:
    assert {name for name, each in services.items() if "mem_limit" not in each} == set()
    hardened = "no-new-privileges:true"
    assert {name for name, each in services.items() if hardened not in each.get("security_opt", [])} == set()


def test_our_own_services_are_not_root_and_write_only_to_volumes(services: dict[str, dict[str, Any]]) -> None:
    ours = {name: each for name, each in services.items() if each["image"].startswith("borderwire:")}
    assert len(ours) == 10
    for name, each in ours.items():
        assert (name, each["user"], each["read_only"], each["cap_drop"]) == (name, "10001:10001", True, ["ALL"])
    user, _ = re.findall(r"^USER (.+)$", (ROOT / "Dockerfile").read_text(encoding="utf-8"), re.MULTILINE), None
    assert user == ["10001:10001"]


def test_every_image_is_of_one_version(services: dict[str, dict[str, Any]]) -> None:
    assert [each["image"] for each in services.values() if not re.search(r":v?\d+\.\d+", each["image"])] == []


def test_what_must_answer_is_watched(services: dict[str, dict[str, Any]]) -> None:
    watched = {name for name, each in services.items() if each.get("healthcheck")}
    assert watched >= {"postgres", "redis", "api-server", "dag-processor", "triggerer", "worker", "monitor"}
    assert watched >= {"scheduler", "scheduler-local"}
    switch = ["CMD", "borderwire", "status", "--max-age", "8h", "--sources", "live"]
    assert services["monitor"]["healthcheck"]["test"] == switch


def test_each_service_knows_only_the_secrets_it_needs(folder: Path, services: dict[str, dict[str, Any]]) -> None:
    values = dict(line.split("=", 1) for line in (folder / ".env").read_text().splitlines() if re.match(r"\w+=", line))
    known = {
        service: {name for name in secrets.MANDATORY.findall(COMPOSE.read_text()) if values[name] in str(each)}
        for service, each in services.items()
    }
    airflow = {
        *("AIRFLOW_DB_PASSWORD", "AIRFLOW_FERNET_KEY", "AIRFLOW_JWT_SECRET", "AIRFLOW_SECRET_KEY"),
        *("REDIS_PASSWORD", "WAREHOUSE_PASSWORD"),
    }
    assert known == {
        "postgres": {
            *("POSTGRES_PASSWORD", "AIRFLOW_DB_PASSWORD", "WAREHOUSE_PASSWORD"),
            *("ANALYST_PASSWORD", "METABASE_DB_PASSWORD"),
        },
        "redis": {"REDIS_PASSWORD"},
        "migrate": airflow | {"AIRFLOW_ADMIN_PASSWORD"},
        **dict.fromkeys(
            ("api-server", "dag-processor", "triggerer", "scheduler", "worker", "scheduler-local"), airflow
        ),
        "alerts": {"WAREHOUSE_PASSWORD"},
        "monitor": {"WAREHOUSE_PASSWORD"},
        "press": set(),
        "metabase": {"METABASE_DB_PASSWORD"},
    }


def test_secrets_are_made_once_for_the_owner_alone(folder: Path) -> None:
    file = folder / ".env"
    before = file.read_text(encoding="utf-8")
    values = [line.split("=", 1)[1] for line in before.splitlines() if re.match(r"\w*(PASSWORD|SECRET|KEY)\w*=", line)]
    assert len(set(values)) == len(values) == 10
    assert min(map(len, values)) >= 40
    assert file.stat().st_mode & 0o777 == 0o600
    secrets.main(folder)
    assert file.read_text(encoding="utf-8") == before


def test_what_the_operator_wrote_is_kept_when_secrets_are_made(tmp_path: Path) -> None:
    text, made = secrets.filled("# mine\nA=1\nB=\nOTHER=x y\n", ["A", "B", "C"])
    assert made == ["B", "C"]
    assert re.fullmatch(r"# mine\nA=1\nB=[0-9a-f]{48}\nOTHER=x y\nC=[0-9a-f]{48}\n", text)
