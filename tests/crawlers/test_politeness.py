"""Two editions of one host crawled at once: each takes its own pages, and the host is never asked above its rate."""

from datetime import UTC, datetime, timedelta
from itertools import pairwise

import pytest

from tests.crawlers.site import Post, Reply, Seen, Site, WordPress
from tests.crawlers.world import World

DAY = datetime(2026, 3, 1, tzinfo=UTC)
DELAY = 0.4
JITTER = 0.15


@pytest.fixture(scope="module")
def seen(site: Site, world: World) -> list[Seen]:
    """Both crawls; one page of each fails once."""
    korean = WordPress(site, [Post(f"2026030{n + 1}-1", f"보도 {n}", DAY + timedelta(days=n)) for n in range(2)])
    english = WordPress(
        site, [Post(f"report-{n}", f"Report {n}", DAY + timedelta(days=n)) for n in range(2)], "/english/"
    )
    korean.also = [english.link(post) for post in english.posts]
    for edition in (korean, english):
        path = edition.path(edition.posts[0])
        site.replies[path] = [Reply(status=503), Reply(edition.posts[0].page())]
    world.add("press-ko", korean.url, lang="ko", delay_seconds="0.01")
    world.add("press-en", english.url, delay_seconds=str(DELAY))
    processes = [(name, world.start(name)) for name in ("press-ko", "press-en")]
    assert [world.finish(name, "r1", process).status for name, process in processes] == [0, 0]
    return site.seen


def gaps(seen: list[Seen]) -> list[float]:
    """Seconds between the arrivals of requests."""
    return [later - earlier for earlier, later in pairwise(sorted(s.at for s in seen))]


def test_no_two_requests_are_under_way_at_once(seen: list[Seen], site: Site) -> None:
    assert len(seen) == 14
    assert site.busiest == 1


def test_the_slowest_source_of_a_host_sets_the_pace_for_all_across_retries(seen: list[Seen]) -> None:
    assert min(gaps(seen)) > DELAY - JITTER
    assert sum(gaps(seen)) > (len(seen) - 1) * DELAY - JITTER


def test_an_edition_at_the_root_leaves_the_pages_of_the_edition_below_it(seen: list[Seen], world: World) -> None:
    assert set(world.outcomes("r1")) == {"20260301-1", "20260302-1", "report-0", "report-1"}
    by_source = {row["url"].split("/")[-2]: row["source_id"] for row in world.fetches(kind="article")}
    assert by_source == {
        "20260301-1": "press-ko", "20260302-1": "press-ko", "report-0": "press-en", "report-1": "press-en",
    }  # fmt: skip
    (listed,) = [row for row in world.fetches(source_id="press-ko") if "wp/v2/posts" in row["url"]]
    assert (listed["items"], listed["elsewhere"]) == (4, 2)
