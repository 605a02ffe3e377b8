"""Processes that belong together: each in a session of its own with its own log, none left when they are stopped."""

import os
import subprocess
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from dataclasses import dataclass
from pathlib import Path

import psutil  # type: ignore[import-untyped]  # comes with Airflow, without types

PATIENCE = 10.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A process that was started and the file that holds what it says."""

    name: str
    process: "subprocess.Popen[bytes]"
    log: Path

    @property
    def is_alive(self) -> bool:
        """Whether it has not ended."""
        return self.process.poll() is None

    def last_lines(self, count: int = 15) -> str:
        """The end of its log."""
        return "\n".join(self.log.read_text(encoding="utf-8", errors="replace").splitlines()[-count:])


class Parts:
    """Starts processes and ends every one of them, with all that they started in turn."""

    def __init__(self, logs: Path) -> None:
        self.logs = logs
        self._started: list[Part] = []

    def start(
        self, name: str, command: Sequence[str], environment: Mapping[str, str], *, user: str | None = None
    ) -> Part:
        """Starts a command away from the terminal, whose Ctrl-C then does not reach it."""
        self.logs.mkdir(parents=True, exist_ok=True)
        log = self.logs / f"{name}.log"
        with log.open("wb") as file:
            process = subprocess.Popen(
                command,
                env=os.environ | dict(environment),
                stdin=subprocess.DEVNULL,
                stdout=file,
                stderr=subprocess.STDOUT,
                start_new_session=True,
                cwd=self.logs if user is None else "/",
                user=user,
                group=user,
            )
        part = Part(name=name, process=process, log=log)
        self._started.append(part)
        return part

    def dead(self) -> Part | None:
        """One that has ended by itself, if there is one."""
        return next((part for part in self._started if not part.is_alive), None)

    def stop(self) -> None:
        """Asks the parts to end, the last started first; kills what is left of them and of their descendants."""
        families = [process for part in self._started for process in _family(part.process.pid)]
        for part in reversed(self._started):
            part.process.terminate()
        wait_until(lambda: not any(part.is_alive for part in self._started), PATIENCE, every=0.1)
        _end(families)
        for part in self._started:
            part.process.wait()
        self._started.clear()


@contextmanager
def parts(logs: Path) -> Iterator[Parts]:
    """Parts for the length of a block, however it ends."""
    started = Parts(logs)
    try:
        yield started
    finally:
        started.stop()


def wait_until(ready: Callable[[], bool], seconds: float, every: float = 0.5) -> bool:
    """Whether `ready` came true within so many seconds."""
    deadline = time.monotonic() + seconds
    while not ready():
        if time.monotonic() > deadline:
            return False
        time.sleep(every)
    return True


def _family(pid: int) -> list[psutil.Process]:
    """The process and all below it; none when it is gone."""
    try:
        root = psutil.Process(pid)
        return [root, *root.children(recursive=True)]
    except psutil.NoSuchProcess:
        return []


def _end(processes: Sequence[psutil.Process]) -> None:
    """Ends those that still run: asked, and killed when that does not help. Reused ids are told apart."""
    for process in processes:
        with suppress(psutil.NoSuchProcess):
            process.terminate()
    _, alive = psutil.wait_procs(processes, timeout=5)
    for process in alive:
        with suppress(psutil.NoSuchProcess):
            process.kill()
    psutil.wait_procs(alive, timeout=5)
