"""The whole path every three hours: one crawl a source, then refine, load, alert and account.

A source that fails stays red after its retries and does not hold the others up; `account` ends the run failed and names
it. With the parameter `sources` set to `sample` the bundled press is crawled, which needs no internet.
"""

from datetime import datetime, timedelta
from typing import Any

from airflow.sdk import CronDataIntervalTimetable, TriggerRule, dag, get_current_context, task

from dags.defaults import (
    ARCHIVE,
    POOL,
    RETRIES,
    SEOUL,
    WAREHOUSE,
    archive_of,
    run_id,
    scheduled_sources,
    sources_param,
)
from dags.verbs import answer, verb


@dag(
    schedule=CronDataIntervalTimetable("0 */3 * * *", timezone="Asia/Seoul"),
    start_date=datetime(2026, 1, 1, tzinfo=SEOUL),
    catchup=False,
    max_active_runs=1,
    default_args=RETRIES,
    params={
        "sources": sources_param(
            scheduled_sources(),
            "What to crawl: ids of `seeds/sources.csv` with commas, or a group: `live`, `sample`. "
            "A scheduled run crawls what BORDERWIRE_SOURCES names.",
        )
    },
    tags=["borderwire"],
    doc_md=__doc__,
)
def ingest() -> None:
    """Open → crawl → refine → load → alert, account."""

    @task(execution_timeout=timedelta(minutes=10))
    def open_books() -> list[str]:
        """Opens the run's books with every source in them, so that one whose crawl dies is missed."""
        asked = str(get_current_context()["params"]["sources"])
        ids: list[str] = answer("open", "--sources", asked, "--run", run_id())["sources"]
        return ids

    @task(
        pool=POOL,
        execution_timeout=timedelta(minutes=40),
        outlets=[ARCHIVE],
        map_index_template="{{ task.op_kwargs['source'] }}",
    )
    def crawl(source: str, *, outlet_events: Any) -> None:
        """Brings what is new at one source into the archive and the ledger."""
        verb("crawl", "--sources", source, "--run", run_id())
        outlet_events[ARCHIVE].add(archive_of(source), extra={"run": run_id()})

    @task(trigger_rule=TriggerRule.ALL_DONE, execution_timeout=timedelta(minutes=40))
    def refine() -> None:
        """Turns every archived page that owes a disposition into a tagged article or a rejection."""
        verb("refine", "--run", run_id())

    @task(execution_timeout=timedelta(minutes=20), outlets=[WAREHOUSE])
    def load() -> None:
        """Loads them in one transaction a batch, with stories and alerts."""
        verb("load", "--run", run_id())

    @task(execution_timeout=timedelta(minutes=20))
    def alert() -> None:
        """Sends what the outbox holds."""
        verb("alert")

    @task(trigger_rule=TriggerRule.ALL_DONE, retries=0, execution_timeout=timedelta(minutes=10))
    def account() -> None:
        """Closes the books; fails, naming the sources, when they do not balance."""
        verb("account", "--run", run_id())

    loaded = load()
    crawl.expand(source=open_books()) >> refine() >> loaded
    # Two leaves: either failing fails the run, and the books are closed even when nothing can be sent.
    loaded >> [alert(), account()]


ingest()
