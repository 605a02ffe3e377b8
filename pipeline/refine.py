"""Refines archived pages: each becomes a tagged article or a rejection.

`refine_page` is the pure middle of the path; `refine` runs it in child processes over all pages that owe a disposition,
and leaves the results in one file for `load`, so a killed refine leaves nothing half done and is simply repeated.
"""

from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass
from functools import cache, partial
from itertools import chain
from pathlib import Path

from sqlalchemy import Engine, RowMapping, select

from pipeline import archive, extract, refined, seeds, tagging
from pipeline.errors import ArchiveError
from pipeline.extract.worker import Pool
from pipeline.records import Article, Document, Page, Rejected, TaggedArticle
from pipeline.refined import Refined
from pipeline.settings import Settings
from pipeline.warehouse.engine import reading
from pipeline.warehouse.tables import disposition, page


@dataclass(frozen=True, slots=True)
class Rules:
    """All reference data, compiled once a process."""

    seeds: seeds.Seeds
    extract: extract.ExtractRules
    tagging: tagging.Rules


@cache
def rules(folder: Path) -> Rules:
    """The rules of a seeds folder; raises SeedsError."""
    loaded = seeds.load(folder)
    return Rules(seeds=loaded, extract=extract.rules(loaded), tagging=tagging.rules(loaded))


def refine_page(page: Page, using: Rules) -> Refined:
    """A page becomes a tagged article, or says in one word why not."""
    article = extract.extract(page, using.seeds.source(page.source_id), using.extract)
    if isinstance(article, Rejected):
        return article
    return TaggedArticle(article=article, tags=tagging.tag(document(article), using.tagging))


def document(article: Article) -> Document:
    """What the tagger reads of an article; an undated one has no date to resolve "on Tuesday" against."""
    return Document(
        id=article.page_id,
        lang=article.lang,
        title=article.title,
        text=article.text,
        published=None if article.published.basis == "fetched" else article.published.local_day(),
        source=article.source_id,
    )


def refine(made: Engine, settings: Settings, target: Path, watch: Callable[[int, int], None]) -> int:
    """Refines all pages that owe a disposition into the file `target`; returns how many.

    `watch` is told how many are done, of how many. A page that is not on disk whole is rejected(`archive-damaged`).
    """
    rules(settings.seeds)
    owed = _owed(made)
    damaged: list[Rejected] = []
    work = partial(refine_in, settings.seeds)
    with Pool(work, workers=settings.workers, seconds=settings.page_seconds, megabytes=settings.page_megabytes) as pool:
        results: Iterable[Refined] = pool.map(_pages(owed, settings.archive_dir, damaged))
        return refined.write(target, _watched(chain(results, damaged), len(owed), watch))


def refine_in(folder: Path, kept: Page) -> Refined:
    """`refine_page` with the rules of a seeds folder, as child processes run it."""
    return refine_page(kept, rules(folder))


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
