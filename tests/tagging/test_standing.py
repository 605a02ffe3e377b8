"""How a word stands in its sentence: claim, circumstance, setting, hypothesis, background."""

import pytest

from pipeline.tagging import evidence
from pipeline.tagging.standing import standing
from tests.tagging.reading import RULES, reading

WAYS = [
    ("en", "The {sanctions} were widened on Monday.", "claim"),
    ("en", "Amid {sanctions}, trade went on.", "circumstance"),
    ("en", "Trade went on despite the UN {sanctions}.", "circumstance"),
    ("en", "Despite the rain, {sanctions} were widened.", "claim"),
    ("en", "If {sanctions} are lifted, trade will grow.", "hypothesis"),
    ("en", "They waited near the {customs} house.", "setting"),
    ("en", "Officials at the {customs} house took bribes.", "claim"),
    ("en", "In the 1990s {sanctions} were rare.", "background"),
    ("ko", "{제재}가 강화됐다.", "claim"),
    ("ko", "{제재} 속에서도 무역은 이어졌다.", "circumstance"),
    ("ko", "{제재}를 이유로 해관이 물자를 막았다.", "circumstance"),
    ("ko", "{해관}이 수리를 이유로 문을 닫았다.", "claim"),
    ("ko", "{세관} 앞 시장이 붐빈다.", "setting"),
    ("ko", "과거 {제재}는 느슨했다.", "background"),
]


@pytest.mark.parametrize(("lang", "text", "expected"), WAYS)
def test_words_stand_as_claims_or_as_what_surrounds_a_claim(lang: str, text: str, expected: str) -> None:
    start, end = text.index("{"), text.index("}") - 1
    made = reading(lang, text.replace("{", "").replace("}", ""))
    found = evidence.gather(made, RULES.matchers[lang].hits(made))
    assert standing(made, found, made.sentences[0], start, end, place=True) == expected


def test_a_word_that_names_no_place_has_no_setting() -> None:
    made = reading("en", "They came back from sanctions talks.")
    found = evidence.gather(made, RULES.matchers["en"].hits(made))
    assert standing(made, found, made.sentences[0], 20, 29, place=False) == "claim"
