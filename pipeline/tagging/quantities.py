"""Amounts and prices as printed: a number with its unit, English or Korean, with thousands, 만 and 억 worked out."""

import re
from collections.abc import Iterator, Mapping
from typing import NamedTuple

from pipeline.records import Quantity

_EN_UNITS = (
    "metric tons|tons?|tonnes?|kilograms?|kilos?|kg|liters?|litres?|barrels?|percent|per cent|%|trucks?|truckloads?|"
    "vehicles?|cars?|"
    "containers?|wagons?|carriages?|ships?|vessels?|boats?|boxes|sacks|bags|head|units?"
)
_KO_UNITS = "톤|킬로그램|㎏|kg|킬로|리터|배럴|퍼센트|%|대|척|량|마리|상자|박스|포대|마대|컨테이너|차판|개|짝"
_EN_MONEY = "yuan|renminbi|RMB|(?:U\\.?S\\.? |North Korean |Chinese )?(?:dollars?|won|yuan)|roubles?|rubles?"
_KO_MONEY = "위안|위엔|원|달러|루블|유로"
_EN_NUMBER = (
    r"(?<![\d.,])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?:\s(?P<scale>thousand|million|billion))?"
)
_EN_SUM = _EN_NUMBER.replace("number", "sum").replace("scale", "by")
_KO_NUMBER = r"(?<![\d.,])(?P<number>\d[\d,]*(?:\.\d+)?\s?[억만천백]*(?:\s?\d[\d,]*\s?[억만천백]+)*)"
_PATTERNS: Mapping[str, Mapping[str, re.Pattern[str]]] = {
    "en": {
        "amount": re.compile(rf"{_EN_NUMBER}[\s-]?(?P<unit>{_EN_UNITS})(?![\w-])", re.IGNORECASE),
        "price": re.compile(
            rf"{_EN_NUMBER}[\s-](?P<unit>{_EN_MONEY})\b|(?P<sign>\$|¥|€)\s?{_EN_SUM}",
            re.IGNORECASE,
        ),
    },
    "ko": {
        "amount": re.compile(rf"{_KO_NUMBER}여?\s?(?P<unit>{_KO_UNITS})(?![가-힣]{{0,1}}[년월일])"),
        "price": re.compile(rf"{_KO_NUMBER}여?\s?(?P<unit>{_KO_MONEY})"),
    },
}
_SCALES = {"thousand": 1e3, "million": 1e6, "billion": 1e9, "억": 1e8, "만": 1e4, "천": 1e3, "백": 1e2}
_SIGNS = {"$": "dollars", "¥": "yuan", "€": "euros"}
_PIECE = re.compile(r"\d[\d,]*(?:\.\d+)?|[억만천백]")


class Amounts(NamedTuple):
    """The amount and the price of a stretch of text, where given."""

    quantity: Quantity | None
    price: Quantity | None


def find(text: str, lang: str) -> Amounts:
    """The first amount and the first price in the text."""
    patterns = _PATTERNS[lang]
    return Amounts(
        next(_quantities(patterns["amount"], text), None),
        next(_quantities(patterns["price"], text), None),
    )


def _quantities(pattern: re.Pattern[str], text: str) -> Iterator[Quantity]:
    for match in pattern.finditer(text):
        cells = match.groupdict()
        number, scale = cells["number"] or cells.get("sum") or "", cells.get("scale") or cells.get("by") or ""
        value = _value(number) * _SCALES.get(scale.lower(), 1)
        yield Quantity(value=value, unit=cells["unit"] or _SIGNS[cells["sign"] or "$"], text=match.group().strip())


def _value(number: str) -> float:
    """The number with Korean scales worked out: "1만 2천" is 12,000, "1억 2천만" is 120,000,000."""
    total = section = current = 0.0
    for piece in _PIECE.findall(number):
        if piece in ("만", "억"):
            total += (section + current) * _SCALES[piece]
            section = current = 0.0
        elif piece in ("천", "백"):
            section, current = section + current * _SCALES[piece], 0.0
        else:
            current = float(piece.replace(",", ""))
    return total + section + current
