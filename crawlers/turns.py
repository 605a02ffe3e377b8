"""Turns at a host: one request at a time and a pause between two, also among processes that share the data folder.

A file a host is locked while a request is under way and holds, as its modification time, when the last one began. The
system unlocks the file of a process that dies.
"""

import asyncio
import fcntl
import os
import time
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from pathlib import Path

POLL_SECONDS = 0.02
# Of a file name; longer host names do not resolve.
LONGEST = 240


class Turns:
    """The turns of one crawl: `delays` is the pause in seconds at each host known, `delay` that at any other."""

    def __init__(self, folder: Path, delays: dict[str, float], delay: float) -> None:
        self.folder, self.delays, self.delay = folder, delays, delay

    def pause(self, host: str) -> float:
        """Seconds between the beginnings of two requests to the host."""
        return self.delays.get(host, self.delay)

    def slow(self, host: str, seconds: float) -> None:
        """Makes the pause at the host no shorter than `seconds`."""
        self.delays[host] = max(self.pause(host), seconds)

    @asynccontextmanager
    async def at(self, host: str) -> AsyncIterator[None]:
        """Waits until the host is free and the pause over, and keeps the host for the block."""
        self.folder.mkdir(parents=True, exist_ok=True)
        descriptor = os.open(self.folder / f"{host[:LONGEST]}.turn", os.O_RDWR | os.O_CREAT, 0o644)
        try:
            await _acquire(descriptor, self.pause(host))
            yield
        finally:
            os.close(descriptor)


async def _acquire(descriptor: int, delay: float) -> None:
    """Takes the lock when the pause is over; while it lasts the lock is free, so that waiting processes alternate."""
    while True:
        pause = POLL_SECONDS
        if _locked(descriptor):
            pause = _remaining(descriptor, delay)
            if pause <= 0:
                os.utime(descriptor)
                return
            fcntl.flock(descriptor, fcntl.LOCK_UN)
        await asyncio.sleep(pause)


def _locked(descriptor: int) -> bool:
    try:
        fcntl.flock(descriptor, fcntl.LOCK_EX | fcntl.LOCK_NB)
    except BlockingIOError:
        return False
    return True


def _remaining(descriptor: int, delay: float) -> float:
    """Seconds left of the pause, at most `delay` whatever the clock did; a new file's host was never asked."""
    status = os.fstat(descriptor)
    if status.st_size == 0:
        os.write(descriptor, b"asked\n")
        return 0.0
    return min(delay, status.st_mtime + delay - time.time())
