"""Rebuilds the warehouse's articles from the archive, without network: what it has already stays as it is.

For an empty or restored warehouse, or after the rules changed. Alerts are recorded and not sent again.
"""

from datetime import datetime, timedelta

from airflow.sdk import dag, get_current_context, task

from dags.defaults import RETRIES, SEOUL, WAREHOUSE, day_param, sources_param
from dags.verbs import verb


@dag(
    schedule=None,
    start_date=datetime(2026, 1, 1, tzinfo=SEOUL),
    max_active_runs=1,
    default_args=RETRIES,
    params={
        "sources": sources_param("live", "Whose pages: ids of `seeds/sources.csv` with commas, or a group."),
        "since": day_param("Since", "First day (UTC) on which the pages were fetched; all when empty."),
        "until": day_param("Until", "Last day (UTC) on which the pages were fetched; all when empty."),
    },
    tags=["borderwire"],
    doc_md=__doc__,
)
def replay() -> None:
    """One task: the verb walks the pages of the archive in a fixed order."""

    @task(execution_timeout=timedelta(hours=12), outlets=[WAREHOUSE])
    def rebuild() -> None:
        """Gives each archived page its row, then refines and loads what owes a disposition."""
        asked = get_current_context()["params"]
        days = [word for name in ("since", "until") if asked[name] for word in (f"--{name}", str(asked[name]))]
        verb("replay", "--sources", str(asked["sources"]), *days)

    rebuild()


replay()
