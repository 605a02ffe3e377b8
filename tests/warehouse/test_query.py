"""Questions in SQL: answered alike by both databases, and never able to change anything."""

import pytest
from sqlalchemy import Engine

from pipeline.errors import WarehouseError
from pipeline.warehouse.query import ask, inert
from tests.warehouse.dump import dump
from tests.warehouse.made import ENGLISH, deliver, english, korean

QUESTIONS = [
    "SELECT region_id, report_date, recorded_at FROM article_region ORDER BY 1",
    "  -- by source\n/* and */ WITH x AS (SELECT 1 AS n) SELECT n FROM x",
    "SELECT title FROM article WHERE title LIKE '%Sinuiju%'",
    "SELECT COUNT(*) AS pages, AVG(size) AS mean FROM page",
    "VALUES (1, 'a'), (2, 'b')",
    "SELECT 1 AS one;",
]
WRITES = [
    "DELETE FROM signal",
    "INSERT INTO topic VALUES ('x', NULL, 'X', 'X')",
    "DROP TABLE signal",
    "WITH gone AS (DELETE FROM signal RETURNING 1) SELECT * FROM gone",
    "WITH x AS (SELECT 1) DELETE FROM signal",
    "SELECT 1; DELETE FROM signal",
    "SELECT 1; COMMIT; DELETE FROM signal; SELECT 2",
    "COMMIT",
    "PRAGMA query_only=OFF",
    "SET TRANSACTION READ WRITE",
    "ATTACH DATABASE 'other.sqlite' AS other",
    "SELECT nothing FROM nowhere",
    "SELECT 'a\x00b'",
    "SELECT '\ud800'",
    "",
]


@pytest.mark.parametrize("question", QUESTIONS)
def test_a_question_has_the_same_answer_on_both(
    sqlite_warehouse: Engine, postgres_warehouse: Engine, question: str
) -> None:
    for made in (sqlite_warehouse, postgres_warehouse):
        deliver(made, english(), korean())
    ours, theirs = ask(sqlite_warehouse, question), ask(postgres_warehouse, question)
    assert ours == theirs
    assert ours[1]


@pytest.mark.parametrize("statement", WRITES)
def test_anything_else_is_refused_in_one_line_and_changes_nothing(warehouse: Engine, statement: str) -> None:
    deliver(warehouse, english())
    before = dump(warehouse, frozenset())
    with pytest.raises(WarehouseError) as raised:
        ask(warehouse, statement)
    assert "\n" not in str(raised.value)
    assert dump(warehouse, frozenset()) == before
    assert ask(warehouse, "SELECT COUNT(*) FROM article")[1] == [(1,)]


def test_instants_days_and_json_are_text(warehouse: Engine) -> None:
    deliver(warehouse, english())
    start = ENGLISH.index("North Pyongan")
    columns, rows = ask(
        warehouse, "SELECT recorded_at, report_date, spans FROM article_region WHERE region_id = 'KP-03'"
    )
    assert columns == ["recorded_at", "report_date", "spans"]
    assert rows == [("2026-03-02T01:00:00Z", "2026-03-02", f'[["text", {start}, {start + 13}]]')]


def test_a_cell_that_a_spreadsheet_would_run_is_made_inert() -> None:
    cells = ["=cmd|' /C calc'!A0", "+1", "-1", "@x", "\t=1", "plain", -1, None]
    assert [inert(cell) for cell in cells] == ["'=cmd|' /C calc'!A0", "'+1", "'-1", "'@x", "'\t=1", "plain", -1, None]
