"""Rules that ask of other stories: agreement, contradiction, silence, a new province, one event; and ops apart."""

from dataclasses import replace
from datetime import timedelta
from typing import Any

import pytest
from sqlalchemy import Engine, select, update

from pipeline.alerts import ops
from pipeline.alerts.backtest import backtest
from pipeline.alerts.outbox import enqueue
from pipeline.records import Moment, RegionTag, Signal, Span, Tags, TopicTag
from pipeline.seeds import AlertRule
from pipeline.warehouse import tables as t
from pipeline.warehouse.engine import reading, writing
from pipeline.warehouse.load import load
from tests.alerts.test_outbox import fired, rule
from tests.warehouse.made import SEEDS, START, Made, deliver, english, enter, hour, items

SPAN = Span(0, 10)
# Reports that share no words, so that only their signals say whether they agree.
TEXTS = (
    "A customs yard by the river fell quiet at dawn, and the crews went home with their papers in their pockets.",
    "Eleven lorries stood before a shut gate while the drivers brewed tea and cursed the weather of the border.",
    "At the market nobody could say when paper, paint or window frames would be sold once more in the city.",
    "Ferrymen counted one empty landing after another and mended nets for want of anything else worth doing.",
    "The scales of the freight office have rusted, joked a clerk whose ledger has held no entry since new year.",
)


def report(
    number: int,
    source: str,
    trend: Any = "halted",
    *,
    region: str = "KP-03-SINUIJU",
    day: float = 0,
    topics: tuple[str, ...] = ("border-trade",),
    flow: Any = "import",
    **fields: Any,
) -> Made:
    """A report of its own words by that source, with one signal on the region, `day` days after the first."""
    signal = Signal(
        region=region,
        counterpart=None,
        commodity=None,
        flow=flow,
        trend=trend,
        hedge="reported",
        span=SPAN,
        rule="r",
        confidence=0.9,
    )
    tags = Tags(
        regions=(RegionTag(id=region, role="event", salience=0.9, spans=(SPAN,), rule="r", confidence=0.9),),
        topics=tuple(TopicTag(id=topic, strength=2.0, spans=(SPAN,), rule="r") for topic in topics),
        is_border_trade_story=True,
        story_why="made up",
        signals=(signal,) if trend else (),
        ruleset="test",
    )
    at = Moment(at=START + timedelta(days=day), basis="metadata", zone="Asia/Seoul")
    shared: dict[str, Any] = {
        "source_id": source,
        "title": f"Report {number}",
        "text": TEXTS[number % len(TEXTS)],
        "tags": tags,
    }
    return english(hours=24 * day + 1, url=f"https://press.test/{number}/", published=at, **shared | fields)


def others(made: Engine) -> list[list[str]]:
    with reading(made) as connection:
        messages = connection.scalars(select(t.alert.c.message).order_by(t.alert.c.created_at))
        return [[other["source_id"] for other in message["others"]] for message in messages]


def test_two_independent_outlets_that_agree_within_a_week_alert(warehouse: Engine) -> None:
    agree = rule(corroboration=2)
    assert fired(warehouse, report(0, "rfa-en"), rules=(agree,)) == []
    assert fired(warehouse, report(1, "nknews-en", day=6), rules=(agree,)) == [("watch", "new")]
    assert others(warehouse) == [["rfa-en"]]


@pytest.mark.parametrize(
    "second",
    [
        {"source": "rfa-ko"},  # the same outlet
        {"source": "nknews-en", "day": 9},
        {"source": "nknews-en", "trend": "resumed"},
        {"source": "nknews-en", "flow": "export"},
        {"source": "nknews-en", "region": "KP-09-MUSAN"},
        {"source": "nknews-en", "text": f"{TEXTS[1]} So said Radio Free Asia."},  # a pick-up of the same outlet
        {"source": "nknews-en", "text": TEXTS[0]},  # a copy: the same story
    ],
)
def test_what_is_not_another_outlet_saying_the_same_corroborates_nothing(
    sqlite_warehouse: Engine, second: dict[str, Any]
) -> None:
    pages = (report(0, "rfa-en"), report(1, **second))
    assert fired(sqlite_warehouse, *pages, rules=(rule(corroboration=2),)) == []


def test_an_outlet_that_says_the_opposite_contradicts(warehouse: Engine) -> None:
    opposed = rule(contradiction=True)
    pages = (report(0, "rfa-en"), report(1, "nknews-en", "resumed", day=2))
    assert fired(warehouse, pages[0], rules=(opposed,)) == []
    assert fired(warehouse, pages[1], rules=(opposed,)) == [("watch", "new")]
    assert others(warehouse) == [["rfa-en"]]


def test_a_silence_is_broken_by_the_second_story_of_the_province_and_not_by_the_third(warehouse: Engine) -> None:
    wakes = rule(silence_days=30, regions="KP", border_trade_only=True)
    elsewhere = report(0, "rfa-en", region="KP-09-MUSAN", day=-60)
    first, second = report(1, "rfa-en", day=0), report(2, "nknews-en", day=2)
    assert fired(warehouse, elsewhere, first, rules=(wakes,)) == []
    assert fired(warehouse, second, rules=(wakes,)) == [("watch", "new")]
    assert fired(warehouse, report(3, "spn-ko", day=2.5, lang="en"), rules=(wakes,)) == [("watch", "new")]


def test_a_province_that_was_not_silent_or_is_not_known_to_be_breaks_none(sqlite_warehouse: Engine) -> None:
    wakes = rule(silence_days=30, regions="KP")
    assert fired(sqlite_warehouse, report(1, "rfa-en"), report(2, "nknews-en", day=1), rules=(wakes,)) == []
    old, talkative = report(0, "rfa-en", region="KP-09-MUSAN", day=-60), report(4, "rfa-en", day=-20)
    assert fired(sqlite_warehouse, old, talkative, report(3, "nknews-en", day=1.5), rules=(wakes,)) == []


def test_a_topic_that_reaches_a_new_province_alerts_there_once(warehouse: Engine) -> None:
    spreads = rule(topics="state-smuggling", regions="KP", new_region_days=180)
    state = ("border-trade", "state-smuggling")
    before = report(0, "rfa-en", day=-200, region="KP-10-HYESAN", topics=state)
    there = report(1, "rfa-en", day=-20, region="KP-10-HYESAN", topics=state)
    new = report(2, "rfa-en", day=0, region="KP-09-MUSAN", topics=state)
    then = report(3, "nknews-en", day=5, region="KP-09-HOERYONG", topics=state)
    with_gap = report(4, "nknews-en", day=6, region="KP-10-HYESAN", topics=state)
    assert fired(warehouse, before, rules=(spreads,)) == []
    assert fired(warehouse, there, rules=(spreads,)) == [("watch", "new")]
    assert fired(warehouse, new, then, with_gap, rules=(spreads,)) == [("watch", "new")] * 2
    with reading(warehouse) as connection:
        titles = {message["headline"] for message in connection.scalars(select(t.alert.c.message))}
    assert titles == {"Report 1", "Report 2"}


def test_a_rule_once_an_event_is_silent_for_its_other_stories(warehouse: Engine) -> None:
    both = (rule(once="event", trends="halted"), AlertRule(rule_id="each", name="Each", trends="halted"))
    assert fired(warehouse, report(0, "rfa-en"), rules=both) == [("each", "new"), ("watch", "new")]
    with writing(warehouse) as connection:
        connection.execute(update(t.story).values(event_group=t.story.c.story_id))
    pages = [report(1, "nknews-en", day=1)]
    enter(warehouse, pages)
    load(warehouse, items(pages), replace(SEEDS, alert_rules=()), run_id="run-1")
    with writing(warehouse) as connection:
        group = connection.scalar(select(t.story.c.event_group).where(t.story.c.event_group.is_not(None)))
        connection.execute(update(t.story).values(event_group=group))
        (article,) = connection.scalars(select(t.article.c.article_id).where(t.article.c.source_id == "nknews-en"))
        assert enqueue(connection, [article], replace(SEEDS, alert_rules=both)) == 1
        rules = connection.scalars(select(t.alert.c.rule_id).where(t.alert.c.article_id == article)).all()
    assert rules == ["each"]


def test_a_correction_that_takes_the_news_back_says_so(warehouse: Engine) -> None:
    halted = (rule(trends="halted"),)
    assert fired(warehouse, report(0, "rfa-en"), rules=halted) == [("watch", "new")]
    taken_back = report(0, "rfa-en", None, day=1, text=TEXTS[0].replace("fell quiet", "was as busy as ever"))
    assert fired(warehouse, taken_back, rules=halted) == [("watch", "new"), ("watch", "update")]
    with reading(warehouse) as connection:
        stands = {row.kind: row.message["stands"] for row in connection.execute(select(t.alert))}
    assert stands == {"new": True, "update": False}


@pytest.mark.parametrize(
    ("rule_id", "page"),
    [
        ("border-trade", report(0, "rfa-en")),
        ("crossing-halted-resumed", report(0, "rfa-en", region="X-SINUIJU-DANDONG-FRIENDSHIP")),
        ("inspection-tightened", report(0, "rfa-en", "tightened", region="CN-LN-DANDONG")),
        (
            "state-smuggling-changed",
            report(0, "rfa-en", "resumed", flow="smuggling", topics=("border-trade", "state-smuggling")),
        ),
        ("service-opens-closes", report(0, "rfa-en", "resumed", topics=("border-trade", "crossings"))),
    ],
)
def test_a_shipped_rule_fires_on_what_it_is_for(sqlite_warehouse: Engine, rule_id: str, page: Made) -> None:
    deliver(sqlite_warehouse, page)
    with reading(sqlite_warehouse) as connection:
        assert rule_id in set(connection.scalars(select(t.alert.c.rule_id)))


@pytest.mark.parametrize(
    "page",
    [
        report(0, "rfa-en", "halted", region="KP-07-WONSAN"),
        report(0, "rfa-en", "up", region="X-SINUIJU-DANDONG-FRIENDSHIP"),
        report(0, "rfa-en", "halted", region="KP-03-SINUIJU"),  # no crossing, no other end
    ],
)
def test_the_crossing_rule_is_silent_elsewhere(sqlite_warehouse: Engine, page: Made) -> None:
    deliver(sqlite_warehouse, page)
    with reading(sqlite_warehouse) as connection:
        assert "crossing-halted-resumed" not in set(connection.scalars(select(t.alert.c.rule_id)))


def test_a_backtest_tells_what_a_rule_would_have_sent_and_writes_nothing(warehouse: Engine) -> None:
    pages = (report(0, "rfa-en"), report(1, "nknews-en", day=3), report(2, "rfa-en", "resumed", day=40))
    enter(warehouse, pages)
    load(warehouse, items(pages), replace(SEEDS, alert_rules=()), run_id="run-1")
    seeds = SEEDS

    def told(tried: AlertRule, since: float = -1) -> list[str]:
        with reading(warehouse) as connection:
            day = (START + timedelta(days=since)).date()
            return [sending.message["headline"] for sending in backtest(connection, tried, seeds, day)]

    assert told(rule(trends="halted resumed")) == ["Report 0", "Report 1", "Report 2"]
    assert told(rule(trends="halted resumed"), since=2) == ["Report 1", "Report 2"]
    # Only what was recorded by then counts: the first report had nobody to agree with.
    assert told(rule(corroboration=2)) == ["Report 1"]
    with reading(warehouse) as connection:
        assert connection.execute(select(t.alert)).all() == connection.execute(select(t.delivery)).all() == []


def faults(made: Engine, run_id: str) -> list[tuple[str, str]]:
    with writing(made) as connection:
        ops.enqueue(connection, run_id, SEEDS, hour(24))
        ops.enqueue(connection, run_id, SEEDS, hour(25))
    with reading(made) as connection:
        query = select(t.alert.c.rule_id, t.alert.c.message, t.delivery.c.channel).join(t.delivery)
        rows = connection.execute(query.where(t.alert.c.rule_id.like("ops-%"))).all()
    assert {row.channel for row in rows} <= {"feed:ops"}
    return sorted((row.rule_id, row.message["source"]) for row in rows)


def index(made: Engine, run_id: str, number: int) -> None:
    """An index of that run that answered and listed so many items."""
    row = {
        "fetch_id": f"index-{run_id}",
        "run_id": run_id,
        "source_id": "rfa-en",
        "url": "https://press.test/feed/",
        "kind": "index",
        "scheduled_at": START,
        "finished_at": START,
        "outcome": "fetched",
        "attempts": 1,
        "items": number,
    }
    with writing(made) as connection:
        connection.execute(t.fetch.insert(), [row])


def several(run_id: str, text: str, first: int, **fields: Any) -> list[Made]:
    return [
        report(number, "rfa-en", day=number / 10, text=f"{number} {text}", **fields)
        for number in range(first, first + 22)
    ]


def test_ops_hear_of_an_empty_index_and_of_a_gap_once_a_day(warehouse: Engine) -> None:
    deliver(warehouse, report(0, "rfa-en"), run_id="run-1")
    deliver(warehouse, report(1, "rfa-en"), report(2, "rfa-en"), run_id="run-2")
    index(warehouse, "run-1", 0)
    index(warehouse, "run-2", 2)
    assert faults(warehouse, "run-1") == [("ops-empty-index", "rfa-en")]
    assert faults(warehouse, "run-2") == [("ops-empty-index", "rfa-en"), ("ops-gap", "rfa-en")]


def test_an_index_that_reaches_back_to_what_is_known_has_no_gap(sqlite_warehouse: Engine) -> None:
    deliver(sqlite_warehouse, report(0, "rfa-en"), run_id="run-1")
    deliver(sqlite_warehouse, report(1, "rfa-en"), run_id="run-2")
    index(sqlite_warehouse, "run-2", 2)
    assert faults(sqlite_warehouse, "run-2") == []


def test_ops_hear_of_articles_that_shrink_and_of_places_that_go_missing(warehouse: Engine) -> None:
    deliver(warehouse, *several("run-1", " ".join(TEXTS) * 2, 0), run_id="run-1")
    assert faults(warehouse, "run-1") == []
    bare = Tags(ruleset="test")
    deliver(warehouse, *several("run-2", "Menu. Home. Contact.", 100, tags=bare), run_id="run-2")
    assert faults(warehouse, "run-2") == [("ops-short-articles", "rfa-en"), ("ops-unplaced", "rfa-en")]


def test_a_watcher_hears_of_no_fault_and_ops_of_no_story() -> None:
    channels = {
        r.audience: {
            word for rule_ in SEEDS.alert_rules if rule_.audience == r.audience for word in rule_.channels.split()
        }
        for r in SEEDS.alert_rules
    }
    assert channels["watch"] & channels["ops"] == set()
    assert len({r.rule_id for r in SEEDS.alert_rules}) == 15
