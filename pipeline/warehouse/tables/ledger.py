"""The ledger: runs, scheduled URLs, kept pages and the one end of each."""

from sqlalchemy import CheckConstraint, Column, ForeignKey, Index, Integer, String, Table, Text

from pipeline.warehouse.tables.schema import identifier, metadata, reference
from pipeline.warehouse.types import Instant

run = Table(
    "run",
    metadata,
    identifier("run_id", "One execution of the path.", primary_key=True),
    Column("kind", String(16), nullable=False, comment="crawl, ingest or replay."),
    Column("sources", Text, nullable=False, comment="Source ids asked for, separated by spaces."),
    Column("started_at", Instant, nullable=False, comment="When the run began."),
    Column("finished_at", Instant, comment="When its books were closed; null while open."),
    Column("state", String(16), nullable=False, comment="running, balanced or failed."),
    Column("detail", Text, nullable=False, default="", comment="Why it failed, naming sources."),
    CheckConstraint("state in ('running', 'balanced', 'failed')", name="state"),
    comment="Runs of the path and whether their books balanced.",
)

fetch = Table(
    "fetch",
    metadata,
    identifier("fetch_id", "One scheduled URL of one run.", primary_key=True),
    reference("run.run_id", "Run that scheduled it."),
    reference("source.source_id", "Source it belongs to."),
    Column("url", Text, nullable=False, comment="Address asked for."),
    Column("kind", String(8), nullable=False, comment="index (feed, REST, sitemap) or article."),
    Column("scheduled_at", Instant, nullable=False, comment="When it was scheduled."),
    Column("finished_at", Instant, comment="When its outcome was known."),
    Column("outcome", String(16), comment="fetched, not-modified or failed; null while under way."),
    Column("reason", String(32), comment="Fixed word for a failure."),
    Column("detail", Text, comment="One sentence about a failure."),
    Column("status", Integer, comment="Final HTTP status."),
    Column("attempts", Integer, nullable=False, default=0, comment="Requests made for it."),
    Column("bytes", Integer, comment="Bytes of body received."),
    Column("items", Integer, comment="Items an index document listed."),
    Column("over_limit", Integer, comment="Listed items left out as older than the source's max_items newest."),
    Column("elsewhere", Integer, comment="Listed items left out because their address is not the source's own."),
    Column("listed_updated", Text, comment="Last change of this URL as an index listed it; day or instant in UTC."),
    Column("etag", Text, comment="ETag answered, for the next conditional request."),
    Column("last_modified", Text, comment="Last-Modified answered, for the next conditional request."),
    CheckConstraint("kind in ('index', 'article')", name="kind"),
    CheckConstraint("outcome in ('fetched', 'not-modified', 'failed')", name="outcome"),
    CheckConstraint("(outcome = 'failed') = (reason is not null)", name="reason"),
    Index(None, "run_id", "source_id"),
    Index(None, "source_id", "url", "finished_at"),
    comment="Every scheduled URL and what became of it.",
)

page = Table(
    "page",
    metadata,
    identifier("page_id", "One body brought by one fetch or one ingested document.", primary_key=True),
    reference("run.run_id", "Run that brought it."),
    reference("source.source_id", "Source it belongs to."),
    Column("fetch_id", String(64), ForeignKey("fetch.fetch_id"), comment="Fetch that brought it; null when ingested."),
    Column("url", Text, nullable=False, comment="Address asked for."),
    Column("fetched_at", Instant, nullable=False, comment="When it was received."),
    Column("sha256", String(64), nullable=False, comment="Hash of the bytes of the body."),
    Column("size", Integer, nullable=False, comment="Bytes of the body."),
    Column("archive_path", Text, nullable=False, comment="File below the archive folder."),
    Index(None, "source_id", "url", "fetched_at"),
    Index(None, "run_id"),
    Index(None, "fetch_id"),
    comment="Every article page kept in the archive.",
)

disposition = Table(
    "disposition",
    metadata,
    Column("page_id", String(64), ForeignKey("page.page_id"), primary_key=True, comment="Page this closes."),
    Column("word", String(16), nullable=False, comment="loaded, unchanged, duplicate or rejected."),
    Column("reason", String(32), comment="Fixed word for a rejection."),
    Column("detail", Text, comment="One sentence about a rejection."),
    Column("article_id", String(64), comment="Article the page carries; null when rejected."),
    Column("content_sha256", String(64), comment="Hash of the article's content on that page; null when rejected."),
    CheckConstraint("word in ('loaded', 'unchanged', 'duplicate', 'rejected')", name="word"),
    CheckConstraint("(word = 'rejected') = (reason is not null)", name="reason"),
    CheckConstraint("(word = 'rejected') = (article_id is null)", name="article"),
    Index(None, "article_id"),
    comment="The one end of every page.",
)
