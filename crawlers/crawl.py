"""Crawls one source in a process of its own: `python -m crawlers.crawl SOURCE --run RUN`.

Twisted's reactor cannot start twice in a process, so `crawl` starts this module as a child and reads its progress.
Exit status 0 means that the source was crawled: an index was read and not every article failed. Scrapy's own status is
never asked.
"""

import argparse
import json
import os
import subprocess
import sys
import threading
from collections.abc import Callable, Sequence
from dataclasses import asdict
from pathlib import Path

from crawlers.result import CrawlResult
from pipeline.errors import BorderwireError
from pipeline.settings import ROOT, Settings, settings
from pipeline.warehouse.engine import engine

Tell = Callable[[CrawlResult], None]


def silent(result: CrawlResult) -> None:
    """Tells nobody."""


def crawl(source_id: str, run_id: str, using: Settings, seeds_dir: Path, tell: Tell = silent) -> CrawlResult:
    """Crawls the source in a child process and returns how it ended; `tell` hears each change, in this thread.

    Several may run at once from threads: those that share a host take turns there. A child whose parent dies stops.
    """
    words = [sys.executable, "-m", "crawlers.crawl", source_id, "--run", run_id, "--seeds", str(seeds_dir.resolve())]
    result = CrawlResult(source_id=source_id, fault="the crawl's process ended without a word")
    with subprocess.Popen(
        [*words, "--child"],
        cwd=ROOT,
        env=os.environ | _environment(using),
        stdin=subprocess.PIPE,
        stdout=subprocess.PIPE,
        encoding="utf-8",
    ) as child:
        for line in child.stdout or ():
            result = CrawlResult(**json.loads(line))
            tell(result)
    if child.returncode != 0 and result.ok:
        return CrawlResult(**asdict(result) | {"fault": f"the crawl's process ended with status {child.returncode}"})
    return result


def _environment(using: Settings) -> dict[str, str]:
    """The settings that a crawl reads, as the child's environment."""
    given = {
        "DATA": str(using.data.resolve()),
        "DATABASE_URL": using.warehouse_url,
        "OPERATOR": using.operator,
        "PRIVATE_HOSTS": using.private_hosts,
        "FETCH_SECONDS": str(using.fetch_seconds),
    }
    return {f"BORDERWIRE_{name}": value for name, value in given.items()}


def main(arguments: Sequence[str] | None = None) -> int:
    """Runs one crawl, prints its progress as plain lines or, for a parent process, as JSON lines; the exit status."""
    parser = argparse.ArgumentParser(prog="python -m crawlers.crawl", description=__doc__)
    parser.add_argument("source", help="id in sources.csv")
    parser.add_argument("--run", required=True, help="id of the run whose books the crawl writes")
    parser.add_argument("--seeds", type=Path, help="folder of reference data")
    parser.add_argument("--child", action="store_true", help="print JSON lines, and stop when standard input ends")
    given = parser.parse_args(arguments)
    if given.child:
        threading.Thread(target=_stop_with_parent, daemon=True).start()
    progress = Progress(given.child)
    try:
        if not given.child:
            from pipeline.warehouse import schema  # noqa: PLC0415  a parent has checked, and importing it takes long

            schema.check(engine(settings().warehouse_url))
        from crawlers.reactor import run  # noqa: PLC0415  the parent needs neither Scrapy nor Twisted

        result = run(given.source, given.run, settings(), given.seeds or settings().seeds, progress)
    except BorderwireError as e:
        result = CrawlResult(source_id=given.source, fault=str(e))
    progress.end(result)
    return 0 if result.ok else 1


def _stop_with_parent() -> None:
    """Ends the process at once when its parent has: what it left open the next crawl closes."""
    # Not through sys.stdin: its lock would be held when the interpreter ends.
    os.read(0, 1)
    os._exit(1)


class Progress:
    """Prints how the crawl stands: every change as JSON, or a plain line at every tenth of the articles."""

    def __init__(self, as_json: bool) -> None:
        self.as_json, self.told, self.last = as_json, 0, ""

    def __call__(self, result: CrawlResult) -> None:
        """Prints what is worth telling."""
        done = result.fetched + result.not_modified + result.failed
        if self.as_json:
            self._say(json.dumps(asdict(result)))
        elif done - self.told >= max(1, result.scheduled // 10):
            self.told = done
            self._say(result.line())

    def end(self, result: CrawlResult) -> None:
        """Prints how the crawl ended, a fault as an error."""
        self._say(json.dumps(asdict(result)) if self.as_json else result.line())
        if result.fault is not None and not self.as_json:
            print(f"{result.source_id}: {result.fault}", file=sys.stderr)

    def _say(self, line: str) -> None:
        if line != self.last:
            self.last = line
            print(line, flush=True)


if __name__ == "__main__":
    sys.exit(main())
