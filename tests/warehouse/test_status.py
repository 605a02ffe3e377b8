"""The state of the sources: what came, what failed, and whom a dead man's switch should wake."""

from datetime import timedelta

from sqlalchemy import Engine, update

from pipeline.warehouse import tables as t
from pipeline.warehouse.engine import writing
from pipeline.warehouse.status import stale, status
from tests.warehouse.made import PUBLISHED, deliver, english, hour, korean


def test_each_source_has_its_line(warehouse: Engine) -> None:
    deliver(warehouse, english(), english(hours=3, url="https://press.test/english/2/"), korean(hours=1))
    with writing(warehouse) as connection:
        failed = t.fetch.c.source_id == "sample-ko"
        connection.execute(update(t.fetch).where(failed).values(outcome="failed", reason="timeout"))
    found = {each.source_id: each for each in status(warehouse, hour(24))}
    ours, korean_edition, idle = found["sample-en"], found["sample-ko"], found["rfa-ko"]
    assert (ours.last_asked, ours.last_success, ours.last_article) == (hour(3), hour(3), PUBLISHED.at)
    assert (ours.articles, ours.failures, ours.is_short) == (2, 0, ours.min_per_week > 2)
    assert (korean_edition.last_success, korean_edition.articles, korean_edition.failures) == (None, 1, 1)
    assert (idle.last_asked, idle.last_success, idle.last_article, idle.articles) == (None, None, None, 0)
    assert not idle.is_short


def test_articles_older_than_a_week_do_not_count(warehouse: Engine) -> None:
    deliver(warehouse, english())
    counts = [
        next(s.articles for s in status(warehouse, now) if s.source_id == "sample-en")
        for now in (PUBLISHED.at + timedelta(days=7) - timedelta(seconds=1), PUBLISHED.at + timedelta(days=7))
    ]
    assert counts == [1, 0]


def test_a_source_that_stopped_answering_is_stale(warehouse: Engine) -> None:
    assert stale(status(warehouse, hour(0)), hour(0), timedelta(hours=6)) == [
        "no source was ever asked; `borderwire run` asks"
    ]
    deliver(warehouse, english(), korean(hours=5))
    assert stale(status(warehouse, hour(6)), hour(6), timedelta(hours=6)) == []
    (late,) = stale(status(warehouse, hour(7)), hour(7), timedelta(hours=6))
    assert late.startswith("sample-en: last success 2026-03-02")
