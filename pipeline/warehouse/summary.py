"""What a run's summary tells: four queries, the same on both databases."""

from typing import Any

from sqlalchemy import Engine, text

from pipeline.warehouse.engine import reading
from pipeline.warehouse.query import Answer, plain

_STORIES = """
SELECT d.report_date, d.name_en AS region, d.name_ko AS region_ko, d.stories, d.border_trade_stories
FROM region_day d
JOIN region r ON r.region_id = d.region_id
JOIN region country ON country.region_id = r.parent_id AND country.kind = 'country'
ORDER BY d.report_date DESC, d.stories DESC, d.region_id
LIMIT :limit
"""

_SIGNALS = """
WITH numbered AS (
    SELECT
        f.*,
        ROW_NUMBER() OVER (
            PARTITION BY f.story_id, f.region_id, f.commodity_id, f.flow, f.trend ORDER BY f.published_at, f.signal_id
        ) AS number
    FROM signal_feed f
    WHERE f.hedge = 'reported' AND {condition}
)
SELECT report_date, region_en AS region, region_ko, commodity_en AS commodity, flow, trend, sentence, url_en, url_ko
FROM numbered
WHERE number = 1
ORDER BY report_date DESC, published_at DESC, signal_id
LIMIT :limit
"""

_OF_RUN = """f.article_id IN (
        SELECT d.article_id FROM disposition d JOIN page p ON p.page_id = d.page_id WHERE p.run_id = :run_id
    )"""

_ALERTS = """
SELECT r.name AS rule, al.kind, COALESCE(NULLIF(a.title, ''), '(untitled)') AS title, a.source_id, d.channel, d.state
FROM delivery d
JOIN alert al ON al.alert_id = d.alert_id
JOIN alert_rule r ON r.rule_id = al.rule_id
JOIN article a ON a.article_id = al.article_id
JOIN run ON run.run_id = :run_id AND d.sent_at >= run.started_at
ORDER BY al.created_at DESC, al.alert_id, d.channel
"""

_REJECTED = """
SELECT p.source_id, d.reason, COUNT(*) AS pages
FROM disposition d
JOIN page p ON p.page_id = d.page_id
WHERE p.run_id = :run_id AND d.word = 'rejected'
GROUP BY p.source_id, d.reason
ORDER BY p.source_id, pages DESC, d.reason
"""


def stories_by_region_and_day(made: Engine, limit: int = 20) -> Answer:
    """Stories of provinces and other first-level units, newest day first."""
    return _read(made, _STORIES, limit=limit)


def newest_signals(made: Engine, limit: int = 10) -> Answer:
    """The newest reported signals of border-trade stories, each once a story, with evidence and links."""
    return _read(made, _SIGNALS.format(condition="f.is_border_trade_story"), limit=limit)


def signals_of_run(made: Engine, run_id: str, limit: int = 50) -> Answer:
    """The reported signals of the articles that the run's pages carry, each once a story."""
    return _read(made, _SIGNALS.format(condition=_OF_RUN), run_id=run_id, limit=limit)


def alerts_sent(made: Engine, run_id: str) -> Answer:
    """The alerts that went out since the run began."""
    return _read(made, _ALERTS, run_id=run_id)


def rejected_pages(made: Engine, run_id: str) -> Answer:
    """The run's rejected pages by source and reason."""
    return _read(made, _REJECTED, run_id=run_id)


def _read(made: Engine, query: str, **values: Any) -> Answer:
    with reading(made) as connection:
        found = connection.execute(text(query), values)
        return list(found.keys()), [plain(row) for row in found]
