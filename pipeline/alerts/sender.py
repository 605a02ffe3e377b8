"""The sender: claims what the outbox holds, sends it, marks it; a dead channel delays no other.

A claim is a lease: a sender that dies leaves its deliveries `sending`, and once the lease is over they go out again in
the same parcel, whose id tells the receiver of the repeat. Each channel has its own thread.
"""

from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from typing import Any, TypeAlias

from sqlalchemy import Connection, Engine, Row, or_, select, update

from pipeline.alerts.channels import Channel, ChannelError, Outgoing, Parcel, apprise, email, feed, webhook
from pipeline.alerts.schedule import Schedule, is_due
from pipeline.settings import Settings
from pipeline.warehouse.content import identity
from pipeline.warehouse.engine import alone, reading, writing
from pipeline.warehouse.tables import alert, alert_rule, delivery

Claim: TypeAlias = Row[*tuple[Any, ...]]

CHANNELS: Mapping[str, Channel] = {
    "feed": feed.send,
    "email": email.send,
    "webhook": webhook.send,
    "apprise": apprise.send,
}
# A feed is one file, written once for all that is due.
WHOLE = frozenset({"feed"})
LEASE = timedelta(minutes=15)
PAUSE = timedelta(minutes=5)
TRIES = 8
AT_ONCE = 20


@dataclass(slots=True)
class SendReport:
    """Alerts sent, put off and given up, by channel; and the reason of each channel that failed."""

    sent: Counter[str] = field(default_factory=Counter)
    put_off: Counter[str] = field(default_factory=Counter)
    failed: Counter[str] = field(default_factory=Counter)
    reasons: dict[str, str] = field(default_factory=dict)


def send(made: Engine, settings: Settings, now: datetime) -> SendReport:
    """Sends every delivery that is due at `now`, channel by channel at the same time."""
    report = SendReport()
    with reading(made) as connection:
        channels = connection.scalars(select(delivery.c.channel).where(_waits(now)).distinct()).all()
    if channels:
        with ThreadPoolExecutor(len(channels)) as threads:
            for _ in threads.map(lambda channel: _serve(made, channel, settings, now, report), sorted(channels)):
                pass
    return report


def _waits(now: datetime) -> Any:
    """Whether a delivery waits to be sent, or its sender's lease is over."""
    due = or_(delivery.c.next_at.is_(None), delivery.c.next_at <= now)
    return delivery.c.state.in_(("pending", "sending")) & due


def _serve(made: Engine, channel: str, settings: Settings, now: datetime, report: SendReport) -> None:
    """Sends what is due on one channel until nothing is, or the channel is out of reach."""
    while parcels := _claim(made, channel, now, report):
        for number, parcel in enumerate(parcels):
            try:
                _through(channel)(parcel, settings)
            except ChannelError as e:
                report.reasons[channel] = str(e)
                _put_off(made, parcel, str(e), now, report)
                if e.down:
                    _release(made, channel, parcels[number + 1 :], now)
                    return
            else:
                _mark(made, parcel, state="sent", sent_at=now, next_at=None, reason=None)
                report.sent[channel] += len(parcel.alerts)


def _through(channel: str) -> Channel:
    kind = channel.partition(":")[0]
    if kind not in CHANNELS:
        raise ChannelError(f"no channel {channel!r}; there are: {', '.join(CHANNELS)}")
    return CHANNELS[kind]


def _claim(made: Engine, channel: str, now: datetime, report: SendReport) -> list[Parcel]:
    """Takes the next parcels that are due on the channel, oldest alert first."""
    columns: tuple[Any, ...] = (*delivery.c, alert.c.rule_id, alert.c.created_at, alert.c.message)
    rule = (alert_rule.c.digest_at, alert_rule.c.quiet, alert_rule.c.zone)
    query = (
        select(*columns, *rule)
        .join(alert, alert.c.alert_id == delivery.c.alert_id)
        .join(alert_rule, alert_rule.c.rule_id == alert.c.rule_id)
        .where(delivery.c.channel == channel, _waits(now))
        .order_by(alert.c.created_at, alert.c.alert_id)
    )
    with writing(made) as connection:
        alone(connection)
        rows = [row for row in connection.execute(query) if is_due(_schedule(row), row.created_at, now)]
        worn = [row.alert_id for row in rows if row.attempts >= TRIES]
        _set(connection, channel, worn, state="failed", next_at=None, reason="its senders died while sending")
        report.failed[channel] += len(worn)
        parcels = list(_parcels(channel, [row for row in rows if row.attempts < TRIES]))[:AT_ONCE]
        for parcel in parcels:
            taken = {"state": "sending", "next_at": now + LEASE, "attempts": delivery.c.attempts + 1}
            _set(connection, channel, _ids(parcel), parcel=parcel.id, **taken)
    return parcels


def _parcels(channel: str, rows: Sequence[Claim]) -> Iterator[Parcel]:
    """What goes out together: as it did before, else a feed's all, a digest's all, any other alert by itself."""
    grouped: dict[tuple[str, str], list[Claim]] = {}
    for row in rows:
        if row.parcel is not None:
            key = ("again", row.parcel)
        elif channel.partition(":")[0] in WHOLE:
            key = ("all", "")
        else:
            key = ("digest", row.rule_id) if row.digest_at else ("alert", row.alert_id)
        grouped.setdefault(key, []).append(row)
    for (how, name), each in grouped.items():
        ids = [row.alert_id for row in each]
        yield Parcel(
            id=name if how == "again" else identity(channel, *sorted(ids)),
            channel=channel,
            alerts=tuple(Outgoing(alert_id=r.alert_id, created_at=r.created_at, message=r.message) for r in each),
            repeat=any(row.state == "sending" for row in each),
        )


def _schedule(row: Claim) -> Schedule:
    return Schedule(digest_at=row.digest_at, quiet=row.quiet, zone=row.zone)


def _put_off(made: Engine, parcel: Parcel, reason: str, now: datetime, report: SendReport) -> None:
    """Each try waits twice as long as the one before; after `TRIES` the deliveries have failed."""
    with writing(made) as connection:
        alone(connection)
        tried = select(delivery.c.attempts).where(delivery.c.parcel == parcel.id, delivery.c.channel == parcel.channel)
        attempts = max(connection.scalars(tried))
        over = attempts >= TRIES
        (report.failed if over else report.put_off)[parcel.channel] += len(parcel.alerts)
        state, wait = ("failed", None) if over else ("pending", now + PAUSE * 2 ** (attempts - 1))
        _set(connection, parcel.channel, _ids(parcel), state=state, next_at=wait, reason=reason)


def _release(made: Engine, channel: str, parcels: Collection[Parcel], now: datetime) -> None:
    """Gives back what was claimed and not tried, for when the channel is tried again."""
    ids = [alert_id for parcel in parcels for alert_id in _ids(parcel)]
    with writing(made) as connection:
        untried = {"state": "pending", "next_at": now + PAUSE, "attempts": delivery.c.attempts - 1}
        _set(connection, channel, ids, **untried)


def _mark(made: Engine, parcel: Parcel, **values: object) -> None:
    with writing(made) as connection:
        _set(connection, parcel.channel, _ids(parcel), **values)


def _ids(parcel: Parcel) -> list[str]:
    return [each.alert_id for each in parcel.alerts]


def _set(connection: Connection, channel: str, ids: Sequence[str], **values: object) -> None:
    for start in range(0, len(ids), 500):
        chosen = delivery.c.alert_id.in_(ids[start : start + 500])
        connection.execute(update(delivery).where(delivery.c.channel == channel, chosen).values(**values))
