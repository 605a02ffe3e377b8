"""The tagger as a filter: what a document may look like, and what comes out; every text is invented."""

import json
import unicodedata

import pytest

from pipeline.errors import InputError
from pipeline.tagging import tag_line
from pipeline.tagging.jsonl import document_of, offsets
from tests.tagging.reading import RULES

TEXT = """Trade in Hyesan has stopped, a source in Ryanggang Province told Daily NK on Tuesday.

Traders in North Korea wait.

Translated by Ann Other. Edited by Some One.

Daily NK works with a network of sources living in North Korea, China, and elsewhere. Their identities remain anonymous.

Please send any comments or questions about this article to someone@example.org.

Read in Korean"""


def test_credits_are_read_and_boilerplate_names_neither_places_nor_sources() -> None:
    found = tag_line({"id": "a", "source": "Daily NK EN", "text": TEXT}, RULES)
    assert (found["translator"], found["editor"]) == ("Ann Other", "Some One")
    assert [r["id"] for r in found["regions"]] == ["KP-10-HYESAN", "KP-10"]
    assert [(a["where"], a["told"]) for a in found["attribution"]] == [("KP-10", "Daily NK")]


def test_spans_count_characters_of_the_text_as_given() -> None:
    text = "기자입력\n\n(▶관련 기사 바로보기: 딴 기사)\n북한 신의주에서 혜산까지 화물차가 달렸다고 소식통이 전했다."
    for given in (text, unicodedata.normalize("NFD", text)):
        found = tag_line({"id": "a", "lang": "ko", "text": given}, RULES)
        spelt = {r["id"]: [given[s["start"] : s["end"]] for s in r["spans"]] for r in found["regions"]}
        names = {"KP-03-SINUIJU": ["신의주"], "KP-10-HYESAN": ["혜산"]}
        assert {k: [unicodedata.normalize("NFC", n) for n in v] for k, v in spelt.items()} == names


def test_each_character_of_the_composed_text_begins_where_it_begins_in_the_given_one() -> None:
    text = "a\u0301가\u1112\u1161\u11ab."
    assert (unicodedata.normalize("NFC", text), offsets(text)) == ("á가한.", [0, 2, 3, 6, 7])


def test_the_language_is_found_where_none_is_given() -> None:
    english = (
        "The customs house of the border city was closed for the whole of the week, and no truck crossed the river."
    )
    assert [document_of({"id": "a", "text": t}).lang for t in (english, "혜산에서 밀수가 멈췄다.")] == ["en", "ko"]


@pytest.mark.parametrize(
    ("published", "day"),
    [("2026-03-05T09:00:00+09:00", "2026-03-05"), ("2026-03-05", "2026-03-05"), ("2026-03", None), (None, None)],
)
def test_the_day_is_that_of_the_instant_and_a_month_gives_none(published: str | None, day: str | None) -> None:
    found = document_of({"id": "a", "text": "x", "published": published}).published
    assert (found.isoformat() if found else None) == day


@pytest.mark.parametrize(
    ("record", "said"),
    [({"id": "a"}, "text is missing"), ({"id": "a", "text": "x", "published": "on Tuesday"}, "no date")],
)
def test_a_record_that_is_no_document_is_refused_by_field(record: dict[str, object], said: str) -> None:
    with pytest.raises(InputError, match=said):
        tag_line(record, RULES)


def test_the_same_document_gives_the_same_line_and_the_line_is_json() -> None:
    lines = {json.dumps(tag_line({"id": "a", "text": TEXT, "title": None}, RULES), sort_keys=True) for _ in range(3)}
    assert len(lines) == 1


def test_a_report_without_a_link_to_north_korea_has_only_places() -> None:
    found = tag_line(
        {"id": "a", "lang": "en", "text": "Smuggling of coal from Qingdao soared, a source in Dalian told Reuters."},
        RULES,
    )
    assert [r["id"] for r in found["regions"]] == ["CN-SD-QINGDAO", "CN-LN-DALIAN"]
    rest = ("commodities", "topics", "signals", "attribution", "is_border_trade_story")
    assert [bool(found[field]) for field in rest] == [False] * 5
