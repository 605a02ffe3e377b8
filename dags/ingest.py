"""The whole path every three hours: one crawl a source, then refine, load, alert and account.

A source that fails stays red after its retries and does not hold the others up; `account` ends the run failed and names
it.
"""

from datetime import datetime, timedelta
from zoneinfo import ZoneInfo

from airflow.sdk import CronDataIntervalTimetable, Param, TriggerRule, dag, get_current_context, task

from dags.verbs import verb

SEOUL = ZoneInfo("Asia/Seoul")


def _run_id() -> str:
    return str(get_current_context()["run_id"])[:64]


@dag(
    schedule=CronDataIntervalTimetable("0 */3 * * *", timezone="Asia/Seoul"),
    start_date=datetime(2026, 1, 1, tzinfo=SEOUL),
    catchup=False,
    max_active_runs=1,
    default_args={"retries": 2, "retry_delay": timedelta(minutes=2), "retry_exponential_backoff": True},
    params={"sources": Param("live", type="string", description="Source ids with commas, or a group: live, sample.")},
    tags=["borderwire"],
    doc_md=__doc__,
)
def ingest() -> None:
    """Crawl → refine → load → alert → account."""

    @task
    def sources() -> list[str]:
        from pipeline import seeds, settings  # noqa: PLC0415  parsing the file needs neither

        wanted = str(get_current_context()["params"]["sources"])
        return [s.source_id for s in seeds.load(settings.settings().seeds).select(wanted)]

    @task(execution_timeout=timedelta(minutes=40), map_index_template="{{ task.op_kwargs['source'] }}")
    def crawl(source: str) -> None:
        verb("crawl", "--sources", source, "--run", _run_id())

    @task(trigger_rule=TriggerRule.ALL_DONE, execution_timeout=timedelta(minutes=40))
    def refine() -> None:
        verb("refine", "--run", _run_id())

    @task(execution_timeout=timedelta(minutes=20))
    def load() -> None:
        verb("load", "--run", _run_id())

    @task(execution_timeout=timedelta(minutes=20))
    def alert() -> None:
        verb("alert")

    @task(trigger_rule=TriggerRule.ALL_DONE, retries=0)
    def account() -> None:
        verb("account", "--run", _run_id())

    loaded = load()
    crawl.expand(source=sources()) >> refine() >> loaded
    # Two leaves: either failing fails the run, and the books are closed even when nothing can be sent.
    loaded >> [alert(), account()]


ingest()
