"""All tables of the first release."""

import sqlalchemy as sa
from alembic import op

from pipeline.warehouse.types import Instant

revision = "0001"
down_revision = None
branch_labels = None
depends_on = None


def upgrade() -> None:
    op.create_table(
        "alert_rule",
        sa.Column("rule_id", sa.String(length=64), nullable=False, comment="Rule."),
        sa.Column("name", sa.Text(), nullable=False, comment="Name for people."),
        sa.Column("audience", sa.String(length=8), nullable=False, comment="watch, or ops for faults of the crawl."),
        sa.Column("channels", sa.Text(), nullable=False, comment="Channels, separated by spaces."),
        sa.Column(
            "digest_at",
            sa.String(length=8),
            nullable=True,
            comment="Time of day of its digest; null when each alert goes out by itself.",
        ),
        sa.Column(
            "quiet",
            sa.String(length=17),
            nullable=True,
            comment="Hours during which nothing goes out, as 22:00-07:00; null for none.",
        ),
        sa.Column("zone", sa.Text(), nullable=False, comment="Zone of those times."),
        sa.PrimaryKeyConstraint("rule_id", name=op.f("pk_alert_rule")),
        comment="Alert rules, from seeds/alert_rules.csv.",
    )
    op.create_table(
        "commodity",
        sa.Column("commodity_id", sa.String(length=64), nullable=False, comment="Node of the goods tree."),
        sa.Column("parent_id", sa.String(length=64), nullable=True, comment="Node above."),
        sa.Column("name_en", sa.Text(), nullable=False, comment="English name."),
        sa.Column("name_ko", sa.Text(), nullable=False, comment="Korean name."),
        sa.Column("hs", sa.Text(), nullable=False, comment="HS chapters and headings."),
        sa.ForeignKeyConstraint(
            ["parent_id"], ["commodity.commodity_id"], name=op.f("fk_commodity_parent_id_commodity")
        ),
        sa.PrimaryKeyConstraint("commodity_id", name=op.f("pk_commodity")),
        comment="Goods, from seeds/commodities.csv.",
    )
    op.create_table(
        "day",
        sa.Column("date", sa.Date(), nullable=False, comment="Calendar day."),
        sa.Column("iso_year", sa.Integer(), nullable=False, comment="Year of the ISO week."),
        sa.Column("iso_week", sa.Integer(), nullable=False, comment="ISO week."),
        sa.Column("month", sa.String(length=7), nullable=False, comment="YYYY-MM."),
        sa.Column("quarter", sa.String(length=7), nullable=False, comment="YYYY-Qn."),
        sa.PrimaryKeyConstraint("date", name=op.f("pk_day")),
        comment="Calendar, so that days without reports show.",
    )
    op.create_table(
        "region",
        sa.Column("region_id", sa.String(length=64), nullable=False, comment="Node of the gazetteer."),
        sa.Column("parent_id", sa.String(length=64), nullable=True, comment="Node above; null for a country."),
        sa.Column(
            "kind", sa.String(length=20), nullable=False, comment="country, province, city, county, port, crossing, …"
        ),
        sa.Column("country", sa.String(length=2), nullable=False, comment="ISO 3166-1 code."),
        sa.Column("timezone", sa.Text(), nullable=False, comment="Zone whose calendar dates its rows."),
        sa.Column("name_en", sa.Text(), nullable=False, comment="English name."),
        sa.Column("name_ko", sa.Text(), nullable=False, comment="Korean name."),
        sa.Column("lat", sa.Float(), nullable=True, comment="Latitude, degrees."),
        sa.Column("lon", sa.Float(), nullable=True, comment="Longitude, degrees."),
        sa.Column("borders", sa.Text(), nullable=False, comment="Countries it borders, separated by |."),
        sa.ForeignKeyConstraint(["parent_id"], ["region.region_id"], name=op.f("fk_region_parent_id_region")),
        sa.PrimaryKeyConstraint("region_id", name=op.f("pk_region")),
        comment="Places, from seeds/regions.csv.",
    )
    op.create_table(
        "run",
        sa.Column("run_id", sa.String(length=64), nullable=False, comment="One execution of the path."),
        sa.Column("kind", sa.String(length=16), nullable=False, comment="crawl, ingest or replay."),
        sa.Column("sources", sa.Text(), nullable=False, comment="Source ids asked for, separated by spaces."),
        sa.Column("started_at", Instant(), nullable=False, comment="When the run began."),
        sa.Column("finished_at", Instant(), nullable=True, comment="When its books were closed; null while open."),
        sa.Column("state", sa.String(length=16), nullable=False, comment="running, balanced or failed."),
        sa.Column("detail", sa.Text(), nullable=False, comment="Why it failed, naming sources."),
        sa.CheckConstraint("state in ('running', 'balanced', 'failed')", name=op.f("ck_run_state")),
        sa.PrimaryKeyConstraint("run_id", name=op.f("pk_run")),
        comment="Runs of the path and whether their books balanced.",
    )
    op.create_table(
        "source",
        sa.Column("source_id", sa.String(length=64), nullable=False, comment="Publisher edition."),
        sa.Column("outlet", sa.Text(), nullable=False, comment="Publisher; its editions share it."),
        sa.Column("lang", sa.String(length=2), nullable=False, comment="Language of the edition."),
        sa.Column("timezone", sa.Text(), nullable=False, comment="Zone of its datelines."),
        sa.Column("base_url", sa.Text(), nullable=False, comment="Address of the edition."),
        sa.Column("access", sa.String(length=8), nullable=False, comment="full or teaser."),
        sa.Column("min_per_week", sa.Integer(), nullable=False, comment="Fewer articles a week than this is a fault."),
        sa.PrimaryKeyConstraint("source_id", name=op.f("pk_source")),
        comment="Publisher editions, from seeds/sources.csv.",
    )
    op.create_table(
        "story",
        sa.Column(
            "story_id", sa.String(length=64), nullable=False, comment="Id of the story's first recorded article."
        ),
        sa.Column("first_published_at", Instant(), nullable=False, comment="Publication of its earliest article."),
        sa.Column("title", sa.Text(), nullable=False, comment="Headline of that article."),
        sa.Column(
            "event_group",
            sa.String(length=64),
            nullable=True,
            comment="First recorded story that reports the same event; null when alone.",
        ),
        sa.PrimaryKeyConstraint("story_id", name=op.f("pk_story")),
        comment="All articles that carry the same report.",
    )
    op.create_index(op.f("ix_story_event_group"), "story", ["event_group"], unique=False)
    op.create_table(
        "topic",
        sa.Column("topic_id", sa.String(length=64), nullable=False, comment="Node of the topic tree."),
        sa.Column("parent_id", sa.String(length=64), nullable=True, comment="Node above."),
        sa.Column("name_en", sa.Text(), nullable=False, comment="English name."),
        sa.Column("name_ko", sa.Text(), nullable=False, comment="Korean name."),
        sa.ForeignKeyConstraint(["parent_id"], ["topic.topic_id"], name=op.f("fk_topic_parent_id_topic")),
        sa.PrimaryKeyConstraint("topic_id", name=op.f("pk_topic")),
        comment="Topics, from seeds/topics.csv.",
    )
    op.create_table(
        "article",
        sa.Column("article_id", sa.String(length=64), nullable=False, comment="Hash of canonical URL and language."),
        sa.Column("source_id", sa.String(length=64), nullable=False, comment="Source that published it."),
        sa.Column("url", sa.Text(), nullable=False, comment="Canonical address."),
        sa.Column("lang", sa.String(length=2), nullable=False, comment="Language of the body."),
        sa.Column("version_id", sa.String(length=64), nullable=False, comment="Version in force."),
        sa.Column("title", sa.Text(), nullable=False, comment="Headline in force."),
        sa.Column(
            "published_at",
            Instant(),
            nullable=False,
            comment="Publication instant; midnight of the day if only that is known.",
        ),
        sa.Column("published_precision", sa.String(length=8), nullable=False, comment="instant or day."),
        sa.Column(
            "published_basis", sa.String(length=10), nullable=False, comment="How it is known; fetched means undated."
        ),
        sa.Column("published_date", sa.Date(), nullable=False, comment="Publication day in the source's zone."),
        sa.Column(
            "is_border_trade_story", sa.Boolean(), nullable=False, comment="Whether border trade is its main subject."
        ),
        sa.Column(
            "primary_region", sa.String(length=64), nullable=True, comment="First-level unit where the event happens."
        ),
        sa.Column("primary_place", sa.String(length=64), nullable=True, comment="Dominant place, if one dominates."),
        sa.Column("alternate_url", sa.Text(), nullable=True, comment="Link to the other-language edition."),
        sa.Column(
            "gone_at",
            Instant(),
            nullable=True,
            comment="When the page was first found taken down; null while it stands.",
        ),
        sa.ForeignKeyConstraint(["source_id"], ["source.source_id"], name=op.f("fk_article_source_id_source")),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_article")),
        sa.UniqueConstraint("url", "lang", name=op.f("uq_article_url_lang")),
        comment="Articles as they stand now.",
    )
    op.create_index(op.f("ix_article_alternate_url"), "article", ["alternate_url"], unique=False)
    op.create_index(op.f("ix_article_published_date"), "article", ["published_date"], unique=False)
    op.create_index(
        op.f("ix_article_source_id_article_published_at"), "article", ["source_id", "published_at"], unique=False
    )
    op.create_table(
        "fetch",
        sa.Column("fetch_id", sa.String(length=64), nullable=False, comment="One scheduled URL of one run."),
        sa.Column("run_id", sa.String(length=64), nullable=False, comment="Run that scheduled it."),
        sa.Column("source_id", sa.String(length=64), nullable=False, comment="Source it belongs to."),
        sa.Column("url", sa.Text(), nullable=False, comment="Address asked for."),
        sa.Column("kind", sa.String(length=8), nullable=False, comment="index (feed, REST, sitemap) or article."),
        sa.Column("scheduled_at", Instant(), nullable=False, comment="When it was scheduled."),
        sa.Column("finished_at", Instant(), nullable=True, comment="When its outcome was known."),
        sa.Column(
            "outcome",
            sa.String(length=16),
            nullable=True,
            comment="fetched, not-modified or failed; null while under way.",
        ),
        sa.Column("reason", sa.String(length=32), nullable=True, comment="Fixed word for a failure."),
        sa.Column("detail", sa.Text(), nullable=True, comment="One sentence about a failure."),
        sa.Column("status", sa.Integer(), nullable=True, comment="Final HTTP status."),
        sa.Column("attempts", sa.Integer(), nullable=False, comment="Requests made for it."),
        sa.Column("bytes", sa.Integer(), nullable=True, comment="Bytes of body received."),
        sa.Column("items", sa.Integer(), nullable=True, comment="Items an index document listed."),
        sa.Column(
            "over_limit",
            sa.Integer(),
            nullable=True,
            comment="Listed items left out as older than the source's max_items newest.",
        ),
        sa.Column(
            "elsewhere",
            sa.Integer(),
            nullable=True,
            comment="Listed items left out because their address is not the source's own.",
        ),
        sa.Column(
            "listed_updated",
            sa.Text(),
            nullable=True,
            comment="Last change of this URL as an index listed it; day or instant in UTC.",
        ),
        sa.Column("etag", sa.Text(), nullable=True, comment="ETag answered, for the next conditional request."),
        sa.Column(
            "last_modified",
            sa.Text(),
            nullable=True,
            comment="Last-Modified answered, for the next conditional request.",
        ),
        sa.CheckConstraint("(outcome = 'failed') = (reason is not null)", name=op.f("ck_fetch_reason")),
        sa.CheckConstraint("kind in ('index', 'article')", name=op.f("ck_fetch_kind")),
        sa.CheckConstraint("outcome in ('fetched', 'not-modified', 'failed')", name=op.f("ck_fetch_outcome")),
        sa.ForeignKeyConstraint(["run_id"], ["run.run_id"], name=op.f("fk_fetch_run_id_run")),
        sa.ForeignKeyConstraint(["source_id"], ["source.source_id"], name=op.f("fk_fetch_source_id_source")),
        sa.PrimaryKeyConstraint("fetch_id", name=op.f("pk_fetch")),
        comment="Every scheduled URL and what became of it.",
    )
    op.create_index(op.f("ix_fetch_run_id_fetch_source_id"), "fetch", ["run_id", "source_id"], unique=False)
    op.create_index(
        op.f("ix_fetch_source_id_fetch_url_fetch_finished_at"),
        "fetch",
        ["source_id", "url", "finished_at"],
        unique=False,
    )
    op.create_table(
        "region_closure",
        sa.Column("ancestor_id", sa.String(length=64), nullable=False, comment="Node or node above."),
        sa.Column("region_id", sa.String(length=64), nullable=False, comment="Node."),
        sa.Column("depth", sa.Integer(), nullable=False, comment="Steps between them; 0 for itself."),
        sa.ForeignKeyConstraint(
            ["ancestor_id"], ["region.region_id"], name=op.f("fk_region_closure_ancestor_id_region")
        ),
        sa.ForeignKeyConstraint(["region_id"], ["region.region_id"], name=op.f("fk_region_closure_region_id_region")),
        sa.PrimaryKeyConstraint("ancestor_id", "region_id", name=op.f("pk_region_closure")),
        comment="Every region with each of its ancestors, for roll-up.",
    )
    op.create_index(op.f("ix_region_closure_region_id"), "region_closure", ["region_id"], unique=False)
    op.create_table(
        "sanction_rule",
        sa.Column("commodity_id", sa.String(length=64), nullable=False, comment="Good."),
        sa.Column("direction", sa.String(length=6), nullable=False, comment="import to or export from North Korea."),
        sa.Column("rule", sa.String(length=10), nullable=False, comment="banned, capped or restricted."),
        sa.Column("basis", sa.Text(), nullable=False, comment="UN resolution and paragraph."),
        sa.Column("since", sa.Date(), nullable=True, comment="First day it applied; null when not dated."),
        sa.ForeignKeyConstraint(
            ["commodity_id"], ["commodity.commodity_id"], name=op.f("fk_sanction_rule_commodity_id_commodity")
        ),
        sa.PrimaryKeyConstraint("commodity_id", "direction", name=op.f("pk_sanction_rule")),
        comment="UN rules by good and direction, from seeds/commodities.csv.",
    )
    op.create_table(
        "alert",
        sa.Column("alert_id", sa.String(length=64), nullable=False, comment="Hash of rule, story and kind."),
        sa.Column("rule_id", sa.String(length=64), nullable=False, comment="Rule that fired."),
        sa.Column(
            "story_id",
            sa.String(length=64),
            nullable=False,
            comment="Story it fired for, as it stood then; for ops the source and day.",
        ),
        sa.Column("kind", sa.String(length=8), nullable=False, comment="new or update."),
        sa.Column("article_id", sa.String(length=64), nullable=True, comment="Article that fired it; null for ops."),
        sa.Column(
            "version_id",
            sa.String(length=64),
            nullable=True,
            comment="Version that fired it, as it stood then; null for ops.",
        ),
        sa.Column(
            "created_at",
            Instant(),
            nullable=False,
            comment="Fetch of the page that fired it; for ops the end of the run.",
        ),
        sa.Column("message", sa.JSON(), nullable=False, comment="What is sent: headline, excerpt, evidence, links."),
        sa.CheckConstraint("kind in ('new', 'update')", name=op.f("ck_alert_kind")),
        sa.ForeignKeyConstraint(["article_id"], ["article.article_id"], name=op.f("fk_alert_article_id_article")),
        sa.ForeignKeyConstraint(["rule_id"], ["alert_rule.rule_id"], name=op.f("fk_alert_rule_id_alert_rule")),
        sa.PrimaryKeyConstraint("alert_id", name=op.f("pk_alert")),
        sa.UniqueConstraint("rule_id", "story_id", "kind", name=op.f("uq_alert_rule_id_story_id_kind")),
        comment="One alert a rule, story and kind; written in the load's transaction.",
    )
    op.create_index(op.f("ix_alert_article_id"), "alert", ["article_id"], unique=False)
    op.create_table(
        "fingerprint",
        sa.Column("version_id", sa.String(length=64), nullable=False, comment="Version."),
        sa.Column(
            "hash", sa.BigInteger(), nullable=False, comment="Key: a band of the text's MinHash, a mark, an address, …"
        ),
        sa.Column("article_id", sa.String(length=64), nullable=False, comment="Article."),
        sa.Column("kind", sa.String(length=8), nullable=False, comment="text, link, title, words or mark."),
        sa.Column("day", sa.Date(), nullable=False, comment="Publication day, or day of the fetch when undated."),
        sa.ForeignKeyConstraint(["article_id"], ["article.article_id"], name=op.f("fk_fingerprint_article_id_article")),
        sa.PrimaryKeyConstraint("version_id", "hash", name=op.f("pk_fingerprint")),
        comment="Keys by which articles of one story find each other.",
    )
    op.create_index(op.f("ix_fingerprint_hash_fingerprint_day"), "fingerprint", ["hash", "day"], unique=False)
    op.create_table(
        "page",
        sa.Column(
            "page_id",
            sa.String(length=64),
            nullable=False,
            comment="One body brought by one fetch or one ingested document.",
        ),
        sa.Column("run_id", sa.String(length=64), nullable=False, comment="Run that brought it."),
        sa.Column("source_id", sa.String(length=64), nullable=False, comment="Source it belongs to."),
        sa.Column(
            "fetch_id", sa.String(length=64), nullable=True, comment="Fetch that brought it; null when ingested."
        ),
        sa.Column("url", sa.Text(), nullable=False, comment="Address asked for."),
        sa.Column("fetched_at", Instant(), nullable=False, comment="When it was received."),
        sa.Column("sha256", sa.String(length=64), nullable=False, comment="Hash of the bytes of the body."),
        sa.Column("size", sa.Integer(), nullable=False, comment="Bytes of the body."),
        sa.Column("archive_path", sa.Text(), nullable=False, comment="File below the archive folder."),
        sa.ForeignKeyConstraint(["fetch_id"], ["fetch.fetch_id"], name=op.f("fk_page_fetch_id_fetch")),
        sa.ForeignKeyConstraint(["run_id"], ["run.run_id"], name=op.f("fk_page_run_id_run")),
        sa.ForeignKeyConstraint(["source_id"], ["source.source_id"], name=op.f("fk_page_source_id_source")),
        sa.PrimaryKeyConstraint("page_id", name=op.f("pk_page")),
        comment="Every article page kept in the archive.",
    )
    op.create_index(op.f("ix_page_fetch_id"), "page", ["fetch_id"], unique=False)
    op.create_index(op.f("ix_page_run_id"), "page", ["run_id"], unique=False)
    op.create_index(
        op.f("ix_page_source_id_page_url_page_fetched_at"), "page", ["source_id", "url", "fetched_at"], unique=False
    )
    op.create_table(
        "story_article",
        sa.Column("article_id", sa.String(length=64), nullable=False, comment="Article."),
        sa.Column("story_id", sa.String(length=64), nullable=False, comment="Story it carries."),
        sa.Column("recorded_at", Instant(), nullable=False, comment="Since when it is counted to this story."),
        sa.Column(
            "origin", sa.Text(), nullable=False, comment="Outlet whose report it carries: its own, or the one it cites."
        ),
        sa.Column("why", sa.Text(), nullable=False, comment="What joined it."),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.article_id"], name=op.f("fk_story_article_article_id_article")
        ),
        sa.ForeignKeyConstraint(["story_id"], ["story.story_id"], name=op.f("fk_story_article_story_id_story")),
        sa.PrimaryKeyConstraint("article_id", name=op.f("pk_story_article")),
        comment="Which story an article carries.",
    )
    op.create_index(op.f("ix_story_article_story_id"), "story_article", ["story_id"], unique=False)
    op.create_table(
        "story_link",
        sa.Column(
            "version_a", sa.String(length=64), nullable=False, comment="Version of the one article; the smaller id."
        ),
        sa.Column("version_b", sa.String(length=64), nullable=False, comment="Version of the other."),
        sa.Column("article_a", sa.String(length=64), nullable=False, comment="Article of version_a."),
        sa.Column("article_b", sa.String(length=64), nullable=False, comment="Article of version_b."),
        sa.Column(
            "kind",
            sa.String(length=12),
            nullable=False,
            comment="edition, copy, rewrite, translation, or event: not one story.",
        ),
        sa.Column("score", sa.Float(), nullable=False, comment="0..1."),
        sa.Column("why", sa.Text(), nullable=False, comment="The evidence in words."),
        sa.CheckConstraint(
            "kind in ('edition', 'copy', 'rewrite', 'translation', 'event')", name=op.f("ck_story_link_kind")
        ),
        sa.ForeignKeyConstraint(["article_a"], ["article.article_id"], name=op.f("fk_story_link_article_a_article")),
        sa.ForeignKeyConstraint(["article_b"], ["article.article_id"], name=op.f("fk_story_link_article_b_article")),
        sa.PrimaryKeyConstraint("version_a", "version_b", name=op.f("pk_story_link")),
        comment="Evidence between the versions of two articles; stories and event groups follow from it.",
    )
    op.create_index(op.f("ix_story_link_article_a"), "story_link", ["article_a"], unique=False)
    op.create_index(op.f("ix_story_link_article_b"), "story_link", ["article_b"], unique=False)
    op.create_table(
        "story_profile",
        sa.Column("version_id", sa.String(length=64), nullable=False, comment="Version."),
        sa.Column("article_id", sa.String(length=64), nullable=False, comment="Article."),
        sa.Column("outlet", sa.Text(), nullable=False, comment="Outlet that published it."),
        sa.Column("origin", sa.Text(), nullable=False, comment="Outlet whose report it says it carries."),
        sa.Column("day", sa.Date(), nullable=True, comment="Publication day; null when undated."),
        sa.Column(
            "marks", sa.JSON(), nullable=False, comment="Places, goods, topics, terms, numbers and days that it has."
        ),
        sa.Column("names", sa.JSON(), nullable=False, comment="How the names in an English text sound."),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.article_id"], name=op.f("fk_story_profile_article_id_article")
        ),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_story_profile")),
        comment="What a version can be compared by, in its own language or across languages.",
    )
    op.create_index(op.f("ix_story_profile_article_id"), "story_profile", ["article_id"], unique=False)
    op.create_table(
        "story_trail",
        sa.Column("article_id", sa.String(length=64), nullable=False, comment="Article."),
        sa.Column("recorded_at", Instant(), nullable=False, comment="Since when it was counted to that story."),
        sa.Column("story_id", sa.String(length=64), nullable=False, comment="Story it was counted to."),
        sa.Column("superseded_at", Instant(), nullable=False, comment="Until when: the fetch that showed otherwise."),
        sa.Column("became", sa.String(length=64), nullable=False, comment="Story it was counted to from then on."),
        sa.ForeignKeyConstraint(["article_id"], ["article.article_id"], name=op.f("fk_story_trail_article_id_article")),
        sa.PrimaryKeyConstraint("article_id", "recorded_at", name=op.f("pk_story_trail")),
        comment="Which stories articles were counted to before a merge or a split.",
    )
    op.create_index(op.f("ix_story_trail_story_id"), "story_trail", ["story_id"], unique=False)
    op.create_table(
        "article_version",
        sa.Column(
            "version_id", sa.String(length=64), nullable=False, comment="Hash of article, content and recorded_at."
        ),
        sa.Column("article_id", sa.String(length=64), nullable=False, comment="Article."),
        sa.Column("page_id", sa.String(length=64), nullable=False, comment="Page that first carried this content."),
        sa.Column(
            "recorded_at", Instant(), nullable=False, comment="When we learned this: the fetch of the version's page."
        ),
        sa.Column(
            "superseded_at", Instant(), nullable=True, comment="When a later version replaced it; null while in force."
        ),
        sa.Column("content_sha256", sa.String(length=64), nullable=False, comment="Hash of title, text and credits."),
        sa.Column(
            "text_sha256",
            sa.String(length=64),
            nullable=True,
            comment="Hash of the text's letters and digits; null when it is short.",
        ),
        sa.Column("change", sa.String(length=12), nullable=False, comment="first, cosmetic or substantive."),
        sa.Column("title", sa.Text(), nullable=False, comment="Headline."),
        sa.Column("text", sa.Text(), nullable=False, comment="Body; never published."),
        sa.Column("excerpt", sa.Text(), nullable=False, comment="First sentence or so, for publication."),
        sa.Column("authors", sa.JSON(), nullable=False, comment="Bylines."),
        sa.Column("translator", sa.Text(), nullable=True, comment="Credited translator."),
        sa.Column("editor", sa.Text(), nullable=True, comment="Credited editor."),
        sa.Column("section", sa.Text(), nullable=True, comment="Section of the site."),
        sa.Column(
            "published_at", Instant(), nullable=False, comment="As this version says; undated: as the one before."
        ),
        sa.Column("published_precision", sa.String(length=8), nullable=False, comment="instant or day."),
        sa.Column(
            "published_basis", sa.String(length=10), nullable=False, comment="How that is known; fetched means undated."
        ),
        sa.Column("published_date", sa.Date(), nullable=False, comment="That day in the source's zone."),
        sa.Column("updated_at", Instant(), nullable=True, comment="Update instant printed."),
        sa.Column("teaser", sa.Boolean(), nullable=False, comment="Whether only the lead is public."),
        sa.Column("methods", sa.JSON(), nullable=False, comment="Which method gave which field."),
        sa.Column("encoding", sa.Text(), nullable=False, comment="Encoding read and what decided it."),
        sa.Column("alternate_url", sa.Text(), nullable=True, comment="Link to the other-language edition."),
        sa.Column(
            "is_border_trade_story", sa.Boolean(), nullable=False, comment="Whether border trade is its main subject."
        ),
        sa.Column(
            "primary_region", sa.String(length=64), nullable=True, comment="First-level unit where the event happens."
        ),
        sa.Column("primary_place", sa.String(length=64), nullable=True, comment="Dominant place, if one dominates."),
        sa.Column("story_why", sa.Text(), nullable=False, comment="Why it is a border-trade story, or not."),
        sa.Column("ruleset", sa.String(length=64), nullable=False, comment="Version of the rules that tagged it."),
        sa.CheckConstraint("change in ('first', 'cosmetic', 'substantive')", name=op.f("ck_article_version_change")),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.article_id"], name=op.f("fk_article_version_article_id_article")
        ),
        sa.ForeignKeyConstraint(["page_id"], ["page.page_id"], name=op.f("fk_article_version_page_id_page")),
        sa.PrimaryKeyConstraint("version_id", name=op.f("pk_article_version")),
        comment="Every distinct content of an article; append-only.",
    )
    op.create_index(
        op.f("ix_article_version_article_id_article_version_recorded_at"),
        "article_version",
        ["article_id", "recorded_at"],
        unique=False,
    )
    op.create_index(op.f("ix_article_version_text_sha256"), "article_version", ["text_sha256"], unique=False)
    op.create_table(
        "delivery",
        sa.Column("alert_id", sa.String(length=64), nullable=False, comment="Alert."),
        sa.Column("channel", sa.String(length=64), nullable=False, comment="Channel."),
        sa.Column("state", sa.String(length=10), nullable=False, comment="pending, sending, sent or failed."),
        sa.Column("attempts", sa.Integer(), nullable=False, comment="Times tried."),
        sa.Column(
            "parcel",
            sa.String(length=64),
            nullable=True,
            comment="Message it goes out in, the same at each try; null before the first.",
        ),
        sa.Column("next_at", Instant(), nullable=True, comment="Not before this instant."),
        sa.Column("sent_at", Instant(), nullable=True, comment="When it took effect."),
        sa.Column("reason", sa.Text(), nullable=True, comment="Last failure."),
        sa.CheckConstraint("state in ('pending', 'sending', 'sent', 'failed')", name=op.f("ck_delivery_state")),
        sa.ForeignKeyConstraint(["alert_id"], ["alert.alert_id"], name=op.f("fk_delivery_alert_id_alert")),
        sa.PrimaryKeyConstraint("alert_id", "channel", name=op.f("pk_delivery")),
        comment="An alert's way through one channel.",
    )
    op.create_index(op.f("ix_delivery_state_delivery_next_at"), "delivery", ["state", "next_at"], unique=False)
    op.create_table(
        "disposition",
        sa.Column("page_id", sa.String(length=64), nullable=False, comment="Page this closes."),
        sa.Column("word", sa.String(length=16), nullable=False, comment="loaded, unchanged, duplicate or rejected."),
        sa.Column("reason", sa.String(length=32), nullable=True, comment="Fixed word for a rejection."),
        sa.Column("detail", sa.Text(), nullable=True, comment="One sentence about a rejection."),
        sa.Column(
            "article_id", sa.String(length=64), nullable=True, comment="Article the page carries; null when rejected."
        ),
        sa.Column(
            "content_sha256",
            sa.String(length=64),
            nullable=True,
            comment="Hash of the article's content on that page; null when rejected.",
        ),
        sa.CheckConstraint("(word = 'rejected') = (article_id is null)", name=op.f("ck_disposition_article")),
        sa.CheckConstraint("(word = 'rejected') = (reason is not null)", name=op.f("ck_disposition_reason")),
        sa.CheckConstraint(
            "word in ('loaded', 'unchanged', 'duplicate', 'rejected')", name=op.f("ck_disposition_word")
        ),
        sa.ForeignKeyConstraint(["page_id"], ["page.page_id"], name=op.f("fk_disposition_page_id_page")),
        sa.PrimaryKeyConstraint("page_id", name=op.f("pk_disposition")),
        comment="The one end of every page.",
    )
    op.create_index(op.f("ix_disposition_article_id"), "disposition", ["article_id"], unique=False)
    op.create_table(
        "article_commodity",
        sa.Column("version_id", sa.String(length=64), nullable=False, comment="Version."),
        sa.Column("commodity_id", sa.String(length=64), nullable=False, comment="Good."),
        sa.Column("article_id", sa.String(length=64), nullable=False, comment="Article."),
        sa.Column("confidence", sa.Float(), nullable=False, comment="0..1."),
        sa.Column("rule", sa.Text(), nullable=False, comment="Rule that made the tag."),
        sa.Column("spans", sa.JSON(), nullable=False, comment="[[part, start, end], …]."),
        sa.Column(
            "recorded_at", Instant(), nullable=False, comment="When we learned this: the fetch of the version's page."
        ),
        sa.Column(
            "superseded_at", Instant(), nullable=True, comment="When a later version replaced it; null while in force."
        ),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.article_id"], name=op.f("fk_article_commodity_article_id_article")
        ),
        sa.ForeignKeyConstraint(
            ["commodity_id"], ["commodity.commodity_id"], name=op.f("fk_article_commodity_commodity_id_commodity")
        ),
        sa.ForeignKeyConstraint(
            ["version_id"], ["article_version.version_id"], name=op.f("fk_article_commodity_version_id_article_version")
        ),
        sa.PrimaryKeyConstraint("version_id", "commodity_id", name=op.f("pk_article_commodity")),
        comment="Which goods an article speaks of.",
    )
    op.create_index(op.f("ix_article_commodity_article_id"), "article_commodity", ["article_id"], unique=False)
    op.create_index(op.f("ix_article_commodity_commodity_id"), "article_commodity", ["commodity_id"], unique=False)
    op.create_table(
        "article_region",
        sa.Column("region_id", sa.String(length=64), nullable=False, comment="Place named."),
        sa.Column("report_date", sa.Date(), nullable=False, comment="Publication day in the region's own zone."),
        sa.Column("article_id", sa.String(length=64), nullable=False, comment="Article."),
        sa.Column("version_id", sa.String(length=64), nullable=False, comment="Version that names it."),
        sa.Column("role", sa.String(length=8), nullable=False, comment="event, source or mention."),
        sa.Column("salience", sa.Float(), nullable=False, comment="0..1."),
        sa.Column("confidence", sa.Float(), nullable=False, comment="0..1."),
        sa.Column("rule", sa.Text(), nullable=False, comment="Rule that made the tag."),
        sa.Column("spans", sa.JSON(), nullable=False, comment="[[part, start, end], …]."),
        sa.Column(
            "recorded_at", Instant(), nullable=False, comment="When we learned this: the fetch of the version's page."
        ),
        sa.Column(
            "superseded_at", Instant(), nullable=True, comment="When a later version replaced it; null while in force."
        ),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.article_id"], name=op.f("fk_article_region_article_id_article")
        ),
        sa.ForeignKeyConstraint(["region_id"], ["region.region_id"], name=op.f("fk_article_region_region_id_region")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["article_version.version_id"], name=op.f("fk_article_region_version_id_article_version")
        ),
        sa.PrimaryKeyConstraint("region_id", "report_date", "article_id", "version_id", name=op.f("pk_article_region")),
        comment="Which places an article names: the key of the warehouse is region and date.",
    )
    op.create_index(op.f("ix_article_region_article_id"), "article_region", ["article_id"], unique=False)
    op.create_index(op.f("ix_article_region_version_id"), "article_region", ["version_id"], unique=False)
    op.create_table(
        "article_topic",
        sa.Column("version_id", sa.String(length=64), nullable=False, comment="Version."),
        sa.Column("topic_id", sa.String(length=64), nullable=False, comment="Topic."),
        sa.Column("article_id", sa.String(length=64), nullable=False, comment="Article."),
        sa.Column("strength", sa.Float(), nullable=False, comment="Weight of its cues."),
        sa.Column("rule", sa.Text(), nullable=False, comment="Rule that made the tag."),
        sa.Column("spans", sa.JSON(), nullable=False, comment="[[part, start, end], …]."),
        sa.Column(
            "recorded_at", Instant(), nullable=False, comment="When we learned this: the fetch of the version's page."
        ),
        sa.Column(
            "superseded_at", Instant(), nullable=True, comment="When a later version replaced it; null while in force."
        ),
        sa.ForeignKeyConstraint(
            ["article_id"], ["article.article_id"], name=op.f("fk_article_topic_article_id_article")
        ),
        sa.ForeignKeyConstraint(["topic_id"], ["topic.topic_id"], name=op.f("fk_article_topic_topic_id_topic")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["article_version.version_id"], name=op.f("fk_article_topic_version_id_article_version")
        ),
        sa.PrimaryKeyConstraint("version_id", "topic_id", name=op.f("pk_article_topic")),
        comment="Which topics an article is about.",
    )
    op.create_index(op.f("ix_article_topic_article_id"), "article_topic", ["article_id"], unique=False)
    op.create_index(op.f("ix_article_topic_topic_id"), "article_topic", ["topic_id"], unique=False)
    op.create_table(
        "attribution",
        sa.Column("version_id", sa.String(length=64), nullable=False, comment="Version."),
        sa.Column("number", sa.Integer(), nullable=False, comment="Order in the text, from 0."),
        sa.Column("article_id", sa.String(length=64), nullable=False, comment="Article."),
        sa.Column(
            "place",
            sa.String(length=64),
            nullable=True,
            comment="Region where the informant is, as printed; null when not said.",
        ),
        sa.Column("who", sa.Text(), nullable=False, comment="As printed: source, official, outlet."),
        sa.Column("kind", sa.String(length=16), nullable=False, comment="resident, official, trader, outlet, …"),
        sa.Column("told", sa.Text(), nullable=True, comment="Outlet told."),
        sa.Column("anonymous", sa.Boolean(), nullable=False, comment="Whether the article withholds the name."),
        sa.Column("hearsay", sa.Integer(), nullable=False, comment="Outlets between the informant and this one."),
        sa.Column("rule", sa.Text(), nullable=False, comment="Rule that found it."),
        sa.Column("span", sa.JSON(), nullable=False, comment="[part, start, end]."),
        sa.Column(
            "recorded_at", Instant(), nullable=False, comment="When we learned this: the fetch of the version's page."
        ),
        sa.Column(
            "superseded_at", Instant(), nullable=True, comment="When a later version replaced it; null while in force."
        ),
        sa.ForeignKeyConstraint(["article_id"], ["article.article_id"], name=op.f("fk_attribution_article_id_article")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["article_version.version_id"], name=op.f("fk_attribution_version_id_article_version")
        ),
        sa.PrimaryKeyConstraint("version_id", "number", name=op.f("pk_attribution")),
        comment="Who says so, as each article prints it; never linked across articles.",
    )
    op.create_index(op.f("ix_attribution_article_id"), "attribution", ["article_id"], unique=False)
    op.create_table(
        "ranking",
        sa.Column("version_id", sa.String(length=64), nullable=False, comment="Version."),
        sa.Column("number", sa.Integer(), nullable=False, comment="Order of the ranking in the text, from 0."),
        sa.Column("place", sa.Integer(), nullable=False, comment="1 for most."),
        sa.Column("article_id", sa.String(length=64), nullable=False, comment="Article."),
        sa.Column("region_id", sa.String(length=64), nullable=False, comment="Region ranked."),
        sa.Column("measure", sa.Text(), nullable=False, comment="What is ranked."),
        sa.Column("sentence", sa.Text(), nullable=False, comment="Evidence sentence."),
        sa.Column(
            "attribution_number", sa.Integer(), nullable=True, comment="Attribution in force, within the version."
        ),
        sa.Column(
            "recorded_at", Instant(), nullable=False, comment="When we learned this: the fetch of the version's page."
        ),
        sa.Column(
            "superseded_at", Instant(), nullable=True, comment="When a later version replaced it; null while in force."
        ),
        sa.ForeignKeyConstraint(["article_id"], ["article.article_id"], name=op.f("fk_ranking_article_id_article")),
        sa.ForeignKeyConstraint(["region_id"], ["region.region_id"], name=op.f("fk_ranking_region_id_region")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["article_version.version_id"], name=op.f("fk_ranking_version_id_article_version")
        ),
        sa.PrimaryKeyConstraint("version_id", "number", "place", name=op.f("pk_ranking")),
        comment="Orders of regions that sources give.",
    )
    op.create_index(op.f("ix_ranking_article_id"), "ranking", ["article_id"], unique=False)
    op.create_table(
        "signal",
        sa.Column("signal_id", sa.String(length=64), nullable=False, comment="Hash of version and content."),
        sa.Column("version_id", sa.String(length=64), nullable=False, comment="Version."),
        sa.Column("article_id", sa.String(length=64), nullable=False, comment="Article."),
        sa.Column(
            "region_id", sa.String(length=64), nullable=True, comment="Place; null when only the border is named."
        ),
        sa.Column("report_date", sa.Date(), nullable=False, comment="Publication day in the region's own zone."),
        sa.Column("counterpart_id", sa.String(length=64), nullable=True, comment="Other end, if named."),
        sa.Column("commodity_id", sa.String(length=64), nullable=True, comment="Good; null for goods at large."),
        sa.Column(
            "flow",
            sa.String(length=10),
            nullable=False,
            comment="import, export, both or smuggling, from North Korea's side.",
        ),
        sa.Column(
            "trend", sa.String(length=10), nullable=False, comment="up, down, halted, resumed, tightened or loosened."
        ),
        sa.Column("hedge", sa.String(length=10), nullable=False, comment="reported, rumoured, denied or planned."),
        sa.Column(
            "event_start", sa.Date(), nullable=True, comment="First day the sentence speaks of; null when not stated."
        ),
        sa.Column("event_end", sa.Date(), nullable=True, comment="Last day."),
        sa.Column("event_precision", sa.String(length=8), nullable=True, comment="day, month, year or interval."),
        sa.Column("quantity", sa.JSON(none_as_null=True), nullable=True, comment="{value, unit, text} where given."),
        sa.Column("price", sa.JSON(none_as_null=True), nullable=True, comment="{value, unit, text} where given."),
        sa.Column(
            "attribution_number", sa.Integer(), nullable=True, comment="Attribution in force, within the version."
        ),
        sa.Column("sentence", sa.Text(), nullable=False, comment="Evidence sentence."),
        sa.Column("span", sa.JSON(), nullable=False, comment="[part, start, end] of that sentence."),
        sa.Column("rule", sa.Text(), nullable=False, comment="Rule that made it."),
        sa.Column("confidence", sa.Float(), nullable=False, comment="0..1."),
        sa.Column(
            "recorded_at", Instant(), nullable=False, comment="When we learned this: the fetch of the version's page."
        ),
        sa.Column(
            "superseded_at", Instant(), nullable=True, comment="When a later version replaced it; null while in force."
        ),
        sa.ForeignKeyConstraint(["article_id"], ["article.article_id"], name=op.f("fk_signal_article_id_article")),
        sa.ForeignKeyConstraint(
            ["commodity_id"], ["commodity.commodity_id"], name=op.f("fk_signal_commodity_id_commodity")
        ),
        sa.ForeignKeyConstraint(["counterpart_id"], ["region.region_id"], name=op.f("fk_signal_counterpart_id_region")),
        sa.ForeignKeyConstraint(["region_id"], ["region.region_id"], name=op.f("fk_signal_region_id_region")),
        sa.ForeignKeyConstraint(
            ["version_id"], ["article_version.version_id"], name=op.f("fk_signal_version_id_article_version")
        ),
        sa.PrimaryKeyConstraint("signal_id", name=op.f("pk_signal")),
        comment="Reported changes of cross-border movement of goods.",
    )
    op.create_index(op.f("ix_signal_article_id"), "signal", ["article_id"], unique=False)
    op.create_index(
        op.f("ix_signal_region_id_signal_report_date"), "signal", ["region_id", "report_date"], unique=False
    )
    op.create_index(op.f("ix_signal_report_date"), "signal", ["report_date"], unique=False)
    op.create_index(op.f("ix_signal_version_id"), "signal", ["version_id"], unique=False)


def downgrade() -> None:
    op.drop_table("signal")
    op.drop_table("ranking")
    op.drop_table("attribution")
    op.drop_table("article_topic")
    op.drop_table("article_region")
    op.drop_table("article_commodity")
    op.drop_table("disposition")
    op.drop_table("delivery")
    op.drop_table("article_version")
    op.drop_table("story_trail")
    op.drop_table("story_profile")
    op.drop_table("story_link")
    op.drop_table("story_article")
    op.drop_table("page")
    op.drop_table("fingerprint")
    op.drop_table("alert")
    op.drop_table("sanction_rule")
    op.drop_table("region_closure")
    op.drop_table("fetch")
    op.drop_table("article")
    op.drop_table("topic")
    op.drop_table("story")
    op.drop_table("source")
    op.drop_table("run")
    op.drop_table("region")
    op.drop_table("day")
    op.drop_table("commodity")
    op.drop_table("alert_rule")
