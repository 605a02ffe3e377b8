"""What stands around a noun inside a Korean word: particles glued to its right, other syllables to its left.

A word (eojeol) is noun + suffix nouns + particles; a match in it is the noun only if what remains parses as such.
"""

import re
from typing import NamedTuple

_HANGUL = re.compile(r"[가-힣]*")
_HANGUL_BEFORE = re.compile(r"[가-힣]*$")
_GLOSS = re.compile(r"\([^)\n]{1,12}\)")

SUFFIX_NOUNS = (
    "시내 시장 시 군 도 현 성 구역 지구 지역 지방 일대 등지 세관 해관 통상구 항구 항 역 공항 광산 탄광 "
    "농장 공장 주민들 주민 사람들 사람 상인들 상인 소식통 당국 국경 접경 쪽 측 산 발 행 내 내부 외곽 "
    "시민 군민 도민 현지 인근 부근 주변 방면 읍 리 노동자구 인민위원회 당위원회 보위부 안전부 보안국 들 등 간 및"
)
PARTICLES = (
    "은 는 이 가 을 를 의 에 에서 에게 에게서 으로 로 으로부터 로부터 부터 까지 와 과 도 만 마저 조차 "
    "보다 처럼 같은 같이 이나 나 이라 라 이라고 라고 이라는 라는 이란 란 이며 며 이고 고 인 이다 다 였다 "
    "이었다 입니다 일 하고 랑 이랑 뿐 뿐만 밖에 대로 마다 든 이든 든지 이든지 라도 이라도 서 엔 에선 "
    "에게는 으론 론 이지만 지만 이자 자 이었던 였던 에서만 라며 이라며 여서 이어서"
)
_AFTER_PLACES = (
    "은 는 이 가 을 를 의 에 에서 으로 로 와 과 도 만 까지 부터 에는 에도 에서는 에서도 에서의 으로의 이나 나 "
    "이며 이고 인 라며 이라며 들 들은 들이 들의 들을 측 측은 측이 이다 이었다"
)
ENDINGS = "|".join(_AFTER_PLACES.split())
"""The particles that follow a place or what is in it, as one alternation."""


def _choice(words: str) -> str:
    return "|".join(sorted(words.split(), key=len, reverse=True))


_TAIL = re.compile(rf"((?:{_choice(SUFFIX_NOUNS)})*?)((?:{_choice(PARTICLES)})*)$")


class Tail(NamedTuple):
    """What is glued to the right of a noun: suffix nouns, then particles; `clean` when that accounts for all of it."""

    run: str
    suffix: str
    particle: str
    clean: bool


def right_of(whole: str, end: int) -> Tail:
    """The syllables glued to the right of `end`, parsed as suffix nouns and particles."""
    match = _HANGUL.match(whole, end)
    run = match.group() if match else ""
    parsed = _TAIL.match(run)
    if parsed is None:
        return Tail(run, "", "", clean=False)
    return Tail(run, parsed.group(1), parsed.group(2), clean=True)


def left_of(whole: str, start: int) -> str:
    """The syllables glued to the left of `start`, empty at the beginning of a word."""
    found = _HANGUL_BEFORE.search(whole, max(0, start - 12), start)
    return found.group() if found else ""


def past_gloss(text: str) -> str:
    """The text without Chinese characters or another gloss in parentheses at its beginning."""
    gloss = _GLOSS.match(text)
    return text[gloss.end() :] if gloss else text
