"""Every report of the sample press is sound, and a bad one is named by file and key."""

import json
import re
import shutil
import unicodedata
from pathlib import Path

import pytest

from pipeline.errors import InputError
from press import reports
from press.editions import DAYS, end_of
from press.sheets import Report

WHOLE = """
[en]
slug = "salt-comes-over-at-hyesan"
title = "Salt comes over at Hyesan"
published = 2026-03-05T09:00:00+09:00
translator = "A. Person"
body = \"\"\"
Salt came over.

## Where it went

To the market.
\"\"\"
[en.labels]
regions = ["KP-10-HYESAN"]
commodities = ["seasonings"]
topics = ["border-trade"]
is_border_trade_story = true
[[en.labels.signals]]
region = "KP-10-HYESAN"
flow = "import"
trend = "resumed"
[[en.revisions]]
at = 2026-03-06T09:00:00+09:00
kind = "substantive"
title = "Salt and sugar come over at Hyesan"
[en.revisions.labels]
regions = ["KP-10-HYESAN"]
commodities = ["seasonings", "sugar"]
topics = ["border-trade"]
is_border_trade_story = true
[en.takedown]
at = 2026-03-08T00:00:00+09:00
"""


def folder(tmp_path: Path, text: str = WHOLE, name: str = "salt") -> Path:
    (tmp_path / f"{name}.toml").write_text(text, encoding="utf-8")
    return tmp_path


def every_report() -> list[tuple[str, Report]]:
    return [(f"{sheet.key}-{lang}", report) for sheet in reports.load() for lang, report in sheet.editions()]


def test_every_bundled_report_loads_and_is_named_by_its_day() -> None:
    sheets = reports.load()
    assert len(sheets) == len(list(reports.BUNDLED.glob("*.toml")))
    for sheet in sheets:
        first = min(report.published for _, report in sheet.editions())
        assert sheet.key[:10] == first.date().isoformat(), sheet.key


def test_the_press_is_large_and_varied_enough_to_try_every_step_on() -> None:
    sheets = reports.load()
    editions = [lang for sheet in sheets for lang, _ in sheet.editions()]
    assert editions.count("en") >= 60
    assert editions.count("ko") >= 60
    assert sum(sheet.en is not None and sheet.ko is not None for sheet in sheets) >= 25
    assert sum(sheet.story != sheet.key for sheet in sheets) >= 3
    kinds = [revision.kind for _, report in every_report() for revision in report.revisions]
    assert kinds.count("cosmetic") >= 2
    assert kinds.count("substantive") >= 2
    assert sum(report.takedown is not None for _, report in every_report()) >= 1
    days = {report.published.date() for _, report in every_report()}
    assert len(days) >= 55


def test_an_english_version_comes_two_to_seven_days_after_its_korean_original() -> None:
    lags = {
        sheet.key: (sheet.en.published.date() - sheet.ko.published.date()).days
        for sheet in reports.load()
        if sheet.en and sheet.ko
    }
    assert {key: days for key, days in lags.items() if not 2 <= days <= 7} == {}


def test_labels_agree_with_themselves() -> None:
    for name, report in every_report():
        for _, _, labels in (report.wording(report.published), report.wording(end_of(DAYS))):
            named = {*labels.regions, *labels.optional_regions}
            placed = {signal.region for signal in labels.signals if signal.region and not signal.uncertain}
            unsure = set(labels.uncertain)
            assert "regions" in unsure or placed <= named or not named, (name, placed - named)
            goods = {signal.commodity for signal in labels.signals if signal.commodity and not signal.uncertain}
            assert "commodities" in unsure or goods <= set(labels.commodities), (name, goods - set(labels.commodities))
            assert not labels.is_border_trade_story or "border-trade" in labels.topics or unsure, name
            assert len(set(labels.topics)) == len(labels.topics), name


def test_texts_hold_no_boilerplate_no_foreign_outlet_and_no_stray_markup() -> None:
    for name, report in every_report():
        for text in (report.title, report.body, *(r.body or "" for r in report.revisions)):
            assert unicodedata.is_normalized("NFC", text)
            assert not re.search(r"Daily ?NK|데일리 ?NK|<\w+|https?://|Translated by|Read in Korean", text), name


def test_wording_labels_and_visibility_change_with_the_day(tmp_path: Path) -> None:
    [sheet] = reports.load(folder(tmp_path))
    report = sheet.en
    assert report is not None
    states = {
        day: (report.wording(end_of(day))[0], len(report.wording(end_of(day))[2].commodities))
        for day in range(1, 10)
        if report.visible(end_of(day))
    }
    first, second = ("Salt comes over at Hyesan", 1), ("Salt and sugar come over at Hyesan", 2)
    assert states == {5: first, 6: second, 7: second}


def test_golden_documents_have_the_shape_that_the_scorers_read() -> None:
    documents = {document["id"]: document for document in reports.labels(4)}
    tyres = documents["2026-03-01-hyesan-tyres-en"]
    assert json.loads(json.dumps(tyres)) == tyres
    assert {key: value for key, value in tyres.items() if key not in ("text", "labels")} == {
        "id": "2026-03-01-hyesan-tyres-en",
        "story": "2026-03-01-hyesan-tyres",
        "lang": "en",
        "source": "sample-en",
        "title": "Tyre imports fall in Hyesan as Changbai opens every parcel",
        "published": "2026-03-04T10:12:00+09:00",
        "url": "http://127.0.0.1:8737/english/tyre-imports-fall-in-hyesan-as-changbai-opens-every-parcel/",
    }
    assert tyres["text"].endswith("\n\nTranslated by Nora Whitcombe. Edited by Pell Ostrander.")
    assert "\n\nThree days instead of an afternoon\n\n" in tyres["text"]
    assert "teh traders" in tyres["text"]
    assert "teh traders" not in next(d for d in reports.labels(5) if d["id"] == tyres["id"])["text"]
    assert tyres["labels"]["signals"][0] == {
        "region": "KP-10-HYESAN",
        "counterpart": "CN-JL-CHANGBAI",
        "commodity": "tires-parts",
        "flow": "import",
        "trend": "down",
        "hedge": None,
        "event_date": None,
        "uncertain": False,
    }
    assert tyres["labels"]["translator"] == "Nora Whitcombe"
    repost = documents["2026-03-03-hyesan-tyres-again-ko"]
    assert repost["story"] == tyres["story"]


@pytest.mark.parametrize(
    ("old", "new", "told"),
    [
        ('"KP-10-HYESAN"]', '"KP-10-HIESAN"]', r"salt\.toml: en\.labels\.regions\.0: .*'KP-10-HIESAN'"),
        ('["seasonings"]', '["salt"]', r"en\.labels\.commodities\.0: .*seeds/commodities\.csv has no id 'salt'"),
        ('trend = "resumed"', 'trend = "risen"', r"en\.labels\.signals\.0\.trend: "),
        ('title = "Salt comes over at Hyesan"', "", r"en\.title: Field required"),
        ('translator = "A. Person"', 'translater = "A. Person"', r"en\.translater: Unexpected keyword argument"),
        ("published = 2026-03-05T09:00:00+09:00", "published = 2026-03-05T09:00:00", r"en\.published: .*timezone"),
        ("published = 2026-03-05T09:00:00+09:00", "published = 2026", r"en\.published: .*valid datetime"),
        ("published = 2026-03-05", "published = 2026-02-28", r"en\.published: .*60 days from 2026-03-01"),
        ("at = 2026-03-06", "at = 2026-03-04", r"en\.revisions: .*time order"),
        ('title = "Salt and sugar come over at Hyesan"', "", r"en\.revisions: .*title, the body or both"),
        ("[en]", 'story = "sugar"\n[en]', r"salt\.toml: story: no file sugar\.toml"),
        ("Salt came over.", "Saélt".replace("é", "e\u0301"), r"en\.body: .*NFC"),
        ("[en]", "[en", r"salt\.toml: not a UTF-8 TOML file"),
    ],
)
def test_a_bad_report_is_named_by_file_and_key(tmp_path: Path, old: str, new: str, told: str) -> None:
    assert old in WHOLE
    with pytest.raises(InputError, match=told):
        reports.load(folder(tmp_path, WHOLE.replace(old, new, 1)))


def test_one_slug_names_one_report_of_an_edition(tmp_path: Path) -> None:
    folder(tmp_path, name="first")
    with pytest.raises(InputError, match=r"second\.toml: en\.slug: .* stands in first\.toml too"):
        reports.load(folder(tmp_path, name="second"))


def test_a_korean_slug_is_the_publication_day(tmp_path: Path) -> None:
    korean = WHOLE.replace("[en", "[ko").replace('translator = "A. Person"', "")
    dated = korean.replace("salt-comes-over-at-hyesan", "20260305-1")
    for name in ("bad", "good"):
        (tmp_path / name).mkdir()
    with pytest.raises(InputError, match=r"salt\.toml: ko\.slug: .*20260301-1"):
        reports.load(folder(tmp_path / "bad", korean))
    [sheet] = reports.load(folder(tmp_path / "good", dated))
    assert sheet.ko is not None
    assert sheet.ko.slug == "20260305-1"


def test_an_empty_folder_is_an_error(tmp_path: Path) -> None:
    with pytest.raises(InputError, match=r"no report files"):
        reports.load(tmp_path)


def test_the_example_of_the_readme_is_a_sound_report(tmp_path: Path) -> None:
    readme = (reports.BUNDLED.parent / "README.md").read_text(encoding="utf-8")
    example = readme.split("```toml\n", 1)[1].split("```", 1)[0]
    shutil.copy(reports.BUNDLED / "2026-03-01-hyesan-tyres.toml", tmp_path)
    example_sheet = reports.load(folder(tmp_path, example, "2026-03-07-hyesan-tyres"))[1]
    assert example_sheet.story == "2026-03-01-hyesan-tyres"
    assert example_sheet.en is not None
    used = {name for name in Report.__dataclass_fields__ if f"\n{name} = " in example or f"[en.{name}" in example}
    assert used == set(Report.__dataclass_fields__)
