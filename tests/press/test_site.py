"""Every address of the sample press answers as a WordPress site's does."""

import json
import re
import xml.etree.ElementTree as ET
from datetime import datetime

import pytest
from selectolax.lexbor import LexborHTMLParser

from press import reports
from press.content import excerpt
from press.editions import DAYS, EDITIONS, Lang, end_of
from press.site import site
from tests.press.client import ask

POSTS = "/wp-json/wp/v2/posts"
MAP = "{http://www.sitemaps.org/schemas/sitemap/0.9}"
TYRES = "/english/tyre-imports-fall-in-hyesan-as-changbai-opens-every-parcel/"
HOMES: list[tuple[Lang, str]] = [("en", "/english"), ("ko", "")]


def urls(lang: Lang, base: str) -> list[str]:
    return [document["url"] for document in reports.labels(base=base) if document["lang"] == lang]


def css(html: str, selector: str) -> list[str]:
    return [node.text(strip=True) for node in LexborHTMLParser(html).css(selector)]


def test_robots_names_both_sitemaps_and_what_is_closed(base: str) -> None:
    lines = ask(f"{base}/robots.txt").text.splitlines()
    assert lines == [
        "User-agent: *",
        "Disallow: /english/wp-admin/",
        "Disallow: /wp-admin/",
        "Disallow: /english/members/",
        "Disallow: /members/",
        "Allow: /english/wp-admin/admin-ajax.php",
        "Allow: /wp-admin/admin-ajax.php",
        "",
        f"Sitemap: {base}/english/wp-sitemap.xml",
        f"Sitemap: {base}/wp-sitemap.xml",
    ]


@pytest.mark.parametrize(("lang", "home"), HOMES)
def test_the_front_page_leads_to_the_api_and_the_feed(base: str, lang: Lang, home: str) -> None:
    front = ask(f"{base}{home}/")
    assert front.headers["Link"] == f'<{base}{home}/wp-json/>; rel="https://api.w.org/"'
    [feed] = LexborHTMLParser(front.text).css('link[rel="alternate"][type="application/rss+xml"]')
    assert feed.attributes["href"] == f"{base}{home}/feed/"
    index = ask(f"{base}{home}/wp-json/").json
    assert (index["home"], index["timezone_string"], index["name"]) == (
        f"{base}{home}",
        "Asia/Seoul",
        EDITIONS[lang].outlet,
    )
    assert "/wp/v2/posts" in index["routes"]


@pytest.mark.parametrize(("lang", "home"), HOMES)
def test_the_front_pages_list_every_report_once(base: str, lang: Lang, home: str) -> None:
    found: list[str] = []
    page: str | None = f"{base}{home}/"
    while page:
        html = LexborHTMLParser(ask(page).text)
        found += [node.attributes["href"] or "" for node in html.css("h3.td-module-title a")]
        following = html.css_first("a.next")
        page = following.attributes["href"] if following else None
    assert len(found) == len(set(found))
    assert sorted(found) == sorted(urls(lang, base))


@pytest.mark.parametrize(("lang", "home"), HOMES)
def test_the_feed_has_the_newest_ten_with_excerpts(base: str, lang: Lang, home: str) -> None:
    answer = ask(f"{base}{home}/feed/")
    assert answer.headers["Content-Type"] == "application/rss+xml; charset=UTF-8"
    items = ET.fromstring(answer.body).findall("channel/item")
    newest = ask(f"{base}{home}{POSTS}").json
    assert [item.findtext("link") for item in items] == [post["link"] for post in newest]
    for item, post in zip(items, newest, strict=True):
        published = datetime.strptime(item.findtext("pubDate") or "", "%a, %d %b %Y %H:%M:%S %z")
        assert published == datetime.fromisoformat(post["date_gmt"] + "+00:00")
        assert "appeared first on" in (item.findtext("description") or "")
        assert len(item.findtext("description") or "") < len(post["content"]["rendered"])
    assert ask(f"{base}{home}/feed/?paged=2").body == answer.body


@pytest.mark.parametrize(("lang", "home"), HOMES)
def test_the_sitemap_lists_every_report_with_its_last_change(base: str, lang: Lang, home: str) -> None:
    maps = [loc.text or "" for loc in ET.fromstring(ask(f"{base}{home}/wp-sitemap.xml").body).iter(f"{MAP}loc")]
    articles = [loc for loc in maps if "posts-post" in loc]
    assert len(articles) == 2
    rows = [row for loc in articles for row in ET.fromstring(ask(loc).body).iter(f"{MAP}url")]
    listed = {row.findtext(f"{MAP}loc"): row.findtext(f"{MAP}lastmod") or "" for row in rows}
    posts = ask(f"{base}{home}{POSTS}?per_page=100").json
    assert listed == {post["link"]: post["modified_gmt"] + "+00:00" for post in posts}
    assert sorted(filter(None, listed)) == sorted(urls(lang, base))
    categories = [loc for loc in maps if "category" in loc]
    assert [ask(row.text or "").status for row in ET.fromstring(ask(categories[0]).body).iter(f"{MAP}loc")].count(200)
    assert ask(f"{base}{home}/wp-sitemap-posts-post-3.xml").status == 404


def test_the_api_gives_a_post_the_fields_of_wordpress(base: str) -> None:
    [post] = ask(f"{base}/english{POSTS}?slug={TYRES.split('/')[2]}&_embed").json
    embedded, content = post.pop("_embedded"), post.pop("content")
    assert {key: value for key, value in post.items() if key not in ("_links", "meta", "tags")} == {
        "id": post["id"],
        "date": "2026-03-04T10:12:00",
        "date_gmt": "2026-03-04T01:12:00",
        "guid": {"rendered": f"{base}/english/?p={post['id']}"},
        "modified": "2026-03-05T08:40:00",
        "modified_gmt": "2026-03-04T23:40:00",
        "slug": TYRES.split("/")[2],
        "status": "publish",
        "type": "post",
        "link": base + TYRES,
        "title": {"rendered": "Tyre imports fall in Hyesan as Changbai opens every parcel"},
        "excerpt": post["excerpt"],
        "author": embedded["author"][0]["id"],
        "featured_media": 0,
        "comment_status": "closed",
        "ping_status": "closed",
        "sticky": False,
        "template": "",
        "format": "standard",
        "categories": [embedded["wp:term"][0][0]["id"]],
    }
    assert embedded["author"][0]["name"] == "Seo Ga-ram"
    assert embedded["wp:term"][0][0]["name"] == "Economy"
    assert post["excerpt"]["rendered"].startswith("<p>Imports of tyres and spare parts through Hyesan")
    assert "<p>A source in Ryanggang Province told Border Courier on Saturday" in content["rendered"]
    assert ask(f"{base}/english{POSTS}/{post['id']}").json["link"] == base + TYRES
    assert ask(f"{base}/english/?p={post['id']}").headers["Location"] == base + TYRES


def test_the_api_pages_through_all_posts_and_refuses_the_page_after(base: str) -> None:
    total = len(urls("en", base))
    pages = [ask(f"{base}/english{POSTS}?per_page=25&page={number}") for number in (1, 2, 3)]
    assert {(p.headers["X-WP-Total"], p.headers["X-WP-TotalPages"]) for p in pages} == {(str(total), "3")}
    assert sorted(post["link"] for p in pages for post in p.json) == sorted(urls("en", base))
    assert 'rel="next"' in pages[0].headers["Link"]
    assert 'rel="next"' not in pages[2].headers["Link"]
    beyond = ask(f"{base}/english{POSTS}?per_page=25&page=4")
    assert (beyond.status, beyond.json["code"]) == (400, "rest_post_invalid_page_number")
    assert ask(f"{base}/english{POSTS}?after=2027-01-01T00:00:00").json == []


@pytest.mark.parametrize(
    ("query", "name"),
    [
        ("per_page=101", "per_page"),
        ("per_page=0", "per_page"),
        ("page=0", "page"),
        ("page=two", "page"),
        ("after=2026-03-04", "after"),
        ("modified_after=yesterday", "modified_after"),
        ("order=up", "order"),
        ("orderby=colour", "orderby"),
    ],
)
def test_the_api_refuses_a_bad_parameter_by_name(base: str, query: str, name: str) -> None:
    answer = ask(f"{base}{POSTS}?{query}")
    assert (answer.status, answer.json["code"]) == (400, "rest_invalid_param")
    assert list(answer.json["data"]["params"]) == [name]


def test_the_api_bounds_in_time_are_exclusive_and_in_korean_time_unless_they_say_otherwise(base: str) -> None:
    def slugs(query: str) -> list[str]:
        return [post["slug"] for post in ask(f"{base}{POSTS}?order=asc&{query}").json]

    assert slugs("before=2026-03-02T10:40:00") == ["20260301-1"]
    assert slugs("after=2026-03-01T09:30:00&before=2026-03-02T10:40:01") == ["20260302-1"]
    assert slugs("before=2026-03-02T01:40:01Z") == ["20260301-1", "20260302-1"]
    assert slugs("before=2026-03-02T01:40:01%2B00:00") == ["20260301-1", "20260302-1"]


def test_the_api_finds_what_was_modified_since(base: str) -> None:
    query = "modified_after=2026-03-05T00:00:00&modified_before=2026-03-05T09:00:00&orderby=modified"
    assert [post["link"] for post in ask(f"{base}/english{POSTS}?{query}").json] == [base + TYRES]


@pytest.mark.parametrize("order", ["date", "modified", "id", "slug"])
def test_the_api_orders_as_asked(base: str, order: str) -> None:
    values = [post[order] for post in ask(f"{base}{POSTS}?per_page=100&order=asc&orderby={order}").json]
    assert values == sorted(values)
    reverse = [post[order] for post in ask(f"{base}{POSTS}?per_page=100&orderby={order}").json]
    assert reverse == sorted(values, reverse=True)


def test_the_api_gives_only_the_fields_asked_for(base: str) -> None:
    [post, *_] = ask(f"{base}{POSTS}?_fields=link,title.rendered").json
    assert list(post) == ["link", "title"]
    assert list(post["title"]) == ["rendered"]


def test_the_api_says_what_is_not_there(base: str) -> None:
    assert ask(f"{base}{POSTS}/1").json["code"] == "rest_post_invalid_id"
    assert ask(f"{base}/wp-json/wp/v2/users").json["code"] == "rest_no_route"
    assert ask(f"{base}/wp-json/wp/v2/categories").json[0]["taxonomy"] == "category"


def test_every_report_has_a_page_that_prints_it_whole(base: str) -> None:
    for document in reports.labels(base=base):
        answer = ask(document["url"])
        assert answer.status == 200, document["url"]
        assert css(answer.text, "h1.entry-title") == [document["title"]]
        printed = re.sub(r"\s+", " ", " ".join(css(answer.text, ".td-post-content p, .td-post-content h2, h3")))
        for paragraph in document["text"].split("\n\n"):
            assert " ".join(paragraph.split()) in printed, (document["url"], paragraph)
        [time] = LexborHTMLParser(answer.text).css("article time.entry-date")
        assert time.attributes["datetime"] == document["published"]


def test_an_article_page_says_the_same_in_every_notation(base: str) -> None:
    for document in reports.labels(base=base):
        html = LexborHTMLParser(ask(document["url"]).text)
        [script] = html.css('script[type="application/ld+json"]')
        linked = json.loads(script.text())
        news = linked["@graph"][1] if "@graph" in linked else linked
        [published] = html.css('meta[property="article:published_time"]')
        published_at = datetime.fromisoformat(document["published"])
        assert datetime.fromisoformat(published.attributes["content"] or "") == published_at
        assert datetime.fromisoformat(news["datePublished"]) == published_at
        [title] = html.css('meta[property="og:title"]')
        assert title.attributes["content"] == news["headline"] == document["title"]
        [canonical] = html.css('link[rel="canonical"]')
        assert canonical.attributes["href"] == document["url"]
        authors = [a.text() for a in html.css(".td-post-author-name a")]
        assert authors == [author["name"] for author in news["author"]]


def test_an_english_version_links_its_original_in_the_body_alone_unless_told_not_to(base: str) -> None:
    for sheet in reports.load():
        for lang, report in sheet.editions():
            answer = ask(f"{base}{EDITIONS[lang].path}/{report.slug}/")
            links = [a for a in LexborHTMLParser(answer.text).css("a") if "Read in Korean" in a.text()]
            expected = sheet.ko is not None and lang == "en" and report.link_korean and answer.status == 200
            assert [a.attributes["href"] for a in links] == (
                [f"{base}/{sheet.ko.slug}/"] if expected and sheet.ko else []
            ), sheet.key
            assert len(LexborHTMLParser(answer.text).css(".td-post-content a")) >= len(links)
            assert "hreflang" not in answer.text


def test_pages_differ_as_on_a_site_of_many_hands(base: str) -> None:
    pages = [ask(document["url"]).text for document in reports.labels(base=base)]
    for selector in (
        ".td-post-content table.nk-market-prices",
        ".td-post-content figcaption",
        ".td-post-content .wp-caption p",
        ".td-post-content h2, .td-post-content h3, .td-post-content p > strong",
        ".td-post-content .related-inline",
        ".td-post-header + .td-post-sharing",
        ".td-tags",
    ):
        having = sum(bool(css(page, selector)) for page in pages)
        assert 0 < having < len(pages), selector
    assert all(css(page, ".td-main-sidebar .td-weather-top-widget") for page in pages)


def test_listings_by_category_tag_and_author_are_pages_but_no_articles(base: str) -> None:
    html = ask(base + TYRES).text
    found = re.findall(rf'"({re.escape(base)}/english/(?:category|author)/[^"]+/)"', html)
    assert {url.split("/")[4] for url in found} == {"category", "author"}
    for url in set(found):
        listing = ask(url)
        assert listing.status == 200
        assert 'content="website"' in listing.text
        assert "article:published_time" not in listing.text
    [section] = {
        u.attributes["href"] or "" for u in LexborHTMLParser(ask(f"{base}/20260301-1/").text).css(".td-category a")
    }
    assert ask(section).status == ask(section.replace("%EA", "%ea")).status == 200


def test_an_amp_twin_is_served_and_linked_where_the_report_has_one(base: str) -> None:
    page = f"{base}/english/talk-of-a-reopening-at-manpo-is-only-talk/"
    [link] = LexborHTMLParser(ask(page).text).css('link[rel="amphtml"]')
    assert link.attributes["href"] == f"{page}amp/"
    assert css(ask(f"{page}amp/").text, "h1") == ["Talk of a reopening at Manpo is only talk"]
    assert ask(f"{base}{TYRES}amp/").status == 404
    assert "amphtml" not in ask(base + TYRES).text


def test_a_path_without_its_slash_is_sent_on_and_an_unknown_one_is_not_found(base: str) -> None:
    for path in ("/english", TYRES.rstrip("/"), "/20260301-1", "/feed", "/wp-json"):
        answer = ask(base + path)
        assert (answer.status, answer.headers["Location"]) == (301, f"{base}{path}/")
    for path in ("/english/no-such-report/", "/99990101-1/", "/english/robots.txt", "/englishman/", "/page/99/"):
        assert ask(base + path).status == 404


def test_closed_pages_exist_so_that_obedience_shows(base: str) -> None:
    assert ask(f"{base}/english/members/").status == ask(f"{base}/members/").status == 200


def test_an_excerpt_is_the_beginning_of_the_lead(base: str) -> None:
    for post in site(reports.load(), "ko", end_of(DAYS), base).posts:
        cut = excerpt(post)
        assert post.lead.startswith(cut.removesuffix(" […]"))
