"""Turns at a host: one at a time, with the pause between, whoever asks."""

import asyncio
import time
from itertools import pairwise
from pathlib import Path

from crawlers.turns import Turns


def test_turns_of_one_host_follow_each_other_and_other_hosts_do_not_wait(tmp_path: Path) -> None:
    began: dict[str, list[float]] = {"one.example": [], "two.example": []}

    async def ask(turns: Turns, host: str) -> None:
        async with turns.at(host):
            began[host].append(time.time())
            await asyncio.sleep(0.01)

    async def crawl() -> None:
        several = [Turns(tmp_path / "turns", {"one.example": 0.3}, 0.0) for _ in range(2)]
        hosts = ("one.example", "one.example", "two.example")
        await asyncio.gather(*(ask(turns, host) for turns in several for host in hosts))

    asyncio.run(crawl())
    gaps = [later - earlier for earlier, later in pairwise(sorted(began["one.example"]))]
    assert len(gaps) == 3
    assert min(gaps) > 0.29
    assert max(began["two.example"]) < min(began["one.example"]) + 0.3


def test_a_pause_is_only_ever_made_longer(tmp_path: Path) -> None:
    turns = Turns(tmp_path, {"one.example": 2.0}, 0.5)
    turns.slow("one.example", 1.0)
    turns.slow("two.example", 5.0)
    pauses = [turns.pause(host) for host in ("one.example", "two.example", "three.example")]
    assert pauses == [2.0, 5.0, 0.5]
