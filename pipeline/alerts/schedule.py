"""When an alert may go out: at once or at its digest, and not in the quiet hours of the rule's zone."""

from dataclasses import dataclass
from datetime import datetime, time, timedelta
from zoneinfo import ZoneInfo


@dataclass(frozen=True, slots=True, kw_only=True)
class Schedule:
    """A rule's times of day, as its row has them."""

    digest_at: str | None
    quiet: str | None
    zone: str


def is_due(schedule: Schedule, created_at: datetime, now: datetime) -> bool:
    """Whether an alert of that instant may go out at `now`; both are aware."""
    there = now.astimezone(ZoneInfo(schedule.zone))
    if schedule.quiet is not None and _is_quiet(schedule.quiet, there.time()):
        return False
    return schedule.digest_at is None or now >= _digest(schedule, created_at)


def _is_quiet(quiet: str, clock: time) -> bool:
    """Quiet hours may run over midnight."""
    first, last = map(time.fromisoformat, quiet.split("-"))
    return first <= clock < last if first <= last else clock >= first or clock < last


def _digest(schedule: Schedule, created_at: datetime) -> datetime:
    """The first digest after the alert was made."""
    there = created_at.astimezone(ZoneInfo(schedule.zone))
    at = time.fromisoformat(schedule.digest_at or "00:00")
    today = datetime.combine(there.date(), at, there.tzinfo)
    return today if today >= there else datetime.combine(there.date() + timedelta(days=1), at, there.tzinfo)
