"""Both editions of the sample press, crawled on one day and on a later one."""

from dataclasses import dataclass
from pathlib import Path
from urllib.parse import urlsplit

import pytest

import press
from tests.crawlers.world import World

MONDAY, LATER = 9, 12


@dataclass
class Days:
    """What two crawls of each edition did."""

    world: World
    base: str
    logs: list[press.Log]


@pytest.fixture(scope="module")
def days(tmp_path_factory: pytest.TempPathFactory) -> Days:
    """A crawl of both editions on Monday, and one of the English some days later."""
    folder: Path = tmp_path_factory.mktemp("press")
    told: Days | None = None
    port = 0
    for run, day in (("monday", MONDAY), ("later", LATER)):
        log = press.Log()
        with press.serving(port=port, day=day, log=log) as base:
            if told is None:
                port = urlsplit(base).port or 0
                world = World(folder, [f"127.0.0.1:{port}"])
                world.add("en", f"{base}/english/")
                world.add("ko", f"{base}/", lang="ko")
                told = Days(world, base, [])
            both = [(name, told.world.start(name, run)) for name in ("en", "ko")[: 2 if run == "monday" else 1]]
            assert {told.world.finish(name, run, process).status for name, process in both} == {0}
        told.logs.append(log)
    assert told is not None
    return told


def listed(days: Days, run: str) -> dict[str, int]:
    """How many articles each edition's API listed in a run."""
    rows = [row for row in days.world.fetches(run_id=run, kind="index") if "wp/v2/posts" in row["url"]]
    return {row["source_id"]: row["items"] for row in rows}


def test_every_report_of_either_edition_is_kept_once_with_its_date_and_author(days: Days) -> None:
    pages = days.world.pages("monday")
    kept = {source: sum(page.source_id == source for page in pages) for source in ("en", "ko")}
    assert kept == listed(days, "monday")
    assert len({page.url for page in pages}) == len(pages) > 20
    assert all(page.hint.via == "api" and page.hint.title and page.hint.published for page in pages)
    assert {page.url.startswith(f"{days.base}/english/") for page in pages if page.source_id == "ko"} == {False}


def test_later_only_what_is_new_or_changed_is_transferred_and_takedowns_are_gone(days: Days) -> None:
    before, after = days.world.outcomes("monday"), days.world.outcomes("later")
    assert {"fetched", "not-modified", "gone"} == set(after.values())
    assert {slug for slug in after if slug not in before} <= {slug for slug, word in after.items() if word == "fetched"}
    fetched = sum(word == "fetched" for word in after.values())
    articles = [
        hit for hit in days.logs[1].hits if hit.status == 200 and hit.path.rstrip("/").rpartition("/")[2] in after
    ]
    assert len(articles) == fetched < len(after)
