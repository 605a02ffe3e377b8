"""A golden page for each listed source and version of its selectors, made by us in that site's shape."""

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest

from pipeline import seeds
from pipeline.archive import hint_from_json
from pipeline.extract import extract, rules
from pipeline.records import Article
from tests.extract.made import page

FOLDER = Path(__file__).parent.parent / "pages"
GOLDEN = sorted(path.relative_to(FOLDER).as_posix().removesuffix(".json") for path in FOLDER.glob("*/*.json"))
ALWAYS = {"title", "text", "published", "basis", "lang", "layout", "url"}


def layouts() -> Iterator[str]:
    """`source/vN` for each version of a listed source's selectors, `source/v0` for a source that has none."""
    loaded = seeds.load()
    for source in loaded.sources:
        versions = {row.version for row in loaded.selectors if row.source_id == source.source_id}
        yield from (f"{source.source_id}/v{version}" for version in versions or {0})


def told(article: Article) -> dict[str, Any]:
    """The article's fields as an expected page writes them, those that say nothing left out."""
    fields = {
        "title": article.title,
        "text": article.text.split("\n\n"),
        "authors": list(article.authors),
        "published": article.published.at.isoformat(),
        "basis": article.published.basis,
        "updated": article.updated.at.isoformat() if article.updated else None,
        "section": article.section,
        "translator": article.translator,
        "editor": article.editor,
        "alternate_url": article.alternate_url,
        "teaser": article.teaser,
        "lang": article.lang,
        "layout": article.methods["layout"],
        "url": article.url,
    }
    return {name: value for name, value in fields.items() if value}


def test_each_listed_source_and_selector_version_has_a_golden_page() -> None:
    assert sorted(layouts()) == GOLDEN


@pytest.mark.parametrize("name", GOLDEN)
def test_no_expected_value_is_empty(name: str) -> None:
    expected = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))["expected"]
    assert expected.keys() >= ALWAYS
    assert [field for field, value in expected.items() if not value] == []


@pytest.mark.parametrize("name", GOLDEN)
def test_a_golden_page_comes_out_as_a_reader_would_copy_it(name: str) -> None:
    golden = json.loads((FOLDER / f"{name}.json").read_text(encoding="utf-8"))
    loaded = seeds.load()
    given = page(
        gzip.decompress((FOLDER / f"{name}.html.gz").read_bytes()),
        source_id=name.split("/", maxsplit=1)[0],
        url=golden["url"],
        content_type=golden["content_type"],
        hint=hint_from_json(golden.get("hint", {})),
        fetched_at=datetime(2026, 11, 24, tzinfo=UTC),
    )
    article = extract(given, loaded.source(given.source_id), rules(loaded))
    assert isinstance(article, Article), article
    assert told(article) == golden["expected"]
