"""Kills a child process at its N-th SQL statement or commit: what a power cut or the out-of-memory killer does."""

import multiprocessing
import os
import signal
from collections.abc import Callable
from typing import Any

from sqlalchemy import Engine, event

# The server imports once; each child is forked from it, clean of this process's connections and threads.
_CONTEXT = multiprocessing.get_context("forkserver")
_CONTEXT.set_forkserver_preload(["pipeline.warehouse.schema", "tests.warehouse.made"])


def survives(target: Callable[..., None], *args: Any, kill_at: int | None = None) -> bool:
    """Runs the target in a child that dies at that statement or commit, counted from 1; whether it came to its end."""
    child = _CONTEXT.Process(target=_run, args=(target, args, kill_at))
    child.start()
    child.join(60)
    if child.exitcode not in (0, -signal.SIGKILL):
        raise AssertionError(f"the child ended with {child.exitcode}")
    return child.exitcode == 0


def together(target: Callable[..., None], *each: tuple[Any, ...]) -> list[int | None]:
    """Runs the target in one child for each tuple of arguments, all at once, and gives their exit codes."""
    children = [_CONTEXT.Process(target=_run, args=(target, args, None)) for args in each]
    for child in children:
        child.start()
    for child in children:
        child.join(60)
    return [child.exitcode for child in children]


def _run(target: Callable[..., None], args: tuple[Any, ...], kill_at: int | None) -> None:
    done = 0

    def step(*_: Any) -> None:
        nonlocal done
        done += 1
        if done == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)

    event.listen(Engine, "before_cursor_execute", step)
    event.listen(Engine, "commit", step)
    target(*args)
