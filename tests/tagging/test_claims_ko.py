"""Korean: what one sentence asserts of what; every sentence is invented."""

import pytest

from tests.tagging.changes import stated

SENTENCES: list[tuple[str, set[str]]] = [
    ("수입이 크게 줄었다.", {"down reported: 수입 ← 줄었"}),
    ("쌀값이 올랐다.", set()),
    ("수입 가격이 올랐다.", set()),
    ("밀수로 인한 피해가 늘었다.", set()),
    ("세관에서 검사를 강화했다.", {"tightened reported: 검사 ← 강화"}),
    ("반출을 중국 당국이 금지하고 있다.", {"halted reported: 반출 ← 금지"}),
    ("단둥, 다롄 등의 세관에서 통관 검사가 강화됐다.", {"tightened reported: 통관 검사 ← 강화"}),
    ("늘어난 밀수에 주민들이 웃는다.", {"up reported: 밀수 ← 늘어"}),
    ("강화된 세관 검사에 상인들이 운다.", {"tightened reported: 세관 검사 ← 강화"}),
    ("중단된 무역에 대한 이야기다.", set()),
    ("무역이 중단된 것으로 알려졌다.", {"halted reported: 무역 ← 중단"}),
    ("무역이 중단되지 않았다.", {"halted denied: 무역 ← 중단"}),
    ("무역이 아직 재개되지 않고 있다.", {"halted reported: 무역 ← 재개"}),
    ("무역이 재개될 전망이다.", {"resumed planned: 무역 ← 재개"}),
    ("무역이 재개되면 좋겠다.", {"resumed planned: 무역 ← 재개"}),
    ("무역 재개설이 돈다.", {"resumed rumoured: 무역 ← 재개"}),
    ("세관이 문을 열 예정이다.", {"resumed planned: 세관 ← 문을 열"}),
    ("검사를 강화하라고 지시했다.", {"tightened planned: 검사 ← 강화"}),
    ("수입을 중단하고 검사를 강화할 방침이다.", {"halted planned: 수입 ← 중단", "tightened planned: 검사 ← 강화"}),
    ("수입을 중단하고 검사를 강화하고 있다.", {"halted reported: 수입 ← 중단", "tightened reported: 검사 ← 강화"}),
    ("밀수를 막기 위해 단속을 강화했다.", {"tightened reported: 단속 ← 강화"}),
    ("무역이 중단됐다가 재개됐다.", {"halted past: 무역 ← 중단", "resumed reported: 무역 ← 재개"}),
    ("코로나 사태로 국경이 봉쇄돼 무역이 중단됐다.", {"halted past: 국경 ← 봉쇄", "halted past: 무역 ← 중단"}),
    (
        "코로나 사태로 국경이 봉쇄돼 무역이 끊겼으나 최근 무역이 다시 늘고 있다.",
        {"halted past: 국경 ← 봉쇄", "halted past: 무역 ← 끊겼", "up reported: 무역 ← 늘고"},
    ),
    ("밀수가 거의 끊겼다.", {"down reported: 밀수 ← 끊겼"}),
    ("밀수에 뛰어드는 주민들이 늘고 있다.", {"up reported: 밀수 ← 늘고"}),
    (
        "당국이 밀수 단속을 벌이고 있다.",
        {"tightened reported: 밀수 단속 ← 밀수 단속", "tightened reported: 밀수 단속 ← 벌이"},
    ),
    ("단속을 의식해 밀수꾼들이 몸을 사린다.", {"tightened reported: 단속 ← 단속"}),
    ("북한산 수산물이 팔린다.", set()),
    ("금수 조치로 사라졌던 수산물이 다시 시장에 나돌고 있다.", {"resumed reported: 나돌 ← 다시"}),
    ("물자가 더는 들어오지 않는다.", {"halted reported: 물자 ← 들어오지 않"}),
    ("해마다 장마철이면 무역이 줄어든다.", {"down past: 무역 ← 줄어"}),
    ("수입이 하루가 다르게 늘어나고 있다.", {"up reported: 수입 ← 늘어"}),
    ("해관이 짐을 하나하나 풀어 본다.", {"tightened reported: 짐 ← 하나하나 풀어"}),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_a_sentence_states_these_changes(sentence: str, expected: set[str]) -> None:
    assert stated("ko", sentence) == expected
