"""A page becomes the article a reader would copy out of it, or says why it is none."""

import unicodedata
from dataclasses import replace

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import seeds
from pipeline.extract import extract, rules
from pipeline.records import Article, Hint, Rejected
from pipeline.settings import ROOT
from tests.extract.made import OUTLET, page

SEED = ROOT.parent / "shared" / "eval" / "seed.txt"
LEAD = "Ferrymen on the lower Tumen have begun to carry bricks on their way home, a trader in Sonbong said on Friday."
SECOND = "“An empty boat drifts and a boat with bricks does not,” the trader said, adding that nobody counts them."
THIRD = "The bricks come from a kiln that closed two winters ago and are stacked behind the fish market."
KOREAN = "선봉의 한 상인은 두만강 하류의 뱃사공들이 돌아오는 길에 벽돌을 싣기 시작했다고 전했다."
DATE = '<time datetime="2026-03-18T09:00:00+09:00">18 March 2026</time>'


def html(*paragraphs: str, title: str = "Bricks by boat", head: str = "", after: str = "") -> str:
    body = "".join(p if p.startswith("<") else f"<p>{p}</p>" for p in paragraphs)
    return (
        f"<html><head><title>{title} - The Outlet</title>{head}</head><body><nav><a href='/'>Home</a></nav>"
        f"<main><article><h1>{title}</h1>{DATE}<div class='content'>{body}</div></article></main>{after}</body></html>"
    )


def read(
    text: str | bytes, *, source: seeds.Source = OUTLET, hint: Hint | None = None, **how: str
) -> Article | Rejected:
    return extract(page(text, hint=hint, **how), source, rules(seeds.load()))  # type: ignore[arg-type]  # url, content_type


def article(text: str | bytes, *, source: seeds.Source = OUTLET, hint: Hint | None = None, **how: str) -> Article:
    found = read(text, source=source, hint=hint, **how)
    assert isinstance(found, Article), found
    return found


def test_a_page_of_an_unlisted_outlet_comes_out_whole() -> None:
    found = article(html(LEAD, "<h2>Bricks and fish</h2>", SECOND, "<ul><li>one boat, forty bricks</li></ul>", THIRD))
    assert found.title == "Bricks by boat"
    assert found.text.split("\n\n") == [LEAD, "Bricks and fish", SECOND, "one boat, forty bricks", THIRD]
    assert found.methods == {
        "title": "markup",
        "body": "blocks",
        "authors": "none",
        "section": "none",
        "published": "dateline",
        "layout": "unlisted",
    }


def test_a_line_of_keywords_above_the_text_goes_and_a_list_within_it_stays() -> None:
    found = article(html("ferry tumen bricks boat", LEAD, "<ul><li>one boat, forty bricks</li></ul>", SECOND, THIRD))
    assert found.text.split("\n\n") == [LEAD, "one boat, forty bricks", SECOND, THIRD]


def test_the_same_page_gives_the_same_article() -> None:
    text = html(LEAD, SECOND, THIRD)
    assert article(text) == article(text)


NOISE = [
    ("<div class='related-posts'><h4>Related</h4><p>Sinuiju bridge closes for a third week after the flood</p></div>"),
    ("<figure><img alt='x'><figcaption>A boat at Sonbong in March.</figcaption></figure>"),
    ("<div class='wp-caption'><p class='wp-caption-text'>A boat at Sonbong in March.</p></div>"),
    ("<p>Also read: Hyesan smugglers change their hours</p>"),
    ("<p>Photo: A boat at Sonbong</p>"),
    ("<table><tr><th>Won</th><th>Pyongyang</th><th>Sinuiju</th><th>Hyesan</th></tr>"
     "<tr><td>Rice</td><td>5,000</td><td>5,100</td><td>5,200</td></tr></table>"),
    ("<p>Advertisement</p>"),
    ("<ul class='toc'><li><a href='#a'>How the boats are loaded</a></li><li><a href='#b'>Who buys</a></li></ul>"),
]  # fmt: skip


@pytest.mark.parametrize("noise", NOISE)
@pytest.mark.parametrize("place", [0, 1, 3])
def test_no_stray_line_is_left(noise: str, place: int) -> None:
    parts = [LEAD, SECOND, THIRD]
    parts.insert(place, noise)
    assert article(html(*parts)).text.split("\n\n") == [LEAD, SECOND, THIRD]


@pytest.mark.parametrize(
    ("line", "translator", "editor"),
    [
        ("Translated by Hanna Price. Edited by Owen Marsh.", "Hanna Price", "Owen Marsh"),
        ("<em>Translated by Hanna J. Price. Edited by Owen Marsh</em>", "Hanna J. Price", "Owen Marsh"),
        ("Translated by Hanna Price and edited by Owen Marsh.", "Hanna Price", "Owen Marsh"),
        ("*Translated by Hanna Price", "Hanna Price", None),
        ("Edited by Owen Marsh.", None, "Owen Marsh"),
    ],
)
def test_credits_go_to_their_fields(line: str, translator: str | None, editor: str | None) -> None:
    found = article(
        html(LEAD, SECOND, THIRD, f"<p>{line}</p>", "Please send any comments or questions about this article to x.")
    )
    assert (found.translator, found.editor) == (translator, editor)
    assert found.text.split("\n\n") == [LEAD, SECOND, THIRD]


@pytest.mark.parametrize("first", [True, False])
def test_the_link_to_the_other_edition_is_kept_and_its_line_is_not(first: bool) -> None:
    link = '<p><a href="/20260317-2/">Read in Korean</a></p>'
    found = article(html(*([link] if first else []), LEAD, SECOND, THIRD, *([] if first else [link])))
    assert found.alternate_url == "https://outlet.invalid/20260317-2/"
    assert found.text.split("\n\n") == [LEAD, SECOND, THIRD]


def test_hreflang_names_the_other_edition_where_no_line_does() -> None:
    head = '<link rel="alternate" hreflang="ko-KR" href="https://outlet.invalid/ko/1/">'
    assert article(html(LEAD, SECOND, THIRD, head=head)).alternate_url == "https://outlet.invalid/ko/1/"


def test_broadcast_markers_go_and_the_anchors_lead_stays() -> None:
    korean = seeds.load().source("nktimes-ko")
    said = [f"[앵커] {KOREAN} 김바다 기자가 보도합니다.", f"[기자] {KOREAN}", f"[인터뷰] {KOREAN}", "[리포트]"]
    found = article(html(*said, title="벽돌 실은 배"), source=korean)
    assert found.text.split("\n\n") == [KOREAN, KOREAN, KOREAN]


def test_korean_captions_cross_links_and_copyright_go() -> None:
    korean = seeds.load().source("nktimes-ko")
    lines = [
        "선봉의 나루터 /사진=데일리NK",
        f"(서울=연합뉴스) 김바다 기자 = {KOREAN}",
        f"{KOREAN} (▶관련 기사 바로보기: 벽돌값 올라)",
        "김바다 기자 bada@outlet.invalid",
        "<저작권자(c) 연합뉴스, 무단 전재-재배포, AI 학습 및 활용 금지>".replace("<", "&lt;").replace(">", "&gt;"),
        "소셜공유",
    ]
    found = article(html(*lines, title="벽돌 실은 배"), source=korean)
    assert found.text.split("\n\n") == [KOREAN, KOREAN]
    assert found.authors == ("김바다",)


def test_a_lead_printed_twice_and_a_headline_printed_again_stand_once() -> None:
    assert article(html("Bricks by boat", LEAD, LEAD, SECOND, THIRD)).text.split("\n\n") == [LEAD, SECOND, THIRD]


def test_a_paywall_marks_a_teaser() -> None:
    found = article(html(LEAD, SECOND, THIRD, "This article is only available to subscribers."))
    assert (found.teaser, found.text.split("\n\n")) == (True, [LEAD, SECOND, THIRD])


REJECTIONS = [
    ("not-an-article", html(LEAD, SECOND), "https://outlet.invalid/"),
    ("not-an-article", html(LEAD, SECOND), "https://outlet.invalid/tag/trade/"),
    ("not-an-article", html(LEAD, SECOND), "https://outlet.invalid/category/economy/page/2/"),
    ("not-an-article", html(LEAD, SECOND), "https://outlet.invalid/?s=rice"),
    (
        "not-an-article",
        html(LEAD).replace("<body>", "<body class='archive category'>"),
        "https://outlet.invalid/economy/",
    ),
    ("empty-body", "<html><body></body></html>", "https://outlet.invalid/a/"),
    ("empty-body", "", "https://outlet.invalid/a/"),
    ("no-title", f"<html><body><p>{LEAD}</p><p>{SECOND}</p></body></html>", "https://outlet.invalid/a/"),
    (
        "other-language",
        html(
            "Les passeurs du Tumen transportent des briques au retour, selon un marchand de Sonbong. " * 3,
            title="Des briques",
        ),
        "https://outlet.invalid/a/",
    ),
    (
        "other-language",
        html("图们江下游的船工开始在回程时运砖，一位先锋的商人说。" * 3, title="运砖"),
        "https://outlet.invalid/a/",
    ),
]


@pytest.mark.parametrize(("reason", "text", "url"), REJECTIONS)
def test_what_is_no_article_says_why(reason: str, text: str, url: str) -> None:
    found = read(text, url=url)
    assert isinstance(found, Rejected)
    assert found.reason == reason
    assert found.detail


def test_an_article_on_a_tag_like_address_is_one_when_it_declares_itself() -> None:
    head = '<meta property="og:type" content="article">'
    assert (
        article(html(LEAD, SECOND, THIRD, head=head), url="https://outlet.invalid/author/bricks/").title
        == "Bricks by boat"
    )


def test_a_given_text_needs_no_title_and_passes_the_same_rules() -> None:
    text = f"{LEAD}\n\n{SECOND}\n\n{THIRD}\n\nTranslated by Hanna Price. Edited by Owen Marsh.\n\nRead in Korean"
    found = article(text, content_type="text/plain; charset=utf-8", hint=Hint(via="given"))
    assert (found.title, found.translator, found.editor) == ("", "Hanna Price", "Owen Marsh")
    assert found.text.split("\n\n") == [LEAD, SECOND, THIRD]
    nameless = read(text, content_type="text/plain")
    assert isinstance(nameless, Rejected)
    assert nameless.reason == "no-title"


@pytest.mark.skipif(
    not SEED.is_file(), reason="../shared/eval is not here: the seed report is not part of this repository"
)
def test_the_seed_report_comes_out_with_its_credits_and_without_its_footer() -> None:
    source = seeds.load().source("dailynk-en")
    raw = SEED.read_bytes()
    found = article(raw, source=source, content_type="text/plain; charset=utf-8", hint=Hint(via="given"))
    assert (found.translator, found.editor, found.lang) == ("David Carruth", "Robert Lauler", "en")
    kept, dropped = found.text.split("\n\n"), raw.decode().strip().split("\n\n")
    assert kept == dropped[: len(kept)]
    assert [line.split()[0] for line in dropped[len(kept) :]] == ["Translated", "Daily", "Please", "Read"]


def test_a_drifted_selector_gives_way_and_says_so() -> None:
    source = seeds.load().source("dailynk-en")
    found = article(html(LEAD, SECOND, THIRD), source=source, url="https://www.dailynk.com/english/bricks/")
    assert (found.methods["body"], found.methods["layout"]) == ("blocks", "none")
    assert found.text.split("\n\n") == [LEAD, SECOND, THIRD]


def test_what_discovery_says_comes_before_the_page() -> None:
    hint = Hint(title="Bricks &amp; boats", authors=("Ada North",), section="Trade", via="api")
    found = article(html(LEAD, SECOND, THIRD), hint=hint)
    assert (found.title, found.authors, found.section) == ("Bricks & boats", ("Ada North",), "Trade")


def test_the_address_is_the_canonical_one() -> None:
    found = article(html(LEAD, SECOND, THIRD), url="http://m.outlet.invalid/a/amp/?utm_source=x&idxno=7")
    assert found.url == "https://outlet.invalid/a/?idxno=7"


@settings(max_examples=60, deadline=None)
@given(
    st.lists(st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=3), min_size=25, max_size=60)
)
def test_promise_16_decomposed_and_composed_pages_are_one_article(words: list[str]) -> None:
    text = html(" ".join(words), " ".join(reversed(words)), title="벽돌 실은 배")
    composed, decomposed = article(text), article(unicodedata.normalize("NFD", text))
    assert replace(decomposed, page_id=composed.page_id) == composed
    assert unicodedata.is_normalized("NFC", composed.text)


@settings(max_examples=60, deadline=None)
@given(st.text(st.characters(exclude_characters="<>&\r\n\t"), max_size=60))
def test_promise_17_no_character_of_a_page_breaks_or_hides_its_text(odd: str) -> None:
    found = article(html(f"{LEAD} {odd}", SECOND + "\x00", THIRD, title=f"Bricks {odd}"))
    for text in (found.title, found.text):
        assert "\x00" not in text
        assert text.encode("utf-8").decode("utf-8") == text
    assert LEAD in found.text
    assert THIRD in found.text


def test_promise_12_entities_of_a_document_type_are_not_expanded() -> None:
    bomb = "<!DOCTYPE html [<!ENTITY a 'ha'><!ENTITY b '" + "&a;" * 100 + "'><!ENTITY f SYSTEM 'file:///etc/passwd'>]>"
    found = article(
        bomb + html(LEAD, SECOND, "The sign says &b; and &f; in red paint, and nobody in the village can read it.")
    )
    assert "&b;" in found.text
    assert "root:" not in found.text
