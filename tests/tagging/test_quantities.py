"""Amounts and prices as printed."""

import pytest

from pipeline.tagging.quantities import find

AMOUNTS = [
    ("en", "imports of flour fell to 1,200 tons at 3.5 yuan per kg", (1200, "tons"), (3.5, "yuan")),
    ("en", "$2.4 million worth of coal, up 12 percent", (12, "percent"), (2_400_000, "dollars")),
    ("en", "some 20 trucks a day", (20, "trucks"), None),
    ("en", "5 million dollars", None, (5_000_000, "dollars")),
    ("en", "on May 3 the gate closed", None, None),
    ("ko", "석탄 3만 5천 톤을 실은 배", (35_000, "톤"), None),
    ("ko", "1억 2천만 달러어치", None, (120_000_000, "달러")),
    ("ko", "3억5000만원", None, (350_000_000, "원")),
    ("ko", "수입이 30% 증가했다", (30, "%"), None),
    ("ko", "화물차 20여 대가 들어왔다", (20, "대"), None),
    ("ko", "쌀 1㎏이 12,500원", (1, "㎏"), (12_500, "원")),
    ("ko", "지난 3일 세관이 닫혔다", None, None),
]


@pytest.mark.parametrize(("lang", "text", "amount", "price"), AMOUNTS)
def test_the_first_amount_and_the_first_price_are_read(
    lang: str, text: str, amount: tuple[float, str] | None, price: tuple[float, str] | None
) -> None:
    found = find(text, lang)
    assert (found.quantity and (found.quantity.value, found.quantity.unit)) == amount
    assert (found.price and (found.price.value, found.price.unit)) == price


def test_an_amount_keeps_the_words_it_stands_in() -> None:
    found = find("석탄 3만 5천 톤을", "ko").quantity
    assert found is not None
    assert found.text == "3만 5천 톤"
