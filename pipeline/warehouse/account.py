"""Closes the books of a run: every scheduled URL and every kept page has its one end, and every source answered.

A quiet day balances; a broken crawler does not.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import datetime

from sqlalchemy import Connection, Engine, func, select, update

from pipeline.errors import BooksError, WarehouseError
from pipeline.warehouse.engine import alone, writing
from pipeline.warehouse.tables import disposition, fetch, page, run

# Rejections that are no publisher's doing: a defect of the code or the disk, so the run does not pass for sound.
OURS = ("worker-died", "archive-damaged")


@dataclass(slots=True, kw_only=True)
class SourceBooks:
    """One source in one run: URLs by outcome, failures by reason, pages by disposition, rejections by reason."""

    source_id: str
    indexes: Counter[str] = field(default_factory=Counter)
    listed: int = 0
    urls: Counter[str] = field(default_factory=Counter)
    failures: Counter[str] = field(default_factory=Counter)
    pages: Counter[str] = field(default_factory=Counter)
    rejections: Counter[str] = field(default_factory=Counter)
    without_page: int = 0

    @property
    def scheduled(self) -> int:
        """Article URLs scheduled."""
        return self.urls.total()

    def faults(self, *, crawled: bool) -> Iterator[str]:
        """What does not balance, in words."""
        under_way = self.urls["open"] + self.indexes["open"]
        if under_way:
            yield f"{under_way} URLs without outcome"
        if self.without_page:
            yield f"{self.without_page} fetched URLs without page"
        if self.pages["open"]:
            yield f"{self.pages['open']} pages without disposition"
        if crawled and not self.listed and not self.indexes["not-modified"]:
            yield "no index answered with items"
        for reason in OURS:
            if self.rejections[reason]:
                yield f"{self.rejections[reason]} pages rejected as {reason}"
        if self.scheduled and self.failures.total() - self.failures["gone"] == self.scheduled:
            yield f"all {self.scheduled} articles failed"


@dataclass(frozen=True, slots=True, kw_only=True)
class Books:
    """The books of a run; `faults` by source, empty when they balance."""

    run_id: str
    kind: str
    sources: tuple[SourceBooks, ...]
    faults: dict[str, tuple[str, ...]]


def account(made: Engine, run_id: str, now: datetime) -> Books:
    """Closes the run as balanced or failed and gives its books; closing again changes nothing.

    Raises BooksError, naming the sources and counts, when they don't balance; WarehouseError when there is no such run.
    """
    with writing(made) as connection:
        alone(connection)
        books = read(connection, run_id)
        detail = "; ".join(f"{source}: {', '.join(faults)}" for source, faults in books.faults.items())
        _close(connection, run_id, "failed" if detail else "balanced", detail, now)
    if detail:
        raise BooksError(f"run {run_id}: the books do not balance: {detail}; see `borderwire status`")
    return books


def read(connection: Connection, run_id: str) -> Books:
    """The books of the run as they stand; raises WarehouseError when there is no such run."""
    found = connection.execute(select(run.c.kind, run.c.sources).where(run.c.run_id == run_id)).one_or_none()
    if found is None:
        raise WarehouseError(f"the warehouse knows no run {run_id!r}; its table `run` lists them")
    books = {source: SourceBooks(source_id=source) for source in found.sources.split()}
    _count_urls(connection, run_id, books)
    _count_pages(connection, run_id, books)
    faults = {name: tuple(each.faults(crawled=found.kind == "crawl")) for name, each in sorted(books.items())}
    return Books(
        run_id=run_id,
        kind=found.kind,
        sources=tuple(each for _, each in sorted(books.items())),
        faults={name: words for name, words in faults.items() if words},
    )


def _count_urls(connection: Connection, run_id: str, books: dict[str, SourceBooks]) -> None:
    outcome = func.coalesce(fetch.c.outcome, "open")
    columns = (fetch.c.source_id, fetch.c.kind, outcome.label("outcome"), fetch.c.reason)
    totals = (func.count().label("urls"), func.coalesce(func.sum(fetch.c["items"]), 0).label("items"))
    query = select(*columns, *totals).where(fetch.c.run_id == run_id).group_by(*columns)
    for row in connection.execute(query):
        each = books.setdefault(row.source_id, SourceBooks(source_id=row.source_id))
        if row.kind == "index":
            each.indexes[row.outcome] += row.urls
            each.listed += row.items
        else:
            each.urls[row.outcome] += row.urls
            if row.reason is not None:
                each.failures[row.reason] += row.urls


def _count_pages(connection: Connection, run_id: str, books: dict[str, SourceBooks]) -> None:
    word = func.coalesce(disposition.c.word, "open")
    columns = (page.c.source_id, word.label("word"), disposition.c.reason)
    query = select(*columns, func.count().label("pages")).outerjoin(
        disposition, disposition.c.page_id == page.c.page_id
    )
    for row in connection.execute(query.where(page.c.run_id == run_id).group_by(*columns)):
        each = books.setdefault(row.source_id, SourceBooks(source_id=row.source_id))
        each.pages[row.word] += row.pages
        if row.reason is not None:
            each.rejections[row.reason] += row.pages
    brought = select(fetch.c.source_id, func.count().label("urls")).outerjoin(page, page.c.fetch_id == fetch.c.fetch_id)
    absent = brought.where(
        fetch.c.run_id == run_id, fetch.c.kind == "article", fetch.c.outcome == "fetched", page.c.page_id.is_(None)
    )
    for row in connection.execute(absent.group_by(fetch.c.source_id)):
        books[row.source_id].without_page = row.urls


def _close(connection: Connection, run_id: str, state: str, detail: str, now: datetime) -> None:
    same = (run.c.state == state) & (run.c.detail == detail)
    statement = update(run).where(run.c.run_id == run_id, ~same)
    connection.execute(statement.values(state=state, detail=detail, finished_at=now))
