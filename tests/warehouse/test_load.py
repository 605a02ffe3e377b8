"""What a load writes: versions with their instants, facts with their evidence, one end for every page."""

from datetime import UTC, date, datetime
from typing import Any

import pytest
from sqlalchemy import Engine, Table, select

from pipeline.errors import WarehouseError
from pipeline.records import Moment, Rejected
from pipeline.warehouse import tables as t
from pipeline.warehouse.engine import reading, writing
from pipeline.warehouse.load import load
from pipeline.warehouse.upsert import insert_missing
from tests.warehouse.dump import dump
from tests.warehouse.made import (
    ENGLISH,
    ENGLISH_URL,
    KOREAN_URL,
    SEEDS,
    Made,
    deliver,
    english,
    enter,
    hour,
    korean,
    refused,
)


def rows(made: Engine, table: Table, *columns: str, **where: Any) -> list[tuple[Any, ...]]:
    """The columns of the rows in the order of their values."""
    query = select(*(table.c[name] for name in columns)).where(*(table.c[k] == v for k, v in where.items()))
    with reading(made) as connection:
        return sorted((tuple(row) for row in connection.execute(query)), key=repr)


def test_loading_the_same_pages_twice_changes_nothing(warehouse: Engine) -> None:
    pages = [english(alternate_url=KOREAN_URL), korean(), refused(), english(hours=5, alternate_url=KOREAN_URL)]
    first = deliver(warehouse, *pages)
    before = dump(warehouse)
    second = deliver(warehouse, *pages)
    assert dump(warehouse) == before
    assert first.dispositions == {"loaded": 2, "rejected": 1, "unchanged": 1}
    assert first.reasons == {"empty-body": 1}
    assert (first.closed_before, second.closed_before) == (0, 4)
    assert (first.alerts, second.alerts) == (2, 0)


def test_each_page_ends_as_one_word(warehouse: Engine) -> None:
    pages = [
        (english(hours=0), "loaded", None),
        (english(hours=1), "unchanged", None),
        (english(hours=2, asked=f"{ENGLISH_URL}amp/"), "duplicate", None),
        (english(hours=3, text=ENGLISH.replace("Traders", "Merchants")), "loaded", None),
        (english(hours=4), "loaded", None),
        (refused(hours=1, reason="other-language"), "rejected", "other-language"),
    ]
    deliver(warehouse, *(page for page, *_ in pages))
    ends = rows(warehouse, t.disposition, "page_id", "word", "reason")
    assert ends == sorted((page.page_id, *end) for page, *end in pages)


def test_versions_follow_each_other_and_their_facts_stay(warehouse: Engine) -> None:
    corrected = ENGLISH.replace("two days", "three days")
    deliver(warehouse, english(hours=0), english(hours=1), english(hours=2, text=corrected), english(hours=3))
    wanted = [(hour(0), hour(2)), (hour(2), hour(3)), (hour(3), None)]
    for table in (t.article_version, t.signal, t.article_commodity, t.article_topic, t.attribution):
        assert rows(warehouse, table, "recorded_at", "superseded_at") == sorted(wanted, key=repr)
    changes = rows(warehouse, t.article_version, "recorded_at", "change", "text")
    assert changes == [
        (hour(0), "first", ENGLISH),
        (hour(2), "substantive", corrected),
        (hour(3), "substantive", ENGLISH),
    ]
    (in_force,) = rows(warehouse, t.article_version, "version_id", superseded_at=None)
    assert rows(warehouse, t.article, "version_id") == [in_force]


def test_white_space_and_composition_make_no_version(warehouse: Engine) -> None:
    first, again = english(hours=0), english(hours=1, text=ENGLISH.replace(" ", "\u00a0").replace("\n\n", "\n\n\n"))
    assert deliver(warehouse, first, again).dispositions == {"loaded": 1, "unchanged": 1}


def test_a_report_is_dated_by_the_calendar_of_each_region(warehouse: Engine) -> None:
    late = Moment(at=datetime(2026, 3, 1, 15, 30, tzinfo=UTC), basis="metadata", zone="Asia/Seoul")
    deliver(warehouse, english(published=late))
    dates = rows(warehouse, t.article_region, "region_id", "report_date")
    march = (date(2026, 3, 1), date(2026, 3, 2))
    assert dates == [("CN-LN-DANDONG", march[0]), ("KP-03", march[1]), ("KP-03-SINUIJU", march[1])]
    assert rows(warehouse, t.signal, "region_id", "report_date") == [("KP-03-SINUIJU", march[1])]
    assert rows(warehouse, t.article, "published_date") == [(march[1],)]


def test_a_day_printed_without_a_time_is_that_day_everywhere(warehouse: Engine) -> None:
    midnight = datetime(2026, 3, 1, 15, 0, tzinfo=UTC)
    printed = Moment(at=midnight, basis="dateline", precision="day", zone="Asia/Seoul")
    deliver(warehouse, english(published=printed))
    assert {row[0] for row in rows(warehouse, t.article_region, "report_date")} == {date(2026, 3, 2)}


def test_an_undated_correction_keeps_the_date(warehouse: Engine) -> None:
    undated = Moment(at=hour(48), basis="fetched", precision="day", zone="Asia/Seoul")
    deliver(warehouse, english(), english(hours=48, published=undated, text=ENGLISH.replace("two", "three")))
    assert rows(warehouse, t.article, "published_at", "published_basis") == [
        (datetime(2026, 3, 1, 16, 30, tzinfo=UTC), "metadata")
    ]
    assert rows(warehouse, t.article_version, "published_basis", "published_date") == [
        ("fetched", date(2026, 3, 2)),
        ("metadata", date(2026, 3, 2)),
    ]
    assert len({row[0] for row in rows(warehouse, t.article_region, "report_date")}) == 1


@pytest.mark.parametrize("skew", [-24.0, 24.0])
def test_a_clock_a_day_off_moves_no_article_to_another_date(
    warehouse: Engine, sqlite_warehouse: Engine, skew: float
) -> None:
    deliver(warehouse, english(hours=skew), korean(hours=skew))
    deliver(sqlite_warehouse, english(), korean())
    for table in (t.article_region, t.signal):
        columns = ("region_id", "report_date", "article_id")
        assert rows(warehouse, table, *columns) == rows(sqlite_warehouse, table, *columns)


def test_a_late_article_lands_on_its_own_day(warehouse: Engine) -> None:
    old = Moment(at=datetime(2025, 11, 3, 3, 0, tzinfo=UTC), basis="json-ld", zone="Asia/Seoul")
    deliver(warehouse, english(hours=500, published=old))
    assert {row[0] for row in rows(warehouse, t.article_region, "report_date")} == {date(2025, 11, 3)}


def test_a_signal_carries_its_sentence_event_and_amount(warehouse: Engine) -> None:
    deliver(warehouse, english())
    columns = ("region_id", "counterpart_id", "commodity_id", "flow", "trend", "event_start", "quantity", "price")
    sentence = ENGLISH[: ENGLISH.index(".") + 1]
    amount = {"value": 20.0, "unit": "truck", "text": "20 trucks"}
    assert rows(warehouse, t.signal, *columns, "sentence", "attribution_number") == [
        ("KP-03-SINUIJU", "CN-LN-DANDONG", "flour", "import", "resumed", date(2026, 3, 1), amount, None, sentence, 0)
    ]
    order = rows(warehouse, t.ranking, "place", "region_id", "measure")
    assert order == [(1, "KP-03", "smuggling"), (2, "KP-10", "smuggling")]


def test_an_excerpt_is_whole_sentences_in_both_languages(warehouse: Engine) -> None:
    deliver(warehouse, english(), korean())
    for excerpt, text in rows(warehouse, t.article_version, "excerpt", "text"):
        assert 60 < len(excerpt) <= 240
        assert " ".join(text.split()).startswith(excerpt)
        assert excerpt.endswith(".")


def test_an_article_takes_the_place_of_a_rejection_and_not_the_other_way_round(warehouse: Engine) -> None:
    page = english()
    shared = {"page_id": page.page_id, "source_id": page.source_id, "url": page.asked, "fetched_at": page.fetched_at}
    dead = Made(Rejected(**shared, reason="worker-died", detail="Killed."), page.asked, page.sha256)  # type: ignore[arg-type]
    deliver(warehouse, dead)
    assert rows(warehouse, t.disposition, "word", "reason") == [("rejected", "worker-died")]
    deliver(warehouse, page)
    deliver(warehouse, dead)
    assert rows(warehouse, t.disposition, "word", "reason", "detail") == [("loaded", None, None)]


def test_a_page_that_the_ledger_does_not_know_is_refused_and_nothing_written(warehouse: Engine) -> None:
    enter(warehouse, [korean()])
    before = dump(warehouse)
    with pytest.raises(WarehouseError, match=f"page {english().page_id} is not in this warehouse's ledger"):
        load(warehouse, [korean().item, english().item], SEEDS, run_id="run-1")
    assert dump(warehouse) == before


def asked_again(made: Engine, hours: float, outcome: str, reason: str | None = None) -> None:
    """Another run asks for the English report and gets no page; its load follows."""
    run = f"run-{hours}"
    book = {"run_id": run, "kind": "crawl", "sources": "sample-en", "started_at": hour(hours), "state": "running"}
    answer = {
        "fetch_id": run,
        "run_id": run,
        "source_id": "sample-en",
        "url": ENGLISH_URL,
        "kind": "article",
        "scheduled_at": hour(hours),
        "finished_at": hour(hours),
        "outcome": outcome,
        "reason": reason,
        "attempts": 1,
    }
    with writing(made) as connection:
        insert_missing(connection, t.run, [book | {"detail": ""}])
        insert_missing(connection, t.fetch, [answer])
    load(made, [], SEEDS, run_id=run)


def test_a_page_taken_down_marks_the_article_until_it_is_seen_again(warehouse: Engine) -> None:
    deliver(warehouse, english(), korean())
    asked_again(warehouse, 10, "failed", "gone")
    asked_again(warehouse, 20, "failed", "gone")
    assert rows(warehouse, t.article, "lang", "gone_at") == [("en", hour(10)), ("ko", None)]
    asked_again(warehouse, 30, "not-modified")
    assert rows(warehouse, t.article, "lang", "gone_at") == [("en", None), ("ko", None)]
    asked_again(warehouse, 40, "failed", "gone")
    asked_again(warehouse, 50, "failed", "http-error")
    assert rows(warehouse, t.article, "lang", "gone_at", lang="en") == [("en", hour(40))]
    deliver(warehouse, english(hours=60), run_id="run-60")
    assert rows(warehouse, t.article, "lang", "gone_at", lang="en") == [("en", None)]


def test_a_load_of_thousands_is_cut_into_batches_and_counts_them_all(sqlite_warehouse: Engine) -> None:
    pages = [english(url=f"https://press.test/english/{n}/", hours=n / 100) for n in range(350)]
    report = deliver(sqlite_warehouse, *pages, batch=100)
    assert report.dispositions == {"loaded": 350}
    assert len(rows(sqlite_warehouse, t.article, "article_id")) == 350
