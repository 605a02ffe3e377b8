"""One address for an article however it was linked, and no address for two articles."""

import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline import seeds
from pipeline.extract import rules
from pipeline.urls import absolute, canonical

DROPPED = rules(seeds.load()).parameters
DAILY = "https://www.dailynk.com/"


@pytest.mark.parametrize(
    ("linked", "base", "meant"),
    [
        ("HTTPS://WWW.DailyNK.com:443/20240326-4/", DAILY, "https://www.dailynk.com/20240326-4/"),
        ("http://dailynk.com/20240326-4/", DAILY, "https://www.dailynk.com/20240326-4/"),
        ("http://m.dailynk.com/20240326-4/#comments", DAILY, "https://www.dailynk.com/20240326-4/"),
        ("https://www.dailynk.com/english/rice/amp/", DAILY, "https://www.dailynk.com/english/rice/"),
        ("https://www.dailynk.com/english/rice/amp", DAILY, "https://www.dailynk.com/english/rice"),
        ("https://www.dailynk.com/english/rice/embed/", DAILY, "https://www.dailynk.com/english/rice/"),
        ("https://www.dailynk.com/english/rice/?amp=1", DAILY, "https://www.dailynk.com/english/rice/"),
        ("https://x.test/a?utm_source=f&utm_medium=rss&id=7&fbclid=q", None, "https://x.test/a?id=7"),
        ("https://x.test/a;jsessionid=9F?id=7", None, "https://x.test/a?id=7"),
        ("https://x.test/a?PHPSESSID=1&ref=home", None, "https://x.test/a"),
        ("https://x.test", None, "https://x.test/"),
        ("https://user:secret@x.test/a", None, "https://x.test/a"),
        ("https://x.test/%ed%98%9c%ec%82%b0/", None, "https://x.test/%ED%98%9C%EC%82%B0/"),
        ("https://x.test/혜산/", None, "https://x.test/%ED%98%9C%EC%82%B0/"),
        (f"https://x.test/{unicodedata.normalize('NFD', '혜산')}/", None, "https://x.test/%ED%98%9C%EC%82%B0/"),
        ("https://x.test/%c7%fd%bb%ea/", None, "https://x.test/%C7%FD%BB%EA/"),
        ("https://x.test/%7Ea/b%2Fc", None, "https://x.test/~a/b%2Fc"),
        ("https://m-en.yna.co.kr/view/AEN1", "https://en.yna.co.kr/", "https://en.yna.co.kr/view/AEN1"),
        ("https://mn.kbs.test/news?ncd=12", "http://news.kbs.test/", "https://kbs.test/news?ncd=12"),
        (
            "https://www.yna.co.kr/view/AKR1?section=nk/news&site=top",
            "https://www.yna.co.kr/",
            "https://www.yna.co.kr/view/AKR1",
        ),
        ("http://127.0.0.1:8737/english/x/", "http://127.0.0.1:8737/english/", "http://127.0.0.1:8737/english/x/"),
        ("urn:sha256:00ff", None, "urn:sha256:00ff"),
    ],
)
def test_twins_have_one_address(linked: str, base: str | None, meant: str) -> None:
    assert canonical(linked, DROPPED, base) == meant


@pytest.mark.parametrize(
    "url",
    [
        "https://www.spnews.co.kr/news/articleView.html?idxno=70011",
        "https://www.dailynk.com/english/read.php?cataId=nk01500&num=14331",
        "http://world.kbs.co.kr/service/news_view.htm?Seq_Code=180001&lang=e",
        "https://www.kbs.test/news?ncd=7800001",
        "https://x.test/?p=77",
        "https://x.test/a/?section=2",
        "https://x.test/search/amp-clamps/",
    ],
)
def test_ids_behind_the_question_mark_survive(url: str) -> None:
    assert canonical(url, DROPPED) == url


def test_two_orders_of_a_query_are_one_address() -> None:
    assert canonical("https://x.test/?b=2&a=1") == canonical("https://x.test/?a=1&b=2")


@settings(deadline=None)
@given(st.text(st.characters(exclude_categories=["Cs", "Cc"]), max_size=30), st.text("abc%&=?;+#한é", max_size=20))
def test_canonical_is_canonical_already(path: str, query: str) -> None:
    once = canonical(f"https://x.test/{path.replace('//', '/')}?{query}", DROPPED)
    assert canonical(once, DROPPED) == once


@pytest.mark.parametrize(
    ("href", "meant"),
    [
        ("/20240326-4/", "https://x.test/20240326-4/"),
        ("//y.test/a", "https://y.test/a"),
        ("javascript:void(0)", None),
        ("mailto:desk@x.test", None),
        ("http://[broken", None),
        ("data:text/html,x", None),
    ],
)
def test_only_web_addresses_are_links(href: str, meant: str | None) -> None:
    assert absolute(href, "https://x.test/english/a/") == meant
