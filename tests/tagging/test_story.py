"""Whether a report is a border-trade story, and the words that say why; every text is invented."""

import pytest

from tests.tagging.trade import tags

STORIES = [
    ("en", "", ("To stop smuggling and escapes, North Korea doubled patrols in Musan. Fences went up. Smugglers lost their boats. "
     "Villagers stay indoors at night. Guards search every house."), True),
    ("en", "", ("To stop escapes, North Korea doubled patrols in Musan. Fences went up. Villagers stay indoors. Guards search every "
     "house. Smuggling may fall too."), False),
    ("en", "New bridge for freight opens at Onsong", ("A bridge for freight trucks opened at Onsong, North Korea, on Monday. "
     "The customs house beside it has been enlarged."), True),
    ("en", "", ("Tourists in North Korea take pictures. Behind them stands a bridge that serves trade. They stay three days. They eat "
     "noodles."), False),
    ("en", "Rice prices rise", ("Rice in North Korea costs more again. A kilogram sells for 6,000 won in Hyesan. Corn costs 3,000 won. "
     "Merchants blame lower imports. The harvest was poor."), False),
    ("ko", "", ("밀수와 탈북을 막으려 북한이 무산에서 순찰을 늘렸다. 철조망도 쳤다. 밀수꾼들은 배를 잃었다. 주민들은 밤에 나가지 못한다. "
     "군인들이 집집마다 뒤진다."), True),
    ("ko", "", ("탈북을 막으려 북한이 무산에서 순찰을 늘렸다. 철조망도 쳤다. 주민들은 밤에 나가지 못한다. 군인들이 집집마다 뒤진다. "
     "밀수도 줄 듯하다."), False),
    ("ko", "온성에 화물용 다리 개통", "북한 온성에서 화물차가 다닐 다리가 월요일 개통됐다. 옆에 있는 세관도 넓어졌다.", True),
    ("ko", "쌀값 상승", ("북한 시장에서 쌀값이 또 올랐다. 혜산에서 쌀 1kg은 6000원에 팔린다. 강냉이는 3000원이다. "
     "상인들은 수입이 줄어든 탓으로 본다. 작황도 나빴다."), False),
]  # fmt: skip


@pytest.mark.parametrize(("lang", "title", "text", "expected"), STORIES)
def test_goods_crossing_the_border_must_be_the_main_subject(lang: str, title: str, text: str, expected: bool) -> None:
    found = tags(lang, text, title)
    assert found.is_border_trade_story is expected, found.story_why


def test_the_decision_says_where_trade_is_named_how_often_and_with_which_goods() -> None:
    text = "Trading firms in Hyesan, North Korea, import flour again. The firms pay in yuan. Sugar imports resumed too."
    assert tags("en", text, "Flour imports resume").story_why.startswith(
        "title and lead are on goods crossing the border: title and lead, 2 of 3 sentences; goods: flour, sugar"
    )


def test_a_refusal_says_what_fills_the_text_instead() -> None:
    found = tags(
        "en", "Floods hit Sinuiju, North Korea. Houses are under water. The army evacuates people. Floods again."
    )
    assert (found.is_border_trade_story, found.story_why) == (
        False,
        "neither title nor lead speaks of goods crossing the border: neither title nor lead, 0 of 4 sentences",
    )


def test_a_report_without_a_link_to_north_korea_is_none() -> None:
    found = tags("en", "Busan customs seized perfume smuggled on a ferry.", "Smuggling case in Busan")
    assert (found.is_border_trade_story, found.topics) == (False, ())
