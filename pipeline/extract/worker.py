"""Runs a function over pages in warm child processes, each page with a clock and a memory limit of its own.

One page cannot stall or kill the run: a child that takes too long is ended by the kernel's timer (`too-slow`), one that
asks for too much memory is refused it (`too-big`), one that crashes is counted (`worker-died`); the page is answered
with that reason and a fresh child goes on with the next. Children end with their parent, however it ends.
"""

import os
import pickle
import signal
import subprocess
import sys
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field
from fcntl import F_GETPIPE_SZ, F_SETPIPE_SZ, fcntl
from multiprocessing.connection import Connection, wait
from types import TracebackType
from typing import Generic, Self, TypeVar

from pipeline.extract.article import rejected
from pipeline.records import Page, Rejected, RejectReason

T = TypeVar("T")
PIPE = 1 << 20
START = (
    "import sys; sys.path[:] = sys.argv[3:]; from pipeline.extract.child import main; main(*map(int, sys.argv[1:3]))"
)


@dataclass(frozen=True, slots=True)
class Failure:
    """What a child says of a page that it could not finish."""

    reason: RejectReason
    detail: str


@dataclass(slots=True)
class _Child:
    """A process, the two ends of its pipes, and the numbered pages it has been sent and not answered.

    `room` is how many bytes may be sent to it, while it works, without blocking.
    """

    process: "subprocess.Popen[bytes]"
    pages: "Connection[bytes, bytes]"
    results: "Connection[bytes, bytes]"
    room: int
    sent: deque[tuple[int, Page]] = field(default_factory=deque)


class Pool(Generic[T]):
    """A context manager over child processes that all run `function`, a picklable callable of one page.

    `workers` 0 means one a core. `seconds` is wall time a page, `megabytes` what it may take beyond the warm child.
    `failures` counts the pages that were answered with a reason instead of a result.
    """

    def __init__(self, function: Callable[[Page], T], *, workers: int, seconds: float, megabytes: int) -> None:
        self._setup = pickle.dumps((seconds, megabytes, pickle.dumps(function)))
        self._count = workers or len(os.sched_getaffinity(0))
        self._megabytes = megabytes
        self._children: list[_Child] = []
        self.failures: Counter[RejectReason] = Counter()

    def __enter__(self) -> Self:
        self._children = [self._start() for _ in range(self._count)]
        for child in self._children:
            self._greeted(child)
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        for child in self._children:
            self._end(child)
        self._children.clear()

    def map(self, pages: Iterable[Page]) -> Iterator[T | Rejected]:
        """The results in the order of the pages; pages are read only as fast as results are taken."""
        done: dict[int, T | Rejected] = {}
        following = 0
        for number, result in self.unordered(pages):
            done[number] = result
            while following in done:
                yield done.pop(following)
                following += 1

    def unordered(self, pages: Iterable[Page]) -> Iterator[tuple[int, T | Rejected]]:
        """Each result as soon as it is there, with the number of its page, from 0."""
        source = enumerate(pages)
        waiting: deque[tuple[int, Page]] = deque()
        while self._feed(source, waiting):
            busy = {child.results: child for child in self._children if child.sent}
            for ready in wait(list(busy)):
                yield self._answer(busy[ready], waiting)  # type: ignore[index]  # wait() gives back what it was given

    def _feed(self, source: Iterator[tuple[int, Page]], waiting: deque[tuple[int, Page]]) -> bool:
        """Gives idle children a page and busy ones a next page if that cannot block; False when all is done."""
        for depth in (0, 1):
            for child in self._children:
                while len(child.sent) <= depth and (item := waiting.popleft() if waiting else next(source, None)):
                    data = pickle.dumps(item[1])
                    if child.sent and len(data) > child.room:
                        waiting.appendleft(item)
                        break
                    child.sent.append(item)
                    with suppress(BrokenPipeError):
                        child.pages.send_bytes(data)
        return any(child.sent for child in self._children)

    def _answer(self, child: _Child, waiting: deque[tuple[int, Page]]) -> tuple[int, T | Rejected]:
        number, page = child.sent.popleft()
        try:
            result: T | Failure = pickle.loads(child.results.recv_bytes())  # noqa: S301 our child wrote it
        except EOFError:
            result = self._autopsy(child)
            waiting.extendleft(reversed(child.sent))
            self._children[self._children.index(child)] = self._greeted(self._start())
        if isinstance(result, Failure):
            self.failures[result.reason] += 1
            return number, rejected(page, result.reason, result.detail)
        return number, result

    def _start(self) -> _Child:
        to_child, pages = os.pipe()
        results, from_child = os.pipe()
        with suppress(OSError):
            fcntl(pages, F_SETPIPE_SZ, PIPE)
        room = fcntl(pages, F_GETPIPE_SZ) // 2
        process = subprocess.Popen(
            [sys.executable, "-c", START, str(to_child), str(from_child), *sys.path],
            pass_fds=(to_child, from_child),
            stdin=subprocess.DEVNULL,
        )
        os.close(to_child)
        os.close(from_child)
        child = _Child(process, Connection(pages, readable=False), Connection(results, writable=False), room)
        child.pages.send_bytes(self._setup)
        return child

    def _greeted(self, child: _Child) -> _Child:
        """The child once it is warm; a child that cannot start is a defect, told on its standard error."""
        try:
            child.results.recv_bytes()
        except EOFError:
            raise RuntimeError(f"a child process ended while it started: {self._autopsy(child).detail}") from None
        return child

    def _autopsy(self, child: _Child) -> Failure:
        """Why the child is no more, by its exit status and the memory it had."""
        _, status, usage = os.wait4(child.process.pid, 0)
        child.process.returncode = code = os.waitstatus_to_exitcode(status)
        self._close(child)
        if code == -signal.SIGALRM:
            return Failure("too-slow", "the page took longer than its clock allows")
        if code < 0 and usage.ru_maxrss > self._megabytes * 1024 * 0.8:
            return Failure("too-big", f"the child had {usage.ru_maxrss // 1024} MB when it ended")
        return Failure("worker-died", f"the child ended with status {code}")

    def _end(self, child: _Child) -> None:
        self._close(child)
        if child.sent:
            child.process.kill()
        child.process.wait()

    def _close(self, child: _Child) -> None:
        child.pages.close()
        child.results.close()
