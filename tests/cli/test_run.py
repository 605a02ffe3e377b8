"""`borderwire run` takes a new user to a warehouse with real rows, and says so."""

import json
import signal
import subprocess
import time
from pathlib import Path

import pytest

from press import reports
from tests.cli.conftest import Borderwire

STORED = "SELECT COUNT(*) AS articles FROM article"


def test_a_run_loads_every_report_that_the_press_serves(after_a_run: Borderwire) -> None:
    served = {(d["lang"], d["title"]) for d in reports.labels()}
    stored = {(row["lang"], row["title"]) for row in after_a_run.rows("SELECT lang, title FROM article")}
    assert stored == served


def test_a_run_says_what_came_of_it(after_a_run: Borderwire) -> None:
    said = (after_a_run.data.parent / "first.txt").read_text(encoding="utf-8")
    for part in (
        "crawl: sample-en: ",
        "crawl: sample-ko: ",
        "refine: ",
        "load: ",
        "alert: ",
        "account: the books of run ",
        "Stories by region and day",
        "Newest border-trade signals",
        "Alerts sent: ",
        "Rejected pages",
        "warehouse: sqlite:///",
        "borderwire status",
    ):
        assert part in said
    assert "\x1b" not in said


def test_a_second_run_transfers_nothing_and_changes_nothing(after_a_run: Borderwire) -> None:
    content = "SELECT version_id, recorded_at FROM article_version ORDER BY 1"
    before = after_a_run.rows(content)
    again = after_a_run("run").stdout
    assert "Nothing is new." in again
    transferred = "SELECT COUNT(*) AS n FROM fetch WHERE kind = 'article' AND outcome = 'fetched'"
    assert after_a_run.rows(transferred)[0]["n"] == len(before)
    assert after_a_run.rows(content) == before


def test_each_page_and_each_scheduled_url_has_one_end(after_a_run: Borderwire) -> None:
    open_ends = """
        SELECT (SELECT COUNT(*) FROM fetch WHERE outcome IS NULL) AS fetches,
               (SELECT COUNT(*) FROM page LEFT JOIN disposition d USING (page_id) WHERE d.page_id IS NULL) AS pages,
               (SELECT COUNT(*) FROM run WHERE state <> 'balanced') AS runs
    """
    assert after_a_run.rows(open_ends) == [{"fetches": 0, "pages": 0, "runs": 0}]


def test_the_result_as_json_is_all_of_standard_output(borderwire: Borderwire) -> None:
    done = borderwire("run", "--json", "--day", "3")
    result = json.loads(done.stdout)
    assert sorted(result["sources"]) == ["sample-en", "sample-ko"]
    assert "crawl: sample-en" in done.stderr


def test_later_days_of_the_press_bring_corrections_and_takedowns(borderwire: Borderwire) -> None:
    """Day 4 has a report corrected in form on day 5 and one taken down on day 10; day 6 one corrected in substance."""
    corrected = "SELECT change FROM article_version WHERE change <> 'first' ORDER BY recorded_at, change"
    for day, expected in (("4", []), ("8", ["cosmetic"]), ("12", ["cosmetic", "substantive"])):
        borderwire("run", "--day", day)
        assert [row["change"] for row in borderwire.rows(corrected)] == expected
    assert [row["title"] for row in borderwire.rows("SELECT title FROM article WHERE gone_at IS NOT NULL")] == [
        "Pyongyang rejects Seoul’s offer on family reunions"
    ]


@pytest.mark.parametrize("seconds", [2.5, 4.0, 6.0, 9.0])
def test_a_killed_run_followed_by_another_equals_an_undisturbed_one(
    borderwire: Borderwire, after_a_run: Borderwire, seconds: float
) -> None:
    started = subprocess.Popen(
        borderwire.command("run"),
        env=borderwire.environment(),
        stdout=subprocess.DEVNULL,
        stderr=subprocess.DEVNULL,
        start_new_session=True,
    )
    time.sleep(seconds)
    started.send_signal(signal.SIGKILL)
    started.wait()
    borderwire("run")
    content = "SELECT a.url LIKE '%/english/%' AS english, v.title, v.content_sha256, v.change FROM article_version v JOIN article a ON a.article_id = v.article_id ORDER BY 1, 2, 3, 4"
    assert borderwire.rows(content) == after_a_run.rows(content)


def test_an_unknown_source_is_refused_naming_those_that_exist(borderwire: Borderwire) -> None:
    done = borderwire("run", "--sources", "nowhere", check=False)
    assert done.returncode == 1
    assert done.stderr.startswith("borderwire: no source 'nowhere' in sources.csv; it has: sample-en, ")
    assert done.stderr.count("\n") == 1


def test_a_data_folder_that_cannot_be_used_is_named(borderwire: Borderwire) -> None:
    borderwire.data.write_text("a file, not a folder")
    done = borderwire("run", check=False)
    assert done.returncode == 1
    assert str(borderwire.data) in done.stderr
    assert done.stderr.count("\n") == 1


def test_a_malformed_seeds_file_is_named_by_line_and_column(borderwire: Borderwire) -> None:
    (borderwire.seeds_dir / "sources.csv").write_text(
        "source_id,base_url,lang,timezone\na,http://a.test/,xx,Asia/Seoul\n"
    )
    done = borderwire("run", "--sources", "a", check=False)
    assert (done.returncode, "line 2, column lang" in done.stderr) == (1, True)


def test_a_source_that_cannot_be_reached_fails_the_run_naming_it(borderwire: Borderwire, tmp_path: Path) -> None:
    row = "dead,http://127.0.0.1:9/,en,Asia/Seoul\n"
    (borderwire.seeds_dir / "sources.csv").write_text("source_id,base_url,lang,timezone\n" + row)
    done = borderwire("run", "--sources", "dead", check=False)
    assert done.returncode == 1
    assert "dead" in done.stderr
    assert "Nothing is new" not in done.stdout
    assert borderwire.rows("SELECT state FROM run") == [{"state": "failed"}]
