"""Which sentences speak of which topic."""

from pipeline.tagging import evidence, marks, traded
from pipeline.tagging.marks import Mark
from tests.tagging.reading import RULES, reading


def marked(lang: str, text: str, title: str = "") -> tuple[Mark, ...]:
    made = reading(lang, text, title)
    hits = RULES.matchers[lang].hits(made)
    beside = evidence.gather(made, hits)
    return marks.find(made, hits, beside, traded.weigh(made, hits, beside, RULES), RULES).all


def test_a_name_speaks_of_its_topic_and_a_thing_needs_an_act_beside_it() -> None:
    assert {m.topic for m in marked("en", "The exchange rate jumped.")} == {"exchange-rate"}
    assert marked("en", "A bridge stands there.") == ()
    assert {m.topic for m in marked("en", "The bridge was reopened.")} == {"crossings"}
    assert {m.topic for m in marked("ko", "다리가 다시 개통됐다.")} == {"crossings"}
    assert marked("ko", "다리 위로 안개가 끼었다.") == ()


def test_a_claim_of_title_and_lead_counts_twice_and_a_circumstance_once_and_a_half_less() -> None:
    text = "Flooding destroyed the bridge.\nAfter the floods, people left.\nThe floods were the worst in years."
    rows = [(m.where, m.standing, m.weight) for m in marked("en", text, "Floods hit the north") if m.topic == "floods"]
    assert rows == [
        ("title", "claim", 2.0),
        ("lead", "claim", 2.0),
        ("opening", "circumstance", 0.5),
        ("opening", "claim", 1.0),
    ]


def test_a_phrase_that_hides_a_word_and_the_tail_of_a_place_name_do_not_speak() -> None:
    assert {m.topic for m in marked("en", "State-sanctioned smuggling resumed.")} == {"smuggling", "state-smuggling"}
    assert "transport" not in {m.topic for m in marked("ko", "삼지연 도로가 깨끗하다.")}


def test_north_korean_goods_on_sale_abroad_speak_of_border_trade() -> None:
    (mark,) = (m for m in marked("en", "Shops in Yanji sell North Korean crab.") if m.topic == "border-trade")
    assert mark.standing == "claim"


def test_the_title_repeated_in_the_text_counts_once() -> None:
    title = "Smuggling resumes in Hyesan"
    rows = list(marked("en", f"{title}\nMore boats cross the river every night than last month.", title))
    assert [m.where for m in rows if m.topic == "smuggling"] == ["title"]


def test_a_sign_speaks_only_in_a_report_that_opens_with_the_parent_topic() -> None:
    approval = "The trips need the approval of the state."
    opened = marked("en", f"Smuggling has resumed in Hyesan.\nBoats leave at night.\n{approval}")
    assert [m.standing for m in opened if m.topic == "state-smuggling"] == ["claim"]
    assert "state-smuggling" not in {m.topic for m in marked("en", f"Hikers return to Hyesan.\n{approval}")}
