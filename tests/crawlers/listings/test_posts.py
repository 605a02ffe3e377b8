"""The WordPress REST API and the page that names it."""

import json
from datetime import UTC, datetime
from typing import Any

import pytest

from crawlers.failures import Refused
from crawlers.listings.home import Endpoints, endpoints
from crawlers.listings.posts import page_url, posts, posts_url
from pipeline.records import Hint

URL = "https://press.example/wp-json/wp/v2/posts"


def record(**fields: Any) -> dict[str, Any]:
    """A post as the API gives it."""
    terms = [[{"taxonomy": "category", "name": "Uncategorized"}, {"taxonomy": "category", "name": "Trade &amp; aid"}]]
    return {
        "link": "https://press.example/trucks/",
        "date_gmt": "2026-03-03T00:00:00",
        "modified_gmt": "2026-03-04T00:00:00",
        "title": {"rendered": "Kim&#8217;s <em>trucks</em> &amp; trains"},
        "_embedded": {"author": [{"name": "Kim"}], "wp:term": terms},
        **fields,
    }


def hint(**fields: Any) -> Hint:
    """The hint of the record with these fields."""
    (listed,) = posts(json.dumps([record(**fields)]).encode(), URL)
    return listed.hint


def test_a_post_is_read_with_entities_decoded_and_times_in_utc() -> None:
    assert hint() == Hint(
        title="Kim’s trucks & trains",
        published=datetime(2026, 3, 3, tzinfo=UTC),
        updated=datetime(2026, 3, 4, tzinfo=UTC),
        authors=("Kim",),
        section="Trade & aid",
        via="api",
    )


def test_what_the_api_does_not_show_is_not_invented() -> None:
    closed = {"author": [{"code": "rest_user_invalid_id", "message": "Invalid user ID."}]}
    bare = hint(_embedded=closed, date_gmt="0000-00-00T00:00:00", modified_gmt=None, title={"rendered": " "})
    assert bare == Hint(via="api")


@pytest.mark.parametrize(
    "body", [b"<html></html>", b"", b'{"code": "rest_no_route"}', b'[{"id": 1}]', b"[1]", b"[" * 100_000]
)
def test_what_is_no_list_of_posts_says_so(body: bytes) -> None:
    with pytest.raises(Refused) as raised:
        list(posts(body, URL))
    assert raised.value.reason == "unreadable-index"


@pytest.mark.parametrize(
    ("root", "posts_at"),
    [
        ("https://press.example/wp-json/", "https://press.example/wp-json/wp/v2/posts"),
        ("https://press.example/?rest_route=/", "https://press.example/?rest_route=/wp/v2/posts"),
        ("https://press.example/index.php?rest_route=/&lang=ko", "https://press.example/index.php?rest_route=/wp/v2/posts&lang=ko"),
    ],
)  # fmt: skip
def test_posts_are_found_below_pretty_and_plain_roots(root: str, posts_at: str) -> None:
    assert posts_url(root) == posts_at
    assert page_url(posts_at, 2, 100).startswith(posts_at + ("&" if "?" in posts_at else "?") + "per_page=100&page=2")


def test_the_header_names_the_api_and_the_page_its_feed() -> None:
    header = [
        '<https://press.example/ko/wp-json/>; rel="https://api.w.org/"',
        "<https://press.example/?p=1>; rel=shortlink",
    ]
    page = b"""<link rel="alternate" type="application/rss+xml" title="Comments" href="/comments/feed/">
      <link rel="alternate" type="application/rss+xml" title="Press" href="/ko/feed/">
      <link rel="alternate" hreflang="en" href="/en/">"""
    found = endpoints("https://press.example/ko/", header, page)
    assert found == Endpoints("https://press.example/ko/wp-json/", "https://press.example/ko/feed/")


def test_a_page_without_header_may_name_the_api_in_an_element_or_not_at_all() -> None:
    page = b'<link rel="https://api.w.org/" href="/wp-json/">'
    assert endpoints("https://press.example/", [], page) == Endpoints("https://press.example/wp-json/", None)
    assert endpoints("https://press.example/", [], b"\xff\x00<p>") == Endpoints(None, None)
