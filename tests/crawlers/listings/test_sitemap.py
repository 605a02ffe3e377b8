"""Sitemaps, their indexes and their news."""

import gzip
from datetime import UTC, date, datetime

import pytest

from crawlers.failures import Refused
from crawlers.listings import Listed
from crawlers.listings.sitemap import Child, children, is_index, plain_xml, sitemap
from pipeline.records import Hint

URL = "https://press.example/sitemap.xml"
SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
URLSET = f"""<?xml version="1.0" encoding="UTF-8"?><urlset xmlns="{SPACE}"
 xmlns:image="http://www.google.com/schemas/sitemap-image/1.1" xmlns:news="http://www.google.com/schemas/sitemap-news/0.9">
<url><image:image><image:loc>https://press.example/a.jpg</image:loc></image:image>
<loc>https://press.example/trucks/</loc><lastmod>2026-03-04T09:00:00+09:00</lastmod>
<news:news><news:publication><news:name>Press</news:name></news:publication>
<news:publication_date>2026-03-03</news:publication_date><news:title>Trucks &amp; trains</news:title></news:news></url>
<url><loc> /older/ </loc><lastmod>2026-03-01</lastmod></url><url><lastmod>2026-03-01</lastmod></url></urlset>""".encode()
INDEX = f"""<sitemapindex xmlns="{SPACE}"><sitemap><loc>https://press.example/1.xml</loc></sitemap>
<sitemap><loc>/2.xml.gz</loc><lastmod>2026-03-04T00:00:00Z</lastmod></sitemap></sitemapindex>""".encode()


def test_a_sitemap_lists_addresses_with_their_last_change_and_no_date_of_their_own() -> None:
    changed = datetime(2026, 3, 4, tzinfo=UTC)
    news = Hint(title="Trucks & trains", published_day=date(2026, 3, 3), updated=changed, via="sitemap")
    assert list(sitemap(plain_xml(gzip.compress(URLSET)), URL, UTC)) == [
        Listed(url="https://press.example/trucks/", hint=news, updated="2026-03-04T00:00:00Z"),
        Listed(url="https://press.example/older/", hint=Hint(via="sitemap"), updated="2026-03-01"),
    ]


def test_an_index_lists_its_children() -> None:
    assert (is_index(INDEX), is_index(URLSET), is_index(b"")) == (True, False, False)
    assert list(children(INDEX, URL, UTC)) == [
        Child("https://press.example/1.xml", None),
        Child("https://press.example/2.xml.gz", "2026-03-04T00:00:00Z"),
    ]


@pytest.mark.parametrize("body", [INDEX, b"<html></html>", b""])
def test_what_is_no_sitemap_says_so(body: bytes) -> None:
    with pytest.raises(Refused) as raised:
        list(sitemap(body, URL, UTC))
    assert raised.value.reason == "unreadable-index"


def test_a_packed_sitemap_larger_than_the_protocol_allows_is_too_big() -> None:
    with pytest.raises(Refused) as raised:
        plain_xml(gzip.compress(bytes((50 << 20) + 1), 1))
    assert raised.value.reason == "too-big"
