"""Runs a function over pages in warm child processes, each page with a clock and a memory limit of its own.

One page cannot stall or kill the run: a worker that takes too long is ended by the kernel's timer (`too-slow`), one
that asks for too much memory is refused it (`too-big`), one that crashes is counted (`worker-died`); the page is
answered with that reason and a fresh worker goes on with the next. All end with their parent, however it ends.
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
    "import sys; count = int(sys.argv[1]); sys.path[:] = sys.argv[2 + count :]; "
    "from pipeline.extract.child import main; main([int(fd) for fd in sys.argv[2 : 2 + count]])"
)


@dataclass(frozen=True, slots=True)
class Failure:
    """What is said of a page that no worker could finish."""

    reason: RejectReason
    detail: str


@dataclass(slots=True)
class _Slot:
    """The pipes to one worker, and the numbered pages it has been sent and not answered.

    `room` is how many bytes may be sent, while it works, without blocking.
    """

    pages: "Connection[bytes, bytes]"
    results: "Connection[bytes, bytes]"
    room: int
    sent: deque[tuple[int, Page]] = field(default_factory=deque)


class Pool(Generic[T]):
    """A context manager over worker processes that all run `function`, a picklable callable of one page.

    `workers` 0 means one a core. `seconds` is wall time a page, `megabytes` what it may take beyond the warm worker.
    `failures` counts the pages that were answered with a reason instead of a result.
    """

    def __init__(self, function: Callable[[Page], T], *, workers: int, seconds: float, megabytes: int) -> None:
        self._setup = pickle.dumps((seconds, megabytes, pickle.dumps(function)))
        self._count = workers or len(os.sched_getaffinity(0))
        self._slots: list[_Slot] = []
        self._nursery: subprocess.Popen[bytes] | None = None
        self._newest = 0
        self.failures: Counter[RejectReason] = Counter()

    def __enter__(self) -> Self:
        self._start()
        return self

    def __exit__(
        self, kind: type[BaseException] | None, error: BaseException | None, trace: TracebackType | None
    ) -> None:
        self._end()

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
        self._newest = 0
        waiting: deque[tuple[int, Page]] = deque()
        while self._feed(source, waiting):
            busy = {slot.results: slot for slot in self._slots if slot.sent}
            for ready in wait(list(busy)):
                if (slot := busy[ready]) in self._slots:  # type: ignore[index]  # wait() gives back what it was given
                    yield self._answer(slot, waiting)

    def _feed(self, source: Iterator[tuple[int, Page]], waiting: deque[tuple[int, Page]]) -> bool:
        """Gives idle workers a page and busy ones a next page if that cannot block; False when all is done."""
        for depth in (0, 1):
            for slot in self._slots:
                while len(slot.sent) <= depth and (item := self._next(source, waiting)):
                    data = pickle.dumps(item[1])
                    if slot.sent and len(data) > slot.room:
                        waiting.appendleft(item)
                        break
                    slot.sent.append(item)
                    with suppress(BrokenPipeError):
                        slot.pages.send_bytes(data)
        return any(slot.sent for slot in self._slots)

    def _next(self, source: Iterator[tuple[int, Page]], waiting: deque[tuple[int, Page]]) -> tuple[int, Page] | None:
        """The next page; none while the oldest under way lies far behind, so that few results wait for it."""
        if waiting:
            return waiting.popleft()
        oldest = min((slot.sent[0][0] for slot in self._slots if slot.sent), default=self._newest)
        if self._newest - oldest >= 2 * len(self._slots):
            return None
        if item := next(source, None):
            self._newest = item[0]
        return item

    def _answer(self, slot: _Slot, waiting: deque[tuple[int, Page]]) -> tuple[int, T | Rejected]:
        number, page = slot.sent.popleft()
        try:
            result: T | Failure = pickle.loads(slot.results.recv_bytes())  # noqa: S301 our child wrote it
        except (EOFError, OSError):
            result = Failure("worker-died", "the worker ended while it answered")
            waiting.extendleft(item for other in self._slots for item in reversed(other.sent))
            self._end()
            self._start()
        if isinstance(result, Failure):
            self.failures[result.reason] += 1
            return number, rejected(page, result.reason, result.detail)
        return number, result

    def _start(self) -> None:
        """Starts the nursery, which loads the function and forks a worker a slot."""
        theirs: list[int] = []
        for _ in range(self._count):
            read_pages, write_pages = os.pipe()
            read_results, write_results = os.pipe()
            with suppress(OSError):
                fcntl(write_pages, F_SETPIPE_SZ, PIPE)
            room = fcntl(write_pages, F_GETPIPE_SZ) // 2
            pages, results = Connection(write_pages, readable=False), Connection(read_results, writable=False)
            self._slots.append(_Slot(pages, results, room))
            theirs += [read_pages, write_results]
        self._nursery = subprocess.Popen(
            [sys.executable, "-c", START, str(len(theirs)), *map(str, theirs), *sys.path],
            pass_fds=theirs,
            stdin=subprocess.DEVNULL,
            process_group=0,
        )
        for descriptor in theirs:
            os.close(descriptor)
        self._greet(self._slots[0])

    def _greet(self, slot: _Slot) -> None:
        """Waits until the nursery is warm; one that cannot start is a defect, told on its standard error."""
        with suppress(BrokenPipeError):
            slot.pages.send_bytes(self._setup)
        try:
            slot.results.recv_bytes()
        except EOFError:
            self._end()
            raise RuntimeError("the child processes ended while they started") from None

    def _end(self) -> None:
        """Lets idle workers end by themselves; ends those that are at work."""
        busy = any(slot.sent for slot in self._slots)
        for slot in self._slots:
            slot.pages.close()
            slot.results.close()
        self._slots.clear()
        if self._nursery is not None:
            if busy:
                with suppress(ProcessLookupError):
                    os.killpg(self._nursery.pid, signal.SIGKILL)
            self._nursery.wait()
