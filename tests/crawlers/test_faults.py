"""Servers that misbehave and servers that set traps: each fetch ends in its own word, and nothing forbidden is asked."""

import gzip
import zlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

import pytest

from tests.crawlers.site import Reply, Site, rss, serving
from tests.crawlers.world import Ended, World

DAY = datetime(2026, 3, 1, tzinfo=UTC)
PAGE = b"<p>Trucks stood at the bridge.</p>"
ZIPPED = gzip.compress(PAGE * 2000)
MEGABYTES_300 = zlib.compressobj(9, zlib.DEFLATED, 31)
BOMB = b"".join(MEGABYTES_300.compress(bytes(1 << 20)) for _ in range(300)) + MEGABYTES_300.flush()


def to(address: str, status: int = 302) -> Reply:
    """A redirect."""
    return Reply(status=status, headers={"Location": address}, etag=False)


def coded(body: bytes, coding: str) -> Reply:
    """A body said to be in a content coding."""
    return Reply(body, headers={"Content-Encoding": coding})


def articles(secret: Site) -> dict[str, tuple[Reply | list[Reply], str]]:
    """Each faulty article with the word its fetch must end in."""
    port = secret.server_address[1]
    refresh = f'<meta http-equiv="refresh" content="0; url={secret.url}">'.encode()
    return {
        "whole": (Reply(PAGE), "fetched"),
        "zipped": (coded(ZIPPED, "gzip"), "fetched"),
        "deflated": (coded(zlib.compress(PAGE), "deflate"), "fetched"),
        "flaky": ([Reply(status=503, headers={"Retry-After": "0"}), Reply(PAGE)], "fetched"),
        "broken": (Reply(status=500), "http-error"),
        "missing": (Reply(status=404), "http-error"),
        "promised-large": (Reply(PAGE, promised=100 << 20), "too-big"),
        "large": (Reply(bytes(1 << 16), times=200), "too-big"),
        "bomb": (coded(BOMB, "gzip"), "too-big"),
        "cut": (Reply(PAGE, promised=1000), "truncated"),
        "cut-zipped": (coded(ZIPPED[:-20], "gzip"), "truncated"),
        "brotli": (coded(PAGE, "br"), "unknown-coding"),
        "not-zipped": (coded(PAGE, "gzip"), "unknown-coding"),
        "loop": (to("/news/loop/"), "redirect-loop"),
        "moved": (to("/news/whole/", 301), "fetched"),
        "outside": (to("/"), "elsewhere"),
        "loopback": (to(secret.url), "forbidden-address"),
        "name": (to(f"http://localhost:{port}/"), "forbidden-address"),
        "mapped": (to(f"http://[::ffff:127.0.0.1]:{port}/"), "forbidden-address"),
        "decimal": (to(f"http://2130706433:{port}/"), "forbidden-address"),
        "octal": (to(f"http://0177.0.0.1:{port}/"), "forbidden-address"),
        "unspecified": (to(f"http://0.0.0.0:{port}/"), "forbidden-address"),
        "metadata": (to("http://169.254.169.254/latest/meta-data/"), "forbidden-address"),
        "refresh": (Reply(refresh), "fetched"),
        "file": (to("file:///etc/hostname"), "http-error"),
        "data": (to("data:text/html,x"), "http-error"),
        "slow": (Reply(PAGE, wait=3), "timeout"),
        "private": (Reply(PAGE), "robots"),
    }


@dataclass
class Faulty:
    """What became of a crawl of faulty articles."""

    world: World
    site: Site
    secret: Site
    ended: Ended


@pytest.fixture(scope="module")
def faulty(tmp_path_factory: pytest.TempPathFactory) -> Iterator[Faulty]:
    """One crawl of all faulty articles."""
    with serving(Site()) as site, serving(Site()) as secret:
        items = []
        for number, (name, (reply, _)) in enumerate(articles(secret).items()):
            site.replies[f"/news/{name}/"] = reply
            items.append((name, f"{site.url}news/{name}/", DAY - timedelta(hours=number)))
        site.replies["/news/feed/"] = Reply(rss(items))
        site.replies["/"] = Reply(b"home")
        site.replies["/robots.txt"] = Reply(b"User-agent: borderwire\nDisallow: /news/private/\n")
        secret.replies["/"] = Reply(b"secret")
        world = World(tmp_path_factory.mktemp("faults"), [site.host], seconds=1.5)
        world.add("news", f"{site.url}news/", discovery="feed", feed_url=f"{site.url}news/feed/")
        yield Faulty(world, site, secret, world.crawl("news"))
        world.close()


def test_each_fault_ends_in_its_own_word(faulty: Faulty) -> None:
    assert faulty.world.outcomes("r1") == {name: word for name, (_, word) in articles(faulty.secret).items()}


def test_some_faulty_articles_do_not_fail_the_source(faulty: Faulty) -> None:
    assert faulty.ended.status == 0
    assert faulty.ended.out[-1] == "news: 6 of 28 fetched, 0 not modified, 22 failed"


def test_what_is_kept_is_whole_and_only_what_was_fetched(faulty: Faulty) -> None:
    kept = {page.url.rstrip("/").rpartition("/")[2]: page.body for page in faulty.world.pages("r1")}
    refresh = kept.pop("refresh")
    assert kept == {"zipped": PAGE * 2000, **dict.fromkeys(("whole", "deflated", "flaky", "moved"), PAGE)}
    assert b"http-equiv" in refresh


def test_a_moved_article_keeps_the_address_asked_and_the_one_that_answered(faulty: Faulty) -> None:
    (moved,) = [page for page in faulty.world.pages("r1") if "moved" in page.url]
    assert moved.final_url == f"{faulty.site.url}news/whole/"


def test_no_forbidden_address_hears_of_the_crawl(faulty: Faulty) -> None:
    assert faulty.secret.seen == []


def test_what_robots_disallows_is_not_asked(faulty: Faulty) -> None:
    assert "/news/private/" not in faulty.site.paths()


def test_errors_and_timeouts_are_tried_three_times_and_refusals_once(faulty: Faulty) -> None:
    tries = {row["url"].split("/")[-2]: row["attempts"] for row in faulty.world.fetches(kind="article")}
    assert {name: tries[name] for name in ("flaky", "broken", "slow", "cut", "large", "bomb", "whole", "private")} == {
        "flaky": 2, "broken": 3, "slow": 3, "cut": 3, "large": 1, "bomb": 1, "whole": 1, "private": 0,
    }  # fmt: skip


def test_bombs_and_large_pages_cost_little_memory(faulty: Faulty) -> None:
    assert 50 < faulty.ended.mebibytes < 200


def test_a_refusal_says_which_address_it_was(faulty: Faulty) -> None:
    details = {row["url"].split("/")[-2]: row["detail"] for row in faulty.world.fetches(reason="forbidden-address")}
    assert "169.254.169.254" in details["metadata"]
    assert "127.0.0.1" in details["decimal"]
