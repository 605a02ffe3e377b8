"""One page can neither stall nor kill a run; promise 13."""

import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterator
from functools import partial
from pathlib import Path

import pytest

from pipeline import seeds
from pipeline.extract import extract, rules
from pipeline.extract.worker import Pool
from pipeline.records import Page, Rejected
from tests.extract.made import OUTLET, page

ROWS = "".join(f"<tr><td>rice {i}</td><td>{i} won a kilo in the market by the bridge</td></tr>" for i in range(100_000))
HOSTILE = {
    "a table of 100,000 rows": f"<h1>Prices</h1><table>{ROWS}</table>",
    "100,000 nested elements": "<h1>Deep</h1>"
    + "<div>" * 100_000
    + "The report stands at the bottom."
    + "</div>" * 100_000,
    "10 MB of paragraphs": "<h1>Long</h1>" + "<p>The market opened at nine and closed at five.</p>" * 200_000,
    "JSON nested 100,000 deep": '<script type="application/ld+json">' + "[" * 100_000 + "</script><h1>x</h1>",
}


def behave(given: Page) -> str:
    """Does what the page says."""
    word = given.body.decode()
    if word == "sleep":
        time.sleep(60)
    elif word == "spin":
        sum(range(10**12))
    elif word == "die":
        os.kill(os.getpid(), signal.SIGKILL)
    elif word == "leave":
        os._exit(3)
    elif word == "eat":
        return str(len(bytearray(3 << 30)))
    elif word == "raise":
        raise ValueError("no such thing")
    return word


def answers(words: list[str], *, workers: int = 2) -> list[str]:
    with Pool(behave, workers=workers, seconds=0.5, megabytes=256) as pool:
        results = list(pool.map(page(word) for word in words))
        failed = [r.reason for r in results if isinstance(r, Rejected)]
        assert sorted(failed) == sorted(pool.failures.elements())
    return [r.reason if isinstance(r, Rejected) else r for r in results]


def test_promise_13_each_failure_has_its_reason_and_the_other_pages_their_results() -> None:
    words = ["a", "sleep", "b", "die", "c", "eat", "d", "raise", "e", "spin", "f", "leave", "g", "h"]
    reasons = {"sleep": "too-slow", "spin": "too-slow", "die": "worker-died", "leave": "worker-died", "eat": "too-big"}
    reasons["raise"] = "worker-died"
    assert answers(words) == [reasons.get(word, word) for word in words]


def test_promise_13_hostile_pages_are_answered_within_their_clock() -> None:
    read = partial(extract, source=OUTLET, rules=rules(seeds.load()))
    with Pool(read, workers=2, seconds=2, megabytes=1024) as pool:
        started = time.monotonic()
        results = list(pool.map(page(f"<html><body>{body}</body></html>") for body in HOSTILE.values()))
        took = time.monotonic() - started
    assert all(isinstance(result, Rejected) for result in results)
    assert {r.reason for r in results if isinstance(r, Rejected)} <= {"too-slow", "too-big", "empty-body"}
    assert took < 4 * (2 + 4)


def test_results_come_in_the_order_of_the_pages() -> None:
    words = [f"page {n}" for n in range(300)]
    assert answers(words) == words


def test_pages_larger_than_a_pipe_pass_through() -> None:
    words = ["x" * size for size in (3_000_000, 10, 2_000_000, 5, 1_500_000, 1)]
    assert answers(words) == words


def test_pages_are_read_only_as_fast_as_results_are_taken() -> None:
    taken: list[int] = []

    def one_by_one() -> Iterator[Page]:
        for number in range(50):
            taken.append(number)
            yield page(str(number))

    with Pool(behave, workers=2, seconds=5, megabytes=256) as pool:
        results = pool.map(one_by_one())
        next(results)
        assert len(taken) <= 6


def test_a_pool_can_be_asked_twice_and_left_early() -> None:
    with Pool(behave, workers=2, seconds=5, megabytes=256) as pool:
        assert list(pool.map([page("a")])) == ["a"]
        results = pool.map(page(str(n)) for n in range(10))
        assert next(results) == "0"
    assert list(pool.failures) == []


def test_a_function_that_no_child_can_load_is_told_at_the_start() -> None:
    def local(given: Page) -> str:
        return given.url

    with pytest.raises((AttributeError, TypeError)), Pool(local, workers=1, seconds=1, megabytes=64):
        pass


CHILDREN_OF = """
import sys, time
sys.path[:0] = {path!r}
from tests.extract.test_worker import behave
from tests.extract.made import page
from pipeline.extract.worker import Pool
with Pool(behave, workers=2, seconds=3, megabytes=256) as pool:
    print(pool._nursery.pid, flush=True)
    list(pool.map([page("sleep"), page("sleep")]))
"""


def test_children_end_with_their_parent_however_it_ends() -> None:
    script = CHILDREN_OF.format(path=sys.path)
    with subprocess.Popen([sys.executable, "-c", script], stdout=subprocess.PIPE, text=True) as parent:
        assert parent.stdout is not None
        nursery = int(parent.stdout.readline())
        while len(workers := _children(nursery)) < 2:
            time.sleep(0.05)
        parent.kill()
    deadline = time.monotonic() + 15
    while any(_alive(pid) for pid in (nursery, *workers)) and time.monotonic() < deadline:
        time.sleep(0.1)
    assert [pid for pid in (nursery, *workers) if _alive(pid)] == []


def _children(pid: int) -> list[int]:
    return [int(child) for child in Path(f"/proc/{pid}/task/{pid}/children").read_text(encoding="ascii").split()]


def _alive(pid: int) -> bool:
    try:
        return Path(f"/proc/{pid}/stat").read_text(encoding="ascii").rpartition(")")[2].split()[0] != "Z"
    except FileNotFoundError:
        return False
