"""What the DAGs have in common: retries, the pool, the assets they bring up to date, the parameter `sources`."""

import hashlib
from datetime import timedelta
from zoneinfo import ZoneInfo

from airflow.sdk import Asset, AssetAlias, Param, get_current_context

from pipeline.settings import settings

SEOUL = ZoneInfo("Asia/Seoul")
POOL = "publishers"
RETRIES = {
    "retries": 2,
    "retry_delay": timedelta(minutes=1),
    "retry_exponential_backoff": 2.0,
    "max_retry_delay": timedelta(minutes=20),
}
WAREHOUSE = Asset(name="warehouse", uri="x-borderwire://warehouse")
ARCHIVE = AssetAlias(name="archive")

_ID = "[A-Za-z0-9][A-Za-z0-9_-]*"
_LONGEST = 64


def archive_of(source: str) -> Asset:
    """The asset that is the source's part of the archive."""
    return Asset(name=f"archive/{source}", uri=f"x-borderwire://archive/{source}")


def sources_param(default: str, description: str) -> Param:
    """A parameter that names sources; anything but ids and groups is refused before a run begins."""
    return Param(default, type="string", title="Sources", description=description, pattern=f"^{_ID}( *, *{_ID})*$")


def day_param(title: str, description: str) -> Param:
    """A parameter that is a day or nothing."""
    return Param(None, type=["null", "string"], format="date", title=title, description=description)


def scheduled_sources() -> str:
    """What a scheduled run crawls."""
    return settings().sources


def run_id() -> str:
    """The run's id in our books: Airflow's own, a long one cut and told apart by its hash."""
    name = str(get_current_context()["run_id"])
    if len(name) <= _LONGEST:
        return name
    return f"{name[: _LONGEST - 17]}-{hashlib.sha256(name.encode()).hexdigest()[:16]}"
