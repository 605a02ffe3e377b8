"""Invented reports of many kinds, half English and half Korean, labelled by hand: how well goods, topics and stories are found.

Some of the reports are traps (rations, levies, old bans, labour that makes goods, prices that imports moved), so that
the floors lie below 1.
"""

import json
from pathlib import Path
from typing import Any

import pytest

from pipeline.tagging.jsonl import document_of
from pipeline.tagging.tag import tag
from tests.tagging.reading import RULES

REPORTS = [
    json.loads(line)
    for line in Path(__file__).with_name("trade_reports.jsonl").read_text(encoding="utf-8").splitlines()
]


def _parents(node: str) -> set[str]:
    """A good's ancestors: naming one beside it is neither right nor wrong."""
    return set(RULES.good_lineage(node)[1:])


def _sets(report: dict[str, Any], field: str) -> tuple[set[str], set[str], set[str]]:
    """What the labels want, what the tagger found, and what costs nothing."""
    found = tag(document_of(report), RULES)
    if field == "story":
        return {"story"} if report["story"] else set(), {"story"} if found.is_border_trade_story else set(), set()
    wanted = set(report[field])
    if field == "topics":
        return wanted, {t.id for t in found.topics}, set()
    return wanted, {g.id for g in found.commodities}, set[str]().union(*map(_parents, wanted))


@pytest.mark.parametrize(
    ("field", "floor"), [("goods", 0.9), ("topics", 0.88), ("story", 0.95)], ids=["goods", "topics", "story"]
)
@pytest.mark.parametrize("lang", ["en", "ko"])
def test_goods_topics_and_stories_of_invented_reports_are_found(lang: str, field: str, floor: float) -> None:
    rows = [_sets(r, field) for r in REPORTS if r["lang"] == lang]
    right = sum(len(wanted & found) for wanted, found, _ in rows)
    wrong = sum(len(found - wanted - free) for wanted, found, free in rows)
    missed = sum(len(wanted - found) for wanted, found, _ in rows)
    assert 2 * right / (2 * right + wrong + missed) >= floor
