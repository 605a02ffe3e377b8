"""Stories as a reader sees them: the sample press and, where it lies beside the checkout, the measuring set."""

import itertools
import json
import os
from pathlib import Path
from typing import Any

import pytest

from pipeline import tagging
from pipeline.stories.jsonl import cluster
from tests.stories.reports import labelled, labels_of, told_alike
from tests.warehouse.made import SEEDS

EVAL = Path(__file__).resolve().parents[3] / "shared" / "eval"
SAME = {"translation", "duplicate", "rewrite"}


def stories(documents: list[dict[str, Any]]) -> dict[str, str]:
    rows = list(cluster(documents, tagging.rules(SEEDS)))
    assert [row["id"] for row in rows] == [document["id"] for document in documents]
    assert all(row["why"] for row in rows)
    return {row["id"]: row["story_id"] for row in rows}


def test_the_press_is_read_as_labelled_without_any_edition_link() -> None:
    found = told_alike(stories(list(labelled().values())))
    assert found == labels_of(labelled())
    assert len(found) >= 33


@pytest.mark.parametrize("without", ["published", "title", "source", "url"])
def test_the_press_is_read_well_without_one_of_its_fields(without: str) -> None:
    documents = [{name: v for name, v in each.items() if name != without} for each in labelled().values()]
    found, labels = told_alike(stories(documents)), labels_of(labelled())
    pairs, right = (
        {pair for story in each for pair in itertools.combinations(sorted(story), 2)} for each in (found, labels)
    )
    assert len(pairs & right) / len(pairs | right) >= 0.9


def test_the_order_of_documents_changes_no_story() -> None:
    documents = list(labelled().values())
    assert told_alike(stories(documents[::-1])) == told_alike(stories(documents))


def test_two_write_ups_of_one_event_are_grouped_and_not_merged() -> None:
    keys = ("2026-03-21-scanner-rewrite-ko", "2026-03-27-sinuiju-bribes-ko", "2026-03-20-trade-stats-ko")
    rows = {row["id"]: row for row in cluster([labelled()[key] for key in keys], tagging.rules(SEEDS))}
    assert len({row["story_id"] for row in rows.values()}) == 3
    assert [rows[key]["event_group"] for key in keys] == [keys[0], keys[0], None]


def test_the_measuring_set_scores_its_bars() -> None:
    if not EVAL.is_dir():
        (pytest.fail if os.environ.get("CI") == "true" else pytest.skip)(f"no measuring set at {EVAL}")
    documents = [json.loads(line) for line in (EVAL / "dev.jsonl").read_text(encoding="utf-8").splitlines()]
    pairs = [json.loads(line) for line in (EVAL / "pairs_dev.jsonl").read_text(encoding="utf-8").splitlines()]
    found = stories(documents)
    wanted = {frozenset((pair["a"], pair["b"])) for pair in pairs if pair["relation"] in SAME}
    merged = {frozenset(pair) for pair in itertools.combinations(found, 2) if found[pair[0]] == found[pair[1]]}
    assert merged - wanted == set()
    assert 2 * len(merged & wanted) / (len(merged) + len(wanted)) >= 0.95
