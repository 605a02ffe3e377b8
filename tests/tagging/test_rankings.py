"""Orders of regions that sources give, and that they are no signals."""

import pytest

from pipeline.records import Document, Ranking
from pipeline.tagging.tag import tag
from tests.tagging.changes import lines, signals
from tests.tagging.reading import LINK, RULES

RANKED = [
    (
        "en",
        "The areas where most smuggling takes place are, in order, North Hamgyong Province, Chagang Province and Ryanggang Province.",
        "smuggling",
        ("KP-09", "KP-04", "KP-10"),
    ),
    (
        "en",
        "Most trade goes through Sinuiju, followed by Hyesan and Rason.",
        "trade",
        ("KP-03-SINUIJU", "KP-10-HYESAN", "KP-13"),
    ),
    ("en", "Imports are highest in Rason, then in Sinuiju.", "import", ("KP-13", "KP-03-SINUIJU")),
    ("ko", "밀수는 함경북도, 양강도, 자강도 순으로 많다.", "smuggling", ("KP-09", "KP-10", "KP-04")),
    ("ko", "무역이 가장 활발한 곳은 평안북도이고 다음은 양강도, 함경북도다.", "trade", ("KP-03", "KP-10", "KP-09")),
    ("ko", "수출은 라선시가 가장 많고 남포시가 뒤를 이었다.", "export", ("KP-13", "KP-14")),
]
UNRANKED = [
    ("en", "Smuggling has stopped in Hyesan and then in Musan."),
    ("en", "Rice is dearest in Hyesan, followed by Sinuiju."),
    ("en", "Most smuggling takes place in Hyesan."),
    ("ko", "혜산과 신의주에서 밀수가 많다."),
    ("ko", "쌀값은 혜산, 신의주 순으로 비싸다."),
]


def rankings(lang: str, text: str) -> tuple[Ranking, ...]:
    document = Document(id="x", lang="ko" if lang == "ko" else "en", title="", text=text + LINK[lang])
    return tag(document, RULES).rankings


@pytest.mark.parametrize(("lang", "text", "measure", "order"), RANKED)
def test_a_ranking_keeps_its_measure_and_order(lang: str, text: str, measure: str, order: tuple[str, ...]) -> None:
    found = rankings(lang, text)
    assert [(r.measure, r.order) for r in found] == [(measure, order)]
    assert text[found[0].span.start : found[0].span.end] == text


@pytest.mark.parametrize(("lang", "text", "measure", "order"), RANKED)
def test_a_ranking_states_no_change(lang: str, text: str, measure: str, order: tuple[str, ...]) -> None:
    assert lines(signals(lang, text)) == set()


@pytest.mark.parametrize(("lang", "text"), UNRANKED)
def test_an_order_of_other_things_is_no_ranking(lang: str, text: str) -> None:
    assert rankings(lang, text) == ()
