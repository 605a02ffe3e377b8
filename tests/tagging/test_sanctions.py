"""Which UN rule holds for a good, in which direction, on which day."""

from datetime import date

import pytest

from pipeline.errors import SeedsError
from pipeline.tagging.sanctions import UnRule, rule, strictest
from tests.tagging.reading import RULES

TODAY = date(2026, 3, 5)


def test_sanctions_depend_on_the_direction() -> None:
    force = {
        (good, way): rule(good, way, TODAY, RULES.goods).force
        for good in ("steel", "cement", "glass", "seafood", "crude-oil")
        for way in ("import", "export")
    }
    assert force == {
        ("steel", "import"): "banned",
        ("steel", "export"): "banned",
        ("cement", "import"): "none",
        ("cement", "export"): "banned",
        ("glass", "import"): "none",
        ("glass", "export"): "none",
        ("seafood", "import"): "none",
        ("seafood", "export"): "banned",
        ("crude-oil", "import"): "capped",
        ("crude-oil", "export"): "none",
    }


def test_a_rule_holds_from_its_day_on() -> None:
    since = date(2017, 8, 5)
    assert rule("seafood", "export", date(2017, 8, 4), RULES.goods) == UnRule("none", "", None, "03; 16")
    assert rule("seafood", "export", since, RULES.goods) == UnRule(
        "banned", "2371 OP9 (fishing rights 2397 OP6)", since, "03; 16"
    )


def test_a_flow_of_open_direction_falls_under_the_strictest_rule() -> None:
    assert strictest("cement", "smuggling", TODAY, RULES.goods).force == "banned"
    assert strictest("cement", "import", TODAY, RULES.goods).force == "none"
    assert strictest("crude-oil", "both", TODAY, RULES.goods).force == "capped"


def test_a_good_that_seeds_do_not_have_is_an_error_that_names_it() -> None:
    with pytest.raises(SeedsError, match="no good 'unobtainium'"):
        rule("unobtainium", "import", TODAY, RULES.goods)
