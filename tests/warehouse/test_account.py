"""The books: every URL and page has its one end and every source answered, or the run fails and says where."""

from typing import Any

import pytest
from sqlalchemy import Engine, delete, select, update

from pipeline.errors import BooksError, WarehouseError
from pipeline.warehouse import tables as t
from pipeline.warehouse.account import account
from pipeline.warehouse.engine import reading, writing
from pipeline.warehouse.upsert import insert_missing
from tests.warehouse.dump import dump
from tests.warehouse.made import deliver, english, enter, hour, korean, refused

CLOSING = hour(100)


def index(made: Engine, source: str, outcome: str | None = "fetched", items: int | None = 10, **rest: Any) -> None:
    """The answer of a source's feed."""
    row = {
        "fetch_id": f"index-{source}",
        "run_id": "run-1",
        "source_id": source,
        "url": f"https://press.test/{source}/feed/",
        "kind": "index",
        "scheduled_at": hour(0),
        "finished_at": hour(0),
        "outcome": outcome,
        "reason": None,
        "items": items,
        "attempts": 1,
    }
    with writing(made) as connection:
        insert_missing(connection, t.fetch, [row | rest])


@pytest.fixture
def whole(warehouse: Engine) -> Engine:
    """A warehouse after a run in which all went well."""
    deliver(warehouse, english(), korean(), refused(), english(hours=1))
    for source in ("sample-en", "sample-ko"):
        index(warehouse, source)
    return warehouse


def state(made: Engine) -> tuple[Any, ...]:
    with reading(made) as connection:
        return tuple(connection.execute(select(t.run.c.state, t.run.c.finished_at, t.run.c.detail)).one())


def test_a_whole_run_balances_and_says_what_it_did(whole: Engine) -> None:
    books = account(whole, "run-1", CLOSING)
    assert state(whole) == ("balanced", CLOSING, "")
    first, second = books.sources
    assert (first.source_id, first.urls, first.listed) == ("sample-en", {"fetched": 3}, 10)
    assert (first.pages, first.rejections) == ({"loaded": 1, "unchanged": 1, "rejected": 1}, {"empty-body": 1})
    assert (second.source_id, second.urls, second.pages) == ("sample-ko", {"fetched": 1}, {"loaded": 1})
    assert books.faults == {}


def test_closing_twice_changes_nothing(whole: Engine) -> None:
    account(whole, "run-1", CLOSING)
    before = dump(whole, frozenset())
    account(whole, "run-1", hour(200))
    assert dump(whole, frozenset()) == before


def test_a_quiet_day_balances(warehouse: Engine) -> None:
    enter(warehouse, [])
    with writing(warehouse) as connection:
        connection.execute(update(t.run).values(sources="sample-en"))
    index(warehouse, "sample-en", "not-modified", None)
    assert account(warehouse, "run-1", CLOSING).sources[0].scheduled == 0


def broken(made: Engine, complaint: str) -> None:
    for _ in range(2):
        with pytest.raises(BooksError, match=complaint) as raised:
            account(made, "run-1", CLOSING)
        assert "\n" not in str(raised.value)
        found, finished, detail = state(made)
        assert (found, finished) == ("failed", CLOSING)
        assert detail in str(raised.value)


def test_a_page_without_end_fails_the_run(whole: Engine) -> None:
    with writing(whole) as connection:
        connection.execute(delete(t.disposition).where(t.disposition.c.page_id == korean().page_id))
    broken(whole, "sample-ko: 1 pages without disposition")


def test_a_fetched_url_without_page_fails_the_run(whole: Engine) -> None:
    with writing(whole) as connection:
        gone = t.disposition.c.page_id == refused().page_id
        connection.execute(delete(t.disposition).where(gone))
        connection.execute(delete(t.page).where(t.page.c.page_id == refused().page_id))
    broken(whole, "sample-en: 1 fetched URLs without page")


def test_a_url_without_outcome_fails_the_run(whole: Engine) -> None:
    index(whole, "dailynk-ko", outcome=None, items=None, finished_at=None)
    broken(whole, "dailynk-ko: 1 URLs without outcome, no index answered with items")


def test_a_source_that_was_never_asked_fails_the_run(whole: Engine) -> None:
    with writing(whole) as connection:
        connection.execute(update(t.run).values(sources="sample-en sample-ko rfa-ko"))
    broken(whole, "rfa-ko: no index answered with items")


@pytest.mark.parametrize(("outcome", "reason", "items"), [("failed", "http-error", None), ("fetched", None, 0)])
def test_a_source_whose_index_brought_nothing_fails_the_run(
    whole: Engine, outcome: str, reason: str | None, items: int | None
) -> None:
    index(whole, "spn-ko", outcome, items, reason=reason)
    broken(whole, "spn-ko: no index answered with items")


def test_a_source_all_of_whose_articles_failed_fails_the_run(whole: Engine) -> None:
    index(whole, "rfa-en")
    index(whole, "rfa-en", "failed", None, reason="timeout", fetch_id="dead", kind="article")
    broken(whole, "rfa-en: all 1 articles failed")
    with writing(whole) as connection:
        connection.execute(update(t.fetch).where(t.fetch.c.fetch_id == "dead").values(reason="gone"))
    account(whole, "run-1", hour(300))
    assert state(whole) == ("balanced", hour(300), "")


def test_documents_by_hand_need_no_index(warehouse: Engine) -> None:
    deliver(warehouse, english())
    with writing(warehouse) as connection:
        connection.execute(update(t.run).values(kind="ingest"))
    assert account(warehouse, "run-1", CLOSING).faults == {}


def test_a_run_that_never_was_is_named(warehouse: Engine) -> None:
    with pytest.raises(WarehouseError, match="knows no run 'run-7'"):
        account(warehouse, "run-7", CLOSING)
