"""What a report is about; every text is invented."""

import pytest

from tests.tagging.trade import tags, topics

FILLER = {
    "en": "People in North Korea talk of little else. The winter was long. Nobody knows what comes next. Some have left. ",
    "ko": "북한 주민들은 그 이야기뿐이다. 겨울은 길었다. 앞일은 아무도 모른다. 떠난 사람도 있다. ",
}
SALIENT = [
    ("en", "Guards patrol the border day and night", "", "border-control"),
    ("en", "", "The price of rice rose sharply in Hyesan markets, a source said.", "market-prices"),
    ("ko", "국경경비대, 두만강 순찰 강화", "", "border-control"),
    ("ko", "", "양강도 혜산에서 쌀값이 지난주보다 크게 올랐다고 소식통이 전했다.", "market-prices"),
]


@pytest.mark.parametrize(("lang", "title", "lead", "expected"), SALIENT)
def test_the_claim_of_title_or_lead_makes_a_topic(lang: str, title: str, lead: str, expected: str) -> None:
    assert expected in topics(lang, (lead + "\n" if lead else "") + FILLER[lang] * 2, title)


@pytest.mark.parametrize(
    ("lang", "once", "twice", "topic"),
    [
        ("en", "Border guards patrol the bank.", "A new fence of barbed wire went up.", "border-control"),
        ("ko", "국경경비대가 강변을 순찰한다.", "철조망이 새로 들어섰다.", "border-control"),
    ],
)
def test_what_is_often_named_in_passing_needs_two_sentences(lang: str, once: str, twice: str, topic: str) -> None:
    assert topic not in topics(lang, FILLER[lang] + once)
    assert topic in topics(lang, FILLER[lang] + once + " " + FILLER[lang] + twice)


CIRCUMSTANCE = [
    ("en", "More goods arrive than during the COVID-19 pandemic.", "covid"),
    ("en", "Amid sanctions, people in North Korea grow vegetables.", "sanctions"),
    ("en", "Women wait near the Sinuiju railway station.", "transport"),
    ("en", "They sell socks in front of the customs house.", "customs"),
    ("ko", "코로나 이전보다 물건이 많다.", "covid"),
    ("ko", "제재가 이어지는 가운데 주민들은 남새를 심는다.", "sanctions"),
    ("ko", "세관 앞 시장에서 양말을 판다.", "customs"),
]


@pytest.mark.parametrize(("lang", "text", "topic"), CIRCUMSTANCE)
def test_date_markers_circumstances_and_settings_are_no_topics(lang: str, text: str, topic: str) -> None:
    assert topic not in topics(lang, text + "\n" + FILLER[lang])


def test_guards_and_fences_are_border_control_and_raids_on_people_are_a_crackdown() -> None:
    assert topics("en", "North Korean police raided the homes of boat owners.", "Police raid boat owners") == {
        "crackdown"
    }
    fences = topics("en", "North Korea puts up more guard posts along the Tumen.", "New guard posts along the border")
    assert fences == {"border-control"}
    assert topics("ko", "북한 안전부가 배 주인들의 집을 수색했다.", "배 주인들 체포") == {"crackdown"}
    assert topics("ko", "북한이 두만강변에 철조망을 더 쳤다.", "두만강변 초소 늘려 경비 강화") == {"border-control"}


def test_a_money_broker_alone_is_remittance_and_with_defectors_defection_too() -> None:
    alone = "A money broker in North Korea was robbed on his way home. The broker had transferred money for a trader."
    assert topics("en", alone, "Money broker robbed") == {"remittance"}
    party = "The brokers delivered money from defectors to families in North Korea. The defectors had sent it in May."
    assert topics("en", party, "Money brokers deliver again") == {"remittance", "defection"}


def test_state_smuggling_is_smuggling_too_and_border_trade_stands_on_trade_stories_only() -> None:
    text = "State-led smuggling resumed in Hyesan, North Korea. Trading companies send out pine nuts at night."
    assert topics("en", text, "State smuggling resumes") == {"border-trade", "smuggling", "state-smuggling"}
    prices = "Rice in North Korea sells for 5,000 won per kilogram. Imports are said to be down. Rice prices rose."
    assert "border-trade" not in topics("en", prices, "Rice prices rise in Hyesan markets")


def test_a_tag_says_by_what_it_stands_how_strongly_and_where() -> None:
    title = "Floods in Sinuiju"
    (flood,) = (t for t in tags("en", "Flooding in North Korea has left 4,000 people homeless.", title).topics)
    assert (flood.id, flood.rule, flood.strength) == ("floods", "title", 4.0)
    assert [(s.start, s.end, s.part) for s in flood.spans] == [(0, 6, "title"), (0, 8, "text")]
