"""Refines archived pages: each becomes a tagged article or a rejection, left as JSON lines for `load`.

The file of a run is written whole and then renamed, so a killed refine leaves nothing half done and is simply repeated.
"""

import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from functools import partial
from itertools import chain
from pathlib import Path
from typing import TypeAlias

from pydantic import TypeAdapter
from sqlalchemy import Engine, RowMapping, select

from pipeline import archive
from pipeline.errors import ArchiveError, InputError
from pipeline.extract.worker import Pool
from pipeline.journey import refine_page, rules
from pipeline.records import Page, Rejected, TaggedArticle
from pipeline.settings import Settings
from pipeline.warehouse.engine import reading
from pipeline.warehouse.tables import disposition, page

Refined: TypeAlias = TaggedArticle | Rejected
REFINED: TypeAdapter[Refined] = TypeAdapter(Refined)


def refine(made: Engine, settings: Settings, target: Path, watch: Callable[[int, int], None]) -> int:
    """Refines all pages that owe a disposition into the file `target`; returns how many.

    `watch` is told how many are done, of how many. A page that is not on disk whole is rejected(`archive-damaged`).
    """
    owed = _owed(made)
    damaged: list[Rejected] = []
    work = partial(refine_with, settings.seeds)
    rules(settings.seeds)
    with Pool(work, workers=settings.workers, seconds=settings.page_seconds, megabytes=settings.page_megabytes) as pool:
        results: Iterable[Refined] = pool.map(_pages(owed, settings.archive_dir, damaged))
        return write(target, _watched(chain(results, damaged), len(owed), watch))


def refine_with(seeds: Path, kept: Page) -> Refined:
    """`refine_page` with the rules of a seeds folder, compiled once a process."""
    return refine_page(kept, rules(seeds))


def _owed(made: Engine) -> list[RowMapping]:
    columns = (page.c.page_id, page.c.source_id, page.c.url, page.c.fetched_at, page.c.sha256, page.c.archive_path)
    unclosed = select(*columns).outerjoin(disposition).where(disposition.c.page_id.is_(None))
    with reading(made) as connection:
        return list(connection.execute(unclosed.order_by(page.c.fetched_at, page.c.page_id)).mappings())


def _pages(owed: list[RowMapping], folder: Path, damaged: list[Rejected]) -> Iterator[Page]:
    for row in owed:
        try:
            yield archive.read(folder, row["archive_path"], row["sha256"])
        except ArchiveError as e:
            known = {name: row[name] for name in ("page_id", "source_id", "url", "fetched_at")}
            damaged.append(Rejected(**known, reason="archive-damaged", detail=str(e)))


def _watched(results: Iterable[Refined], total: int, watch: Callable[[int, int], None]) -> Iterator[Refined]:
    for done, result in enumerate(results, start=1):
        yield result
        watch(done, total)


def write(path: Path, refined: Iterable[Refined]) -> int:
    """Writes the file whole (temporary file, fsync, rename) and returns how many lines it has."""
    path.parent.mkdir(parents=True, exist_ok=True)
    temporary = path.with_suffix(f".{os.getpid()}.tmp")
    count = 0
    try:
        with temporary.open("wb") as file:
            for item in refined:
                file.write(REFINED.dump_json(item) + b"\n")
                count += 1
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(path)
    finally:
        with suppress(FileNotFoundError):
            temporary.unlink()
    return count


def read(path: Path) -> Iterator[Refined]:
    """The file's items; raises InputError naming the line that is not one."""
    with path.open("rb") as file:
        for number, line in enumerate(file, start=1):
            try:
                yield REFINED.validate_json(line)
            except ValueError as e:
                raise InputError(f"{path}: line {number}: {e}; run refine again") from None
