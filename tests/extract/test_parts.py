"""Articles that run over several pages, and selectors that drift."""

import pytest

from pipeline import seeds
from pipeline.extract import agreement, extract, following, joined, part, rules
from pipeline.records import Article, Page
from tests.extract.made import OUTLET, page

FIRST = "https://outlet.invalid/2026/03/economy/soap/"
LINES = [
    f"Paragraph {n} tells of soap by the half bar in a shop beside the {place}, and of nothing else at all that day."
    for n, place in enumerate(("bridge", "kiln", "ferry", "mine", "mill", "school"))
]


def soap(number: int, *lines: str, last: bool = False) -> Page:
    pager = f"<a href='{FIRST}{number + 1}/'>{number + 1}</a>" if not last else ""
    back = f"<a href='{FIRST}'>1</a>" if number > 1 else ""
    body = "".join(f"<p>{line}</p>" for line in lines)
    html = (
        f"<html><body class='single'><h1>Soap</h1><article>{body}</article><div class='page-links'>{back}{pager}</div>"
    )
    return page(html, url=FIRST if number == 1 else f"{FIRST}{number}/")


@pytest.mark.parametrize(
    ("url", "first", "number"),
    [
        (FIRST, FIRST, 1),
        (f"{FIRST}2/", FIRST, 2),
        (f"{FIRST}page/3/", FIRST, 3),
        (f"{FIRST}12", FIRST, 12),
        ("https://outlet.invalid/20260320-4/", "https://outlet.invalid/20260320-4/", 1),
        ("https://outlet.invalid/2026/03/20/", "https://outlet.invalid/2026/03/20/", 1),
        ("https://outlet.invalid/?p=2", "https://outlet.invalid/?p=2", 1),
    ],
)
def test_an_address_tells_which_part_a_page_is(url: str, first: str, number: int) -> None:
    assert part(url) == (first, number)


def test_each_part_leads_to_the_next_and_all_become_one_article() -> None:
    parts = [
        soap(1, *LINES[:2]),
        soap(2, LINES[1], *LINES[2:4]),
        soap(3, *LINES[4:], "Edited by Owen Marsh.", last=True),
    ]
    assert [following(p) for p in parts] == [f"{FIRST}2/", f"{FIRST}3/", None]
    read = [extract(p, OUTLET, rules(seeds.load())) for p in parts]
    articles = [a for a in read if isinstance(a, Article)]
    assert len(articles) == 3
    whole = joined(articles[0], articles[1:])
    assert whole.text.split("\n\n") == LINES
    assert (whole.url, whole.title, whole.editor) == (FIRST, "Soap", "Owen Marsh")


def test_agreement_falls_when_a_selector_reads_another_part_of_the_page() -> None:
    source, loaded = seeds.load().source("dailynk-en"), seeds.load()
    right = "".join(f"<p>{line}</p>" for line in LINES)
    wrong = "".join(
        f"<p>Teaser {n} of some other report, told in twenty words or so for those who pass.</p>" for n in range(4)
    )
    shape = "<html><body class='single'><h1 class='entry-title'>Soap</h1>{}</body></html>"
    marked = '<div class="td-post-content">{}</div>'
    healthy = page(shape.format(marked.format(right)), url="https://www.dailynk.com/english/soap/")
    drifted = page(shape.format(f"<main><article>{right}</article></main>{marked.format(wrong)}"), url=healthy.url)
    agreed = []
    for given in (healthy, drifted):
        article = extract(given, source, rules(loaded))
        assert isinstance(article, Article)
        assert article.methods["body"] == "selector"
        agreed.append(agreement(given, article))
    assert agreed[0] == 1.0
    assert agreed[1] < 0.5
