"""Which sentences tell an older phase, and which list what is banned."""

import pytest

from pipeline.tagging import evidence
from tests.tagging.reading import RULES, reading

BACKGROUND = [
    ("en", "Before the pandemic, seafood went to Hunchun.", True),
    ("en", "In 2017 the export of vehicles was banned.", True),
    ("en", "Since 2017 vehicles have been smuggled.", False),
    ("en", "It was the first coal shipment since 2017.", False),
    ("en", "In 2025 the bridge was closed.", False),
    ("en", "Recently, unlike in the past, seafood goes to Hunchun.", False),
    ("ko", "코로나 이전에는 수산물이 훈춘으로 나갔다.", True),
    ("ko", "2017년 차량 수출이 금지됐다.", True),
    ("ko", "2018년부터 차량 밀수가 이어지고 있다.", False),
    ("ko", "과거와 달리 최근 수산물이 훈춘으로 나간다.", False),
]


@pytest.mark.parametrize(("lang", "text", "expected"), BACKGROUND)
def test_an_older_phase_is_background_unless_the_sentence_points_to_today(lang: str, text: str, expected: bool) -> None:
    made = reading(lang, text)
    found = evidence.gather(made, RULES.matchers[lang].hits(made))
    assert found.background == (frozenset({0}) if expected else frozenset())


def test_bans_of_years_ago_and_lists_of_bans_are_told_apart_from_a_ban_in_the_news() -> None:
    text = (
        "Exports of coal have been banned since 2017. The UN ban covers seafood. "
        "On Monday a resolution banned textiles. Sanctioned items were smuggled in."
    )
    made = reading("en", text)
    found = evidence.gather(made, RULES.matchers["en"].hits(made))
    assert (found.old_bans, found.ban_lists) == (frozenset({0}), frozenset({1}))


def test_cues_are_kept_by_sentence_and_kind() -> None:
    made = reading("en", "They smuggle rice. Rice prices fell.")
    found = evidence.gather(made, RULES.matchers["en"].hits(made))
    first, second = made.sentences
    assert [made.whole[c.start : c.end] for c in found.cues(first, "smuggle")] == ["smuggle"]
    assert [made.whole[c.start : c.end] for c in found.cues(second, "price")] == ["prices"]
    assert (found.has(first, "price"), found.has(second, "smuggle", "price")) == (False, True)
