"""Real pages with gold: the bars of accuracy, each above what the best known extractor reaches on such pages."""

import gzip
import json
from datetime import UTC, datetime
from functools import partial
from pathlib import Path

import pytest

from benchmarks.accuracy import scores
from pipeline import seeds
from pipeline.extract import filter as filtering
from pipeline.extract.worker import Pool
from pipeline.settings import ROOT

PAGES = ROOT.parent / "shared" / "eval" / "pages"
BARS = {"text F1": 0.94, "title": 0.81, "author": 0.70, "date": 0.85}


@pytest.mark.slow
@pytest.mark.skipif(not PAGES.is_dir(), reason="../shared/eval is not here: real pages are not part of this repository")
def test_real_pages_come_out_better_than_with_any_peer() -> None:
    gold = [json.loads(line) for line in (PAGES / "gold.jsonl").read_text(encoding="utf-8").splitlines()]
    now = datetime.now(UTC)
    pages = (filtering.page(_body(row["html"]), row["url"] or "https://page.invalid/a", now) for row in gold)
    work = partial(filtering.from_anywhere, seeds.BUNDLED)
    with Pool(work, workers=2, seconds=30, megabytes=1024) as pool:
        found = [filtering.output(row["id"], said) for row, said in zip(gold, pool.map(pages), strict=True)]
    reached = scores(gold, {row["id"]: row for row in found})
    assert {name: mark for name, mark in reached.items() if mark < BARS[name]} == {}
    assert [row["id"] for row in found if "rejected" in row] == []


def _body(path: str) -> bytes:
    return gzip.decompress((PAGES / Path(path)).read_bytes())
