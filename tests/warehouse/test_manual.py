"""The manual of the warehouse: every table and column stands there, and its questions have answers."""

import re
from dataclasses import replace
from typing import Any

import pytest
from sqlalchemy import Column, Engine

from pipeline.records import Tags
from pipeline.settings import ROOT
from pipeline.warehouse.query import ask
from pipeline.warehouse.tables import metadata
from pipeline.warehouse.views import definitions
from tests.warehouse.made import ENGLISH, KOREAN_URL, deliver, english, korean, tags_of

MANUAL = (ROOT / "docs" / "warehouse.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"```sql\n(.*?)```", MANUAL, re.DOTALL)


def test_every_table_column_and_view_is_explained() -> None:
    sections = dict(re.findall(r"^### `(\w+)`\n(.*?)(?=^##|\Z)", MANUAL, re.MULTILINE | re.DOTALL))
    missing = [name for name, table in metadata.tables.items() if str(table.comment) not in sections.get(name, "")]
    missing += [
        f"{table.name}.{column.name}"
        for table in metadata.tables.values()
        for column in table.columns
        if _line(column) not in sections.get(table.name, "").splitlines()
    ]
    missing += [view for view in definitions() if f"| `{view}` |" not in MANUAL]
    assert missing == []
    assert sections.keys() == metadata.tables.keys()


def _line(column: Column[Any]) -> str:
    """The column's row in the manual."""
    meaning = str(column.comment).replace("|", r"\|")
    return f"| `{column.name}`{' (key)' if column.primary_key else ''} | {meaning} |"


@pytest.mark.parametrize("question", QUESTIONS)
def test_every_question_of_the_manual_is_answered_alike(
    sqlite_warehouse: Engine, postgres_warehouse: Engine, question: str
) -> None:
    for made in (sqlite_warehouse, postgres_warehouse):
        steel = english(url="https://press.test/steel/", tags=importing("steel"))
        deliver(made, english(alternate_url=KOREAN_URL), korean(), steel, english(hours=48, alternate_url=KOREAN_URL))
    ours, theirs = ask(sqlite_warehouse, question), ask(postgres_warehouse, question)
    assert ours == theirs
    assert ours[1]


def importing(good: str) -> Tags:
    tags = tags_of(ENGLISH, "en")
    return replace(tags, signals=tuple(replace(signal, commodity=good) for signal in tags.signals))
