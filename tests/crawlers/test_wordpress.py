"""Crawls of a WordPress site one after the other: what is fetched, what is not fetched again, and what is kept."""

from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta

import pytest

from pipeline.records import Hint
from tests.crawlers.site import Post, Seen, Site, WordPress
from tests.crawlers.world import Ended, World

DAY = datetime(2026, 3, 1, 0, 30, tzinfo=UTC)
KOREAN = "%ec%8b%a0%ec%9d%98%ec%a3%bc"


def posts() -> list[Post]:
    """Six reports, the newest last."""
    plain = [Post(f"report-{n}", f"Report {n}", DAY + timedelta(hours=n)) for n in range(4)]
    odd = Post(
        "at-t", "AT&amp;T &#8216;trucks&#8217; at &lt;bridge&gt;", DAY + timedelta(hours=4), author="Kim &amp; Lee"
    )
    return [*plain, odd, Post(KOREAN, "신의주 화물차", DAY + timedelta(hours=5))]


@dataclass
class Story:
    """What three crawls did: at first, with nothing new, and after a correction, a takedown and a new report."""

    world: World
    ended: list[Ended]
    seen: list[list[Seen]]
    wordpress: WordPress


@pytest.fixture(scope="module")
def story(site: Site, world: World) -> Story:
    """Three crawls."""
    wordpress = WordPress(site, posts())
    world.add("press", wordpress.url, max_items=50)
    told = Story(world, [], [], wordpress)

    def crawl(run: str) -> None:
        site.seen.clear()
        told.ended.append(world.crawl("press", run))
        told.seen.append(list(site.seen))

    crawl("first")
    crawl("second")
    corrected = replace(wordpress.posts[1], text="Trucks did not stand there.", modified=DAY + timedelta(days=1))
    wordpress.posts[1] = corrected
    del wordpress.posts[2]
    wordpress.posts.append(Post("report-6", "Report 6", DAY + timedelta(days=1)))
    crawl("third")
    return told


def article_bodies(seen: list[Seen]) -> list[str]:
    """Paths whose article body was transferred."""
    pages = [s for s in seen if s.status == 200 and s.path not in ("/", "/robots.txt", "/feed/")]
    return [s.path for s in pages if "wp-json" not in s.path]


def test_a_first_crawl_keeps_every_article_once_newest_first(story: Story) -> None:
    assert story.ended[0].status == 0
    assert article_bodies(story.seen[0]) == [f"/{p.slug}/" for p in reversed(posts())]
    pages = story.world.pages("first")
    assert {p.url: p.body for p in pages} == {story.wordpress.link(p): p.page() for p in posts()}
    assert story.ended[0].out[-1] == "press: 6 of 6 fetched, 0 not modified, 0 failed"
    assert story.ended[0].err == ""


def test_a_post_gives_its_title_dates_author_and_section_as_the_hint(story: Story) -> None:
    hints = {p.url: p.hint for p in story.world.pages("first")}
    at = DAY + timedelta(hours=4)
    assert hints[story.wordpress.link(posts()[4])] == Hint(
        title="AT&T ‘trucks’ at <bridge>",
        published=at,
        updated=at,
        authors=("Kim & Lee",),
        section="Economy",
        via="api",
    )


def test_a_second_crawl_transfers_no_article_and_no_index_again(story: Story) -> None:
    assert story.ended[1].status == 0
    assert article_bodies(story.seen[1]) == []
    again = {s.path.partition("?")[0]: s.status for s in story.seen[1] if s.path != "/robots.txt"}
    unchanged = {"/wp-json/wp/v2/posts", "/feed/", *(f"/{p.slug}/" for p in posts())}
    assert again == {"/": 200, **dict.fromkeys(unchanged, 304)}
    assert set(story.world.outcomes("second").values()) == {"not-modified"}
    assert story.world.pages("second") == []


def test_a_correction_and_a_new_report_are_fetched_and_nothing_else(story: Story) -> None:
    assert story.ended[2].status == 0
    assert sorted(article_bodies(story.seen[2])) == ["/report-1/", "/report-6/"]
    kept = {p.url: p.body for p in story.world.pages("third")}
    assert kept == {story.wordpress.link(p): p.page() for p in story.wordpress.posts if p.slug[-1] in "16"}


def test_a_takedown_is_gone_and_the_crawl_is_well(story: Story) -> None:
    assert story.world.outcomes("third") == {
        "at-t": "not-modified",
        "report-0": "not-modified",
        "report-1": "fetched",
        "report-2": "gone",
        "report-3": "not-modified",
        "report-6": "fetched",
        KOREAN: "not-modified",
    }
    assert story.ended[2].out[-1] == "press: 2 of 7 fetched, 4 not modified, 1 failed"


def test_the_ledger_knows_what_each_index_listed(story: Story) -> None:
    rows = story.world.fetches(run_id="first", kind="index")
    listed = {row["url"].partition("?")[0]: (row["items"], row["elsewhere"], row["over_limit"]) for row in rows}
    root = story.wordpress.url
    assert listed == {root: (None, None, None), f"{root}wp-json/wp/v2/posts": (6, 0, 0), f"{root}feed/": (6, 0, 0)}


def test_every_fetch_is_closed_with_its_attempts_and_bytes(story: Story) -> None:
    rows = story.world.fetches()
    assert {row["attempts"] for row in rows} == {1}
    assert all(row["finished_at"] and row["outcome"] for row in rows)
    sizes = {row["url"]: row["bytes"] for row in story.world.fetches(run_id="first", kind="article")}
    assert sizes == {story.wordpress.link(p): len(p.page()) for p in posts()}


def test_the_user_agent_names_the_operator(story: Story) -> None:
    assert {s.headers["User-Agent"] for s in story.seen[0]} == {"Borderwire (tests <a@b.example>)"}
    assert not any("Cookie" in s.headers or "Referer" in s.headers for seen in story.seen for s in seen)
