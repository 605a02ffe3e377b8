"""What a signal carries beside region, flow, trend and good, and which of several claims stands."""

import json
import os
from datetime import date
from pathlib import Path

import pytest

from pipeline.records import Document, Signal
from pipeline.tagging.jsonl import tag_line
from pipeline.tagging.tag import tag
from tests.tagging.changes import lines, signals
from tests.tagging.reading import RULES

EVAL = Path(__file__).resolve().parents[2].parent / "shared" / "eval"

STANDING: list[tuple[str, str, str, set[str]]] = [
    (
        "en",
        "restarted then growing is up",
        "Trade at Hyesan resumed in March and has grown every week since.",
        {"KP-10-HYESAN both up -"},
    ),
    (
        "ko",
        "stopped then restarted is resumed",
        "혜산의 무역이 3월에 중단됐다가 이달 재개됐다.",
        {"KP-10-HYESAN both resumed -"},
    ),
    (
        "en",
        "no null signal beside goods",
        "Imports at Sinuiju have fallen. Imports of flour have fallen too.",
        {"KP-03-SINUIJU import down flour"},
    ),
    (
        "en",
        "a town stands for its province",
        "Smuggling in Ryanggang Province has stopped. In Hyesan, smuggling has stopped as well.",
        {"KP-10-HYESAN smuggling halted -"},
    ),
    (
        "en",
        "two goods, two signals",
        "Imports of rice and flour through Sinuiju have doubled.",
        {"KP-03-SINUIJU import up rice", "KP-03-SINUIJU import up flour"},
    ),
    (
        "ko",
        "crackdown and fall are two signals",
        "단속 강화로 혜산의 밀수가 뚝 끊겼다.",
        {"KP-10-HYESAN smuggling tightened -", "KP-10-HYESAN smuggling halted -"},
    ),
    (
        "en",
        "a main verb outweighs an attribute",
        "The booming trade at Hyesan has slowed sharply.",
        {"KP-10-HYESAN both down -"},
    ),
    ("en", "prices give none", "Rice soared 20 percent in Hyesan and the dollar rose too.", set()),
    (
        "ko",
        "a price story may still state a fall",
        "혜산의 쌀값이 올랐다. 쌀 수입이 크게 줄었기 때문이다.",
        {"KP-10-HYESAN import down rice"},
    ),
]


@pytest.mark.parametrize(("lang", "promise", "text", "expected"), STANDING)
def test_of_many_claims_these_stand(lang: str, promise: str, text: str, expected: set[str]) -> None:
    assert lines(signals(lang, text)) == expected, promise


PLACES: list[tuple[str, str, str, set[str]]] = [
    (
        "en",
        "the sentence before",
        "Traders wait at Hyesan. Imports have fallen by half.",
        {"KP-10-HYESAN import down -"},
    ),
    (
        "en",
        "the lead",
        "Life is hard in Hyesan, residents say, and the winter was long. Prices are high. Imports have fallen by half.",
        {"KP-10-HYESAN import down -"},
    ),
    (
        "en",
        "never the source's place",
        "A source in Hyesan told the paper that imports have fallen by half.",
        {"- import down -"},
    ),
    (
        "en",
        "the border alone is no place",
        "Smuggling across the China–North Korea border is booming.",
        {"- smuggling up -"},
    ),
    (
        "ko",
        "two places, one each",
        "신의주와 단둥의 밀수가 끊겼다.",
        {"KP-03-SINUIJU smuggling halted -", "CN-LN-DANDONG smuggling halted -"},
    ),
    (
        "en",
        "a link is its North Korean end",
        "Trade between Dandong and Sinuiju has stopped.",
        {"KP-03-SINUIJU both halted -"},
    ),
    (
        "en",
        "control is where the authority acts",
        "Dandong customs has tightened checks on cargo bound for Sinuiju.",
        {"CN-LN-DANDONG import tightened -"},
    ),
    (
        "en",
        "the province of the lead",
        "Trade is slow in Chagang Province, residents say. Trade between the province and Ji’an has fallen by half.",
        {"KP-04 both down -"},
    ),
]


@pytest.mark.parametrize(("lang", "promise", "text", "expected"), PLACES)
def test_a_claim_is_about_this_place(lang: str, promise: str, text: str, expected: set[str]) -> None:
    assert lines(signals(lang, text)) == expected, promise


FLOWS: list[tuple[str, str, str]] = [
    ("en", "China's exports to North Korea rose.", "import"),
    ("en", "Chinese exports to the North fell.", "import"),
    ("en", "North Korea's exports to China fell.", "export"),
    ("en", "China's imports from North Korea fell.", "export"),
    ("en", "Imports of Chinese goods through Sinuiju fell.", "import"),
    ("en", "Authorities in China have banned the export of pipes.", "import"),
    ("en", "Trade at Sinuiju fell.", "both"),
    ("en", "Shipments from Dandong to Sinuiju fell.", "import"),
    ("en", "Shipments from Nampo to Dalian fell.", "export"),
    ("en", "Inspections of cargo bound for Rason were stepped up.", "import"),
    ("en", "The seafood trade at Hunchun has slowed.", "export"),
    ("ko", "중국의 대북 수출이 늘었다.", "import"),
    ("ko", "북한의 대중 수출이 늘었다.", "export"),
    ("ko", "중국의 북한산 수산물 수입이 늘었다.", "export"),
    ("ko", "훈춘 해관이 북한산 게 반입을 금지했다.", "export"),
    ("ko", "신의주에서 중국산 타이어 수입이 줄었다.", "import"),
    ("ko", "신의주의 무역이 줄었다.", "both"),
    ("ko", "혜산의 국가밀수가 늘었다.", "smuggling"),
    ("ko", "단둥 해관이 북한으로 나가는 화물 검사를 강화했다.", "import"),
]


@pytest.mark.parametrize(("lang", "text", "flow"), FLOWS)
def test_the_flow_is_seen_from_north_korea(lang: str, text: str, flow: str) -> None:
    assert {s.flow for s in signals(lang, text)} == {flow}


HEDGED: list[tuple[str, str, str]] = [
    ("en", "The Hyesan customs house will reopen in June.", "planned"),
    ("en", "Officials were ordered to step up inspections of cargo at Sinuiju.", "planned"),
    ("en", "Trade at Hyesan is expected to resume soon.", "planned"),
    ("en", "Rumors that trade will resume at Hyesan are spreading.", "rumoured"),
    ("en", "Exports of pine nuts at Hyesan were not halted.", "denied"),
    ("ko", "혜산 세관이 다음 달 다시 문을 열 예정이다.", "planned"),
    ("ko", "신의주 세관에 화물 검사를 강화하라고 지시했다.", "planned"),
    ("ko", "혜산에서 무역이 재개된다는 소문이 돈다.", "rumoured"),
    ("ko", "혜산의 잣 수출은 중단되지 않았다.", "denied"),
]


@pytest.mark.parametrize(("lang", "text", "hedge"), HEDGED)
def test_what_is_planned_rumoured_or_denied_is_kept_as_that(lang: str, text: str, hedge: str) -> None:
    assert [s.hedge for s in signals(lang, text)] == [hedge]


def test_the_filter_keeps_hedged_changes_apart() -> None:
    text = "Trade at Hyesan has stopped. The Namyang crossing is expected to reopen in June. North Korea is meant."
    found = tag_line({"id": "x", "lang": "en", "text": text}, RULES)
    assert [(s["region"], s["trend"]) for s in found["signals"]] == [("KP-10-HYESAN", "halted")]
    assert [(s["trend"], s["hedge"]) for s in found["hedged"]] == [("resumed", "planned")]


def test_a_signal_carries_its_sentence_date_amounts_and_source() -> None:
    text = (
        "Residents of Hyesan go short of bread. A source in Ryanggang Province told Daily NK that since May 3 "
        "imports of flour have fallen to 20 tons at 3.5 yuan a kilogram."
    )
    (found,) = signals("en", text)
    assert text[found.span.start : found.span.end] == text[text.index("A source") :]
    assert found.event_date is not None
    assert (found.event_date.start, found.event_date.end) == (date(2026, 5, 3), date(2026, 5, 20))
    assert found.quantity is not None
    assert found.price is not None
    assert (found.quantity.value, found.quantity.unit) == (20, "tons")
    assert (found.price.value, found.price.unit) == (3.5, "yuan")
    assert found.attribution == 0
    assert found.rule == "en-subject/before"
    assert 0.5 <= found.confidence <= 1


def test_before_any_source_nobody_is_in_force() -> None:
    text = "Trade at Hyesan has stopped. A trader in Dandong told Reuters that he is waiting."
    (found,) = signals("en", text)
    assert found.attribution is None


def test_the_same_text_gives_the_same_signals() -> None:
    text = "Trade at Hyesan has stopped, and smuggling of copper and gold is booming."
    assert signals("en", text) == signals("en", text)


def _eval_file(name: str) -> Path:
    path = EVAL / name
    if not path.is_file():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"{path} is not here: it is not the project's")
    return path


def _triples(found: list[dict[str, object]]) -> set[tuple[object, object, object]]:
    return {(s["region"], s["flow"], s["trend"]) for s in found}


def test_the_first_report_comes_out_as_its_reader_labelled_it() -> None:
    text = _eval_file("seed.txt").read_text(encoding="utf-8")
    labels = json.loads(_eval_file("seed_labels.json").read_text(encoding="utf-8"))["labels"]
    document = Document(id="seed", lang="en", title="", text=text, published=date(2024, 3, 29), source="dailynk-en")
    tags = tag(document, RULES)
    found = {(s.region, s.flow, s.trend) for s in tags.signals if s.hedge == "reported"}
    sure = _triples([s for s in labels["signals"] if not s.get("uncertain")])
    assert sure <= found <= _triples(labels["signals"])
    assert [r.order for r in tags.rankings] == [tuple(labels["ranking"]["order"])]
    assert tags.rankings[0].measure == labels["ranking"]["measure"]
    assert tags.rankings[0].attribution == len(labels["attribution"]) - 1


def _one(found: tuple[Signal, ...]) -> Signal:
    assert len(found) == 1
    return found[0]


def test_a_signal_of_a_title_points_into_the_title() -> None:
    found = _one(signals("en", "Nothing else happened.", title="Trade at Hyesan resumes"))
    assert found.span.part == "title"
