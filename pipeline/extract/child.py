"""The child process of `worker`: reads pages from one pipe, writes results to another, each under the kernel's timer.

The timer's signal ends the process even inside C code. The process offers itself first to the kernel's OOM killer and
ends when its parent closes the pipe.
"""

import pickle
import resource
import signal
from collections.abc import Callable
from contextlib import suppress
from multiprocessing.connection import Connection
from pathlib import Path
from typing import Any

from pipeline.extract.worker import Failure
from pipeline.records import Page

MEGABYTE = 1 << 20


def main(read_from: int, write_to: int) -> None:
    """Answers every page that arrives, until there are no more."""
    pages: Connection[Any, Any] = Connection(read_from, writable=False)
    results: Connection[Any, Any] = Connection(write_to, readable=False)
    with suppress(EOFError, KeyboardInterrupt, BrokenPipeError):
        seconds, megabytes, function = pickle.loads(pages.recv_bytes())  # noqa: S301 the parent wrote it
        work: Callable[[Page], Any] = pickle.loads(function)  # noqa: S301 the parent wrote it
        _limit(megabytes)
        results.send_bytes(b"ready")
        while True:
            page: Page = pickle.loads(pages.recv_bytes())  # noqa: S301 the parent wrote it
            results.send_bytes(pickle.dumps(_answer(work, page, seconds)))


def _limit(megabytes: int) -> None:
    with suppress(OSError):
        Path("/proc/self/oom_score_adj").write_text("1000", encoding="ascii")
    data_pages = int(Path("/proc/self/statm").read_text(encoding="ascii").split()[5])
    allowed = data_pages * resource.getpagesize() + megabytes * MEGABYTE
    resource.setrlimit(resource.RLIMIT_DATA, (allowed, allowed))


def _answer(work: Callable[[Page], Any], page: Page, seconds: float) -> Any:
    signal.setitimer(signal.ITIMER_REAL, seconds)
    try:
        return work(page)
    except MemoryError:
        return Failure("too-big", "the page needs more memory than one page may have")
    except Exception as e:  # noqa: BLE001 a page must not end the run; its failure is counted and named
        return Failure("worker-died", f"{type(e).__name__}: {e}"[:300])
    finally:
        signal.setitimer(signal.ITIMER_REAL, 0)
