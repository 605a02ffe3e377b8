"""The warehouse's tables, each with a comment a column; Alembic owns the schema they describe.

Ids of articles, versions, stories, signals and alerts derive from content, so that order of arrival and database change
nothing.
"""

from pipeline.warehouse.tables.dimensions import commodity, day, region, region_closure, sanction_rule, source, topic
from pipeline.warehouse.tables.facts import (
    article,
    article_commodity,
    article_region,
    article_topic,
    article_version,
    attribution,
    ranking,
    signal,
)
from pipeline.warehouse.tables.ledger import disposition, fetch, page, run
from pipeline.warehouse.tables.outbox import alert, alert_rule, delivery
from pipeline.warehouse.tables.schema import metadata
from pipeline.warehouse.tables.stories import (
    fingerprint,
    story,
    story_article,
    story_link,
    story_profile,
    story_trail,
)

__all__ = [
    "alert",
    "alert_rule",
    "article",
    "article_commodity",
    "article_region",
    "article_topic",
    "article_version",
    "attribution",
    "commodity",
    "day",
    "delivery",
    "disposition",
    "fetch",
    "fingerprint",
    "metadata",
    "page",
    "ranking",
    "region",
    "region_closure",
    "run",
    "sanction_rule",
    "signal",
    "source",
    "story",
    "story_article",
    "story_link",
    "story_profile",
    "story_trail",
    "topic",
]
