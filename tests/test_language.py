"""The language of bodies, headlines and briefs."""

import json
from pathlib import Path

import pytest

from pipeline.language import language
from pipeline.settings import ROOT
from press import reports

DEV = ROOT.parent / "shared" / "eval" / "dev.jsonl"

TEXTS = {
    "en": [
        "Traders wait at the bridge",
        "Rice soars in Sinuiju markets",
        "Dandong customs opens every parcel, source says",
        "North Korea halts coal shipments through Rason",
        "A source in North Pyongan Province (평안북도) told us that 쌀값 had risen again in the markets of Sinuiju.",
        "38 trucks crossed on Friday.",
    ],
    "ko": [
        "신의주 쌀값 급등",
        "단둥 세관, 검사 강화",
        "북한, 중국산 CCTV 장비 USB 밀반입 단속…'K-POP' 저장장치도",
        "평양 시장의 USD 환율",
        "中 단둥서 北 무역일꾼 귀국…對北 제재 여파",
        "金正恩 訪中 임박설…北中 국경 긴장",
    ],
    "zh": ["丹东海关加强检查", "朝鲜的货车在桥上等候，司机们说已经两天没有通关了。"],
    "ja": ["新義州の市場でコメの値段が上がった。", "北朝鮮へのトラックが橋の手前で止まっている"],
    "fr": ["Les camions attendent depuis deux jours devant le poste de douane de la ville, selon un habitant."],
    "de": ["Die Lastwagen warten seit zwei Tagen vor der Brücke, sagte ein Händler in der Grenzstadt."],
    "es": ["Los camiones esperan desde hace dos días ante la aduana, dijo un comerciante de la ciudad fronteriza."],
    "und": ["", "1234 – 5678"],
}


@pytest.mark.parametrize(("lang", "text"), [(lang, text) for lang, texts in TEXTS.items() for text in texts])
def test_bodies_headlines_and_mixed_text(lang: str, text: str) -> None:
    assert language(text) == lang


def test_the_answer_is_the_same_a_hundred_times() -> None:
    texts = [text for texts in TEXTS.values() for text in texts]
    first = [language(text) for text in texts]
    assert all([language(text) for text in texts] == first for _ in range(99))


def test_every_body_and_nearly_every_headline_of_the_sample_press_is_known() -> None:
    told = [
        (report, lang) for sheet in reports.load() for lang, report in (("en", sheet.en), ("ko", sheet.ko)) if report
    ]
    assert [report.slug for report, lang in told if language(report.body) != lang] == []
    headlines = [language(report.title) == lang for report, lang in told]
    assert sum(headlines) >= 0.97 * len(headlines)


@pytest.mark.skipif(
    not DEV.is_file(), reason="../shared/eval is not here: real reports are not part of this repository"
)
def test_real_reports_are_known() -> None:
    rows = [json.loads(line) for line in Path(DEV).read_text(encoding="utf-8").splitlines()]
    assert len(rows) > 20
    assert [row["id"] for row in rows if language(row["text"]) != row["lang"]] == []
