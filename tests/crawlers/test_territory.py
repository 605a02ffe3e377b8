"""Which addresses are a source's own, and the address that is asked for."""

import pytest

from crawlers.territory import plain, territory
from pipeline.seeds import Source


def source(source_id: str, base_url: str) -> Source:
    """A source of which only id and address matter."""
    return Source(source_id=source_id, base_url=base_url, lang="en", timezone="Asia/Seoul")


SOURCES = (
    source("ko", "https://www.press.example/"),
    source("en", "https://www.press.example/english"),
    source("sports", "https://www.press.example/english/sports/"),
    source("other", "https://other.example/"),
)


@pytest.mark.parametrize(
    ("address", "owner"),
    [
        ("https://www.press.example/20260301-1/", "ko"),
        ("http://www.press.example/20260301-1/", "ko"),
        ("https://press.example/20260301-1/?idxno=7", "ko"),
        ("https://m.press.example/view/1", "ko"),
        ("https://www.press.example/englishness/", "ko"),
        ("https://www.press.example/english/report/", "en"),
        ("https://www.press.example/english/sports/report/", "sports"),
        ("https://other.example/english/report/", "other"),
        ("https://www.press.example.evil.example/report/", None),
        ("https://evil.example/https://www.press.example/", None),
        ("https://user@www.press.example:8443/report/", None),
        ("ftp://www.press.example/report/", None),
        ("https://[::1", None),
        ("mailto:desk@press.example", None),
    ],
)
def test_an_address_has_one_owner(address: str, owner: str | None) -> None:
    owners = [s.source_id for s in SOURCES if territory(s, SOURCES).holds(address)]
    assert owners == ([] if owner is None else [owner])


def test_what_is_asked_for_keeps_the_query_and_drops_tracking_and_fragment() -> None:
    listed = " https://press.example/view.html?idxno=7&utm_source=rss&UTM_Medium=x&n=신의주#comments "
    assert plain(listed, ("utm_*",)) == "https://press.example/view.html?idxno=7&n=%EC%8B%A0%EC%9D%98%EC%A3%BC"
