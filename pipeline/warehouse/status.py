"""How each source is doing: when it last answered, what came, and whether that is what it should bring."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta

from sqlalchemy import Engine, Select, case, func, select

from pipeline.warehouse.engine import reading
from pipeline.warehouse.tables import article, fetch, source

WEEK = timedelta(days=7)


@dataclass(frozen=True, slots=True, kw_only=True)
class SourceStatus:
    """One source: instants are None when there was none; articles and failures are those of the last seven days."""

    source_id: str
    last_asked: datetime | None
    last_success: datetime | None
    last_article: datetime | None
    articles: int
    min_per_week: int
    failures: int

    @property
    def is_short(self) -> bool:
        """Whether a source that answers published less in the last seven days than it should have."""
        return self.last_success is not None and self.articles < self.min_per_week


def status(made: Engine, now: datetime) -> list[SourceStatus]:
    """The state of each source in the warehouse at `now`, by id.

    A success is a URL fetched or not modified; an article counts by its publication.
    """
    with reading(made) as connection:
        return [SourceStatus(**row) for row in connection.execute(_query(now)).mappings()]


def stale(found: Sequence[SourceStatus], now: datetime, max_age: timedelta) -> list[str]:
    """One sentence for each source that was asked and has not answered within `max_age`: the dead man's switch."""
    asked = [s for s in found if s.last_asked is not None]
    late = [s for s in asked if s.last_success is None or now - s.last_success > max_age]
    if not asked:
        return ["no source was ever asked; `borderwire run` asks"]
    return [f"{s.source_id}: last success {s.last_success or 'never'}, more than {max_age} ago" for s in late]


def _query(now: datetime) -> Select[tuple[object, ...]]:
    success = case((fetch.c.outcome != "failed", fetch.c.finished_at))
    failure = case(((fetch.c.outcome == "failed") & (fetch.c.finished_at > now - WEEK), 1), else_=0)
    asked = (
        select(
            fetch.c.source_id,
            func.max(fetch.c.scheduled_at).label("last_asked"),
            func.max(success).label("last_success"),
            func.sum(failure).label("failures"),
        )
        .group_by(fetch.c.source_id)
        .subquery()
    )
    recent = case(((article.c.published_at > now - WEEK) & (article.c.published_at <= now), 1), else_=0)
    published = (
        select(
            article.c.source_id,
            func.max(article.c.published_at).label("last_article"),
            func.sum(recent).label("articles"),
        )
        .group_by(article.c.source_id)
        .subquery()
    )
    return (
        select(
            source.c.source_id,
            asked.c.last_asked,
            asked.c.last_success,
            published.c.last_article,
            func.coalesce(published.c.articles, 0).label("articles"),
            source.c.min_per_week,
            func.coalesce(asked.c.failures, 0).label("failures"),
        )
        .outerjoin(asked, asked.c.source_id == source.c.source_id)
        .outerjoin(published, published.c.source_id == source.c.source_id)
        .order_by(source.c.source_id)
    )
