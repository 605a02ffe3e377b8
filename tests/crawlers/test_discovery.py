"""Sources of every kind from one row each, crawled twice: what is found, and what the second crawl leaves alone."""

import gzip
from collections import Counter
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, replace
from datetime import UTC, datetime, timedelta
from html import escape

import pytest

from crawlers.crawl import crawl
from crawlers.result import CrawlResult
from pipeline.records import Hint
from tests.crawlers.site import Post, Reply, Site, WordPress
from tests.crawlers.world import World

DAY = datetime(2026, 3, 1, tzinfo=UTC)
SPACE = "http://www.sitemaps.org/schemas/sitemap/0.9"
MANY, MOST = 108, 104


def posts(count: int) -> list[Post]:
    """Reports, one an hour, the newest last."""
    return [Post(f"report-{n}", f"Report {n}", DAY + timedelta(hours=n)) for n in range(count)]


def full_text(site: Site, texts: dict[str, str]) -> Reply:
    """A feed that carries its texts; one item has none."""
    items = "".join(
        f"<item><title>{name}</title><link>{site.url}full/{name}/</link><pubDate>Tue, 03 Mar 2026 09:00:00 KST</pubDate>"
        f"<description>{escape(text)}</description></item>"
        for name, text in texts.items()
    )
    return Reply(f"<rss><channel>{items}<item><link>{site.url}full/bare/</link></item></channel></rss>".encode())


def urlset(site: Site, *names: str) -> bytes:
    """A sitemap of addresses below /mapped/."""
    urls = "".join(f"<url><loc>{site.url}mapped/{name}/</loc><lastmod>2026-03-01</lastmod></url>" for name in names)
    return f'<urlset xmlns="{SPACE}">{urls}</urlset>'.encode()


def sitemap_index(site: Site, changed: str) -> Reply:
    """An index of two sitemaps, of which the older never changes."""
    children = {"old.xml.gz": "2026-02-01", "new.xml": changed}
    maps = "".join(
        f"<sitemap><loc>{site.url}mapped/{name}</loc><lastmod>{day}</lastmod></sitemap>"
        for name, day in children.items()
    )
    return Reply(f'<sitemapindex xmlns="{SPACE}">{maps}</sitemapindex>'.encode())


@dataclass
class Twice:
    """Results of both rounds, and the paths asked in each with their status."""

    world: World
    site: Site
    results: list[dict[str, CrawlResult]]
    asked: list[Counter[tuple[str, int]]]

    def pages(self, run: str, source: str) -> dict[str, bytes]:
        """Pages that a source kept, by the end of their path."""
        kept = [page for page in self.world.pages(run) if page.source_id == source]
        return {page.url.rstrip("/").rpartition("/")[2]: page.body for page in kept}

    def below(self, number: int, path: str) -> dict[str, int]:
        """What was asked below a path in a round, with its status, each once."""
        chosen = [key for key in self.asked[number].elements() if key[0].startswith(path)]
        assert len(dict(chosen)) == len(chosen)
        return dict(chosen)


@pytest.fixture(scope="module")
def twice(site: Site, world: World) -> Twice:
    """Five sources, crawled at once, twice."""
    closed = WordPress(site, posts(3), "/closed/")
    closed.rest = closed.linked = False
    plain = WordPress(site, posts(2), "/plain/", plain=True)
    many = WordPress(site, posts(MANY), "/many/")
    many.etag = False
    site.replies["/full/feed/"] = full_text(site, {"one": "<p>신의주 &nbsp; one</p>", "two": "<p>two</p>"})
    site.replies["/mapped/sitemap.xml"] = sitemap_index(site, "2026-03-01")
    site.replies["/mapped/old.xml.gz"] = Reply(gzip.compress(urlset(site, "a", "b"), mtime=0))
    site.replies["/mapped/new.xml"] = Reply(urlset(site, "c"))
    for name in "abcd":
        site.replies[f"/mapped/{name}/"] = Reply(name.encode())
    world.add("closed", closed.url)
    world.add("plain", plain.url, timezone="Europe/Berlin")
    world.add("many", many.url, max_items=MOST, delay_seconds=0)
    world.add("full", f"{site.url}full/", discovery="feed", body="feed")
    world.add("mapped", f"{site.url}mapped/", discovery="sitemap")
    told = Twice(world, site, [], [])

    def one(run: str, source: str) -> CrawlResult:
        return crawl(source, run, world.settings, world.seeds)

    def both(run: str) -> None:
        site.seen.clear()
        names = [source["source_id"] for source in world.sources if (source["source_id"], run) != ("plain", "second")]
        with ThreadPoolExecutor(2) as threads:
            told.results.append(dict(zip(names, threads.map(lambda name: one(run, name), names), strict=True)))
        told.asked.append(
            Counter((s.path.partition("per_page")[0], s.status) for s in site.seen if "robots" not in s.path)
        )

    both("first")
    site.replies["/full/feed/"] = full_text(site, {"one": "<p>one, corrected</p>", "two": "<p>two</p>"})
    site.replies["/mapped/sitemap.xml"] = sitemap_index(site, "2026-03-02")
    site.replies["/mapped/new.xml"] = Reply(urlset(site, "c", "d"))
    closed.posts[0] = replace(closed.posts[0], text="Trucks left.")
    both("second")
    return told


def test_every_source_is_well_both_times(twice: Twice) -> None:
    assert [{r.fault for r in results.values()} for results in twice.results] == [{None}, {None}]


def test_a_site_whose_api_is_closed_works_by_its_feed(twice: Twice) -> None:
    assert twice.pages("first", "closed") == {p.slug: p.page() for p in posts(3)}
    indexes = {
        row["url"].removeprefix(twice.site.url).partition("?")[0]: row["reason"] or row["outcome"]
        for row in twice.world.fetches(run_id="first", source_id="closed", kind="index")
    }
    assert indexes == {"closed/": "fetched", "closed/wp-json/wp/v2/posts": "http-error", "closed/feed/": "fetched"}
    hints = [page.hint for page in twice.world.pages("first") if "closed/report-2" in page.url]
    assert hints == [Hint(title="Report 2", published=DAY + timedelta(hours=2), via="feed")]


def test_a_page_that_changed_without_being_listed_again_keeps_what_was_said_of_it(twice: Twice) -> None:
    (changed,) = [page for page in twice.world.pages("second") if page.source_id == "closed"]
    assert b"Trucks left." in changed.body
    assert changed.hint == Hint(title="Report 0", published=DAY, via="feed")
    assert twice.below(1, "/closed/feed/") == {"/closed/feed/": 304}


def test_a_site_with_plain_permalinks_is_found_from_its_address_alone(twice: Twice) -> None:
    assert twice.pages("first", "plain") == {f"?p={p.slug}": p.page() for p in posts(2)}
    assert {page.hint.via for page in twice.world.pages("first") if page.source_id == "plain"} == {"api"}
    assert twice.below(0, "/plain/?feed") == {"/plain/?feed=rss2": 200}


def test_a_source_takes_its_newest_items_page_by_page_and_counts_the_rest(twice: Twice) -> None:
    assert set(twice.pages("first", "many")) == {f"report-{n}" for n in range(MANY - MOST, MANY)}
    rows = twice.world.fetches(run_id="first", source_id="many", kind="index")
    assert [(row["items"], row["over_limit"]) for row in rows if "wp/v2/posts" in row["url"]] == [(100, 0), (8, 4)]


def test_without_validators_an_article_that_the_index_lists_unchanged_is_not_asked_again(twice: Twice) -> None:
    assert [path for path in twice.below(1, "/many/") if "report" in path] == []
    assert twice.results[1]["many"] == CrawlResult(source_id="many", indexes=2)


def test_a_feed_with_full_texts_is_kept_itself_and_again_only_where_it_changed(twice: Twice) -> None:
    assert twice.pages("first", "full") == {"one": "<p>신의주 &nbsp; one</p>".encode(), "two": b"<p>two</p>"}
    assert twice.pages("second", "full") == {"one": b"<p>one, corrected</p>"}
    assert twice.world.outcomes("first")["bare"] == "no-content"
    assert twice.below(0, "/full/") == {"/full/": 404, "/full/feed/": 200}
    (page,) = [p for p in twice.world.pages("first") if p.url.endswith("full/one/")]
    assert page.hint == Hint(title="one", published=datetime(2026, 3, 3, tzinfo=UTC), via="feed")
    assert page.content_type == "text/html; charset=utf-8"


def test_of_an_index_of_sitemaps_only_changed_ones_are_read_again(twice: Twice) -> None:
    assert twice.pages("first", "mapped") == {"a": b"a", "b": b"b", "c": b"c"}
    assert twice.pages("second", "mapped") == {"d": b"d"}
    again = twice.below(1, "/mapped/")
    assert again == {
        "/mapped/sitemap.xml": 200, "/mapped/new.xml": 200,
        "/mapped/a/": 304, "/mapped/b/": 304, "/mapped/c/": 304, "/mapped/d/": 200,
    }  # fmt: skip
