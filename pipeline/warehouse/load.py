"""The only writer of facts: tagged articles and rejections in, one transaction a batch.

A load is a comparison: what the rows of each article should be, given all pages that carried it, against what they
are. So the order of pages, the batching, a second load and two loaders at once give the same rows.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from itertools import islice
from zoneinfo import ZoneInfo

from sqlalchemy import Connection, Engine, select

from pipeline.alerts.outbox import enqueue
from pipeline.errors import WarehouseError
from pipeline.records import Rejected, TaggedArticle
from pipeline.seeds import Seeds
from pipeline.stories.assign import assign
from pipeline.warehouse import dimensions, tombstones
from pipeline.warehouse import tables as t
from pipeline.warehouse.articles import Arrival, write
from pipeline.warehouse.assemble import Key
from pipeline.warehouse.content import storable
from pipeline.warehouse.engine import alone, reading, writing
from pipeline.warehouse.facts import Content, Row, content
from pipeline.warehouse.upsert import upsert
from pipeline.warehouse.versions import Observation

BATCH = 100

Item = TaggedArticle | Rejected


@dataclass(slots=True)
class LoadReport:
    """What a load did: pages by disposition, rejections by reason, pages closed before, alerts written."""

    dispositions: Counter[str] = field(default_factory=Counter)
    reasons: Counter[str] = field(default_factory=Counter)
    closed_before: int = 0
    alerts: int = 0


def load(
    made: Engine, items: Iterable[Item], seeds: Seeds, *, run_id: str, batch: int = BATCH, deliver: bool = True
) -> LoadReport:
    """Loads what refining made of the pages of a run, then marks the articles that the run found gone.

    Each page must be in the ledger; raises WarehouseError when one is not. A page that has its end keeps it, except
    that an article takes the place of a rejection. Without `deliver` the alerts are recorded and not sent.
    """
    report = LoadReport()
    with writing(made) as connection:
        dimensions.sync(connection, seeds)
    with reading(made) as connection:
        zones = {row.region_id: ZoneInfo(row.timezone) for row in connection.execute(select(t.region))}
    for some in _batches(items, batch):
        _load(made, some, seeds, zones, report, deliver)
    with writing(made) as connection:
        alone(connection)
        tombstones.mark(connection, run_id)
    return report


def _batches(items: Iterable[Item], size: int) -> Iterator[list[Item]]:
    rest = iter(items)
    while some := list(islice(rest, size)):
        yield some


def _load(
    made: Engine, items: Sequence[Item], seeds: Seeds, zones: Mapping[str, ZoneInfo], report: LoadReport, deliver: bool
) -> None:
    articles = {item.article.page_id: (item, content(item)) for item in items if isinstance(item, TaggedArticle)}
    rejected = {item.page_id: item for item in items if isinstance(item, Rejected)}
    with writing(made) as connection:
        alone(connection)
        pages = _pages(connection, [*articles, *rejected])
        ends = _ends(connection, [*articles, *rejected])
        arrivals = [
            Arrival(_key(item), _observation(pages[page_id], words), words)
            for page_id, (item, words) in articles.items()
            if ends.get(page_id, "rejected") == "rejected"
        ]
        refusals = [_refusal(item) for page_id, item in rejected.items() if page_id not in ends | articles]
        upsert(connection, t.disposition, refusals)
        closed, changed = write(connection, arrivals, zones)
        assign(connection, changed, seeds)
        report.alerts += enqueue(connection, changed, seeds, deliver=deliver)
    report.dispositions += closed + Counter(row["word"] for row in refusals)
    report.reasons += Counter(row["reason"] for row in refusals)
    report.closed_before += len(pages) - len(arrivals) - len(refusals)


def _pages(connection: Connection, page_ids: Iterable[str]) -> dict[str, Row]:
    wanted = set(page_ids)
    rows = connection.execute(select(t.page).where(t.page.c.page_id.in_(wanted))).mappings()
    found = {row["page_id"]: dict(row) for row in rows}
    if absent := sorted(wanted - found.keys()):
        raise WarehouseError(f"page {absent[0]} is not in this warehouse's ledger; load what its own runs refined")
    return found


def _ends(connection: Connection, page_ids: Iterable[str]) -> dict[str, str]:
    columns = (t.disposition.c.page_id, t.disposition.c.word)
    query = select(*columns).where(t.disposition.c.page_id.in_(set(page_ids)))
    return dict(connection.execute(query).all())


def _key(item: TaggedArticle) -> Key:
    return Key(storable(item.article.url), item.article.lang)


def _observation(page: Row, words: Content) -> Observation:
    columns = ("page_id", "source_id", "url", "fetched_at")
    return Observation(**{name: page[name] for name in columns}, content_sha256=words.version["content_sha256"])


def _refusal(item: Rejected) -> Row:
    row = {"page_id": item.page_id, "word": "rejected", "reason": item.reason, "detail": storable(item.detail)}
    return row | {"article_id": None, "content_sha256": None}
