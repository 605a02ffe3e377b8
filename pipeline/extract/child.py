"""The nursery process of `worker`: it loads the function once and forks the workers that answer page after page.

The kernel's timer ends a worker that takes too long, even inside C code; the nursery then says so in its stead and
forks the next, which is warm at once. Workers offer themselves first to the kernel's OOM killer. All end when the pipes
of pages are closed, so also when the run is killed.
"""

import gc
import mmap
import os
import pickle
import resource
import signal
from collections.abc import Callable
from contextlib import suppress
from dataclasses import dataclass
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from pipeline.extract.worker import Failure
from pipeline.records import Page

MEGABYTE = 1 << 20
AT_WORK, ANSWERING = 1, 0


@dataclass(frozen=True, slots=True)
class _Slot:
    """A worker's ends of its pipes, and one shared byte that says whether it is at work."""

    pages: "Connection[Any, Any]"
    results: "Connection[Any, Any]"
    state: mmap.mmap

    def close(self) -> None:
        """Closes this process's ends."""
        self.pages.close()
        self.results.close()


@dataclass(frozen=True, slots=True)
class _Task:
    """What workers do and what one page may cost."""

    work: Callable[[Page], Any]
    seconds: float
    megabytes: int


def main(descriptors: list[int]) -> None:
    """Answers every page that arrives, until there are no more; two descriptors a worker: pages, results."""
    slots = [
        _Slot(Connection(pages, writable=False), Connection(results, readable=False), mmap.mmap(-1, 1))
        for pages, results in zip(descriptors[::2], descriptors[1::2], strict=True)
    ]
    with suppress(EOFError, KeyboardInterrupt, BrokenPipeError):
        seconds, megabytes, function = pickle.loads(slots[0].pages.recv_bytes())  # noqa: S301 the parent wrote it
        task = _Task(pickle.loads(function), seconds, megabytes)  # noqa: S301 the parent wrote it
        gc.freeze()
        slots[0].results.send_bytes(b"ready")
        _supervise(task, slots)


def _supervise(task: _Task, slots: list[_Slot]) -> None:
    """Forks a worker a slot, and another after each that dies at work; one that ends otherwise is its slot's last."""
    running = {_fork(task, slot, slots): slot for slot in slots}
    while running:
        pid, status, usage = os.wait4(-1, 0)
        slot = running.pop(pid)
        if slot.state[0] == AT_WORK:
            code = os.waitstatus_to_exitcode(status)
            slot.results.send_bytes(pickle.dumps(_autopsy(code, usage.ru_maxrss // 1024, task.megabytes)))
            slot.state[0] = ANSWERING
            running[_fork(task, slot, slots)] = slot
        else:
            slot.close()


def _fork(task: _Task, slot: _Slot, slots: list[_Slot]) -> int:
    pid = os.fork()
    if pid == 0:
        with suppress(EOFError, KeyboardInterrupt, BrokenPipeError):
            for other in slots:
                if other is not slot and not other.pages.closed:
                    other.close()
            _serve(task, slot)
        os._exit(0)
    return pid


def _autopsy(code: int, had: int, megabytes: int) -> Failure:
    """Why a worker is no more, by its exit status and the megabytes it had."""
    if code == -signal.SIGALRM:
        return Failure("too-slow", "the page took longer than its clock allows")
    if code < 0 and had > megabytes * 0.8:
        return Failure("too-big", f"the worker had {had} MB when it ended")
    return Failure("worker-died", f"the worker ended with status {code}")


def _serve(task: _Task, slot: _Slot) -> None:
    _limit(task.megabytes)
    while True:
        page: Page = pickle.loads(slot.pages.recv_bytes())  # noqa: S301 the parent wrote it
        slot.state[0] = AT_WORK
        answer = pickle.dumps(_answer(task, page))
        slot.state[0] = ANSWERING
        slot.results.send_bytes(answer)


def _limit(megabytes: int) -> None:
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    data_pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])
    allowed = data_pages * resource.getpagesize() + megabytes * MEGABYTE
    resource.setrlimit(resource.RLIMIT_DATA, (allowed, allowed))


def _answer(task: _Task, page: Page) -> Any:
    signal.setitimer(signal.ITIMER_REAL, task.seconds)
    try:
        return task.work(page)
    except MemoryError:
        return Failure("too-big", "the page needs more memory than one page may have")
    except Exception as e:  # noqa: BLE001 a page must not end the run; its failure is counted and named
        return Failure("worker-died", f"{type(e).__name__}: {e}"[:300])
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
