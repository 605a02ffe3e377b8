-- Views for analysts, the same text on SQLite and PostgreSQL; made anew after each migration.

-- What was reported of each region and of all below it, day by day. A story counts once, however many articles carry it,
-- on each day one of them was published. Places that only tell where an informant is do not count; signals count when
-- they are reported as fact.
CREATE VIEW region_day AS
WITH said AS (
    SELECT region_id, report_date, article_id, CAST(NULL AS TEXT) AS flow, CAST(NULL AS TEXT) AS trend
    FROM article_region
    WHERE superseded_at IS NULL AND role <> 'source'
    UNION ALL
    SELECT region_id, report_date, article_id, flow, trend
    FROM signal
    WHERE superseded_at IS NULL AND hedge = 'reported' AND region_id IS NOT NULL
)
SELECT
    r.region_id,
    r.name_en,
    r.name_ko,
    r.kind,
    said.report_date,
    COUNT(DISTINCT a.article_id) AS articles,
    COUNT(DISTINCT sa.story_id) AS stories,
    COUNT(DISTINCT CASE WHEN a.is_border_trade_story THEN sa.story_id END) AS border_trade_stories,
    COUNT(DISTINCT CASE WHEN said.flow = 'import' THEN sa.story_id END) AS import_signals,
    COUNT(DISTINCT CASE WHEN said.flow = 'export' THEN sa.story_id END) AS export_signals,
    COUNT(DISTINCT CASE WHEN said.flow = 'both' THEN sa.story_id END) AS both_ways_signals,
    COUNT(DISTINCT CASE WHEN said.flow = 'smuggling' THEN sa.story_id END) AS smuggling_signals,
    COUNT(DISTINCT CASE WHEN said.trend = 'up' THEN sa.story_id END) AS up_signals,
    COUNT(DISTINCT CASE WHEN said.trend = 'down' THEN sa.story_id END) AS down_signals,
    COUNT(DISTINCT CASE WHEN said.trend = 'halted' THEN sa.story_id END) AS halted_signals,
    COUNT(DISTINCT CASE WHEN said.trend = 'resumed' THEN sa.story_id END) AS resumed_signals,
    COUNT(DISTINCT CASE WHEN said.trend = 'tightened' THEN sa.story_id END) AS tightened_signals,
    COUNT(DISTINCT CASE WHEN said.trend = 'loosened' THEN sa.story_id END) AS loosened_signals
FROM said
JOIN region_closure c ON c.region_id = said.region_id
JOIN region r ON r.region_id = c.ancestor_id
JOIN article a ON a.article_id = said.article_id
JOIN story_article sa ON sa.article_id = said.article_id
GROUP BY r.region_id, r.name_en, r.name_ko, r.kind, said.report_date;

-- Every signal in force with its evidence, its UN rules on the day of the report, and links to both editions.
CREATE VIEW signal_feed AS
WITH edition AS (
    SELECT
        sa.story_id,
        MIN(CASE WHEN a.lang = 'en' THEN a.url END) AS url_en,
        MIN(CASE WHEN a.lang = 'ko' THEN a.url END) AS url_ko
    FROM story_article sa
    JOIN article a ON a.article_id = sa.article_id
    GROUP BY sa.story_id
)
SELECT
    s.signal_id,
    s.report_date,
    s.region_id,
    r.name_en AS region_en,
    r.name_ko AS region_ko,
    s.counterpart_id,
    o.name_en AS counterpart_en,
    s.commodity_id,
    g.name_en AS commodity_en,
    g.name_ko AS commodity_ko,
    s.flow,
    s.trend,
    s.hedge,
    s.event_start,
    s.event_end,
    s.sentence,
    s.confidence,
    im.rule AS import_rule,
    im.basis AS import_basis,
    ex.rule AS export_rule,
    ex.basis AS export_basis,
    said.place AS informant_place,
    a.source_id,
    a.lang,
    a.title,
    a.published_at,
    a.is_border_trade_story,
    a.article_id,
    sa.story_id,
    e.url_en,
    e.url_ko
FROM signal s
JOIN article a ON a.article_id = s.article_id
JOIN story_article sa ON sa.article_id = s.article_id
JOIN edition e ON e.story_id = sa.story_id
LEFT JOIN region r ON r.region_id = s.region_id
LEFT JOIN region o ON o.region_id = s.counterpart_id
LEFT JOIN commodity g ON g.commodity_id = s.commodity_id
LEFT JOIN attribution said ON said.version_id = s.version_id AND said.number = s.attribution_number
LEFT JOIN sanction_rule im
    ON im.commodity_id = s.commodity_id AND im.direction = 'import' AND COALESCE(im.since, s.report_date) <= s.report_date
LEFT JOIN sanction_rule ex
    ON ex.commodity_id = s.commodity_id AND ex.direction = 'export' AND COALESCE(ex.since, s.report_date) <= s.report_date
WHERE s.superseded_at IS NULL;

-- What each source was asked for and brought, day by day (UTC): no news is not the same as a broken crawler.
CREATE VIEW source_coverage AS
WITH asked AS (
    SELECT
        source_id,
        DATE(scheduled_at) AS date,
        COUNT(DISTINCT run_id) AS runs,
        SUM(CASE WHEN kind = 'index' AND outcome <> 'failed' THEN 1 ELSE 0 END) AS indexes_answered,
        SUM(CASE WHEN kind = 'index' THEN COALESCE(items, 0) ELSE 0 END) AS items_listed,
        SUM(CASE WHEN kind = 'article' THEN 1 ELSE 0 END) AS articles_asked,
        SUM(CASE WHEN kind = 'article' AND outcome = 'fetched' THEN 1 ELSE 0 END) AS fetched,
        SUM(CASE WHEN kind = 'article' AND outcome = 'not-modified' THEN 1 ELSE 0 END) AS not_modified,
        SUM(CASE WHEN outcome = 'failed' THEN 1 ELSE 0 END) AS failed
    FROM "fetch"
    GROUP BY source_id, DATE(scheduled_at)
),
closed AS (
    SELECT
        p.source_id,
        DATE(p.fetched_at) AS date,
        SUM(CASE WHEN d.word = 'loaded' THEN 1 ELSE 0 END) AS loaded,
        SUM(CASE WHEN d.word = 'rejected' THEN 1 ELSE 0 END) AS rejected
    FROM page p
    JOIN disposition d ON d.page_id = p.page_id
    GROUP BY p.source_id, DATE(p.fetched_at)
),
published AS (
    SELECT source_id, published_date AS date, COUNT(*) AS articles
    FROM article
    GROUP BY source_id, published_date
),
known AS (
    SELECT source_id, date FROM asked
    UNION
    SELECT source_id, date FROM closed
    UNION
    SELECT source_id, date FROM published
)
SELECT
    k.source_id,
    k.date,
    COALESCE(asked.runs, 0) AS runs,
    COALESCE(asked.indexes_answered, 0) AS indexes_answered,
    COALESCE(asked.items_listed, 0) AS items_listed,
    COALESCE(asked.articles_asked, 0) AS articles_asked,
    COALESCE(asked.fetched, 0) AS fetched,
    COALESCE(asked.not_modified, 0) AS not_modified,
    COALESCE(asked.failed, 0) AS failed,
    COALESCE(closed.loaded, 0) AS loaded,
    COALESCE(closed.rejected, 0) AS rejected,
    COALESCE(published.articles, 0) AS articles_published
FROM known k
LEFT JOIN asked ON asked.source_id = k.source_id AND asked.date = k.date
LEFT JOIN closed ON closed.source_id = k.source_id AND closed.date = k.date
LEFT JOIN published ON published.source_id = k.source_id AND published.date = k.date;
