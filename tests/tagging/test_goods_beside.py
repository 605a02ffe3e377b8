"""What stands beside a good and makes it part of another word, a material or something consumed."""

import pytest

from pipeline.tagging.goods_beside import english, in_english, in_korean, korean
from tests.tagging.reading import RULES

AFTER_EN = [
    ("the {coal} exports", "", False),
    ("the {coal} mine", "", True),
    ("smuggled {copper} products", "products", False),
    ("steel to make {wigs} there", "", True),
    ("{plastic} chairs arrived", "", True),
    ("{plastic} and tiles arrived", "", False),
    ("they eat {rice} daily", "", True),
]
GOOD = {"coal": "coal", "copper": "copper", "wigs": "wigs", "plastic": "plastics", "rice": "rice"}


@pytest.mark.parametrize(("text", "mass", "aside"), AFTER_EN)
def test_english_heads_purposes_uses_and_materials_set_a_good_aside(text: str, mass: str, aside: bool) -> None:
    start, end = text.index("{"), text.index("}") - 1
    whole = text.replace("{", "").replace("}", "")
    trade = {end + 1} if whole[end + 1 :].startswith("exports") else set[int]()
    found = in_english(whole, start, end, GOOD[whole[start:end]], english(RULES), trade, set())
    assert (whole[end : found.phrase_end].strip(), found.aside) == (mass, aside)


AFTER_KO = [
    ("{쌀}을 판다", "을", False),
    ("중국산{쌀}이 들어왔다", "이", False),
    ("{가발} 제품을 보낸다", "을", False),
    ("{수산물} 식당에 갔다", "", True),
    ("{가발} 제조용 자재", "", True),
    ("{유리} 그릇이 많다", "", True),
]


@pytest.mark.parametrize(("text", "particle", "aside"), AFTER_KO)
def test_korean_particles_end_the_noun_and_heads_set_it_aside(text: str, particle: str, aside: bool) -> None:
    start, end = text.index("{"), text.index("}") - 1
    whole = text.replace("{", "").replace("}", "")
    good = "glass" if whole[start:end] == "유리" else "wigs"
    found = in_korean(whole, start, end, good, korean(RULES), set())
    assert found is not None
    assert (found.particle, found.aside) == (particle, aside)


@pytest.mark.parametrize("text", ["{쌀}쌀한 날씨", "홍{콩}에 갔다", "기{술}을 배운다", "{배}급을 받는다"])
def test_syllables_inside_another_korean_word_are_no_good(text: str) -> None:
    start, end = text.index("{"), text.index("}") - 1
    whole = text.replace("{", "").replace("}", "")
    assert in_korean(whole, start, end, "rice", korean(RULES), set()) is None
