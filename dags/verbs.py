"""Runs a Borderwire verb in a process of its own, so that Twisted and memory stay outside the worker."""

import json
import subprocess
import sys
from typing import Any


def verb(*words: str) -> None:
    """Runs `borderwire WORDS…`, its lines going to the task's log; raises CalledProcessError when it fails."""
    subprocess.run(_command(*words), check=True)


def answer(*words: str) -> Any:
    """Runs `borderwire WORDS… --json` and returns what it answers; raises CalledProcessError when it fails."""
    return json.loads(subprocess.run(_command(*words, "--json"), check=True, stdout=subprocess.PIPE).stdout)


def _command(*words: str) -> list[str]:
    return [sys.executable, "-m", "pipeline.cli", *words]
