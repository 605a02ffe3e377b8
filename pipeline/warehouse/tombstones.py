"""Articles whose page was found taken down: marked since when, never deleted, and unmarked when the page comes back."""

from typing import Any

from sqlalchemy import Connection, Subquery, bindparam, func, select, union, update

from pipeline.warehouse.tables import article, disposition, fetch, page


def mark(connection: Connection, run_id: str) -> None:
    """Sets `gone_at` of the articles that the run asked for, from all that the ledger knows of their addresses.

    An article is gone since the first answer 404 or 410 (fetch reason `gone`) after which no answer at any of its
    addresses showed it again.
    """
    asked = _addresses(run_id)
    seen = _seen(asked)
    gone = (
        select(asked.c.article_id, func.min(fetch.c.finished_at).label("since"))
        .join(fetch, (fetch.c.source_id == asked.c.source_id) & (fetch.c.url == asked.c.url))
        .join(seen, seen.c.article_id == asked.c.article_id)
        .where(fetch.c.reason == "gone", fetch.c.finished_at > seen.c.at)
        .group_by(asked.c.article_id)
        .subquery()
    )
    query = (
        select(article.c.article_id.label("which"), gone.c.since)
        .outerjoin(gone, gone.c.article_id == article.c.article_id)
        .where(article.c.article_id.in_(select(asked.c.article_id)), article.c.gone_at.is_distinct_from(gone.c.since))
    )
    if changed := [dict(row) for row in connection.execute(query).mappings()]:
        statement = update(article).where(article.c.article_id == bindparam("which"))
        connection.execute(statement.values(gone_at=bindparam("since")), changed)


def _addresses(run_id: str) -> Subquery:
    """Every address of each article that the run fetched or tried to: article_id, source_id, url."""
    end, own = disposition.alias(), page.alias()
    tried = (
        select(disposition.c.article_id)
        .join(page, page.c.page_id == disposition.c.page_id)
        .join(fetch, (fetch.c.source_id == page.c.source_id) & (fetch.c.url == page.c.url))
        .where(fetch.c.run_id == run_id)
    )
    brought = select(end.c.article_id).join(own, own.c.page_id == end.c.page_id).where(own.c.run_id == run_id)
    every: Any = select(disposition.c.article_id, page.c.source_id, page.c.url).distinct()
    joined = every.join(page, page.c.page_id == disposition.c.page_id)
    return joined.where(disposition.c.article_id.in_(union(tried, brought))).cte("asked")  # type: ignore[no-any-return]


def _seen(asked: Subquery) -> Subquery:
    """When each of those articles was last seen standing: a page, or an answer "not modified"."""
    at_address = (page.c.source_id == asked.c.source_id) & (page.c.url == asked.c.url)
    answered = (fetch.c.source_id == asked.c.source_id) & (fetch.c.url == asked.c.url)
    pages = select(asked.c.article_id, func.max(page.c.fetched_at).label("at")).join(page, at_address)
    answers = select(asked.c.article_id, func.max(fetch.c.finished_at).label("at")).join(fetch, answered)
    both = union(
        pages.group_by(asked.c.article_id),
        answers.where(fetch.c.outcome != "failed").group_by(asked.c.article_id),
    ).subquery()
    return select(both.c.article_id, func.max(both.c.at).label("at")).group_by(both.c.article_id).subquery()
