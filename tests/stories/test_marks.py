"""Numbers, days, names and terms give the same marks in English and in Korean."""

import unicodedata
from datetime import date

import pytest

from pipeline.stories.days import days
from pipeline.stories.names import hangul_sounds, latin_names
from pipeline.stories.numbers import numbers
from pipeline.stories.terms import terms
from tests.warehouse.made import SEEDS

NUMBERS = [
    ("some 21,400 won for a dollar", "1달러에 2만 1400원", {"n:21400"}),
    ("a loan of 30 million won", "3천만 원을 빌려", {"n:30000000"}),
    ("$120 million in goods", "1억 2천만 달러어치", {"n:120000000"}),
    ("rose 18.9% in a week", "한 주 만에 18.9% 올라", {"n:18.9 %"}),
    ("at 40-80 yuan a kilogram", "kg당 40~80위안", {"n:40 yuan", "n:80 yuan"}),
    ("seven people were held", "일곱 명이 잡혔다", {"n:7 people"}),
    ("a woman in her 40s", "40대 여성", {"n:40 decade"}),
    ("a 41-year-old man", "41세 남성", {"n:41 old"}),
    ("two months without work", "두 달째 일이 없다", {"n:2 month"}),
    ("1.5 tons of copper", "구리 1.5톤", {"n:1.5 t"}),
]
DAYS = [
    ("on Dec. 26 at the bridge", "12월 26일 다리에서", {"d:26", "d:12-26"}),
    ("on 3 April, at noon", "4월 3일 정오에", {"d:3", "d:4-3"}),
    ("on the 28th in Hyesan", "28일 혜산에서", {"d:28"}),
    ("since mid-September", "9월 중순부터", {"m:9"}),
    ("told us on Tuesday", "26일 본지에", {"d:26"}),
]
NAMES = [
    ("said Kang Ji-won of the relief group", "구호단체의 강지원은"),
    ("in Hongqi sedans", "훙치 승용차로"),
    ("near the Yonbong crossing", "연봉 앞 강가에서"),
    ("with Ishimaru Jiro, a reporter", "이시마루 지로 기자와"),
]


@pytest.mark.parametrize(("english", "korean", "wanted"), NUMBERS)
def test_numbers_mean_the_same_in_both_languages(english: str, korean: str, wanted: set[str]) -> None:
    assert wanted <= numbers(english, "en") & numbers(korean, "ko")


@pytest.mark.parametrize(("english", "korean", "wanted"), DAYS)
def test_days_mean_the_same_in_both_languages(english: str, korean: str, wanted: set[str]) -> None:
    published = date(2024, 3, 28)  # a Thursday: the Tuesday before is the 26th
    assert wanted <= days(english, "en", published) & days(korean, "ko", published)


def test_the_digits_of_a_day_and_a_time_are_no_numbers() -> None:
    assert numbers("At 10:24 on Dec. 26, 2025-12-26", "en") == frozenset()
    assert numbers("12월 26일 10:24에", "ko") == frozenset()


@pytest.mark.parametrize(("english", "korean"), NAMES)
def test_a_name_sounds_the_same_in_latin_and_in_hangul(english: str, korean: str) -> None:
    assert latin_names(english) & hangul_sounds(korean)


def test_decomposed_hangul_gives_the_same_marks() -> None:
    korean = "12월 26일 혜산에서 일곱 명이 2만 1400원을 뇌물로 냈다고 강지원이 말했다."
    other = unicodedata.normalize("NFD", korean)
    using = terms(SEEDS)
    assert numbers(other, "ko") == numbers(korean, "ko") != frozenset()
    assert days(other, "ko", None) == days(korean, "ko", None) != frozenset()
    assert hangul_sounds(other) == hangul_sounds(korean)
    assert using.found(other, "ko") == using.found(korean, "ko") >= {"bribe"}


@pytest.mark.parametrize(
    ("term", "english", "korean"),
    [
        ("bribe", "They bribed the guards.", "경비대에 뇌물을 줬다."),
        ("factory", "Two factories closed.", "공장 두 곳이 멈췄다."),
        ("fence", "A barbed-wire fence went up.", "강변에 철조망을 쳤다."),
        ("repatriate", "They were repatriated.", "이들은 강제송환됐다."),
    ],
)
def test_a_term_is_found_in_both_languages(term: str, english: str, korean: str) -> None:
    using = terms(SEEDS)
    assert term in using.found(english, "en") & using.found(korean, "ko")


@pytest.mark.parametrize(
    ("name", "url", "outlet"),
    [
        ("Daily NK EN", "https://www.dailynk.com/english/x/", "daily nk"),
        ("", "https://www.dailynk.com/20240326-4/", "daily nk"),
        ("데일리NK", None, "daily nk"),
        ("", "https://some.example.org/x", "example"),
        ("Border Courier", None, "border courier"),
    ],
)
def test_an_outlet_is_one_by_whatever_name(name: str, url: str | None, outlet: str) -> None:
    assert terms(SEEDS).outlet(name, url) == outlet
