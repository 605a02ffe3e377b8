"""Stories: what articles can be compared by, what joins them, and which story each carries, now and before."""

from sqlalchemy import (
    JSON,
    BigInteger,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    String,
    Table,
    Text,
)

from pipeline.warehouse.tables.schema import identifier, metadata, reference
from pipeline.warehouse.types import Instant

story = Table(
    "story",
    metadata,
    identifier("story_id", "Id of the story's first recorded article.", primary_key=True),
    Column("first_published_at", Instant, nullable=False, comment="Publication of its earliest article."),
    Column("title", Text, nullable=False, comment="Headline of that article."),
    Column("event_group", String(64), comment="First recorded story that reports the same event; null when alone."),
    Index(None, "event_group"),
    comment="All articles that carry the same report.",
)

story_article = Table(
    "story_article",
    metadata,
    Column("article_id", String(64), ForeignKey("article.article_id"), primary_key=True, comment="Article."),
    reference("story.story_id", "Story it carries."),
    Column("recorded_at", Instant, nullable=False, comment="Since when it is counted to this story."),
    Column("origin", Text, nullable=False, comment="Outlet whose report it carries: its own, or the one it cites."),
    Column("why", Text, nullable=False, comment="What joined it."),
    Index(None, "story_id"),
    comment="Which story an article carries.",
)

story_trail = Table(
    "story_trail",
    metadata,
    Column("article_id", String(64), ForeignKey("article.article_id"), primary_key=True, comment="Article."),
    Column("recorded_at", Instant, primary_key=True, comment="Since when it was counted to that story."),
    identifier("story_id", "Story it was counted to.", nullable=False),
    Column("superseded_at", Instant, nullable=False, comment="Until when: the fetch that showed otherwise."),
    identifier("became", "Story it was counted to from then on.", nullable=False),
    Index(None, "story_id"),
    comment="Which stories articles were counted to before a merge or a split.",
)

story_link = Table(
    "story_link",
    metadata,
    identifier("version_a", "Version of the one article; the smaller id.", primary_key=True),
    identifier("version_b", "Version of the other.", primary_key=True),
    reference("article.article_id", "Article of version_a.", name="article_a"),
    reference("article.article_id", "Article of version_b.", name="article_b"),
    Column("kind", String(12), nullable=False, comment="edition, copy, rewrite, translation, or event: not one story."),
    Column("score", Float, nullable=False, comment="0..1."),
    Column("why", Text, nullable=False, comment="The evidence in words."),
    CheckConstraint("kind in ('edition', 'copy', 'rewrite', 'translation', 'event')", name="kind"),
    Index(None, "article_a"),
    Index(None, "article_b"),
    comment="Evidence between the versions of two articles; stories and event groups follow from it.",
)

story_profile = Table(
    "story_profile",
    metadata,
    identifier("version_id", "Version.", primary_key=True),
    reference("article.article_id", "Article."),
    Column("outlet", Text, nullable=False, comment="Outlet that published it."),
    Column("origin", Text, nullable=False, comment="Outlet whose report it says it carries."),
    Column("day", Date, comment="Publication day; null when undated."),
    Column("marks", JSON, nullable=False, comment="Places, goods, topics, terms, numbers and days that it has."),
    Column("names", JSON, nullable=False, comment="How the names in an English text sound."),
    Index(None, "article_id"),
    comment="What a version can be compared by, in its own language or across languages.",
)

fingerprint = Table(
    "fingerprint",
    metadata,
    identifier("version_id", "Version.", primary_key=True),
    Column("hash", BigInteger, primary_key=True, comment="Key: a band of the text's MinHash, a mark, an address, …"),
    reference("article.article_id", "Article."),
    Column("kind", String(8), nullable=False, comment="text, link, title, words or mark."),
    Column("day", Date, nullable=False, comment="Publication day, or day of the fetch when undated."),
    Index(None, "hash", "day"),
    comment="Keys by which articles of one story find each other.",
)
