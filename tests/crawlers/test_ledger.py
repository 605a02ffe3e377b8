"""The ledger's writer, on both databases."""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta

import pytest
from sqlalchemy import Connection, Engine, select

from pipeline.records import Page
from pipeline.warehouse import ledger, tables
from pipeline.warehouse.engine import writing
from pipeline.warehouse.ledger import PASSING, Answer, Closing, Wanted

DAY = datetime(2026, 3, 1, tzinfo=UTC)
HOUR = timedelta(hours=1)
SOURCE = "dailynk-en"
OTHER = "dailynk-ko"
FETCHED, NOT_MODIFIED = Closing(outcome="fetched"), Closing(outcome="not-modified")


@pytest.fixture
def connection(warehouse: Engine) -> Iterator[Connection]:
    """A transaction with an open run."""
    with writing(warehouse) as made:
        ledger.begin_run(made, "r1", "crawl", [SOURCE, OTHER], DAY)
        yield made


def article(url: str, listed: str | None = None) -> Wanted:
    """An article to schedule."""
    return Wanted(url=url, kind="article", listed_updated=listed)


def record(
    connection: Connection, url: str, closing: Closing, hours: int = 0, source: str = SOURCE, listed: str | None = None
) -> str:
    """A fetch that ended so many hours after the day began."""
    (fetch_id,) = ledger.schedule(connection, "r1", source, [article(url, listed)], DAY)
    assert ledger.close_fetch(connection, fetch_id, closing, DAY + hours * HOUR)
    return fetch_id


def failed(reason: ledger.FailReason, status: int | None = None) -> Closing:
    """A failure."""
    return Closing(outcome="failed", reason=reason, detail="why", status=status)


def page(url: str, fetched_at: datetime, body: bytes = b"x") -> Page:
    """A page."""
    return Page(
        page_id=f"{url}-{fetched_at:%d%H}", source_id=SOURCE, url=url, final_url=url, fetched_at=fetched_at, status=200,
        content_type=None, body=body, sha256=f"{body.hex():0>64}",
    )  # fmt: skip


def test_a_run_that_is_open_stays_as_it_is(connection: Connection) -> None:
    ledger.begin_run(connection, "r1", "replay", [], DAY + HOUR)
    row = connection.execute(select(tables.run)).mappings().one()
    assert (row["kind"], row["sources"], row["started_at"]) == ("crawl", f"{SOURCE} {OTHER}", DAY)
    assert (row["state"], row["finished_at"]) == ("running", None)


def test_a_fetch_has_one_outcome_for_ever(connection: Connection) -> None:
    fetch_id = record(connection, "https://a.example/", failed("dns"))
    before = connection.execute(select(tables.fetch)).mappings().one()
    assert not ledger.close_fetch(connection, fetch_id, FETCHED, DAY + HOUR)
    assert ledger.close_open(connection, SOURCE, failed("interrupted"), DAY + HOUR) == 0
    assert connection.execute(select(tables.fetch)).mappings().one() == before
    assert (before["outcome"], before["reason"], before["detail"]) == ("failed", "dns", "why")


def test_ids_sort_in_the_order_of_scheduling(connection: Connection) -> None:
    ids = ledger.schedule(connection, "r1", SOURCE, [article(f"https://a.example/{n}") for n in range(50)], DAY)
    assert list(ids) == sorted(ids)
    assert ledger.schedule(connection, "r1", SOURCE, [], DAY) == ()


def test_open_fetches_of_one_source_are_closed_without_touching_the_others(connection: Connection) -> None:
    mine = ledger.schedule(connection, "r1", SOURCE, [article("https://a.example/")], DAY)
    ledger.schedule(connection, "r1", SOURCE, [Wanted(url="https://a.example/feed", kind="index")], DAY)
    theirs = ledger.schedule(connection, "r1", OTHER, [article("https://b.example/")], DAY)
    assert [left.fetch_id for left in ledger.open_articles(connection, SOURCE)] == list(mine)
    assert ledger.close_open(connection, SOURCE, failed("interrupted"), DAY) == 2
    assert [left.fetch_id for left in ledger.open_articles(connection, OTHER)] == list(theirs)


def test_the_last_good_answer_survives_failures_after_it(connection: Connection) -> None:
    url = "https://a.example/"
    record(connection, url, Closing(outcome="fetched", etag='"1"'), 0, listed="2026-02-01")
    record(connection, url, Closing(outcome="not-modified", etag='"1"', last_modified="x"), 5, listed="2026-02-02")
    record(connection, url, failed("timeout"), 6)
    record(connection, url, Closing(outcome="fetched", etag='"other"'), 7, source=OTHER)
    record(connection, "https://a.example/never", failed("timeout"), 1)
    urls = [url, "https://a.example/never", *(f"https://a.example/{n}" for n in range(1200))]
    answer = Answer(url=url, finished_at=DAY + 5 * HOUR, etag='"1"', last_modified="x", listed_updated="2026-02-02")
    assert ledger.last_answers(connection, SOURCE, urls) == {url: answer}
    assert answer.conditional


def test_articles_are_young_by_their_first_fetch_and_not_when_gone(connection: Connection) -> None:
    for url, closings in {
        "old": [(FETCHED, -50), (NOT_MODIFIED, 5)],
        "young": [(FETCHED, 1), (NOT_MODIFIED, 9)],
        "younger": [(FETCHED, 8)],
        "stumbling": [(FETCHED, 2), (failed("timeout"), 3)],
        "gone": [(FETCHED, 1), (failed("gone", 404), 2)],
        "never": [(failed("timeout"), 1)],
    }.items():
        for closing, hours in closings:
            record(connection, url, closing, hours)
    record(connection, "theirs", FETCHED, 1, source=OTHER)
    recent = ledger.recent_articles(connection, SOURCE, DAY)
    assert [answer.url for answer in recent] == ["stumbling", "younger", "young"]


JUDGED = [
    *((failed(reason), True) for reason in PASSING),
    (failed("http-error", 500), True),
    (failed("http-error", 503), True),
    (failed("http-error", 429), True),
    (failed("http-error", 403), False),
    (failed("http-error", 404), False),
    (failed("gone", 404), False),
    (failed("robots"), False),
    (failed("too-big"), False),
    (failed("forbidden-address"), False),
    (FETCHED, False),
]


def test_what_failed_for_a_passing_reason_is_owed_until_it_is_had(connection: Connection) -> None:
    for number, (closing, owed) in enumerate(JUDGED):
        assert closing.passing is owed
        record(connection, f"{number:02}", FETCHED, 0)
        record(connection, f"{number:02}", closing, 1)
    wanted = [f"{number:02}" for number, (_, owed) in enumerate(JUDGED) if owed]
    assert [w.url for w in ledger.owed(connection, SOURCE, DAY)] == wanted
    assert ledger.owed(connection, SOURCE, DAY + 2 * HOUR) == ()
    for url in wanted:
        record(connection, url, NOT_MODIFIED, 2)
    assert ledger.owed(connection, SOURCE, DAY) == ()


def test_a_page_is_booked_once_and_the_last_of_a_url_is_known(connection: Connection) -> None:
    fetch_id = record(connection, "u", FETCHED)
    first, second = page("u", DAY, b"1"), page("u", DAY + HOUR, b"2")
    for kept in (second, first, first):
        ledger.keep_page(connection, "r1", fetch_id, kept, f"{kept.page_id}.warc.gz")
    assert ledger.last_pages(connection, SOURCE, ["u", "v"]) == {"u": (second.sha256, "u-0101.warc.gz")}
    assert ledger.booked(connection, ["u-0100", "u-0101", "u-0102"]) == {"u-0100", "u-0101"}


def test_a_source_is_known_by_its_row(connection: Connection) -> None:
    assert ledger.knows_source(connection, SOURCE)
    assert not ledger.knows_source(connection, "nobody")
