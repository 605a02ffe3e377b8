"""A golden page for each listed source and version of its selectors, made by us in that site's shape."""

import gzip
import json
from collections.abc import Iterator
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import seeds
from pipeline.archive import hint_from_json
from pipeline.extract import extract, rules
from pipeline.records import Article, Rejected
from tests.extract.made import OUTLET, page

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
    made = page(
        gzip.decompress((FOLDER / f"{name}.html.gz").read_bytes()),
        source_id=name.split("/", maxsplit=1)[0],
        url=golden["url"],
        content_type=golden["content_type"],
        hint=hint_from_json(golden.get("hint", {})),
        fetched_at=datetime(2026, 11, 24, tzinfo=UTC),
    )
    article = extract(made, loaded.source(made.source_id), rules(loaded))
    assert isinstance(article, Article), article
    assert told(article) == golden["expected"]


@settings(max_examples=60, deadline=None)
@given(
    st.sampled_from(GOLDEN),
    st.floats(0, 1),
    st.floats(0, 1),
    st.lists(st.tuples(st.floats(0, 0.999), st.integers(0, 255)), max_size=60),
)
def test_a_damaged_page_is_read_or_rejected_and_never_breaks_the_reader(
    name: str, start: float, end: float, hits: list[tuple[float, int]]
) -> None:
    body = bytearray(gzip.decompress((FOLDER / f"{name}.html.gz").read_bytes()))
    for place, byte in hits:
        body[int(place * len(body))] = byte
    cut = bytes(body[int(start * len(body) / 2) : len(body) - int(end * len(body) / 2)])
    found = extract(page(cut), OUTLET, rules(seeds.load()))
    assert isinstance(found, (Article, Rejected))
    if isinstance(found, Article):
        assert found.text.encode("utf-8")
