"""The numbers that a text states, in English and Korean, as marks that mean the same in both.

A figure of three digits and more stands for itself (`n:21400`), a smaller one with what it counts (`n:18 %`, `n:7
people`) where that is of a kind that both languages name; one and two are counts only with it.
"""

import re
import unicodedata
from collections.abc import Iterator
from decimal import Decimal
from typing import Literal

from pipeline.stories.days import without_days

Lang = Literal["en", "ko"]

_SCALES = {"hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12}
_SMALL = {"": 0, "십": 1, "백": 2, "천": 3}
_LARGE = {"만": 4, "억": 8, "조": 12}
_ENGLISH = (
    "zero", "one", "two", "three", "four", "five", "six", "seven", "eight", "nine", "ten", "eleven", "twelve",
    "thirteen", "fourteen", "fifteen", "sixteen", "seventeen", "eighteen", "nineteen", "twenty",
)  # fmt: skip
_TENS = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_COUNTS = {word: n for n, word in enumerate(_ENGLISH)} | _TENS
_NATIVE = {
    "한": 1, "두": 2, "세": 3, "네": 4, "석": 3, "넉": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9,
    "열": 10, "열두": 12, "스무": 20,
}  # fmt: skip
_UNITS = {
    "%": "percent per cent 퍼센트 프로 %",
    "won": "won 원",
    "yuan": "yuan rmb renminbi 위안 원민폐",
    "usd": "dollar dollars usd 달러",
    "km": "km kilometer kilometers kilometre kilometres 킬로미터 ㎞",
    "m": "m meter meters metre metres 미터",
    "kg": "kg kilogram kilograms kilo kilos 킬로그램 킬로 ㎏",
    "g": "g gram grams 그램",
    "t": "t ton tons tonne tonnes 톤",
    "l": "liter liters litre litres 리터 ℓ",
    "year": "year years 년간 년째",
    "month": "month months 개월 달 개월간",
    "week": "week weeks 주 주일 주간",
    "day": "day days 일간 일째",
    "hour": "hour hours 시간",
    "minute": "minute minutes 분간",
    "old": "-year-old 세 살",
    "decade": "s 대",
    "people": (
        "people person persons men women residents workers officials students soldiers families households "
        "명 사람 가구 세대"
    ),
    "times": "times fold 배 차례 번 회",
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words.split()}

_ISO = re.compile(r"(?<!\d)(?:19|20)\d\d[-./]\d{1,2}[-./]\d{1,2}(?!\d)|(?<!\d)\d{1,2}:\d\d(?::\d\d)?(?!\d)")
_EN = re.compile(
    r"(?P<sign>\$)?(?<![\w.])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<tens>s\b)?"
    r"(?:\s*(?:-|–|~|to)\s*\$?(?P<upto>\d[\d,]*(?:\.\d+)?))?"
    r"(?:\s*-?\s*(?P<scale>hundred|thousand|million|billion|trillion))?"
    r"(?:\s*(?P<unit>%|-year-old|[A-Za-z]+))?(?:\s+(?P<next>[a-z]+))?"
)
_EN_WORDS = re.compile(
    rf"\b(?P<number>{'|'.join(sorted(_COUNTS, key=len, reverse=True))})"
    r"(?:[ -](?P<scale>hundred|thousand|million|billion))?[ -](?P<unit>[a-z-]+)(?:\s+(?P<next>[a-z]+))?",
    re.IGNORECASE,
)
_DIGITS = r"(?:\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?)"
_KO = re.compile(
    rf"(?<![\w.])(?P<number>(?:{_DIGITS}\s?[십백천만억조]{{1,2}}\s?)*(?:{_DIGITS})?[십백천만억조]{{0,2}})"
    rf"(?:\s?[~∼-]\s?(?P<upto>{_DIGITS}[십백천만억조]{{0,2}}))?"
    r"\s?(?:여\s?|가량\s?)?(?P<unit>%|[㎞㎏ℓ]|[A-Za-z]{1,2}\b|[가-힣]{1,3})?"
)
_KO_PART = re.compile(rf"({_DIGITS})?\s?([십백천]?)([만억조]?)")
_KO_WORDS = re.compile(
    rf"(?<![가-힣])(?P<number>{'|'.join(sorted(_NATIVE, key=len, reverse=True))})\s?"
    r"(?P<unit>명|사람|가구|세대|대|개월|달|시간|살|차례|번|배|곳|가지|마리|척|주일|주)(?![가-힣]{2})"
)
_TELLING = 100


def numbers(text: str, lang: Lang) -> frozenset[str]:
    """The marks of the numbers in the text; days and times of day are none."""
    plain = _ISO.sub(" ", unicodedata.normalize("NFC", text))
    read = _english if lang == "en" else _korean
    return frozenset(read(without_days(plain, lang)))


def _english(text: str) -> Iterator[str]:
    for match in _EN.finditer(text):
        unit = "usd" if match["sign"] else "decade" if match["tens"] else _unit(match["unit"], match["next"])
        power = _SCALES.get(match["scale"] or "", 0)
        for number in filter(None, (match["number"], match["upto"])):
            yield _mark(_decimal(number).scaleb(power), unit)
    for match in _EN_WORDS.finditer(text):
        value, scale = _COUNTS[match["number"].lower()], match["scale"]
        unit = _unit(match["unit"], match["next"])
        if scale or unit or value > 2:
            yield _mark(Decimal(value).scaleb(_SCALES.get((scale or "").lower(), 0)), unit)


def _korean(text: str) -> Iterator[str]:
    for match in _KO.finditer(text):
        for number in filter(None, (match["number"], match["upto"])):
            if any(c.isdecimal() for c in number):
                yield _mark(_composed(number), _korean_unit(match["unit"]))
    for match in _KO_WORDS.finditer(text):
        value, unit = _NATIVE[match["number"]], _korean_unit(match["unit"])
        if unit or value > 2:
            yield _mark(Decimal(value), unit)


def _composed(words: str) -> Decimal:
    """2만 1400 is 21400; 1억 2천만 is 120 million."""
    total, below = Decimal(0), Decimal(0)
    for number, small, large in _KO_PART.findall(words):
        if number or small or large:
            below += _decimal(number or "1").scaleb(_SMALL[small])
        if large:
            total, below = total + below.scaleb(_LARGE[large]), Decimal(0)
    return total + below


def _unit(word: str | None, following: str | None) -> str | None:
    found = (_UNIT_OF.get((candidate or "").lower()) for candidate in (word, following))
    return next(filter(None, found), None)


def _korean_unit(word: str | None) -> str | None:
    """The longest unit that the word begins with."""
    found = (_UNIT_OF.get((word or "")[:length].lower()) for length in range(len(word or ""), 0, -1))
    return next(filter(None, found), None)


def _decimal(number: str) -> Decimal:
    return Decimal(number.replace(",", ""))


def _mark(value: Decimal, unit: str | None) -> str:
    plain = f"{value.normalize():f}"
    return f"n:{plain}" if unit is None or value >= _TELLING else f"n:{plain} {unit}"
