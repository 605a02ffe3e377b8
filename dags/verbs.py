"""Runs a Borderwire verb in a process of its own, so that Twisted and memory stay outside the worker."""

import subprocess
import sys


def verb(*words: str) -> None:
    """Runs `borderwire WORDS…`, its lines going to the task's log; raises CalledProcessError when it fails."""
    subprocess.run([sys.executable, "-m", "pipeline.cli", *words], check=True)
