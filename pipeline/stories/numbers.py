"""Numbers and days that a text states, in English and Korean, as marks that mean the same in both.

A mark is `value` or `value unit` ("21400 won", "18.9 %"), a day is `d:26` and, where the month is said, `d:12-26`; a bare
month is `m:9`. Small counts are left out where nothing tells what they count.
"""

import re
import unicodedata
from collections.abc import Iterator
from datetime import date, timedelta
from decimal import Decimal
from typing import Literal

Lang = Literal["en", "ko"]

_SCALE = {
    "hundred": 2, "thousand": 3, "million": 6, "billion": 9, "trillion": 12,
    "십": 1, "백": 2, "천": 3, "만": 4, "억": 8, "조": 12,
}  # fmt: skip
_WORDS_EN = (
    "zero one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen sixteen seventeen "
    "eighteen nineteen twenty"
).split()
_TENS_EN = {"thirty": 30, "forty": 40, "fifty": 50, "sixty": 60, "seventy": 70, "eighty": 80, "ninety": 90}
_COUNT_EN = {word: n for n, word in enumerate(_WORDS_EN)} | _TENS_EN
_COUNT_KO = {
    "한": 1, "두": 2, "세": 3, "네": 4, "다섯": 5, "여섯": 6, "일곱": 7, "여덟": 8, "아홉": 9, "열": 10, "스무": 20,
    "서너": 3, "석": 3, "넉": 4, "열두": 12,
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
        "people person persons men women residents workers officials students soldiers families households 명 사람 가구 "
        "세대 여명 명가량"
    ),
    "time": "times fold 배 차례 번 회",
}
_UNIT_OF = {word: unit for unit, words in _UNITS.items() for word in words.split()}
_MONTHS = "jan feb mar apr may jun jul aug sep oct nov dec".split()
_WEEKDAYS = "monday tuesday wednesday thursday friday saturday sunday".split()

_MONTH_EN = r"(?P<month>(?:Jan|Feb|Mar|Apr|May|Jun|Jul|Aug|Sep|Oct|Nov|Dec)[a-z]{0,6})\.?"
_DAY_EN = re.compile(
    rf"\b{_MONTH_EN}\s+(?P<day>[0-3]?\d)(?!\d|,\d)(?:st|nd|rd|th)?"
    rf"|\b(?P<day2>[0-3]?\d)(?:st|nd|rd|th)?\s+(?:of\s+)?{_MONTH_EN.replace('month', 'month2')}"
    r"|\bthe\s+(?P<day3>[0-3]?\d)(?:st|nd|rd|th)\b(?!\s+(?:century|anniversary|congress|party|plenary|birthday))"
    rf"|\b(?:(?:early|mid|late|since|until|in|by|of|from|last|this|to|and|through)[ -]){_MONTH_EN.replace('month', 'month3')}(?![a-z])",
)
_WEEKDAY_EN = re.compile(r"\b(?:on|since|until|last|this|by)\s+(Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_DAY_KO = re.compile(
    r"(?<!\d)(?P<month>1[0-2]|0?[1-9])월\s?(?P<day>[12]?\d|3[01])일|(?<![\d.년월])(?P<day2>[12]?\d|3[01])일(?![간째정])"
    r"|(?<!\d)(?P<month2>1[0-2]|0?[1-9])월"
)
_ISO = re.compile(r"(?<!\d)(?P<year>(?:19|20)\d\d)[-./](?P<month>0?[1-9]|1[0-2])[-./](?P<day>[0-3]?\d)(?!\d)")
_NUMBER_EN = re.compile(
    r"(?P<sign>\$)?(?<![\w.])(?P<number>\d{1,3}(?:,\d{3})+(?:\.\d+)?|\d+(?:\.\d+)?)(?P<s>s\b)?"
    r"(?:\s*(?:-|–|~|to)\s*\$?(?P<upto>\d[\d,]*(?:\.\d+)?))?"
    r"(?:\s*-?\s*(?P<scale>hundred|thousand|million|billion|trillion))?"
    r"(?:\s*(?P<unit>%|-year-old|[A-Za-z]+))?(?:\s+(?P<next>[a-z]+))?"
)
_WORD_EN = re.compile(
    rf"\b(?P<number>{'|'.join(sorted(_COUNT_EN, key=len, reverse=True))}|a|several|dozens of)"
    r"(?:[ -](?P<scale>hundred|thousand|million|billion))?[ -](?P<unit>[a-z-]+)(?:\s+(?P<next>[a-z]+))?",
    re.IGNORECASE,
)
_DIGITS_KO = r"\d{1,3}(?:,\d{3})+|\d+(?:\.\d+)?"
_NUMBER_KO = re.compile(
    rf"(?<![\w.])(?P<whole>(?:(?:{_DIGITS_KO})\s?[십백천만억조]{{1,2}}\s?)*(?:{_DIGITS_KO})?[십백천만억조]{{0,2}})"
    rf"(?:\s?[~∼-]\s?(?P<upto>(?:{_DIGITS_KO})[십백천만억조]{{0,2}}))?"
    r"\s?(?:여\s?|가량\s?)?(?P<unit>%|[㎞㎏ℓ]|[A-Za-z]{1,2}\b|[가-힣]{1,3})?"
)
_PART_KO = re.compile(rf"({_DIGITS_KO})?\s?([십백천]?)([만억조]?)")
_WORD_KO = re.compile(
    rf"(?<![가-힣])(?P<number>{'|'.join(sorted(_COUNT_KO, key=len, reverse=True))})\s?"
    r"(?P<unit>명|사람|가구|세대|대|개월|달|시간|살|차례|번|배|곳|가지|마리|척|주일|주)(?![가-힣]{2})"
)


def numbers(text: str, lang: Lang) -> frozenset[str]:
    """The numbers that the text states, with their unit where it is of a kind that both languages share."""
    text = unicodedata.normalize("NFC", text)
    text = _ISO.sub(" ", (_DAY_EN if lang == "en" else _DAY_KO).sub(" ", text))
    return frozenset(_english(text) if lang == "en" else _korean(text))


def days(text: str, lang: Lang, published: date | None = None) -> frozenset[str]:
    """The days and months that the text names; English weekdays are the last before publication."""
    found: set[str] = set()
    for match in (_DAY_EN if lang == "en" else _DAY_KO).finditer(unicodedata.normalize("NFC", text)):
        group = {name.rstrip("23"): value for name, value in match.groupdict().items() if value}
        month = _month(group["month"]) if "month" in group else None
        if "day" in group and not 1 <= int(group["day"]) <= 31:
            continue
        if "day" in group:
            found |= _day(month, int(group["day"]))
        elif month:
            found.add(f"m:{month}")
    if lang == "en" and published is not None:
        for match in _WEEKDAY_EN.finditer(text):
            weekday = next(n for n, name in enumerate(_WEEKDAYS) if name.startswith(match[1].lower()))
            day = published - timedelta(days=(published.weekday() - weekday) % 7)
            found |= _day(day.month, day.day)
    return frozenset(found)


def _day(month: int | None, day: int) -> set[str]:
    return {f"d:{day}"} | ({f"d:{month}-{day}"} if month else set())


def _month(word: str) -> int:
    return int(word) if word.isdecimal() else _MONTHS.index(word[:3].lower()) + 1


def _english(text: str) -> Iterator[str]:
    for match in _NUMBER_EN.finditer(text):
        unit = "usd" if match["sign"] else "decade" if match["s"] else _unit(match["unit"], match["next"])
        power = _SCALE.get(match["scale"] or "", 0)
        for number in (match["number"], match["upto"]):
            if number:
                yield _mark(_decimal(number).scaleb(power), unit)
    for match in _WORD_EN.finditer(text):
        word, scale, unit = match["number"].lower(), match["scale"], _unit(match["unit"], match["next"])
        if word in _COUNT_EN and (scale or unit or _COUNT_EN[word] > 2):
            yield _mark(Decimal(_COUNT_EN[word]).scaleb(_SCALE.get(scale or "", 0)), unit)


def _korean(text: str) -> Iterator[str]:
    for match in _NUMBER_KO.finditer(text):
        if not any(c.isdecimal() for c in match["whole"]):
            continue
        unit = _unit_ko(match["unit"])
        whole = _composed(match["whole"])
        yield _mark(whole, unit)
        if match["upto"]:
            yield _mark(_composed(match["upto"]), unit)
    for match in _WORD_KO.finditer(text):
        unit = _unit_ko(match["unit"])
        if unit or _COUNT_KO[match["number"]] > 2:
            yield _mark(Decimal(_COUNT_KO[match["number"]]), unit)


def _composed(words: str) -> Decimal:
    """2만 1400 is 21400; 1억 2천만 is 120 million."""
    total, myriad = Decimal(0), Decimal(0)
    for number, small, large in _PART_KO.findall(words):
        if not (number or small or large):
            continue
        myriad += _decimal(number or "1").scaleb(_SCALE.get(small, 0))
        if large:
            total += myriad.scaleb(_SCALE[large])
            myriad = Decimal(0)
    return total + myriad


def _unit(word: str | None, following: str | None) -> str | None:
    for candidate in (word, following):
        if candidate and candidate.lower() in _UNIT_OF:
            return _UNIT_OF[candidate.lower()]
    return None


def _unit_ko(word: str | None) -> str | None:
    for length in range(len(word or ""), 0, -1):
        unit = _UNIT_OF.get((word or "")[:length].lower())
        if unit is not None:
            return unit
    return None


def _decimal(number: str) -> Decimal:
    return Decimal(number.replace(",", ""))


def _mark(value: Decimal, unit: str | None) -> str:
    plain = f"{value.normalize():f}"
    return f"{plain} {unit}" if unit else plain
