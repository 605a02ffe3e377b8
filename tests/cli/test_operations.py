"""What ops do by hand: doctor, backup and restore, metrics, logs, and the steps of a run one by one.

Most are asked in this process, for starting the command takes two seconds.
"""

import json
import os
import re
import subprocess
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from threading import Thread
from typing import Any

import pytest
from pydantic import SecretStr
from sqlalchemy import Row, select, text

from pipeline import journey
from pipeline import seeds as reference
from pipeline.backup import backup, restore
from pipeline.doctor import examine
from pipeline.errors import ArchiveError, BooksError, InputError, SettingsError, WarehouseError
from pipeline.journey import Trip
from pipeline.metrics import metrics
from pipeline.settings import Settings
from pipeline.warehouse import ledger, schema
from pipeline.warehouse.engine import engine, reading, writing
from pipeline.warehouse.tables import article, fetch, page
from tests.cli.conftest import Borderwire
from tests.postgres import execute, url

NOW = datetime.now(UTC).replace(microsecond=0) + timedelta(seconds=90)


@pytest.fixture(scope="module")
def filled(after_a_run: Borderwire) -> Settings:
    """The settings of a data folder that one run over the sample press has filled; tests only read it."""
    return Settings(data=after_a_run.data, seeds=after_a_run.seeds_dir)


@pytest.fixture
def empty(filled: Settings, tmp_path: Path) -> Settings:
    """The settings of a data folder that is not there yet."""
    return filled.model_copy(update={"data": tmp_path / "data"})


@pytest.fixture(scope="module")
def saved(filled: Settings, tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A backup of it; tests only read it."""
    folder = tmp_path_factory.mktemp("backup")
    backup(filled, folder, NOW)
    return folder


def files(folder: Path) -> dict[str, bytes]:
    return {str(p.relative_to(folder)): p.read_bytes() for p in folder.rglob("*") if p.is_file()}


def articles(settings: Settings) -> list[Row[Any]]:
    with reading(engine(settings.warehouse_url)) as connection:
        return list(connection.execute(select(article).order_by(article.c.article_id)))


def wrong(settings: Settings, now: datetime = NOW, sources: tuple[reference.Source, ...] = ()) -> dict[str, str]:
    return {each.thing: each.seen for each in examine(settings, sources, now) if not each.fine}


def test_the_doctor_finds_nothing_wrong_after_a_run(filled: Settings) -> None:
    found = {each.thing: each.seen for each in examine(filled, (), NOW)}
    assert list(found) == ["versions", "seeds", "data folder", "disk", "warehouse", "archive", "clock"]
    assert wrong(filled) == {}
    assert found["archive"] == "the newest 20 pages are whole"


def test_the_doctor_fails_naming_what_is_wrong_with_its_remedy(borderwire: Borderwire) -> None:
    done = borderwire("doctor", "--json", check=False)
    assert (done.returncode, done.stderr) == (1, "borderwire: not in order: warehouse\n")
    where = borderwire.data / "warehouse.sqlite"
    found = {each["thing"]: each for each in json.loads(done.stdout)}
    assert found["warehouse"] == {
        "thing": "warehouse",
        "fine": False,
        "seen": f"{where}: no warehouse there; `borderwire run` makes one, or set BORDERWIRE_DATA",
    }


def test_the_doctor_sees_a_clock_that_went_back(filled: Settings) -> None:
    assert re.fullmatch(
        r".*, but a page was fetched at .*; set the clock by NTP", wrong(filled, NOW - timedelta(1))["clock"]
    )


def test_the_doctor_sees_a_damaged_page(empty: Settings, saved: Path) -> None:
    restore(empty, saved)
    newest = select(page.c.archive_path).order_by(page.c.fetched_at.desc(), page.c.page_id).limit(1)
    with reading(engine(empty.warehouse_url)) as connection:
        path = empty.archive_dir / str(connection.scalar(newest))
    path.write_bytes(path.read_bytes()[:-30])
    assert {thing: str(path) in seen for thing, seen in wrong(empty).items()} == {"archive": True}


def test_the_doctor_sees_seeds_that_cannot_be_read(filled: Settings, tmp_path: Path) -> None:
    (tmp_path / "sources.csv").write_text("source_id,base_url\n")
    assert wrong(filled.model_copy(update={"seeds": tmp_path})) == {
        "seeds": f"{tmp_path}/sources.csv: line 1: column 'lang' is missing; see seeds/README.md"
    }


def test_the_doctor_sees_a_data_folder_that_is_none(filled: Settings, tmp_path: Path) -> None:
    (tmp_path / "file").touch()
    assert "data folder" in wrong(filled.model_copy(update={"data": tmp_path / "file"}))


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
    thread = Thread(target=server.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    yield f"127.0.0.1:{server.server_port}"
    server.shutdown()
    thread.join()
    server.server_close()


def test_the_doctor_tells_open_closed_broken_and_forbidden_sources_apart(filled: Settings, site: str) -> None:
    def source(name: str, at: str) -> reference.Source:
        url = f"http://{at}/{name}/"
        return reference.Source(source_id=name, base_url=url, lang="en", timezone="Asia/Seoul", delay_seconds=0)

    sources = (*(source(name, site) for name in ("open", "closed", "broken", "away")), source("inside", "127.0.0.1:1"))
    using = filled.model_copy(update={"private_hosts": site})
    found = wrong(using, datetime.now(UTC), sources)
    assert set(found) == {"operator", "closed", "broken", "away", "inside"}
    assert found["operator"].endswith("set BORDERWIRE_OPERATOR to a name and an address")
    assert found["closed"] == f"http://{site}/robots.txt disallows http://{site}/closed/"
    assert found["broken"].startswith(f"500 from http://{site}/broken/")
    assert found["away"].endswith("169.254.169.254 leads to 169.254.169.254, where no crawl may go")
    assert found["inside"].endswith("127.0.0.1 leads to 127.0.0.1, where no crawl may go")
    assert "clock, as hosts see it" in wrong(using, datetime.now(UTC) - timedelta(hours=1), sources[:1])


def test_a_backup_restores_to_the_same_rows_pages_and_feed(filled: Settings, empty: Settings, saved: Path) -> None:
    restore(empty, saved)
    assert articles(empty) == articles(filled) != []
    assert files(empty.archive_dir) == files(filled.archive_dir)
    assert (empty.data / "alerts.xml").read_bytes() == (filled.data / "alerts.xml").read_bytes()


def test_a_restored_installation_goes_on_as_if_nothing_had_been(
    after_a_run: Borderwire, empty: Settings, tmp_path: Path
) -> None:
    said = after_a_run("backup", str(tmp_path / "backup")).stdout
    assert re.fullmatch(rf"backup: \d+ pages and {tmp_path}/backup/warehouse-\d+T\d+Z\.sqlite\n", said)
    restore(empty, tmp_path / "backup")
    assert "Nothing is new." in Borderwire(empty.data, after_a_run.seeds_dir)("run").stdout


def test_a_second_backup_replaces_the_first_and_copies_no_page_twice(filled: Settings, tmp_path: Path) -> None:
    backup(filled, tmp_path, NOW)
    kept = next((tmp_path / "archive").rglob("*.warc.gz"))
    os.utime(kept, (1, 1))
    made = backup(filled, tmp_path, NOW + timedelta(hours=1))
    assert kept.stat().st_mtime == 1
    assert [path.name for path in tmp_path.glob("warehouse-*")] == [made.warehouse]
    assert json.loads((tmp_path / "manifest.json").read_text())["made_at"] == (NOW + timedelta(hours=1)).isoformat()


def test_a_restore_never_touches_what_is_there(filled: Settings, saved: Path) -> None:
    before = files(filled.data)
    with pytest.raises(SettingsError, match="archive: not empty; set BORDERWIRE_DATA to an empty folder"):
        restore(filled, saved)
    assert files(filled.data) == before


@pytest.mark.parametrize("harm", ["manifest", "warehouse", "page", "pages"])
def test_a_backup_that_is_not_whole_is_refused(filled: Settings, empty: Settings, tmp_path: Path, harm: str) -> None:
    folder = tmp_path / "backup"
    backup(filled, folder, NOW)
    warehouse = next(folder.glob("warehouse-*"))
    one = next((folder / "archive").rglob("*.warc.gz"))
    if harm == "manifest":
        (folder / "manifest.json").unlink()
    elif harm == "warehouse":
        warehouse.write_bytes(warehouse.read_bytes()[:-1])
    elif harm == "page":
        one.write_bytes(one.read_bytes()[:-20])
    else:
        one.unlink()
    named = {"manifest": folder, "warehouse": warehouse, "page": one, "pages": folder / "archive"}[harm]
    kind = InputError if harm in ("manifest", "warehouse") else ArchiveError
    with pytest.raises(kind, match=f"^{re.escape(str(named))}: "):
        restore(empty, folder)
    assert not (empty.data / "warehouse.sqlite").exists()


def test_a_backup_says_when_the_archive_lacks_a_page(empty: Settings, saved: Path, tmp_path: Path) -> None:
    restore(empty, saved)
    lost = next(empty.archive_dir.rglob("*.warc.gz"))
    lost.unlink()
    with pytest.raises(ArchiveError, match=f"^{re.escape(str(lost))}: not there"):
        backup(empty, tmp_path / "second", NOW)
    assert not (tmp_path / "second" / "manifest.json").exists()


def test_postgresql_is_saved_and_restored_by_its_own_programs(
    filled: Settings, empty: Settings, postgres_socket: Path, tmp_path: Path
) -> None:
    databases = ("saved", "restored")
    there, again = (
        empty.model_copy(update={"data": tmp_path / name, "database_url": SecretStr(url(postgres_socket, name))})
        for name in databases
    )
    for name in databases:
        execute(postgres_socket, f"CREATE DATABASE {name}")
    try:
        schema.upgrade(there.warehouse_url)
        with writing(engine(there.warehouse_url)) as connection:
            connection.execute(text("INSERT INTO topic VALUES ('t', NULL, 'rice', '쌀')"))
        backup(there, tmp_path / "backup", NOW)
        with pytest.raises(WarehouseError, match=r"saved.*: not empty; restore into an empty database"):
            restore(there, tmp_path / "backup")
        with pytest.raises(WarehouseError, match="not of sqlite"):
            restore(empty, tmp_path / "backup")
        restore(again, tmp_path / "backup")
        with reading(engine(again.warehouse_url)) as connection:
            assert connection.execute(text("SELECT * FROM topic")).all() == [("t", None, "rice", "쌀")]
            assert connection.execute(text("SELECT COUNT(*) FROM region_day")).scalar() == 0
    finally:
        for each, name in zip((there, again), databases, strict=True):
            engine(each.warehouse_url).dispose()
            execute(postgres_socket, f"DROP DATABASE {name} WITH (FORCE)")


def test_metrics_are_what_the_ledger_says_in_prometheus_form(filled: Settings) -> None:
    lines = metrics(engine(filled.warehouse_url), NOW).splitlines()
    sample = re.compile(r'borderwire_[a-z_]+(\{[a-z_]+="[^"\\]*"(,[a-z_]+="[^"\\]*")*\})? -?[0-9.e+]+')
    told = [line for line in lines if not line.startswith("#")]
    assert [line for line in told if not sample.fullmatch(line)] == []
    assert len({line.rsplit(" ", 1)[0] for line in told}) == len(told)
    with reading(engine(filled.warehouse_url)) as connection:
        urls = connection.scalars(select(fetch.c.source_id).where(fetch.c.kind == "article")).all()
    expected = {
        f'borderwire_run_urls{{source="{name}",outcome="fetched"}} {urls.count(name)}'
        for name in ("sample-en", "sample-ko")
    }
    assert expected <= set(told)
    assert {"borderwire_run_balanced 1", f"borderwire_articles {len(articles(filled))}"} <= set(told)


def test_metrics_are_written_whole_into_a_file(after_a_run: Borderwire, tmp_path: Path) -> None:
    target = tmp_path / "metrics" / "borderwire.prom"
    after_a_run("metrics", "--output", str(target))
    assert target.read_text(encoding="utf-8").startswith("# HELP borderwire_articles ")
    assert [path.name for path in target.parent.iterdir()] == ["borderwire.prom"]


def test_a_source_whose_crawl_never_came_is_named(empty: Settings) -> None:
    trip = Trip(run_id="r1", sources=reference.load(empty.seeds).select("sample"), settings=empty)
    journey.open_books(trip, "crawl")
    with writing(trip.warehouse) as connection:
        (asked,) = ledger.schedule(connection, "r1", "sample-en", [ledger.Wanted(url="http://a/", kind="index")], NOW)
        ledger.close_fetch(connection, asked, ledger.Closing(outcome="fetched", items=1), NOW)
    with pytest.raises(BooksError, match="do not balance: sample-ko: no index answered with items;"):
        journey.account(trip)


def test_crawls_of_the_sample_press_at_the_same_time_take_turns(borderwire: Borderwire) -> None:
    borderwire("open", "--sources", "sample", "--run", "r1")
    words = [borderwire.command("crawl", "--sources", name, "--run", "r1") for name in ("sample-en", "sample-ko")]
    both = [subprocess.Popen(w, env=borderwire.environment(), stdout=subprocess.DEVNULL) for w in words]
    assert [process.wait() for process in both] == [0, 0]


def test_status_judges_only_the_sources_asked_for(after_a_run: Borderwire) -> None:
    assert after_a_run("status", "--max-age", "1h", "--sources", "sample").returncode == 0
    done = after_a_run("status", "--max-age", "1h", "--sources", "dailynk-en", check=False)
    assert (done.returncode, "no source was ever asked" in done.stderr) == (1, True)


@dataclass(frozen=True)
class Logging(Borderwire):
    """A command that writes JSON lines, on a database whose URL holds a secret."""

    address: str

    def environment(self) -> dict[str, str]:
        return super().environment() | {"BORDERWIRE_DATABASE_URL": self.address, "BORDERWIRE_LOG": "json"}


def test_logs_are_json_with_ids_and_without_secrets(borderwire: Borderwire, postgres_socket: Path) -> None:
    execute(postgres_socket, "CREATE DATABASE canary")
    secret = "c4n4ry-p4ssw0rd"
    address = url(postgres_socket, "canary").replace("postgres@", f"postgres:{secret}@")
    using = Logging(borderwire.data, borderwire.seeds_dir, address)
    try:
        said = [using("crawl", "--run", "r1", "--sources", "sample-en"), using("upgrade")]
        failed = using("account", "--run", "r1", check=False)
    finally:
        execute(postgres_socket, "DROP DATABASE canary WITH (FORCE)")
    entries = [json.loads(line) for done in said for line in done.stdout.splitlines()]
    assert {entry["step"] for entry in entries} == {"press", "crawl", "warehouse"}
    ended = [entry for entry in entries if entry.get("source") == "sample-en" and "run" in entry]
    assert [(entry["level"], entry["run"]) for entry in ended] == [("info", "r1")]
    assert json.loads(failed.stderr)["level"] == "error"
    everything = "".join(done.stdout + done.stderr for done in [*said, failed])
    assert secret not in everything
    assert [name for name, content in files(borderwire.data).items() if secret.encode() in content] == []


def test_a_setting_that_cannot_be_read_is_one_line_whatever_the_logs(
    borderwire: Borderwire, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("BORDERWIRE_LOG", "xml")
    done = borderwire("status", check=False)
    assert (done.returncode, done.stderr.count("\n"), "BORDERWIRE_LOG: " in done.stderr) == (1, 1, True)
