"""Whether a crawl's exit status is true, its books are closed, and one source's trouble stays its own."""

import signal
import time
from collections.abc import Iterator
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import update

from crawlers.crawl import crawl
from crawlers.result import CrawlResult
from pipeline.warehouse import tables
from pipeline.warehouse.engine import engine, writing
from tests.crawlers.site import Post, Reply, Site, WordPress, rss, serving
from tests.crawlers.world import World

DAY = datetime(2026, 3, 1, tzinfo=UTC)


def posts(count: int) -> list[Post]:
    """Reports, one an hour."""
    return [Post(f"report-{n}", f"Report {n}", DAY + timedelta(hours=n)) for n in range(count)]


def items(site: Site, base: str, count: int) -> bytes:
    """A feed of pages below a path."""
    return rss([(f"Report {n}", f"{site.url}{base}/report-{n}/", DAY - timedelta(hours=n)) for n in range(count)])


@pytest.fixture(scope="module")
def results(site: Site, world: World) -> dict[str, CrawlResult]:
    """Many sources of one host crawled at once, well and unwell, by the function that the command line calls."""
    for name, feed in {
        "well": Reply(items(site, "well", 2)),
        "down": Reply(status=500),
        "empty": Reply(rss([])),
        "barren": Reply(items(site, "barren", 25)),
    }.items():
        site.replies[f"/{name}/feed/"] = feed
        world.add(name, f"{site.url}{name}/", discovery="feed", feed_url=f"{site.url}{name}/feed/")
    for number in range(2):
        site.replies[f"/well/report-{number}/"] = Reply(b"<p>Trucks.</p>")
    for number in range(25):
        site.replies[f"/barren/report-{number}/"] = Reply(status=503)
    world.add("nowhere", "http://nowhere.invalid/", discovery="feed", feed_url="http://nowhere.invalid/feed/")
    world.add("closed", "http://127.0.0.1:1/", discovery="feed", feed_url="http://127.0.0.1:1/feed/")
    using = world.settings.model_copy(update={"private_hosts": f"{site.host},127.0.0.1:1"})
    names = [source["source_id"] for source in world.sources]
    with ThreadPoolExecutor(3) as threads:
        ended = threads.map(lambda name: crawl(name, "r1", using, world.seeds), names)
    return dict(zip(names, ended, strict=True))


def test_a_source_in_trouble_neither_hides_nor_sinks_the_others(results: dict[str, CrawlResult]) -> None:
    assert {name for name, result in results.items() if result.ok} == {"well"}
    assert results["well"] == CrawlResult(source_id="well", scheduled=2, fetched=2, indexes=1)


@pytest.mark.parametrize(
    ("source", "reason"),
    [
        ("down", "http-error"),
        ("empty", "empty-index"),
        ("nowhere", "dns"),
        ("closed", "connection"),
    ],
)
def test_a_source_without_index_fails_for_its_reason(
    results: dict[str, CrawlResult], world: World, source: str, reason: str
) -> None:
    assert [row["reason"] for row in world.fetches(source_id=source)] == [reason]
    assert (results[source].fault or "").startswith("no index could be read")
    assert reason in (results[source].fault or "")


def test_a_host_that_serves_no_article_is_left_in_peace_and_the_books_are_closed(
    results: dict[str, CrawlResult], world: World, site: Site
) -> None:
    assert (results["barren"].fault or "").startswith("10 fetches in a row failed")
    asked = [path for path in site.paths() if path.startswith("/barren/report")]
    assert len(set(asked)) in (10, 11)
    reasons = [row["reason"] for row in world.fetches(source_id="barren", kind="article")]
    assert len(reasons) == 25
    assert set(reasons) == {"http-error", "interrupted"}


def test_no_fetch_is_left_open(results: dict[str, CrawlResult], world: World) -> None:
    assert len(results) == 6
    assert world.fetches(outcome=None) == []


@pytest.fixture
def alone(tmp_path: Path) -> Iterator[tuple[Site, World]]:
    """A site and a world of a test's own."""
    with serving(Site()) as site:
        world = World(tmp_path, [site.host])
        yield site, world
        world.close()


def test_a_host_that_refuses_robots_txt_is_asked_nothing_else(alone: tuple[Site, World]) -> None:
    site, world = alone
    site.replies["/robots.txt"] = Reply(status=403)
    wordpress = WordPress(site, posts(2))
    world.add("press", wordpress.url)
    assert world.crawl("press").status == 1
    assert site.paths() == []
    assert {row["reason"] for row in world.fetches()} == {"robots"}


def until(site: Site, count: int) -> None:
    """Waits until the site has served so many articles."""
    deadline = time.monotonic() + 30
    while sum("/report-" in path for path in site.paths(200)) < count:
        assert time.monotonic() < deadline
        time.sleep(0.01)


def slow(site: Site, world: World) -> WordPress:
    """Six reports, each a quarter of a second in coming."""
    wordpress = WordPress(site, posts(6))
    for post in wordpress.posts:
        site.replies[wordpress.path(post)] = Reply(post.page(), wait=0.25)
    world.add("press", wordpress.url)
    return wordpress


def listening(pid: int) -> list[str]:
    """Sockets of the process that listen."""
    inodes = {str(link.readlink()) for link in Path(f"/proc/{pid}/fd").iterdir()}
    lines = [
        line.split() for name in ("tcp", "tcp6") for line in Path(f"/proc/{pid}/net/{name}").read_text().splitlines()
    ]
    return [fields[1] for fields in lines if fields[3] == "0A" and f"socket:[{fields[9]}]" in inodes]


def test_after_a_killed_crawl_the_next_closes_its_books_and_brings_what_was_missing(alone: tuple[Site, World]) -> None:
    site, world = alone
    wordpress = slow(site, world)
    process = world.start("press", "killed")
    until(site, 2)
    assert listening(process.pid) == []
    process.kill()
    assert world.finish("press", "killed", process).status == -signal.SIGKILL
    assert world.fetches(outcome=None) != []
    # The last page kept, as if the kill had come between its file and its row.
    (*_, last) = world.rows(tables.page)
    with writing(engine(world.settings.warehouse_url)) as connection:
        connection.execute(tables.page.delete().where(tables.page.c.page_id == last["page_id"]))
        still_open = {"outcome": None, "finished_at": None}
        connection.execute(update(tables.fetch).where(tables.fetch.c.fetch_id == last["fetch_id"]).values(still_open))
    assert world.crawl("press", "next").status == 0
    killed = world.outcomes("killed")
    assert set(killed.values()) == {"fetched", "interrupted"}
    bodies = {page.url: page.body for run in ("killed", "next") for page in world.pages(run)}
    assert bodies == {wordpress.link(post): post.page() for post in wordpress.posts}
    assert last["page_id"] in {row["page_id"] for row in world.rows(tables.page, run_id="killed")}
    assert [s.status for s in site.seen if "wp/v2/posts" in s.path] == [200, 200]


def test_a_crawl_that_is_told_to_stop_closes_its_books_and_says_so(alone: tuple[Site, World]) -> None:
    site, world = alone
    slow(site, world)
    process = world.start("press")
    until(site, 1)
    process.terminate()
    ended = world.finish("press", "r1", process)
    assert ended.status == 1
    assert "stopped" in ended.err
    assert world.fetches(outcome=None) == []
    assert set(world.outcomes("r1").values()) == {"fetched", "interrupted"}


def test_an_archive_that_takes_nothing_stops_the_crawl_before_the_ledger_claims_a_page(
    alone: tuple[Site, World],
) -> None:
    site, world = alone
    world.add("press", WordPress(site, posts(5)).url)
    (world.folder / "archive").write_text("a file stands where the folder should")
    ended = world.crawl("press")
    assert ended.status == 1
    assert "Not a directory; free space or mend its rights, then run again" in ended.err
    assert "Traceback" not in ended.err
    assert world.rows(tables.page) == []
    assert set(world.outcomes("r1").values()) == {"interrupted"}
    assert sum("/report-" in path for path in site.paths()) <= 2


def test_a_source_is_not_crawled_twice_at_once(alone: tuple[Site, World]) -> None:
    site, world = alone
    slow(site, world)
    first = world.start("press", "first")
    second = world.start("press", "second")
    assert [world.finish("press", run, p).status for run, p in (("first", first), ("second", second))] == [0, 0]
    bodies = [s for s in site.seen if s.status == 200 and "/report-" in s.path]
    assert len(bodies) == 6


def state(pid: int) -> str:
    """The process's state, Z when it has ended and nobody has asked how."""
    return Path(f"/proc/{pid}/stat").read_text().rpartition(")")[2].split()[0]


def children(pid: int) -> list[int]:
    """Processes that the process started."""
    return [
        int(word) for path in Path(f"/proc/{pid}/task").iterdir() for word in (path / "children").read_text().split()
    ]


def test_a_crawl_whose_parent_is_killed_stops(alone: tuple[Site, World]) -> None:
    site, world = alone
    slow(site, world)
    words = (
        "import sys; from pathlib import Path; from crawlers.crawl import crawl; from pipeline.settings import settings;"
        "crawl('press', 'orphan', settings(), Path(sys.argv[1]))"
    )
    process = world.run("press", "orphan", ["-c", words, str(world.seeds)])
    until(site, 1)
    (child,) = children(process.pid)
    process.kill()
    assert world.finish("press", "orphan", process).status == -signal.SIGKILL
    deadline = time.monotonic() + 30
    while Path(f"/proc/{child}").exists() and state(child) != "Z":
        assert time.monotonic() < deadline
        time.sleep(0.01)
    assert sum("/report-" in path for path in site.paths()) < 6
