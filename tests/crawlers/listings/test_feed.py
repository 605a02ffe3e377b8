"""Feeds of every kind and in every state become the same listed items."""

import time
from datetime import UTC, date, datetime
from zoneinfo import ZoneInfo

import pytest

from crawlers.failures import Refused
from crawlers.listings import Listed, newest, useful
from crawlers.listings.feed import feed
from pipeline.records import Hint

SEOUL = ZoneInfo("Asia/Seoul")
URL = "https://press.example/feed/"
NINE = datetime(2026, 3, 3, tzinfo=UTC)

RSS = """<?xml version="1.0" encoding="UTF-8"?>
<rss version="2.0" xmlns:dc="http://purl.org/dc/elements/1.1/" xmlns:content="http://purl.org/rss/1.0/modules/content/"
 xmlns:media="http://search.yahoo.com/mrss/" xmlns:atom="http://www.w3.org/2005/Atom"><channel><title>Press</title>
<link>https://press.example/</link><atom:link href="https://press.example/feed/" rel="self"/>
<item><media:title>A photograph</media:title><title>AT&amp;amp;T &lt;b&gt;trucks&lt;/b&gt; at
 Sinuiju</title><link>https://press.example/trucks/?a=1&amp;b=2</link><atom:link rel="related" href="/no"/>
<pubDate>Tue, 03 Mar 2026 09:00:00 KST</pubDate><dc:creator><![CDATA[Kim & Lee]]></dc:creator>
<category>Economy</category><category>Border</category><description>Short.</description>
<content:encoded><![CDATA[<p>Trucks &nbsp; &amp; trains.</p>]]></content:encoded>
<guid isPermaLink="false">https://press.example/?p=1</guid></item></channel></rss>"""
RDF = """<?xml version="1.0"?><rdf:RDF xmlns:rdf="http://www.w3.org/1999/02/22-rdf-syntax-ns#"
 xmlns="http://purl.org/rss/1.0/" xmlns:dc="http://purl.org/dc/elements/1.1/"><channel rdf:about="x"><title>P</title>
</channel><item rdf:about="y"><title>Trucks</title><link>/trucks/</link><dc:date>2026-03-03T09:00:00+09:00</dc:date>
<dc:creator>Kim</dc:creator></item></rdf:RDF>"""
ATOM = """<feed xmlns="http://www.w3.org/2005/Atom"><title>Press</title><link href="https://press.example/"/>
<entry><title type="html">Trucks &amp;amp; trains</title><link rel="edit" href="/edit"/><link href="/trucks/"/>
<id>tag:press.example,2026:1</id><published>2026-03-03T00:00:00Z</published><updated>2026-03-04T00:00:00Z</updated>
<author><name>Kim</name><email>kim@press.example</email></author><category term="economy" label="Economy"/>
<content type="xhtml"><div xmlns="http://www.w3.org/1999/xhtml"><p>Trucks &lt; trains.</p></div></content>
</entry></feed>"""


def items(text: str | bytes) -> list[Listed]:
    """What the feed lists."""
    return list(feed(text.encode() if isinstance(text, str) else text, URL, SEOUL))


def rss(inside: str) -> str:
    """A feed with this within its channel."""
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{inside}</channel></rss>'


def test_rss_2_gives_title_link_date_authors_section_and_text() -> None:
    hint = Hint(title="AT&T trucks at Sinuiju", published=NINE, authors=("Kim & Lee",), section="Economy", via="feed")
    content = "<p>Trucks &nbsp; &amp; trains.</p>"
    assert items(RSS) == [Listed(url="https://press.example/trucks/?a=1&b=2", hint=hint, content=content)]


def test_rss_1_gives_the_same() -> None:
    hint = Hint(title="Trucks", published=NINE, authors=("Kim",), via="feed")
    assert items(RDF) == [Listed(url="https://press.example/trucks/", hint=hint)]


def test_atom_gives_its_update_too() -> None:
    updated = datetime(2026, 3, 4, tzinfo=UTC)
    hint = Hint(
        title="Trucks & trains", published=NINE, updated=updated, authors=("Kim",), section="Economy", via="feed"
    )
    content = "<div><p>Trucks &lt; trains.</p></div>"
    url = "https://press.example/trucks/"
    assert items(ATOM) == [Listed(url=url, hint=hint, updated="2026-03-04T00:00:00Z", content=content)]


@pytest.mark.parametrize("encoding", ["utf-8", "euc-kr", "cp949", "utf-16"])
def test_korean_titles_come_out_right_in_the_encoding_declared(encoding: str) -> None:
    declared = "euc-kr" if encoding == "cp949" else encoding
    title = "신의주 화물차" if encoding == "euc-kr" else "똠방각하 신의주"
    text = (
        f'<?xml version="1.0" encoding="{declared}"?><rss><channel><item><title>{title}</title><link>/a</link></item>'
    )
    assert items(f"{text}</channel></rss>".encode(encoding))[0].hint.title == title


@pytest.mark.parametrize(
    ("inside", "titles"),
    [
        ("<item><title>AT&T's price&nbsp;up</title><link>/a</link></item>", ["AT&T's price up"]),
        ("<item><title>a\x08b</title><link>/a</link></item><item><title>c</title><link>/c</link></item>", ["ab", "c"]),
        ("<item><title>one</title><link>/a</link></item><item><title>tw", ["one"]),
        ("<item><title>no address</title></item><item><link>/b</link></item>", [None]),
        ("<item><title><![CDATA[open", []),
    ],
)
def test_a_broken_feed_gives_what_is_whole(inside: str, titles: list[str | None]) -> None:
    assert [item.hint.title for item in items(rss(inside))] == titles


def test_a_day_without_time_stays_a_day() -> None:
    (item,) = items(rss("<item><link>/a</link><pubDate>2026-03-03</pubDate></item>"))
    assert (item.hint.published, item.hint.published_day) == (None, date(2026, 3, 3))


@pytest.mark.parametrize("body", ["", "<html><body>x</body></html>", "not xml", "{}"])
def test_what_is_no_feed_says_so(body: str) -> None:
    with pytest.raises(Refused) as raised:
        items(body)
    assert raised.value.reason == "unreadable-index"


def test_entities_are_never_defined_nor_fetched() -> None:
    bomb = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, 12))
    dtd = f'<!DOCTYPE rss [<!ENTITY e0 "lol">{bomb}<!ENTITY x SYSTEM "file:///etc/hostname">]>'
    text = (
        f'<?xml version="1.0"?>{dtd}<rss><channel><item><title>a&e11;&x;b</title><link>/a</link></item></channel></rss>'
    )
    began = time.process_time()
    assert [item.hint.title for item in items(text)] == ["a&e11;&x;b"]
    assert time.process_time() - began < 1


def test_of_a_hundred_thousand_items_the_newest_are_kept_and_the_rest_counted() -> None:
    one = (
        "<item><title>Report {n}</title><link>/{n}/</link><pubDate>{d:02d} Mar 2026 {h:02d}:00:00 GMT</pubDate></item>"
    )
    body = rss("".join(one.format(n=n, d=n % 28 + 1, h=n % 23) for n in range(100_000))).encode()
    began = time.process_time()
    listing = newest(feed(body, URL, UTC), 300, lambda url: not url.endswith("7/"))
    assert time.process_time() - began < 30
    assert (listing.total, listing.elsewhere, listing.over_limit) == (100_000, 10_000, 89_700)
    dates = [item.hint.published for item in listing.items]
    assert len(dates) == 300
    assert dates == sorted(dates, key=str, reverse=True)
    assert {str(at)[:10] for at in dates} == {"2026-03-28"}


def test_undated_items_are_kept_in_their_order_after_dated_ones() -> None:
    undated = "".join(f"<item><link>/{n}</link></item>" for n in range(5))
    dated = "<item><link>/dated</link><pubDate>Tue, 03 Mar 2026 09:00:00 KST</pubDate></item>"
    listing = newest(feed(rss(undated + dated).encode(), URL, UTC), 3, lambda _: True)
    assert [item.url.rpartition("/")[2] for item in listing.items] == ["dated", "0", "1"]


def test_an_index_without_items_of_the_source_is_empty() -> None:
    elsewhere = "all 1 items have addresses outside the source's base_url; mend it in sources.csv"
    for inside, why in (("", "it lists nothing"), ("<item><link>https://other.example/</link></item>", elsewhere)):
        listing = newest(feed(rss(inside).encode(), URL, UTC), 3, lambda _: False)
        with pytest.raises(Refused) as raised:
            useful(listing)
        assert (raised.value.reason, str(raised.value)) == ("empty-index", why)
