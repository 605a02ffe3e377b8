"""The ledger's writer and what a crawl asks of it: every scheduled URL is closed once, every kept page has its row.

All functions work inside the caller's transaction. Instants are aware; they are stored in UTC to the second.
"""

import secrets
import time
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any, Literal

from sqlalchemy import ColumnElement, Connection, Select, and_, case, func, or_, select, update

from pipeline.records import Page
from pipeline.warehouse.tables import fetch, page, run, source
from pipeline.warehouse.upsert import insert_missing

Kind = Literal["index", "article"]
Outcome = Literal["fetched", "not-modified", "failed"]
FailReason = Literal[
    "certificate",
    "connection",
    "dns",
    "elsewhere",
    "empty-index",
    "error",
    "forbidden-address",
    "gone",
    "http-error",
    "interrupted",
    "no-content",
    "redirect-loop",
    "robots",
    "timeout",
    "too-big",
    "truncated",
    "unknown-coding",
    "unreadable-index",
]

PASSING: tuple[FailReason, ...] = ("connection", "dns", "error", "interrupted", "timeout", "truncated")
PASSING_STATUS = (408, 425, 429)
CHUNK = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """A URL to schedule, with the last change that an index listed for it."""

    url: str
    kind: Kind
    listed_updated: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Closing:
    """How a fetch ended; a failure carries its reason, an index what it listed."""

    outcome: Outcome
    reason: FailReason | None = None
    detail: str | None = None
    status: int | None = None
    attempts: int = 0
    bytes: int | None = None
    items: int | None = None
    over_limit: int | None = None
    elsewhere: int | None = None
    etag: str | None = None
    last_modified: str | None = None

    @property
    def passing(self) -> bool:
        """Whether it failed for a reason that says nothing of the URL itself, so that it is asked again."""
        status = self.status or 0
        return self.reason in PASSING or (self.reason == "http-error" and (status >= 500 or status in PASSING_STATUS))


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """The last good answer of a URL: its validators and what had been listed."""

    url: str
    finished_at: datetime
    etag: str | None
    last_modified: str | None
    listed_updated: str | None

    @property
    def conditional(self) -> bool:
        """Whether it gave a validator, so that asking again costs no body."""
        return self.etag is not None or self.last_modified is not None


@dataclass(frozen=True, slots=True, kw_only=True)
class Open:
    """A fetch of an article without outcome."""

    fetch_id: str
    run_id: str
    url: str
    scheduled_at: datetime


def begin_run(connection: Connection, run_id: str, kind: str, sources: Iterable[str], now: datetime) -> None:
    """Opens the run's books; a run that is there already stays as it is."""
    row = {"run_id": run_id, "kind": kind, "sources": " ".join(sources), "started_at": now, "state": "running"}
    insert_missing(connection, run, [row | {"detail": ""}])


def knows_source(connection: Connection, source_id: str) -> bool:
    """Whether the source has its row, which fetches refer to."""
    return connection.scalar(select(source.c.source_id).where(source.c.source_id == source_id)) is not None


def schedule(
    connection: Connection, run_id: str, source_id: str, wanted: Sequence[Wanted], now: datetime
) -> tuple[str, ...]:
    """Writes an open fetch row for each URL and returns their ids, which sort in the order of scheduling."""
    shared = {"run_id": run_id, "source_id": source_id, "scheduled_at": now, "attempts": 0}
    ids = tuple(f"{time.time_ns():016x}{secrets.token_hex(8)}" for _ in wanted)
    rows = [
        shared | {"fetch_id": i, "url": w.url, "kind": w.kind, "listed_updated": w.listed_updated}
        for i, w in zip(ids, wanted, strict=True)
    ]
    if rows:
        connection.execute(fetch.insert(), rows)
    return ids


def close_fetch(connection: Connection, fetch_id: str, closing: Closing, now: datetime) -> bool:
    """Gives the fetch its one outcome; False, changing nothing, when it has one already."""
    values = {name: getattr(closing, name) for name in Closing.__dataclass_fields__}
    still_open = and_(fetch.c.fetch_id == fetch_id, fetch.c.outcome.is_(None))
    return connection.execute(update(fetch).where(still_open).values(finished_at=now, **values)).rowcount == 1


def close_open(connection: Connection, source_id: str, closing: Closing, now: datetime) -> int:
    """Closes all open fetches of the source and counts them."""
    still_open = and_(fetch.c.source_id == source_id, fetch.c.outcome.is_(None))
    values = {"outcome": closing.outcome, "reason": closing.reason, "detail": closing.detail, "finished_at": now}
    return connection.execute(update(fetch).where(still_open).values(**values)).rowcount


def open_articles(connection: Connection, source_id: str) -> tuple[Open, ...]:
    """The articles of the source whose fetch has no outcome."""
    columns = [fetch.c[name] for name in Open.__dataclass_fields__]
    still_open = (fetch.c.source_id == source_id, fetch.c.kind == "article", fetch.c.outcome.is_(None))
    return tuple(Open(**row) for row in connection.execute(select(*columns).where(*still_open)).mappings())


def booked(connection: Connection, page_ids: Sequence[str]) -> frozenset[str]:
    """Those of the pages that have a row."""
    chunks = (page_ids[start : start + CHUNK] for start in range(0, len(page_ids), CHUNK))
    found = (connection.scalars(select(page.c.page_id).where(page.c.page_id.in_(chunk))) for chunk in chunks)
    return frozenset(page_id for rows in found for page_id in rows)


def keep_page(connection: Connection, run_id: str, fetch_id: str | None, kept: Page, archive_path: str) -> None:
    """Writes the row of a page that is on disk already; the same page again changes nothing."""
    row = {
        "page_id": kept.page_id,
        "run_id": run_id,
        "source_id": kept.source_id,
        "fetch_id": fetch_id,
        "url": kept.url,
        "fetched_at": kept.fetched_at,
        "sha256": kept.sha256,
        "size": len(kept.body),
        "archive_path": archive_path,
    }
    insert_missing(connection, page, [row])


def last_answers(connection: Connection, source_id: str, urls: Iterable[str]) -> dict[str, Answer]:
    """The last good answer of each of the source's URLs that has one."""
    found: dict[str, Answer] = {}
    asked = list(urls)
    for start in range(0, len(asked), CHUNK):
        closed = _closed(source_id, fetch.c.url.in_(asked[start : start + CHUNK]), fetch.c.outcome != "failed")
        for row in connection.execute(_latest(closed)).mappings():
            found[row["url"]] = Answer(**{name: row[name] for name in Answer.__dataclass_fields__})
    return found


def last_pages(connection: Connection, source_id: str, urls: Iterable[str]) -> dict[str, tuple[str, str]]:
    """Hash and archive path of the page kept last for each of the source's URLs that has one."""
    found: dict[str, tuple[str, str]] = {}
    asked = list(urls)
    for start in range(0, len(asked), CHUNK):
        chosen = (page.c.source_id == source_id, page.c.url.in_(asked[start : start + CHUNK]))
        rows = select(page.c.url, page.c.sha256, page.c.archive_path).where(*chosen).order_by(page.c.fetched_at)
        found |= {row.url: (row.sha256, row.archive_path) for row in connection.execute(rows)}
    return found


def recent_articles(connection: Connection, source_id: str, since: datetime) -> tuple[Answer, ...]:
    """The last good answers of articles first fetched at or after `since` and not gone, the one longest ago first."""
    last = _closed(source_id, fetch.c.kind == "article")
    alive = or_(last.c.reason.is_(None), last.c.reason != "gone")
    chosen = select(last.c.url).where(last.c.number == 1, last.c.first_fetched >= since, alive)
    answers = last_answers(connection, source_id, connection.scalars(chosen))
    return tuple(sorted(answers.values(), key=lambda answer: (answer.finished_at, answer.url)))


def owed(connection: Connection, source_id: str, since: datetime) -> tuple[Wanted, ...]:
    """URLs that since then failed last for a passing reason (see `Closing.passing`): to be asked again."""
    last = _closed(source_id)
    server = and_(last.c.reason == "http-error", or_(last.c.status >= 500, last.c.status.in_(PASSING_STATUS)))
    chosen = _latest(last).where(last.c.finished_at >= since, or_(last.c.reason.in_(PASSING), server))
    rows = connection.execute(chosen.order_by(last.c.fetch_id)).mappings()
    return tuple(Wanted(url=r["url"], kind=r["kind"], listed_updated=None) for r in rows)


def _closed(source_id: str, *conditions: ColumnElement[bool]) -> Any:
    """Closed fetches of the source, numbered 1 from the latest of each URL, with the URL's first fetch."""
    first = func.min(case((fetch.c.outcome == "fetched", fetch.c.finished_at)))
    latest = func.row_number().over(
        partition_by=fetch.c.url, order_by=(fetch.c.finished_at.desc(), fetch.c.fetch_id.desc())
    )
    columns = (*fetch.c, latest.label("number"), first.over(partition_by=fetch.c.url).label("first_fetched"))
    return select(*columns).where(fetch.c.source_id == source_id, fetch.c.outcome.is_not(None), *conditions).subquery()


def _latest(closed: Any) -> Select[Any]:
    return select(closed).where(closed.c.number == 1)
