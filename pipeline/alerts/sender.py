"""The sender: claims what the outbox holds, sends it, marks it; a dead channel delays no other.

A claim is a lease: a sender that dies leaves its deliveries `sending`, and once the lease is over they are sent again.
Channels recognise a repeat by the alert's id.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from sqlalchemy import Connection, Engine, Row, or_, select, update

from pipeline.alerts.channels import Channel, ChannelError, Outgoing, feed
from pipeline.settings import Settings
from pipeline.warehouse.engine import alone, writing
from pipeline.warehouse.tables import alert, delivery

Claim: TypeAlias = Row[*tuple[Any, ...]]

CHANNELS: Mapping[str, Channel] = {"feed": feed.send}
LEASE = timedelta(minutes=10)
PAUSE = timedelta(minutes=5)
TRIES = 8


@dataclass(slots=True)
class SendReport:
    """Alerts sent, put off and given up, by channel; and the reason of each channel that failed."""

    sent: Counter[str] = field(default_factory=Counter)
    put_off: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    reasons: dict[str, str] = field(default_factory=dict)


def send(made: Engine, settings: Settings, now: datetime) -> SendReport:
    """Sends every delivery that is due at `now`, all of a channel together."""
    report = SendReport()
    for name, due in _claim(made, now).items():
        try:
            _through(name)([_outgoing(row) for row in due], settings)
        except ChannelError as e:
            report.reasons[name] = str(e)
            _put_off(made, name, due, str(e), now, report)
        else:
            _mark(made, name, due, now)
            report.sent[name] += len(due)
    return report


def _through(name: str) -> Channel:
    if name not in CHANNELS:
        raise ChannelError(f"no channel {name!r}; there are: {', '.join(CHANNELS)}")
    return CHANNELS[name]


def _claim(made: Engine, now: datetime) -> dict[str, list[Claim]]:
    """Takes the deliveries that are due, oldest alert first, by channel."""
    waiting = delivery.c.state.in_(("pending", "sending"))
    due = or_(delivery.c.next_at.is_(None), delivery.c.next_at <= now)
    columns = (delivery.c.channel, delivery.c.attempts, alert.c.alert_id, alert.c.created_at, alert.c.message)
    query = select(*columns).join(alert, alert.c.alert_id == delivery.c.alert_id).where(waiting, due)
    claimed: dict[str, list[Claim]] = {}
    with writing(made) as connection:
        alone(connection)
        for row in connection.execute(query.order_by(alert.c.created_at, alert.c.alert_id)):
            claimed.setdefault(row.channel, []).append(row)
        for name, rows in claimed.items():
            _set(connection, name, rows, state="sending", next_at=now + LEASE, attempts=delivery.c.attempts + 1)
    return claimed


def _mark(made: Engine, name: str, rows: Sequence[Claim], now: datetime) -> None:
    with writing(made) as connection:
        _set(connection, name, rows, state="sent", sent_at=now, next_at=None, reason=None)


def _put_off(made: Engine, name: str, rows: Sequence[Claim], reason: str, now: datetime, report: SendReport) -> None:
    """Each delivery waits twice as long as the time before; after `TRIES` it has failed."""
    with writing(made) as connection:
        for row in rows:
            over = row.attempts + 1 >= TRIES
            (report.failed if over else report.put_off)[name] += 1
            state, wait = ("failed", None) if over else ("pending", now + PAUSE * 2**row.attempts)
            _set(connection, name, [row], state=state, next_at=wait, reason=reason)


def _set(connection: Connection, name: str, rows: Sequence[Claim], **values: object) -> None:
    ids = [row.alert_id for row in rows]
    for start in range(0, len(ids), 500):
        chosen = delivery.c.alert_id.in_(ids[start : start + 500])
        connection.execute(update(delivery).where(delivery.c.channel == name, chosen).values(**values))


def _outgoing(row: Claim) -> Outgoing:
    return Outgoing(alert_id=row.alert_id, created_at=row.created_at, message=row.message)
