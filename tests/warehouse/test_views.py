"""The views and the summary: stories and not copies, rolled up, with evidence and both editions."""

from sqlalchemy import Engine, update

from pipeline.warehouse import summary
from pipeline.warehouse import tables as t
from pipeline.warehouse.engine import writing
from pipeline.warehouse.query import ask
from tests.warehouse.made import ENGLISH, ENGLISH_URL, KOREAN, KOREAN_URL, deliver, english, hour, korean, refused

DAY = "2026-03-02"


def fill(made: Engine) -> None:
    """A story in two languages and a copy, another story, and a page that was no article."""
    deliver(
        made,
        english(alternate_url=KOREAN_URL),
        korean(),
        english(url="https://copy.test/", hours=3),
        english(url="https://press.test/english/other/", title="A count", text="Officials at Sinuiju counted trucks."),
        refused(),
    )


def test_a_region_counts_stories_of_all_below_it_once(warehouse: Engine) -> None:
    fill(warehouse)
    _, rows = ask(
        warehouse,
        "SELECT region_id, report_date, articles, stories, border_trade_stories, resumed_signals, import_signals, "
        "halted_signals FROM region_day ORDER BY region_id",
    )
    counts = (4, 2, 2, 2, 2, 0)
    across = (DAY, 3, 1, 1, 0, 0, 0)
    assert rows == [
        ("CN", *across),
        ("CN-LN", *across),
        ("CN-LN-DANDONG", *across),
        ("KP", DAY, *counts),
        ("KP-03", DAY, *counts),
        ("KP-03-SINUIJU", DAY, *counts),
    ]


def test_a_superseded_fact_counts_no_more(warehouse: Engine) -> None:
    deliver(warehouse, english(), english(hours=1, text="Nothing of any place."))
    assert ask(warehouse, "SELECT region_id, articles FROM region_day WHERE region_id = 'CN'")[1] == []


def test_a_signal_comes_with_evidence_and_both_editions(warehouse: Engine) -> None:
    fill(warehouse)
    columns = "region_ko, commodity_en, flow, trend, sentence, informant_place, url_en, url_ko"
    _, rows = ask(warehouse, f"SELECT {columns} FROM signal_feed WHERE title LIKE 'Flour%' AND url_ko <> ''")
    sentence = ENGLISH[: ENGLISH.index(".") + 1]
    urls = (min(ENGLISH_URL, "https://copy.test/"), KOREAN_URL)
    assert rows == [("신의주시", "Wheat flour", "import", "resumed", sentence, "KP-03", *urls)] * 2


def test_coverage_tells_no_news_from_a_broken_crawler(warehouse: Engine) -> None:
    fill(warehouse)
    with writing(warehouse) as connection:
        failed = t.fetch.c.fetch_id == f"f-{refused().page_id}"
        connection.execute(update(t.fetch).where(failed).values(outcome="failed", reason="timeout"))
    _, rows = ask(
        warehouse,
        "SELECT date, articles_asked, fetched, failed, loaded, rejected, articles_published FROM source_coverage "
        "WHERE source_id = 'sample-en'",
    )
    assert rows == [(DAY, 4, 3, 1, 3, 1, 3)]


def test_the_summary_names_regions_in_both_languages_and_each_signal_once(warehouse: Engine) -> None:
    fill(warehouse)
    columns, rows = summary.stories_by_region_and_day(warehouse)
    assert columns == ["report_date", "region", "region_ko", "stories", "border_trade_stories"]
    assert rows[0] == (DAY, "North Pyongan Province", "평안북도", 2, 2)
    _, signals = summary.newest_signals(warehouse)
    assert sorted(row[6] for row in signals) == [
        "Officials at Sinuiju counted trucks.",
        KOREAN[: KOREAN.index(".") + 1],
    ]
    assert summary.rejected_pages(warehouse, "run-1")[1] == [("sample-en", "empty-body", 1)]
    assert summary.rejected_pages(warehouse, "run-2")[1] == []


def test_the_summary_lists_what_was_sent(warehouse: Engine) -> None:
    fill(warehouse)
    assert summary.alerts_sent(warehouse, "run-1")[1] == []
    with writing(warehouse) as connection:
        connection.execute(update(t.delivery).values(state="sent", sent_at=hour(1)))
    rows = summary.alerts_sent(warehouse, "run-1")[1]
    assert len(rows) == 4
    assert {(row[1], row[4], row[5]) for row in rows} == {("new", "feed", "sent")}
