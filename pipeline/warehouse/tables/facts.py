"""Facts, kept for every version of an article with the instants between which that version was in force."""

from typing import Any

from sqlalchemy import (
    JSON,
    Boolean,
    CheckConstraint,
    Column,
    Date,
    Float,
    ForeignKey,
    Index,
    Integer,
    String,
    Table,
    Text,
    UniqueConstraint,
)

from pipeline.warehouse.tables.schema import identifier, in_force, metadata, reference
from pipeline.warehouse.types import Instant

article = Table(
    "article",
    metadata,
    identifier("article_id", "Hash of canonical URL and language.", primary_key=True),
    reference("source.source_id", "Source that published it."),
    Column("url", Text, nullable=False, comment="Canonical address."),
    Column("lang", String(2), nullable=False, comment="Language of the body."),
    Column("version_id", String(64), nullable=False, comment="Version in force."),
    Column("title", Text, nullable=False, comment="Headline in force."),
    Column(
        "published_at",
        Instant,
        nullable=False,
        comment="Publication instant; midnight of the day if only that is known.",
    ),
    Column("published_precision", String(8), nullable=False, comment="instant or day."),
    Column("published_basis", String(10), nullable=False, comment="How it is known; fetched means undated."),
    Column("published_date", Date, nullable=False, comment="Publication day in the source's zone."),
    Column("is_border_trade_story", Boolean, nullable=False, comment="Whether border trade is its main subject."),
    Column("primary_region", String(64), comment="First-level unit where the event happens."),
    Column("primary_place", String(64), comment="Dominant place, if one dominates."),
    Column("alternate_url", Text, comment="Link to the other-language edition."),
    Column("gone_at", Instant, comment="When the page was first found taken down; null while it stands."),
    UniqueConstraint("url", "lang"),
    Index(None, "alternate_url"),
    Index(None, "source_id", "published_at"),
    Index(None, "published_date"),
    comment="Articles as they stand now.",
)

article_version = Table(
    "article_version",
    metadata,
    identifier("version_id", "Hash of article, content and recorded_at.", primary_key=True),
    reference("article.article_id", "Article."),
    reference("page.page_id", "Page that first carried this content."),
    *in_force(),
    Column("content_sha256", String(64), nullable=False, comment="Hash of title, text and credits."),
    Column("text_sha256", String(64), comment="Hash of the text's letters and digits; null when it is short."),
    Column("change", String(12), nullable=False, comment="first, cosmetic or substantive."),
    Column("title", Text, nullable=False, comment="Headline."),
    Column("text", Text, nullable=False, comment="Body; never published."),
    Column("excerpt", Text, nullable=False, comment="First sentence or so, for publication."),
    Column("authors", JSON, nullable=False, comment="Bylines."),
    Column("translator", Text, comment="Credited translator."),
    Column("editor", Text, comment="Credited editor."),
    Column("section", Text, comment="Section of the site."),
    Column("published_at", Instant, nullable=False, comment="As this version says; undated: as the one before."),
    Column("published_precision", String(8), nullable=False, comment="instant or day."),
    Column("published_basis", String(10), nullable=False, comment="How that is known; fetched means undated."),
    Column("published_date", Date, nullable=False, comment="That day in the source's zone."),
    Column("updated_at", Instant, comment="Update instant printed."),
    Column("teaser", Boolean, nullable=False, comment="Whether only the lead is public."),
    Column("methods", JSON, nullable=False, comment="Which method gave which field."),
    Column("encoding", Text, nullable=False, comment="Encoding read and what decided it."),
    Column("alternate_url", Text, comment="Link to the other-language edition."),
    Column("is_border_trade_story", Boolean, nullable=False, comment="Whether border trade is its main subject."),
    Column("primary_region", String(64), comment="First-level unit where the event happens."),
    Column("primary_place", String(64), comment="Dominant place, if one dominates."),
    Column("story_why", Text, nullable=False, comment="Why it is a border-trade story, or not."),
    Column("ruleset", String(64), nullable=False, comment="Version of the rules that tagged it."),
    CheckConstraint("change in ('first', 'cosmetic', 'substantive')", name="change"),
    Index(None, "article_id", "recorded_at"),
    Index(None, "text_sha256"),
    comment="Every distinct content of an article; append-only.",
)

story = Table(
    "story",
    metadata,
    identifier("story_id", "Id of the story's earliest article.", primary_key=True),
    Column("first_published_at", Instant, nullable=False, comment="Publication of its earliest article."),
    Column("title", Text, nullable=False, comment="Headline of that article."),
    comment="All articles that carry the same report.",
)

story_article = Table(
    "story_article",
    metadata,
    Column("article_id", String(64), ForeignKey("article.article_id"), primary_key=True, comment="Article."),
    reference("story.story_id", "Story it carries."),
    Column("why", Text, nullable=False, comment="What joined it."),
    Index(None, "story_id"),
    comment="Which story an article carries.",
)

story_link = Table(
    "story_link",
    metadata,
    Column("article_a", String(64), ForeignKey("article.article_id"), primary_key=True, comment="Smaller id."),
    Column("article_b", String(64), ForeignKey("article.article_id"), primary_key=True, comment="Larger id."),
    Column("kind", String(12), nullable=False, comment="copy, near-copy or translation."),
    Column("score", Float, nullable=False, comment="0..1."),
    Column("why", Text, nullable=False, comment="The evidence in words."),
    Index(None, "article_b"),
    comment="Evidence that two articles carry one report; stories are its connected components.",
)

fingerprint = Table(
    "fingerprint",
    metadata,
    Column("article_id", String(64), ForeignKey("article.article_id"), primary_key=True, comment="Article."),
    Column("band", Integer, primary_key=True, comment="Which band of the MinHash."),
    Column("hash", String(16), nullable=False, comment="Hash of that band."),
    Index(None, "band", "hash"),
    comment="MinHash bands by which copies find each other.",
)

_version_key: dict[str, Any] = {"primary_key": True, "nullable": False}

article_region = Table(
    "article_region",
    metadata,
    reference("region.region_id", "Place named.", **_version_key),
    Column("report_date", Date, primary_key=True, comment="Publication day in the region's own zone."),
    reference("article.article_id", "Article.", **_version_key),
    reference("article_version.version_id", "Version that names it.", **_version_key),
    Column("role", String(8), nullable=False, comment="event, source or mention."),
    Column("salience", Float, nullable=False, comment="0..1."),
    Column("confidence", Float, nullable=False, comment="0..1."),
    Column("rule", Text, nullable=False, comment="Rule that made the tag."),
    Column("spans", JSON, nullable=False, comment="[[part, start, end], …]."),
    *in_force(),
    Index(None, "article_id"),
    Index(None, "version_id"),
    comment="Which places an article names: the key of the warehouse is region and date.",
)

article_commodity = Table(
    "article_commodity",
    metadata,
    reference("article_version.version_id", "Version.", **_version_key),
    reference("commodity.commodity_id", "Good.", **_version_key),
    reference("article.article_id", "Article."),
    Column("confidence", Float, nullable=False, comment="0..1."),
    Column("rule", Text, nullable=False, comment="Rule that made the tag."),
    Column("spans", JSON, nullable=False, comment="[[part, start, end], …]."),
    *in_force(),
    Index(None, "article_id"),
    Index(None, "commodity_id"),
    comment="Which goods an article speaks of.",
)

article_topic = Table(
    "article_topic",
    metadata,
    reference("article_version.version_id", "Version.", **_version_key),
    reference("topic.topic_id", "Topic.", **_version_key),
    reference("article.article_id", "Article."),
    Column("strength", Float, nullable=False, comment="Weight of its cues."),
    Column("rule", Text, nullable=False, comment="Rule that made the tag."),
    Column("spans", JSON, nullable=False, comment="[[part, start, end], …]."),
    *in_force(),
    Index(None, "article_id"),
    Index(None, "topic_id"),
    comment="Which topics an article is about.",
)

attribution = Table(
    "attribution",
    metadata,
    reference("article_version.version_id", "Version.", **_version_key),
    Column("number", Integer, primary_key=True, comment="Order in the text, from 0."),
    reference("article.article_id", "Article."),
    Column("place", String(64), comment="Region where the informant is, as printed; null when not said."),
    Column("who", Text, nullable=False, comment="As printed: source, official, outlet."),
    Column("kind", String(16), nullable=False, comment="resident, official, trader, outlet, …"),
    Column("told", Text, comment="Outlet told."),
    Column("anonymous", Boolean, nullable=False, comment="Whether the article withholds the name."),
    Column("hearsay", Integer, nullable=False, comment="Outlets between the informant and this one."),
    Column("rule", Text, nullable=False, comment="Rule that found it."),
    Column("span", JSON, nullable=False, comment="[part, start, end]."),
    *in_force(),
    Index(None, "article_id"),
    comment="Who says so, as each article prints it; never linked across articles.",
)

signal = Table(
    "signal",
    metadata,
    identifier("signal_id", "Hash of version and content.", primary_key=True),
    reference("article_version.version_id", "Version."),
    reference("article.article_id", "Article."),
    Column(
        "region_id", String(64), ForeignKey("region.region_id"), comment="Place; null when only the border is named."
    ),
    Column("report_date", Date, nullable=False, comment="Publication day in the region's own zone."),
    Column("counterpart_id", String(64), ForeignKey("region.region_id"), comment="Other end, if named."),
    Column("commodity_id", String(64), ForeignKey("commodity.commodity_id"), comment="Good; null for goods at large."),
    Column("flow", String(10), nullable=False, comment="import, export, both or smuggling, from North Korea's side."),
    Column("trend", String(10), nullable=False, comment="up, down, halted, resumed, tightened or loosened."),
    Column("hedge", String(10), nullable=False, comment="reported, rumoured, denied or planned."),
    Column("event_start", Date, comment="First day the sentence speaks of; null when not stated."),
    Column("event_end", Date, comment="Last day."),
    Column("event_precision", String(8), comment="day, month, year or interval."),
    Column("quantity", JSON(none_as_null=True), comment="{value, unit, text} where given."),
    Column("price", JSON(none_as_null=True), comment="{value, unit, text} where given."),
    Column("attribution_number", Integer, comment="Attribution in force, within the version."),
    Column("sentence", Text, nullable=False, comment="Evidence sentence."),
    Column("span", JSON, nullable=False, comment="[part, start, end] of that sentence."),
    Column("rule", Text, nullable=False, comment="Rule that made it."),
    Column("confidence", Float, nullable=False, comment="0..1."),
    *in_force(),
    Index(None, "article_id"),
    Index(None, "version_id"),
    Index(None, "region_id", "report_date"),
    Index(None, "report_date"),
    comment="Reported changes of cross-border movement of goods.",
)

ranking = Table(
    "ranking",
    metadata,
    reference("article_version.version_id", "Version.", **_version_key),
    Column("number", Integer, primary_key=True, comment="Order of the ranking in the text, from 0."),
    Column("place", Integer, primary_key=True, comment="1 for most."),
    reference("article.article_id", "Article."),
    reference("region.region_id", "Region ranked."),
    Column("measure", Text, nullable=False, comment="What is ranked."),
    Column("sentence", Text, nullable=False, comment="Evidence sentence."),
    Column("attribution_number", Integer, comment="Attribution in force, within the version."),
    *in_force(),
    Index(None, "article_id"),
    comment="Orders of regions that sources give.",
)
