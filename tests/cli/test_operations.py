"""What ops do by hand: doctor, backup and restore, metrics, logs, and the steps of a run one by one."""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from sqlalchemy import text

from pipeline.warehouse.engine import engine, writing
from tests.cli.conftest import Borderwire
from tests.postgres import execute, url

SOME = "SELECT article_id, version_id, title, published_at FROM article ORDER BY 1"


@dataclass(frozen=True)
class Elsewhere(Borderwire):
    """A command with more in its environment."""

    more: tuple[tuple[str, str], ...] = ()

    def environment(self) -> dict[str, str]:
        return super().environment() | dict(self.more)


def elsewhere(made: Borderwire, data: Path, **more: str) -> Elsewhere:
    return Elsewhere(data, made.seeds_dir, tuple(more.items()))


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def findings(done: "subprocess.CompletedProcess[str]") -> dict[str, tuple[bool, str]]:
    return {each["thing"]: (each["fine"], each["seen"]) for each in json.loads(done.stdout)}


def test_the_doctor_finds_nothing_wrong_after_a_run(after_a_run: Borderwire) -> None:
    found = findings(after_a_run("doctor", "--json"))
    assert list(found) == ["versions", "seeds", "data folder", "disk", "warehouse", "archive", "clock"]
    assert {thing: fine for thing, (fine, _) in found.items() if not fine} == {}
    assert found["archive"][1] == "the newest 20 pages are whole"


def test_the_doctor_asks_sources_only_when_told_to(after_a_run: Borderwire) -> None:
    found = findings(after_a_run("doctor", "--sources", "sample", "--json"))
    assert re.fullmatch(r"200 from http://\S+, \d+ bytes in [\d.]+ s; robots allow it", found["sample-ko"][1])
    assert found["clock, as hosts see it"] == (True, "within 120 s")


def test_the_doctor_names_what_is_wrong_with_its_remedy_and_fails(borderwire: Borderwire) -> None:
    done = borderwire("doctor", "--json", check=False)
    assert (done.returncode, done.stderr) == (1, "borderwire: not in order: warehouse\n")
    where = borderwire.data / "warehouse.sqlite"
    assert findings(done)["warehouse"] == (
        False,
        f"{where}: no warehouse there; `borderwire run` makes one, or set BORDERWIRE_DATA",
    )


def test_the_doctor_sees_a_damaged_page_and_a_clock_gone_back(after_a_run: Borderwire, tmp_path: Path) -> None:
    after_a_run("backup", str(tmp_path / "backup"))
    copy = elsewhere(after_a_run, tmp_path / "data")
    copy("restore", str(tmp_path / "backup"))
    newest = copy.rows("SELECT archive_path, page_id FROM page ORDER BY fetched_at DESC, page_id LIMIT 1")[0]
    page = copy.data / "archive" / newest["archive_path"]
    page.write_bytes(page.read_bytes()[:-30])
    with writing(engine(f"sqlite:///{copy.data / 'warehouse.sqlite'}")) as connection:
        late = {"at": "2099-01-01T00:00:00Z", "page": newest["page_id"]}
        connection.execute(text("UPDATE page SET fetched_at = :at WHERE page_id = :page"), late)
    found = findings(copy("doctor", "--json", check=False))
    assert {thing for thing, (fine, _) in found.items() if not fine} == {"archive", "clock"}
    assert str(page) in found["archive"][1]
    assert "a page was fetched at 2099-01-01 00:00Z; set the clock by NTP" in found["clock"][1]


class Site(BaseHTTPRequestHandler):
    """A publisher: robots.txt closes /closed/, the feed of /away/ leads to the machine's own metadata service."""

    def do_GET(self) -> None:
        status, body = 200, b"<rss/>"
        if self.path == "/robots.txt":
            body = b"User-agent: *\nDisallow: /closed/\n"
        elif self.path.startswith("/away/"):
            status = 302
        elif self.path.startswith("/broken/"):
            status = 500
        self.send_response(status)
        self.send_header("Location", "http://169.254.169.254/latest/meta-data/")
        self.send_header("Content-Length", str(len(body)))
        self.end_headers()
        self.wfile.write(body)

    def log_message(self, format: str, *args: Any) -> None: ...  # noqa: A002  the base class names it


@pytest.fixture
def site() -> Iterator[str]:
    server = ThreadingHTTPServer(("127.0.0.1", 0), Site)
    thread = Thread(target=server.serve_forever)
    thread.start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_doctor_tells_open_closed_broken_and_forbidden_sources_apart(tmp_path: Path, site: str) -> None:
    seeds = tmp_path / "seeds"
    seeds.mkdir()
    rows = [f"{name},http://{site}/{name}/,en,Asia/Seoul,0" for name in ("open", "closed", "broken", "away")]
    rows.append("inside,http://127.0.0.1:1/,en,Asia/Seoul,0")
    header = "source_id,base_url,lang,timezone,delay_seconds"
    (seeds / "sources.csv").write_text("\n".join([header, *rows]) + "\n")
    more = {"BORDERWIRE_PRIVATE_HOSTS": site, "BORDERWIRE_OPERATOR": "Test Desk, desk@example.org"}
    doctor = Elsewhere(tmp_path / "data", seeds, tuple(more.items()))
    doctor("upgrade")
    done = doctor("doctor", "--sources", "open,closed,broken,away,inside", "--json", check=False)
    found = findings(done)
    assert {name: found[name][0] for name in ("open", "closed", "broken", "away", "inside")} == {
        "open": True,
        "closed": False,
        "broken": False,
        "away": False,
        "inside": False,
    }
    assert found["closed"][1] == f"http://{site}/robots.txt disallows http://{site}/closed/"
    assert found["broken"][1].startswith(f"500 from http://{site}/broken/")
    assert found["away"][1].endswith("169.254.169.254 leads to 169.254.169.254, where no crawl may go")
    assert found["inside"][1].endswith("127.0.0.1 leads to 127.0.0.1, where no crawl may go")
    assert done.stderr.endswith("not in order: closed, broken, away, inside\n")


def test_a_backup_restores_to_the_same_rows_pages_and_feed(after_a_run: Borderwire, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    said = after_a_run("backup", str(folder)).stdout
    assert re.fullmatch(rf"backup: \d+ pages and {folder}/warehouse-\d+T\d+Z\.sqlite\n", said)
    copy = elsewhere(after_a_run, tmp_path / "data")
    copy("restore", str(folder))
    assert copy.rows(SOME) == after_a_run.rows(SOME)
    assert files(copy.data / "archive") == files(after_a_run.data / "archive")
    assert (copy.data / "alerts.xml").read_bytes() == (after_a_run.data / "alerts.xml").read_bytes()
    assert "Nothing is new." in copy("run").stdout


def test_a_second_backup_replaces_the_first_and_copies_no_page_twice(after_a_run: Borderwire, tmp_path: Path) -> None:
    folder = tmp_path / "backup"
    after_a_run("backup", str(folder))
    page = next((folder / "archive").rglob("*.warc.gz"))
    os.utime(page, (1, 1))
    manifest = json.loads((folder / "manifest.json").read_text())
    (folder / manifest["warehouse"]).rename(folder / "warehouse-20200101T000000Z.sqlite")
    after_a_run("backup", str(folder))
    assert page.stat().st_mtime == 1
    named = json.loads((folder / "manifest.json").read_text())["warehouse"]
    assert [path.name for path in folder.glob("warehouse-*")] == [named]


def test_a_restore_never_touches_what_is_there(after_a_run: Borderwire, tmp_path: Path) -> None:
    after_a_run("backup", str(tmp_path / "backup"))
    before = files(after_a_run.data)
    done = after_a_run("restore", str(tmp_path / "backup"), check=False)
    assert (done.returncode, done.stderr) == (
        1,
        f"borderwire: {after_a_run.data / 'archive'}: not empty; set BORDERWIRE_DATA to an empty folder\n",
    )
    assert files(after_a_run.data) == before


@pytest.mark.parametrize("harm", ["manifest", "warehouse", "page", "pages"])
def test_a_backup_that_is_not_whole_is_refused(after_a_run: Borderwire, tmp_path: Path, harm: str) -> None:
    folder = tmp_path / "backup"
    after_a_run("backup", str(folder))
    warehouse = next(folder.glob("warehouse-*"))
    page = next((folder / "archive").rglob("*.warc.gz"))
    if harm == "manifest":
        (folder / "manifest.json").unlink()
    elif harm == "warehouse":
        warehouse.write_bytes(warehouse.read_bytes()[:-1])
    elif harm == "page":
        page.write_bytes(page.read_bytes()[:-20])
    else:
        page.unlink()
    done = elsewhere(after_a_run, tmp_path / "data")("restore", str(folder), check=False)
    named = {"manifest": folder, "warehouse": warehouse, "page": page, "pages": folder / "archive"}[harm]
    assert done.returncode == 1
    assert done.stderr.startswith(f"borderwire: {named}: ")
    assert not (tmp_path / "data" / "warehouse.sqlite").exists()


def test_a_backup_says_when_the_archive_lacks_a_page(after_a_run: Borderwire, tmp_path: Path) -> None:
    after_a_run("backup", str(tmp_path / "first"))
    copy = elsewhere(after_a_run, tmp_path / "data")
    copy("restore", str(tmp_path / "first"))
    lost = copy.data / "archive" / copy.rows("SELECT archive_path FROM page ORDER BY 1 LIMIT 1")[0]["archive_path"]
    lost.unlink()
    done = copy("backup", str(tmp_path / "second"), check=False)
    assert (done.returncode, str(lost) in done.stderr) == (1, True)
    assert not (tmp_path / "second" / "manifest.json").exists()


def test_postgresql_is_backed_up_and_restored_by_its_own_programs(
    after_a_run: Borderwire, postgres_socket: Path, tmp_path: Path
) -> None:
    for name in ("saved", "restored"):
        execute(postgres_socket, f"CREATE DATABASE {name}")
    try:
        after_a_run("backup", str(tmp_path / "sqlite"))
        data = tmp_path / "data"
        there = elsewhere(after_a_run, data, BORDERWIRE_DATABASE_URL=url(postgres_socket, "saved"))
        (data / "archive").parent.mkdir()
        (tmp_path / "sqlite" / "archive").rename(data / "archive")
        there("replay", "--sources", "sample")
        there("backup", str(tmp_path / "backup"))
        refused = there("restore", str(tmp_path / "backup"), check=False)
        assert "not empty" in refused.stderr
        empty = elsewhere(after_a_run, tmp_path / "new", BORDERWIRE_DATABASE_URL=url(postgres_socket, "saved"))
        assert (
            "saved: not empty; restore into an empty database"
            in empty("restore", str(tmp_path / "backup"), check=False).stderr
        )
        again = elsewhere(after_a_run, tmp_path / "again", BORDERWIRE_DATABASE_URL=url(postgres_socket, "restored"))
        again("restore", str(tmp_path / "backup"))
        assert again.rows(SOME) == there.rows(SOME) != []
        other = elsewhere(after_a_run, tmp_path / "other")
        assert "not of sqlite" in other("restore", str(tmp_path / "backup"), check=False).stderr
    finally:
        for name in ("saved", "restored"):
            execute(postgres_socket, f"DROP DATABASE {name} WITH (FORCE)")


def test_metrics_are_what_the_ledger_says_in_prometheus_form(after_a_run: Borderwire, tmp_path: Path) -> None:
    lines = after_a_run("metrics").stdout.splitlines()
    sample = re.compile(r'borderwire_[a-z_]+(\{[a-z_]+="[^"\\]*"(,[a-z_]+="[^"\\]*")*\})? -?[0-9.e+]+')
    told = [line for line in lines if not line.startswith("#")]
    assert [line for line in told if not sample.fullmatch(line)] == []
    assert len({line.rsplit(" ", 1)[0] for line in told}) == len(told)
    fetched = after_a_run.rows(
        "SELECT source_id, COUNT(*) AS urls FROM fetch WHERE kind = 'article' AND outcome = 'fetched' GROUP BY 1"
    )
    expected = [f'borderwire_run_urls{{source="{r["source_id"]}",outcome="fetched"}} {r["urls"]}' for r in fetched]
    assert len(expected) == 2
    assert set(expected) <= set(told)
    assert "borderwire_run_balanced 1" in told
    target = tmp_path / "metrics" / "borderwire.prom"
    after_a_run("metrics", "--output", str(target))
    assert [line for line in target.read_text().splitlines() if not line.startswith("#")] == told
    assert [path.name for path in target.parent.iterdir()] == ["borderwire.prom"]


def test_a_source_whose_crawl_never_came_is_named_and_the_other_is_loaded(borderwire: Borderwire) -> None:
    borderwire("open", "--sources", "sample", "--run", "r1")
    borderwire("crawl", "--sources", "sample-en", "--run", "r1")
    for step in ("refine", "load"):
        borderwire(step, "--run", "r1")
    done = borderwire("account", "--run", "r1", check=False)
    assert done.returncode == 1
    assert "sample-ko: no index answered with items" in done.stderr
    assert borderwire.rows("SELECT DISTINCT source_id FROM article") == [{"source_id": "sample-en"}]


def test_crawls_of_the_sample_press_at_the_same_time_take_turns(borderwire: Borderwire) -> None:
    borderwire("open", "--sources", "sample", "--run", "r1")
    words = [borderwire.command("crawl", "--sources", name, "--run", "r1") for name in ("sample-en", "sample-ko")]
    both = [subprocess.Popen(w, env=borderwire.environment(), stdout=subprocess.DEVNULL) for w in words]
    assert [process.wait() for process in both] == [0, 0]


def test_status_judges_only_the_sources_asked_for(after_a_run: Borderwire) -> None:
    assert after_a_run("status", "--max-age", "1h", "--sources", "sample").returncode == 0
    done = after_a_run("status", "--max-age", "1h", "--sources", "dailynk-en", check=False)
    assert (done.returncode, "no source was ever asked" in done.stderr) == (1, True)


def test_logs_are_json_with_ids_and_without_secrets_when_asked(
    borderwire: Borderwire, postgres_socket: Path, tmp_path: Path
) -> None:
    execute(postgres_socket, "CREATE DATABASE canary")
    secret = "c4n4ry-p4ssw0rd"
    address = url(postgres_socket, "canary").replace("postgres@", f"postgres:{secret}@")
    using = elsewhere(borderwire, borderwire.data, BORDERWIRE_DATABASE_URL=address, BORDERWIRE_LOG="json")
    try:
        said = []
        for step in ("open", "crawl", "refine", "load", "account"):
            more = ["--sources", "sample-en"] if step in ("open", "crawl") else []
            said.append(using(step, "--run", "r1", *more))
        said.append(using("upgrade"))
        failed = using("account", "--run", "unknown", check=False)
    finally:
        execute(postgres_socket, "DROP DATABASE canary WITH (FORCE)")
    entries = [json.loads(line) for done in said for line in done.stdout.splitlines()]
    assert {entry["step"] for entry in entries} >= {"open", "crawl", "refine", "load", "account", "warehouse"}
    assert {entry.get("run") for entry in entries if entry["step"] in ("open", "load", "account")} == {"r1"}
    assert "sample-en" in {entry.get("source") for entry in entries}
    assert json.loads(failed.stderr)["level"] == "error"
    everything = "".join(done.stdout + done.stderr for done in [*said, failed])
    assert secret not in everything
    assert [name for name, content in files(borderwire.data).items() if secret.encode() in content] == []
