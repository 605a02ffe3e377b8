"""The filter `borderwire extract`: lines in, lines out."""

import gzip
from datetime import UTC, datetime
from pathlib import Path

import pytest

from pipeline import seeds
from pipeline.errors import InputError
from pipeline.extract import filter as filtering
from pipeline.records import Rejected

NOW = datetime(2026, 3, 20, 12, tzinfo=UTC)
LINES = "The ferry brings rope on Mondays and salt on Thursdays, and on other days it brings nobody at all. "
HTML = (
    "<html lang='fr'><head><title>Rope and salt</title>"
    "<meta property='article:published_time' content='2026-03-18T22:30:00-05:00'></head>"
    f"<body><h1>Rope and salt</h1><p class='byline'>By Ada North</p><p>{LINES * 3}</p><p>{LINES * 2}</p></body></html>"
)


def extracted(record: dict[str, str], folder: Path) -> dict[str, object]:
    key, page = filtering.page_of(record, folder, NOW)
    return filtering.output(key, filtering.from_anywhere(seeds.BUNDLED, page))


@pytest.mark.parametrize("packed", [True, False])
def test_a_page_is_read_plain_or_gzip_relative_to_the_input(tmp_path: Path, packed: bool) -> None:
    (tmp_path / "a.html").write_bytes(gzip.compress(HTML.encode()) if packed else HTML.encode())
    found = extracted({"id": "7", "html": "a.html", "url": "https://x.test/a?utm_source=y"}, tmp_path)
    assert {name: found[name] for name in ("id", "url", "title", "authors", "published", "lang", "method")} == {
        "id": "7",
        "url": "https://x.test/a",
        "title": "Rope and salt",
        "authors": ["Ada North"],
        "published": "2026-03-18T22:30:00-05:00",
        "lang": "en",
        "method": "blocks",
    }
    assert str(found["text"]).split("\n\n") == [(LINES * 3).strip(), (LINES * 2).strip()]


def test_the_filter_prints_text_in_any_language_and_no_stand_in_date(tmp_path: Path) -> None:
    french = "Le bac apporte de la corde le lundi et du sel le jeudi, et les autres jours il ne vient personne. "
    (tmp_path / "a.html").write_text(f"<h1>Corde et sel</h1><p>{french * 3}</p><p>{french * 2}</p>", encoding="utf-8")
    found = extracted({"id": "1", "html": "a.html"}, tmp_path)
    assert (found["lang"], found["published"], found["published_basis"]) == ("fr", None, "fetched")
    assert french.strip() in str(found["text"])


def test_a_page_without_an_article_says_why(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text("<html><body></body></html>", encoding="utf-8")
    found = extracted({"id": "1", "html": "a.html"}, tmp_path)
    assert found == {"id": "1", "rejected": "empty-body", "detail": "no text is left of it (method trafilatura)"}


@pytest.mark.parametrize(
    ("record", "named"),
    [
        ({"id": "1"}, "borderwire extract --help"),
        ({"id": "1", "html": "absent.html"}, "absent.html"),
        ({"id": "1", "html": "cut.gz"}, "cut.gz"),
        ({"id": "1", "html": "bomb.gz"}, "64 MB"),
    ],
)
def test_a_bad_line_gets_one_clear_error(tmp_path: Path, record: dict[str, str], named: str) -> None:
    (tmp_path / "cut.gz").write_bytes(gzip.compress(HTML.encode())[:-9])
    (tmp_path / "bomb.gz").write_bytes(gzip.compress(b"\0" * (65 << 20)))
    with pytest.raises(InputError, match=named):
        extracted(record, tmp_path)


def test_the_filters_record_of_a_rejection_is_json_already(tmp_path: Path) -> None:
    (tmp_path / "a.html").write_text(HTML, encoding="utf-8")
    page = filtering.page_of({"id": "1", "html": "a.html"}, tmp_path, NOW)[1]
    rejected = Rejected(
        page_id=page.page_id, source_id="input", url=page.url, fetched_at=NOW, reason="too-slow", detail="x"
    )
    assert filtering.output("1", rejected) == {"id": "1", "rejected": "too-slow", "detail": "x"}
