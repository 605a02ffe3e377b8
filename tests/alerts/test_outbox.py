"""The outbox: one alert a rule and story, in the load's own transaction, saying what a watcher needs."""

from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Engine, select
from sqlalchemy.exc import IntegrityError

from pipeline.records import CommodityTag, Moment, Signal, Tags
from pipeline.seeds import AlertRule
from pipeline.warehouse import tables as t
from pipeline.warehouse.dimensions import sync
from pipeline.warehouse.engine import reading, writing
from pipeline.warehouse.load import load
from tests.warehouse.made import ENGLISH, KOREAN_URL, SEEDS, Made, deliver, english, enter, hour, items, korean, tags_of

COAL = CommodityTag(id="coal", spans=(), rule="term", confidence=0.9)


def rule(**conditions: Any) -> AlertRule:
    return AlertRule(rule_id="watch", name="Watched", **conditions)


def fired(made: Engine, *pages: Made, rules: tuple[AlertRule, ...]) -> list[tuple[str, str]]:
    """Loads the pages under those rules alone; gives rule and kind of all alerts."""
    seeds = replace(SEEDS, alert_rules=rules)
    enter(made, pages)
    load(made, items(pages), seeds, run_id="run-1")
    with reading(made) as connection:
        return sorted(tuple(row) for row in connection.execute(select(t.alert.c.rule_id, t.alert.c.kind)))


def exporting_coal(hedge: Any = "reported") -> Tags:
    tags = tags_of(ENGLISH, "en")
    (signal,) = tags.signals
    moved: Signal = replace(signal, commodity="coal", flow="export", trend="up", hedge=hedge)
    return replace(tags, signals=(moved,), commodities=(COAL,))


@pytest.mark.parametrize(
    "conditions",
    [
        {},
        {"regions": "KP-03"},
        {"regions": "CN"},
        {"topics": "border-trade"},
        {"commodities": "food"},
        {"trends": "halted resumed", "regions": "KP-03", "min_confidence": 0.5},
        {"flows": "import", "sources": "sample-en rfa-en", "lang": "en"},
    ],
)
def test_a_rule_is_met_by_what_lies_below_its_regions_goods_and_topics(
    sqlite_warehouse: Engine, conditions: dict[str, Any]
) -> None:
    assert fired(sqlite_warehouse, english(), rules=(rule(**conditions),)) == [("watch", "new")]


@pytest.mark.parametrize(
    "conditions",
    [
        {"regions": "KP-09"},
        {"topics": "defection"},
        {"commodities": "coal"},
        {"trends": "halted"},
        {"trends": "resumed", "regions": "KP-09"},
        {"trends": "resumed", "min_confidence": 0.95},
        {"flows": "export"},
        {"banned_goods": "any"},
        {"lang": "ko"},
        {"sources": "rfa-en"},
    ],
)
def test_a_rule_is_silent_when_one_condition_fails(sqlite_warehouse: Engine, conditions: dict[str, Any]) -> None:
    assert fired(sqlite_warehouse, english(), rules=(rule(**conditions),)) == []


def test_a_banned_good_is_one_banned_in_its_direction(sqlite_warehouse: Engine) -> None:
    banned = rule(banned_goods="any")
    assert fired(sqlite_warehouse, english(tags=exporting_coal()), rules=(banned,)) == [("watch", "new")]


def test_a_rumour_sets_off_no_rule_on_signals(sqlite_warehouse: Engine) -> None:
    assert fired(sqlite_warehouse, english(tags=exporting_coal("rumoured")), rules=(rule(trends="up"),)) == []


def test_a_story_in_two_languages_and_many_addresses_alerts_once(warehouse: Engine) -> None:
    copies = [english(url=f"https://copy{n}.test/", hours=n) for n in range(12)]
    original = english(alternate_url=KOREAN_URL)
    assert fired(warehouse, korean(), original, *copies, rules=(rule(),)) == [("watch", "new")]
    assert fired(warehouse, english(hours=50, alternate_url=KOREAN_URL), rules=(rule(),)) == [("watch", "new")]


def test_a_correction_in_substance_alerts_once_more_and_a_typo_does_not(warehouse: Engine) -> None:
    assert fired(warehouse, english(), rules=(rule(),)) == [("watch", "new")]
    typo = english(hours=1, text=ENGLISH.replace("warehouses", "warehouse's"))
    assert fired(warehouse, typo, rules=(rule(),)) == [("watch", "new")]
    corrected = [english(hours=n, text=ENGLISH.replace("two days", f"{n} days")) for n in (2, 3)]
    assert fired(warehouse, *corrected, rules=(rule(),)) == [("watch", "new"), ("watch", "update")]


def test_an_alert_says_what_where_which_goods_and_who(warehouse: Engine) -> None:
    seeds = replace(SEEDS, alert_rules=(rule(trends="resumed", channels="feed email"),))
    later = Moment(at=hour(30), basis="metadata", zone="Asia/Seoul")
    pages = [english(alternate_url=KOREAN_URL), korean(published=later)]
    with writing(warehouse) as connection:
        sync(connection, seeds)
    enter(warehouse, pages)
    load(warehouse, items(pages), seeds, run_id="run-1")
    with reading(warehouse) as connection:
        alert = connection.execute(select(t.alert)).one()
        deliveries = connection.execute(select(t.delivery.c.channel, t.delivery.c.state)).all()
    message = alert.message
    assert sorted(map(tuple, deliveries)) == [("email", "pending"), ("feed", "pending")]
    assert (message["rule"], message["kind"], message["lang"]) == ("Watched", "new", "en")
    assert [place["id"] for place in message["regions"]] == ["CN-LN-DANDONG", "KP-03-SINUIJU"]
    assert message["regions"][1] == {"id": "KP-03-SINUIJU", "en": "Sinuiju", "ko": "신의주시"}
    assert message["goods"][0]["import"] == {"rule": "none", "basis": ""}
    assert message["evidence"] == {
        "sentence": ENGLISH[: ENGLISH.index(".") + 1],
        "flow": "import",
        "trend": "resumed",
        "region_id": "KP-03-SINUIJU",
    }
    assert message["said_by"] == {"who": "a source", "place": "KP-03", "told": "Sample Press"}
    assert (message["stands"], message["others"]) == (True, [])
    assert message["links"] == {"en": english().asked, "ko": KOREAN_URL}
    assert ENGLISH.splitlines()[-1] not in str(message)


def test_an_alert_is_rolled_back_with_its_article(warehouse: Engine) -> None:
    unknown = replace(tags_of(ENGLISH, "en"), commodities=(replace(COAL, id="unobtainium"),))
    pages = [english(), english(url="https://press.test/english/other/", tags=unknown)]
    enter(warehouse, pages)
    with pytest.raises(IntegrityError):
        load(warehouse, items(pages), SEEDS, run_id="run-1")
    with reading(warehouse) as connection:
        for table in (t.alert, t.delivery, t.article, t.disposition):
            assert connection.execute(select(table)).all() == []
    load(warehouse, items(pages[:1]), SEEDS, run_id="run-1")
    with reading(warehouse) as connection:
        assert len(connection.execute(select(t.alert)).all()) == 2


def test_nothing_is_delivered_of_a_story_that_only_names_trade(sqlite_warehouse: Engine) -> None:
    aside = replace(tags_of(ENGLISH, "en"), is_border_trade_story=False)
    deliver(sqlite_warehouse, english(tags=aside))
    with reading(sqlite_warehouse) as connection:
        assert connection.execute(select(t.delivery)).all() == []
