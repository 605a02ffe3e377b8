"""Rebuilds the ledger's pages from the archive, so that refine and load can fill an empty warehouse without network."""

from itertools import islice
from pathlib import Path

from sqlalchemy import Engine

from pipeline import archive
from pipeline.warehouse import ledger
from pipeline.warehouse.engine import writing

BATCH = 200


def restock(made: Engine, archive_dir: Path, run_id: str, sources: frozenset[str]) -> int:
    """Gives every archived page of the sources a row in the ledger if it has none; returns how many pages there are.

    Raises ArchiveError at a page that is not on disk whole.
    """
    found = ((path, archive.read(archive_dir, path)) for path in archive.walk(archive_dir, sources))
    count = 0
    while batch := list(islice(found, BATCH)):
        with writing(made) as connection:
            for path, page in batch:
                ledger.keep_page(connection, run_id, None, page, str(path))
        count += len(batch)
    return count
