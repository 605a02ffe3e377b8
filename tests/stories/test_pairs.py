"""The evidence of one pair: copies word for word, translations by what both state, and look-alikes kept apart."""

import unicodedata
from dataclasses import replace
from datetime import date, timedelta
from itertools import combinations

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.stories.keys import ENOUGH, WEIGHT, keys
from pipeline.stories.pairs import Evidence, evidence
from pipeline.stories.profile import Profile, marks, names, origin
from pipeline.stories.terms import terms
from tests.warehouse.made import SEEDS

USING = terms(SEEDS)
DAY = date(2026, 3, 10)
ARREST_EN = (
    "Three porters were arrested in Hoeryong on March 3 with 40 kilograms of copper wire, a source in North Hamgyong "
    "Province told us on Monday. Customs officers found the wire under sacks of dried squid in a truck. Each porter "
    "had been promised 600 yuan, the source said, and two of them are brothers from the Sambong district. Their "
    "families have sold a motorcycle to pay a bribe of 9,000 yuan, but the prosecutors have not let them go."
)
ARREST_KO = (
    "함경북도 회령시에서 짐꾼 3명이 지난 3월 3일 동선 40kg을 나르다 체포됐다고 함경북도 소식통이 9일 전했다. "
    "세관원들이 트럭에 실은 마른 오징어 자루 밑에서 동선을 찾아냈다. 짐꾼들은 저마다 600위안을 받기로 했고, "
    "둘은 삼봉구 출신 형제라고 소식통은 말했다. 가족들이 오토바이를 팔아 뇌물 9000위안을 바쳤으나 검찰은 이들을 "
    "풀어주지 않고 있다."
)
AGAIN_KO = (
    "함경북도 회령시에서 짐꾼 2명이 지난 5월 17일 동선 25kg을 나르다 체포됐다고 함경북도 소식통이 21일 전했다. "
    "세관원들이 트럭에 실은 옥수수 자루 밑에서 동선을 찾아냈다. 짐꾼들은 저마다 350위안을 받기로 했고, 한 명은 "
    "유선구 출신이라고 소식통은 말했다. 가족들이 텔레비전을 팔아 뇌물 7000위안을 바쳤으나 검찰은 이들을 풀어주지 "
    "않고 있다."
)
PLACE = ("p:KP-09-HOERYONG", "p:KP-09", "g:copper")


def profile(text: str, lang: str, day: date | None = DAY, *, outlet: str = "daily nk", **fields: object) -> Profile:
    spoken = "en" if lang == "en" else "ko"
    made = Profile(
        id=str(hash((text, day, outlet))),
        lang=spoken,  # type: ignore[arg-type]
        outlet=outlet,
        origin=origin(text, outlet, USING),
        url=None,
        alternate_url=None,
        first=day,
        last=day,
        title="",
        text=text,
        marks=marks("", text, spoken, day, PLACE, USING),  # type: ignore[arg-type]
        names=names(text, spoken, USING),  # type: ignore[arg-type]
    )
    return replace(made, **fields)  # type: ignore[arg-type]


def joined(a: Profile, b: Profile) -> str | None:
    one, other = evidence(a, b, USING.rarity), evidence(b, a, USING.rarity)
    assert one == other
    return None if one is None else one.kind


def found(a: Profile, b: Profile) -> bool:
    """Whether the search would bring the two together."""
    both = set(keys(a, USING.rarity)) & set(keys(b, USING.rarity))
    return sum(WEIGHT[key.kind] for key in both) >= ENOUGH


def days(number: int) -> date:
    return DAY + timedelta(days=number)


@pytest.mark.parametrize("lag", [0, 2, 7, 10])
def test_a_translation_is_known_without_its_link(lag: int) -> None:
    english, korean = profile(ARREST_EN, "en", days(lag)), profile(ARREST_KO, "ko")
    said = evidence(english, korean, USING.rarity)
    assert said is not None
    assert (said.kind, said.score > 0.9) == ("translation", True)
    assert "9000" in said.why
    assert found(english, korean)


def test_place_topic_and_good_alone_join_no_two_languages() -> None:
    english = profile("Copper was traded in Hoeryong.", "en")
    korean = profile("회령에서 구리가 거래됐다.", "ko")
    assert joined(english, korean) in (None, "event")


@pytest.mark.parametrize(("text", "lang"), [(ARREST_KO, "ko"), (ARREST_EN, "en")])
def test_a_similar_arrest_months_later_is_another_story(text: str, lang: str) -> None:
    assert joined(profile(text, lang), profile(AGAIN_KO, "ko", days(72))) is None


@pytest.mark.parametrize(("text", "lang"), [(ARREST_KO, "ko"), (ARREST_EN, "en")])
def test_a_similar_arrest_of_the_same_week_is_no_more_than_an_event(text: str, lang: str) -> None:
    assert joined(profile(text, lang), profile(AGAIN_KO, "ko", days(3))) in (None, "event")


@pytest.mark.parametrize("lang", ["en", "ko"])
@pytest.mark.parametrize("lag", [0, 1, 40, 2000])
def test_a_repost_with_a_note_and_a_prefix_is_a_copy_whenever_it_comes(lang: str, lag: int) -> None:
    text = ARREST_EN if lang == "en" else ARREST_KO
    before = "SEOUL, March 11 (Border Wire) -- " if lang == "en" else "(서울=국경통신) 홍길동 기자 = "
    note = (
        "\n\nEditor’s note: first published elsewhere."
        if lang == "en"
        else "\n\n편집자 주: 다른 매체에 먼저 실린 글입니다."
    )
    copy = profile(before + text + note, lang, days(lag), outlet="border wire")
    assert joined(profile(text, lang), copy) == "copy"
    assert found(profile(text, lang), copy)


def test_the_same_text_decomposed_is_a_copy() -> None:
    other = profile(unicodedata.normalize("NFD", ARREST_KO), "ko", days(90), outlet="elsewhere")
    assert joined(profile(ARREST_KO, "ko"), other) == "copy"
    assert found(profile(ARREST_KO, "ko"), other)


def test_a_spun_copy_of_the_same_days_is_found_and_joined() -> None:
    spun = (
        ARREST_EN.replace("Three porters were arrested", "Police have detained three porters")
        .replace("Each porter had been promised", "The men were each to be paid")
        .replace("have not let them go", "still hold them")
    )
    other = profile(spun, "en", days(1), outlet="elsewhere")
    assert joined(profile(ARREST_EN, "en"), other) in ("copy", "rewrite")
    assert found(profile(ARREST_EN, "en"), other)


def test_a_column_that_returns_with_other_figures_is_no_copy() -> None:
    week = (
        "Prices in the three markets were steady this week, our survey found. Rice sold for {} won a kilogram in "
        "Pyongyang and for {} won in Sinuiju, and a dollar bought {} won. Traders expect little change until the "
        "harvest, and the state grain shops remain closed on most days, residents of the three cities said."
    )
    first, second = week.format("9,250", "9,310", "21,000"), week.format("8,140", "8,420", "19,500")
    assert joined(profile(first, "en"), profile(second, "en", days(7))) != "copy"
    assert joined(profile(first, "en"), profile(first, "en", days(7), outlet="elsewhere")) == "copy"


def test_an_edition_link_joins_whatever_the_texts_say() -> None:
    english = profile("Nothing in common.", "en", None, alternate_url="https://press.test/1")
    korean = profile("전혀 다른 글이다.", "ko", None, url="https://press.test/1")
    assert joined(english, korean) == "edition"
    assert found(english, korean)


def test_a_pick_up_that_names_its_source_carries_that_outlets_report() -> None:
    text = "북한 전문 매체 데일리NK는 회령에서 짐꾼 3명이 체포됐다고 10일 보도했다."
    assert origin(text, "mbn", USING) == "daily nk"
    assert origin("짐꾼 3명이 체포됐다고 MBN이 전했다.", "mbn", USING) == "mbn"
    assert origin("짐꾼 3명이 체포됐다.", "mbn", USING) == "mbn"


TEXTS = st.sampled_from([ARREST_EN, ARREST_KO, AGAIN_KO, ARREST_KO[:120], ARREST_EN[:200], "", "짧다.", "Short."])


@settings(deadline=None, max_examples=60)
@given(TEXTS, TEXTS, st.integers(0, 40), st.none() | st.just(DAY))
def test_evidence_is_symmetric_and_a_probability(one: str, other: str, lag: int, day: date | None) -> None:
    a = profile(one, "ko" if "가" <= one[-2:-1] <= "힣" else "en", day)
    b = profile(other, "ko" if "가" <= other[-2:-1] <= "힣" else "en", days(lag), outlet="other")
    said = evidence(a, b, USING.rarity)
    assert said == evidence(b, a, USING.rarity)
    assert said is None or (isinstance(said, Evidence) and 0.5 <= said.score <= 1)


def test_all_kinds_of_keys_differ_between_unrelated_texts() -> None:
    texts = (profile(ARREST_EN, "en"), profile("Rice harvests fell in the far south after the rains.", "en", days(9)))
    for a, b in combinations(texts, 2):
        assert not {k for k in keys(a, USING.rarity) if k.kind != "mark"} & set(keys(b, USING.rarity))
