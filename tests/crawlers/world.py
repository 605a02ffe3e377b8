"""A data folder, a warehouse and sources of its own, in which a test runs crawls as the real subprocess."""

import csv
import os
import subprocess
import sys
import time
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from sqlalchemy import Table, select

from pipeline import archive
from pipeline.records import Page
from pipeline.settings import ROOT, Settings
from pipeline.warehouse import schema, tables
from pipeline.warehouse.engine import engine, reading, writing

Row = dict[str, Any]


def peak_kibibytes(pid: int) -> int:
    """The most memory that the process has held since its program began; 0 once it has ended.

    Not `ru_maxrss`: that counts what the test process held when it forked.
    """
    try:
        status = Path(f"/proc/{pid}/status").read_text(encoding="ascii")
    except (FileNotFoundError, ProcessLookupError):
        return 0
    return next((int(line.split()[1]) for line in status.splitlines() if line.startswith("VmHWM:")), 0)


@dataclass(frozen=True, slots=True)
class Ended:
    """A crawl's process when it has ended: exit status, what it printed, and its largest memory in MiB."""

    status: int
    out: list[str]
    err: str
    mebibytes: float


class World:
    """One data folder; sources are rows of its own `sources.csv` and of its warehouse."""

    def __init__(self, folder: Path, hosts: Iterable[str] = (), seconds: float = 10) -> None:
        self.folder, self.hosts, self.seconds = folder, ",".join(hosts), seconds
        self.seeds = folder / "seeds"
        self.seeds.mkdir()
        self.sources: list[Row] = []
        schema.upgrade(self.settings.warehouse_url)

    @property
    def settings(self) -> Settings:
        """Settings of crawls here."""
        operator, seconds = "tests <a@b.example>", self.seconds
        return Settings(data=self.folder, private_hosts=self.hosts, operator=operator, fetch_seconds=seconds)

    def add(self, source_id: str, base_url: str, **row: Any) -> None:
        """Adds a source; what is not said has the default of a test."""
        own = {"source_id": source_id, "base_url": base_url, "lang": "en", "timezone": "Asia/Seoul"}
        self.sources.append({**own, "delay_seconds": "0.01", **row})
        with (self.seeds / "sources.csv").open("w", newline="") as file:
            writer = csv.DictWriter(file, sorted({name for source in self.sources for name in source}))
            writer.writeheader()
            writer.writerows(self.sources)
        known = {**own, "outlet": source_id, "access": "full", "min_per_week": 0}
        with writing(engine(self.settings.warehouse_url)) as connection:
            connection.execute(tables.source.insert(), [known])

    def start(self, source_id: str, run: str = "r1") -> "subprocess.Popen[bytes]":
        """Starts a crawl as a person would by hand."""
        return self.run(source_id, run, ["-m", "crawlers.crawl", source_id, "--run", run, "--seeds", str(self.seeds)])

    def run(self, source_id: str, run: str, words: list[str]) -> "subprocess.Popen[bytes]":
        """Starts Python with these words; what it prints goes to files."""
        with (
            self._printed(source_id, run, "out").open("w") as out,
            self._printed(source_id, run, "err").open("w") as err,
        ):
            environment = dict(self._environment())
            return subprocess.Popen([sys.executable, *words], cwd=ROOT, env=environment, stdout=out, stderr=err)

    def _printed(self, source_id: str, run: str, name: str) -> Path:
        return self.folder / f"{source_id}-{run}.{name}"

    def _environment(self) -> Mapping[str, str]:
        given = self.settings
        own = {name: getattr(given, name) for name in ("data", "private_hosts", "operator", "fetch_seconds")}
        return os.environ | {f"BORDERWIRE_{name.upper()}": str(value) for name, value in own.items()}

    def crawl(self, source_id: str, run: str = "r1") -> Ended:
        """Runs a crawl to its end."""
        return self.finish(source_id, run, self.start(source_id, run))

    def finish(self, source_id: str, run: str, process: "subprocess.Popen[bytes]") -> Ended:
        """Waits for a crawl's end."""
        peak = 0
        while process.poll() is None:
            peak = max(peak, peak_kibibytes(process.pid))
            time.sleep(0.01)
        out, err = (self._printed(source_id, run, name).read_text() for name in ("out", "err"))
        return Ended(process.returncode, out.splitlines(), err, peak / 1024)

    def close(self) -> None:
        """Lets go of the warehouse."""
        engine(self.settings.warehouse_url).dispose()

    def rows(self, table: Table, **equal: Any) -> list[Row]:
        """Rows of a table, in the order of their keys."""
        with reading(engine(self.settings.warehouse_url)) as connection:
            chosen = select(table).filter_by(**equal).order_by(*table.primary_key)
            return [dict(row) for row in connection.execute(chosen).mappings()]

    def fetches(self, **equal: Any) -> list[Row]:
        """Fetch rows in the order of scheduling."""
        return self.rows(tables.fetch, **equal)

    def outcomes(self, run: str, kind: str = "article") -> dict[str, str]:
        """The last word of each URL's outcome in a run, by the end of its path: its reason if it failed."""
        rows = self.fetches(run_id=run, kind=kind)
        return {row["url"].rstrip("/").rpartition("/")[2]: row["reason"] or row["outcome"] for row in rows}

    def pages(self, run: str) -> list[Page]:
        """The pages that a run kept, as the archive has them."""
        rows = self.rows(tables.page, run_id=run)
        return [archive.read(self.settings.archive_dir, row["archive_path"], row["sha256"]) for row in rows]
