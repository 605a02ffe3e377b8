"""Rebuilds the ledger's pages from the archive, so that refine and load can fill an empty warehouse without network."""

from dataclasses import dataclass
from datetime import date
from itertools import islice
from pathlib import Path

from sqlalchemy import Engine

from pipeline import archive
from pipeline.warehouse import ledger
from pipeline.warehouse.engine import writing

BATCH = 200


@dataclass(frozen=True, slots=True, kw_only=True)
class Days:
    """Days of fetching (UTC), both included; None is no limit."""

    since: date | None = None
    until: date | None = None

    def hold(self, day: date) -> bool:
        """Whether the day is among them."""
        return (self.since is None or self.since <= day) and (self.until is None or day <= self.until)


def restock(made: Engine, archive_dir: Path, run_id: str, sources: frozenset[str], days: Days) -> int:
    """Gives every archived page of the sources and days a row in the ledger if it has none; returns how many there are.

    Raises ArchiveError at a page that is not on disk whole.
    """
    paths = (path for path in archive.walk(archive_dir, sources) if days.hold(archive.day_of(path)))
    found = ((path, archive.read(archive_dir, path)) for path in paths)
    count = 0
    while batch := list(islice(found, BATCH)):
        with writing(made) as connection:
            for path, page in batch:
                ledger.keep_page(connection, run_id, None, page, str(path))
        count += len(batch)
    return count
