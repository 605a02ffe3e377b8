"""Documents that no crawl brought go the same way."""

import json
from pathlib import Path

import pytest

from tests.cli.conftest import Borderwire
from tests.shared import measuring

REPORT = """Tyres grow scarce in Hyesan

Imports of tyres through Hyesan, Ryanggang Province, have fallen sharply since last week, a source in the province told
Border Courier on Tuesday. Drivers now wait for days at the customs house across from Changbai in China.

Trucks bound for Hyesan are opened one by one, the source said, and tyres are sent back to the seller.

Translated by Ann Example. Edited by Bo Sample.
"""


def test_the_report_that_the_project_starts_from_comes_out_as_a_reader_finds_it(borderwire: Borderwire) -> None:
    labels = json.loads(measuring("eval/seed_labels.json").read_text(encoding="utf-8"))["labels"]
    borderwire("ingest", str(measuring("eval/seed.txt")), "--source", "dailynk-en", "--date", "2024-03-28")
    ids = {
        name: {row["id"] for row in borderwire.rows(f"SELECT {column} AS id FROM {table}")}
        for name, table, column in (
            ("regions", "article_region", "region_id"),
            ("commodities", "article_commodity", "commodity_id"),
            ("topics", "article_topic", "topic_id"),
        )
    }
    assert ids == {name: set(labels[name]) for name in ids}
    [article] = borderwire.rows("""
        SELECT a.primary_region, a.primary_place, a.is_border_trade_story, v.translator, v.editor, v.text
        FROM article a JOIN article_version v USING (version_id)
    """)
    body = article.pop("text")
    assert article == {
        "primary_region": labels["primary_region"],
        "primary_place": labels["primary_place"],
        "is_border_trade_story": 1,
        "translator": labels["translator"],
        "editor": labels["editor"],
    }
    paragraphs = measuring("eval/seed.txt").read_text(encoding="utf-8").split("\n\n")
    assert body.split("\n\n") == [p.strip() for p in paragraphs[:-4]]
    sure = {(s["region"], s["commodity"], s["flow"], s["trend"]) for s in labels["signals"] if not s.get("uncertain")}
    found = {
        (s["region_id"], s["commodity_id"], s["flow"], s["trend"])
        for s in borderwire.rows("SELECT region_id, commodity_id, flow, trend FROM signal")
    }
    assert sure - found == set()
    order = borderwire.rows("SELECT region_id FROM ranking ORDER BY number, place")
    assert [row["region_id"] for row in order] == labels["ranking"]["order"]
    places = borderwire.rows("SELECT place FROM attribution ORDER BY number")
    assert [row["place"] for row in places] == [a["where"] for a in labels["attribution"]]


def test_a_text_file_becomes_an_article_with_the_title_and_day_that_were_given(
    borderwire: Borderwire, tmp_path: Path
) -> None:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    words = ["--source", "dailynk-en", "--date", "2026-03-12", "--title", "Tyres grow scarce in Hyesan"]
    borderwire("ingest", str(tmp_path / "report.txt"), *words, "--url", "http://courier.test/tyres")
    assert borderwire.rows("SELECT url, title, published_date, published_basis, published_precision FROM article") == [
        {
            "url": "http://courier.test/tyres",
            "title": "Tyres grow scarce in Hyesan",
            "published_date": "2026-03-12",
            "published_basis": "given",
            "published_precision": "day",
        }
    ]
    assert borderwire.rows("SELECT region_id, commodity_id, flow, trend FROM signal") == [
        {"region_id": "KP-10-HYESAN", "commodity_id": "tires-parts", "flow": "import", "trend": "down"}
    ]


def test_json_lines_carry_their_own_fields_and_html_is_extracted(borderwire: Borderwire, tmp_path: Path) -> None:
    paragraphs = "".join(f"<p>{p}</p>" for p in REPORT.split("\n\n")[1:3])
    page = f"<html><head><title>Tyres</title></head><body><article><h1>Tyres</h1>{paragraphs}</article></body></html>"
    lines = [
        {"id": "a", "text": REPORT, "title": "Text", "source": "dailynk-en", "published": "2026-03-12"},
        {"id": "b", "html": page, "title": "Page", "source": "sample-en", "date": "2026-03-13T09:00:00+09:00"},
    ]
    file = tmp_path / "docs.jsonl"
    file.write_text("\n".join(json.dumps(line) for line in lines), encoding="utf-8")
    borderwire("ingest", str(file))
    assert borderwire.rows("SELECT source_id, title, published_date FROM article ORDER BY title") == [
        {"source_id": "sample-en", "title": "Page", "published_date": "2026-03-13"},
        {"source_id": "dailynk-en", "title": "Text", "published_date": "2026-03-12"},
    ]


def test_the_same_file_again_changes_nothing(borderwire: Borderwire, tmp_path: Path) -> None:
    (tmp_path / "report.txt").write_text(REPORT, encoding="utf-8")
    words = ("ingest", str(tmp_path / "report.txt"), "--source", "dailynk-en", "--date", "2026-03-12")
    borderwire(*words)
    before = borderwire.rows("SELECT * FROM article_version")
    borderwire(*words)
    assert borderwire.rows("SELECT * FROM article_version") == before
    assert borderwire.rows("SELECT word FROM disposition ORDER BY 1") in (
        [{"word": "loaded"}, {"word": "unchanged"}],
        [{"word": "loaded"}],  # both within one second are one page
    )


@pytest.mark.parametrize(
    ("name", "text", "words", "complaint"),
    [
        ("a.txt", "text", [], "whose document is it?"),
        ("a.txt", "text", ["--source", "dailynk-en", "--date", "last week"], "is no date"),
        ("a.txt", "text", ["--source", "dailynk-en", "--date", "2026-03-12T09:00:00"], "has no zone"),
        ("a.txt", "text", ["--source", "nobody"], "no source 'nobody'"),
        ("a.jsonl", '{"id": 1}\n', ["--source", "dailynk-en"], "a.jsonl: line 1: not an object"),
        ("a.jsonl", "{}\n[\n", ["--source", "dailynk-en"], "line 1: not an object"),
    ],
)  # fmt: skip
def test_a_document_that_cannot_be_taken_is_named_and_nothing_is_loaded(
    borderwire: Borderwire, tmp_path: Path, name: str, text: str, words: list[str], complaint: str
) -> None:
    (tmp_path / name).write_text(text, encoding="utf-8")
    done = borderwire("ingest", str(tmp_path / name), *words, check=False)
    assert (done.returncode, complaint in done.stderr, done.stderr.count("\n")) == (1, True, 1), done.stderr
    assert not borderwire.data.exists()
