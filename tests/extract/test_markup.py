"""Headline, byline and dateline of pages of any make: from JSON-LD, meta elements, and what the page shows."""

import json
from typing import Any

import pytest

from pipeline import seeds
from pipeline.extract import extract, rules
from pipeline.records import Article
from tests.extract.made import OUTLET, page

BODY = "".join(
    f"<p>On the {day} the ferry carried rope, salt and candles to the far bank, and nobody asked what was under the rope.</p>"
    for day in ("first day", "second day", "third day")
)


def read(top: str = "", head: str = "", after: str = "") -> Article:
    html = f"<html><head>{head}</head><body>{top}<article>{BODY}</article>{after}</body></html>"
    found = extract(page(html), OUTLET, rules(seeds.load()))
    assert isinstance(found, Article), found
    return found


def ld(**fields: Any) -> str:
    return f'<script type="application/ld+json">{json.dumps({"@type": "NewsArticle", **fields}, ensure_ascii=False)}</script>'


@pytest.mark.parametrize(
    ("top", "head"),
    [
        ("<h1>Rope by ferry</h1>", "<title>Rope by ferry | The Outlet</title>"),
        ("<h1>The Outlet</h1><h1>Rope by ferry</h1>", "<title>Rope by ferry | The Outlet</title>"),
        (
            "<h1><a href='/'>The Outlet</a></h1><h2>Rope by ferry</h2>",
            "<title>The Outlet » Archive » Rope by ferry</title>",
        ),
        ("<h3 class='heading'>Rope by ferry</h3>", "<meta property='og:title' content='Rope by ferry - The Outlet'>"),
        ("", "<title>Rope by ferry - The Outlet</title><meta property='og:site_name' content='The Outlet'>"),
        ("", ld(headline="Rope by ferry")),
        ("<h1></h1><h1>Rope by ferry</h1>", ""),
        ("<h1>Rope\n   by&nbsp;<em>ferry</em></h1>", ""),
    ],
)
def test_the_headline_is_the_one_a_reader_sees(top: str, head: str) -> None:
    assert read(top, head).title == "Rope by ferry"


def test_a_korean_headline_keeps_its_marks_and_loses_the_outlets_name() -> None:
    head = "<meta property='og:title' content='[단독] 나룻배에 밧줄…“아무도 안 물어” - 국경통신'>"
    head += "<meta property='og:site_name' content='국경통신'>"
    assert read("", head).title == "[단독] 나룻배에 밧줄…“아무도 안 물어”"


@pytest.mark.parametrize(
    ("top", "head", "authors"),
    [
        ("", ld(author={"@type": "Person", "name": "Ada North"}), ("Ada North",)),
        ("", ld(author=[{"name": "Ada North"}, "Ben East"]), ("Ada North", "Ben East")),
        ("", ld(author={"@id": "#a"}) + '<script type="application/ld+json">{"@id":"#a","name":"Ada North"}</script>', ("Ada North",)),
        ("", ld(author={"@type": "Organization", "name": "The Outlet desk"}), ("The Outlet desk",)),
        ("<p class='byline'>By <a href='/author/ada/'>Ada North</a></p>", ld(author={"@type": "Organization", "name": "The Outlet"}), ("Ada North",)),
        ("<a rel='author' href='/a/'>Ada North</a>", "", ("Ada North",)),
        ("<div>Written by</div><div>Ada North</div>", "", ("Ada North",)),
        ("<span class='author-name'>이순옥 기자</span>", "", ("이순옥",)),
        ("", "<meta name='author' content='Ada North'>", ("Ada North",)),
        ("<p>Reviewed by Ada North</p>", "", ()),
        ("", "<meta name='author' content='admin'>", ()),
        ("", "<meta property='article:author' content='https://social.invalid/ada'>", ()),
    ],
)  # fmt: skip
def test_the_byline_is_who_wrote_it(top: str, head: str, authors: tuple[str, ...]) -> None:
    assert read(f"<h1>Rope by ferry</h1>{top}", head).authors == authors


def test_authors_of_comments_and_related_reports_are_not_the_authors() -> None:
    after = "<div class='comments'><span class='author'>Cy West</span></div><div class='related'><a rel='author'>Di South</a></div>"
    assert read("<h1>Rope by ferry</h1>", after=after).authors == ()


@pytest.mark.parametrize(
    "broken",
    [
        '{"@type":"NewsArticle","headline":"Rope by ferry","datePublished":"2026-03-18T09:00:00+09:00",}',
        '{"@type":"NewsArticle","headline":"Rope\nby ferry","datePublished":"2026-03-18T09:00:00+09:00"};',
        '{"@graph":[{"@type":"WebPage"},{"@type":["Thing","NewsArticle"],"headline":"Rope by ferry","datePublished":"2026-03-18T09:00:00+09:00"}]}',
        '[{"@type":"NewsArticle","headline":["Rope by ferry"],"datePublished":"2026-03-18T09:00:00+09:00"}]',
    ],
)  # fmt: skip
def test_json_ld_is_read_in_its_usual_shapes_and_damages(broken: str) -> None:
    found = read(head=f'<script type="application/ld+json">{broken}</script>')
    assert (found.title, found.published.basis) == ("Rope by ferry", "json-ld")


@pytest.mark.parametrize(
    "broken", ["", "null", "{", "[1, 2]", '{"@type": 7}', '{"@type":"NewsArticle","headline":{"x":1},"author":[[]]}']
)
def test_json_ld_that_says_nothing_does_no_harm(broken: str) -> None:
    found = read("<h1>Rope by ferry</h1>", f'<script type="application/ld+json">{broken}</script>')
    assert (found.title, found.authors, found.published.basis) == ("Rope by ferry", (), "fetched")


def test_a_date_shown_long_after_the_metadatas_is_the_date() -> None:
    old = ld(datePublished="2021-01-05T09:00:00+09:00")
    found = read("<h1>Rope by ferry</h1><time datetime='2026-03-01T09:00:00+09:00'>1 March 2026</time>", old)
    assert (found.published.basis, found.published.at.year) == ("dateline", 2026)
    labelled = read("<h1>Rope by ferry</h1><p class='date'>Updated 1 March 2026</p>", old)
    assert (labelled.published.basis, labelled.published.at.year) == ("json-ld", 2021)
