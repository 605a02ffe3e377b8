"""The outbox: alerts written in the load's transaction, and their way through each channel."""

from sqlalchemy import JSON, CheckConstraint, Column, ForeignKey, Index, Integer, String, Table, Text, UniqueConstraint

from pipeline.warehouse.tables.schema import identifier, metadata, reference
from pipeline.warehouse.types import Instant

alert_rule = Table(
    "alert_rule",
    metadata,
    identifier("rule_id", "Rule.", primary_key=True),
    Column("name", Text, nullable=False, comment="Name for people."),
    Column("audience", String(8), nullable=False, comment="watch, or ops for faults of the crawl."),
    Column("channels", Text, nullable=False, comment="Channels, separated by spaces."),
    Column("digest_at", String(8), comment="Time of day of its digest; null when each alert goes out by itself."),
    Column("quiet", String(17), comment="Hours during which nothing goes out, as 22:00-07:00; null for none."),
    Column("zone", Text, nullable=False, comment="Zone of those times."),
    comment="Alert rules, from seeds/alert_rules.csv.",
)

alert = Table(
    "alert",
    metadata,
    identifier("alert_id", "Hash of rule, story and kind.", primary_key=True),
    reference("alert_rule.rule_id", "Rule that fired."),
    identifier("story_id", "Story it fired for, as it stood then; for ops the source and day.", nullable=False),
    Column("kind", String(8), nullable=False, comment="new or update."),
    reference("article.article_id", "Article that fired it; null for ops.", nullable=True),
    Column("version_id", String(64), comment="Version that fired it, as it stood then; null for ops."),
    Column(
        "created_at", Instant, nullable=False, comment="Fetch of the page that fired it; for ops the end of the run."
    ),
    Column("message", JSON, nullable=False, comment="What is sent: headline, excerpt, evidence, links."),
    CheckConstraint("kind in ('new', 'update')", name="kind"),
    UniqueConstraint("rule_id", "story_id", "kind"),
    Index(None, "article_id"),
    comment="One alert a rule, story and kind; written in the load's transaction.",
)

delivery = Table(
    "delivery",
    metadata,
    Column("alert_id", String(64), ForeignKey("alert.alert_id"), primary_key=True, comment="Alert."),
    Column("channel", String(64), primary_key=True, comment="Channel."),
    Column("state", String(10), nullable=False, comment="pending, sending, sent or failed."),
    Column("attempts", Integer, nullable=False, default=0, comment="Times tried."),
    Column("parcel", String(64), comment="Message it goes out in, the same at each try; null before the first."),
    Column("next_at", Instant, comment="Not before this instant."),
    Column("sent_at", Instant, comment="When it took effect."),
    Column("reason", Text, comment="Last failure."),
    CheckConstraint("state in ('pending', 'sending', 'sent', 'failed')", name="state"),
    Index(None, "state", "next_at"),
    comment="An alert's way through one channel.",
)
