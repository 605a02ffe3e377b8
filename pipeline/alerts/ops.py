"""Alerts for those who run the crawl: what a run's ledger and articles say of its sources, apart from any story.

A fault alerts once a rule, source and day (UTC).
"""

from collections.abc import Callable, Iterator
from datetime import datetime, timedelta
from statistics import median

from sqlalchemy import Connection, func, or_, select

from pipeline.alerts.message import fault
from pipeline.alerts.outbox import deliveries_of
from pipeline.alerts.rules import Row
from pipeline.seeds import Seeds
from pipeline.warehouse import tables as t
from pipeline.warehouse.content import identity
from pipeline.warehouse.upsert import insert_missing

Find = Callable[[Connection, str], Iterator[tuple[str, str]]]

BEFORE = timedelta(days=30)
FEWEST, FEWEST_BEFORE = 5, 20
SHRUNK = 0.5
UNPLACED = 0.2


def enqueue(connection: Connection, run_id: str, seeds: Seeds, now: datetime) -> int:
    """Writes the alerts of the run's faults, inside the caller's transaction, and gives how many faults there are."""
    day = now.date().isoformat()
    alerts: list[Row] = []
    deliveries: list[Row] = []
    for rule in seeds.alert_rules:
        for source_id, detail in FAULTS[rule.fault](connection, run_id) if rule.fault else ():
            subject = f"{source_id} {day}"
            alert_id = identity(rule.rule_id, subject, "new")
            said = fault(rule, source_id, day, detail)
            frame = {"alert_id": alert_id, "rule_id": rule.rule_id, "story_id": subject, "kind": "new"}
            alerts.append(frame | {"article_id": None, "version_id": None, "created_at": now, "message": said})
            deliveries += deliveries_of(alert_id, rule)
    insert_missing(connection, t.alert, alerts)
    insert_missing(connection, t.delivery, deliveries)
    return len(alerts)


def _empty_index(connection: Connection, run_id: str) -> Iterator[tuple[str, str]]:
    """Sources whose indexes answered and listed nothing."""
    f = t.fetch.c
    query = select(f.source_id, func.count()).where(f.run_id == run_id, f.kind == "index", f.outcome == "fetched")
    query = query.group_by(f.source_id).having(func.coalesce(func.sum(t.fetch.c["items"]), 0) == 0)
    for source_id, indexes in connection.execute(query.order_by(f.source_id)):
        yield source_id, f"{indexes} index documents answered and listed no article"


def _gap(connection: Connection, run_id: str) -> Iterator[tuple[str, str]]:
    """Sources crawled before of whose index every article is new: what came between may be lost."""
    f, earlier = t.fetch.c, t.fetch.alias()
    same = (earlier.c.source_id == f.source_id) & (earlier.c.url == f.url) & (earlier.c.run_id != run_id)
    known = select(earlier.c.fetch_id).where(same).exists()
    most = select(f.source_id, func.max(t.fetch.c["items"])).where(f.run_id == run_id, f.kind == "index")
    listed = most.group_by(f.source_id)
    for source_id, items in connection.execute(listed.order_by(f.source_id)).all():
        own = select(func.count()).where(f.run_id == run_id, f.source_id == source_id, f.kind == "article")
        new = connection.execute(own.where(~known)).scalar_one()
        if _crawled_before(connection, source_id, run_id) and items and new >= items:
            yield source_id, f"all {items} articles listed are new; those between may be missing"


def _crawled_before(connection: Connection, source_id: str, run_id: str) -> bool:
    page = t.page.c
    query = select(page.page_id).where(page.source_id == source_id, page.run_id != run_id).limit(1)
    return connection.scalar(query) is not None


def _short_articles(connection: Connection, run_id: str) -> Iterator[tuple[str, str]]:
    """Sources whose new articles are less than half as long as those of the month before."""
    v, page = t.article_version.c, t.page.c
    lengths = select(page.source_id, page.run_id, page.fetched_at, func.length(v.text).label("length"))
    rows = lengths.join(t.article_version, v.page_id == page.page_id)
    fresh: dict[str, list[int]] = {}
    since: dict[str, datetime] = {}
    for row in connection.execute(rows.where(page.run_id == run_id)):
        fresh.setdefault(row.source_id, []).append(row.length)
        since[row.source_id] = min(row.fetched_at, since.get(row.source_id, row.fetched_at))
    for source_id, each in sorted(fresh.items()):
        month = page.fetched_at.between(since[source_id] - BEFORE, since[source_id])
        query = rows.where(page.source_id == source_id, page.run_id != run_id, month)
        old = [row.length for row in connection.execute(query)]
        if len(each) >= FEWEST and len(old) >= FEWEST_BEFORE and median(each) < SHRUNK * median(old):
            yield source_id, f"{median(each):.0f} characters an article, {median(old):.0f} in the month before"


def _unplaced(connection: Connection, run_id: str) -> Iterator[tuple[str, str]]:
    """Sources of whose new articles more than a fifth have no region or no date of their own."""
    v, page = t.article_version.c, t.page.c
    placed = select(t.article_region.c.region_id).where(t.article_region.c.version_id == v.version_id).exists()
    lacking = or_(~placed, v.published_basis == "fetched")
    new = select(page.source_id, func.count()).join(t.article_version, v.page_id == page.page_id)
    new = new.where(page.run_id == run_id).group_by(page.source_id)
    without: dict[str, int] = dict(connection.execute(new.where(lacking)).all())
    for source_id, number in connection.execute(new.order_by(page.source_id)):
        if number >= FEWEST and without.get(source_id, 0) > UNPLACED * number:
            yield source_id, f"{without[source_id]} of {number} articles have no region or no date"


FAULTS: dict[str, Find] = {
    "empty-index": _empty_index,
    "gap": _gap,
    "short-articles": _short_articles,
    "unplaced": _unplaced,
}
