"""The sender: every due delivery once, none lost, no channel held up by another, nothing in quiet hours."""

import time
from concurrent.futures import ThreadPoolExecutor
from datetime import UTC, datetime, timedelta
from pathlib import Path

import pytest
from sqlalchemy import Engine, select, update

from pipeline.alerts import sender
from pipeline.alerts.schedule import Schedule, is_due
from pipeline.alerts.sender import send
from pipeline.warehouse import tables as t
from pipeline.warehouse.engine import reading, writing
from tests.alerts.posted import NOW, post, settings, states
from tests.alerts.receivers import http_receiver, mail_server

# Apprise looks for a module that Python 3.13 has no more.
pytestmark = pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning")


def test_each_channel_gets_each_alert_once(warehouse: Engine, tmp_path: Path) -> None:
    with mail_server() as box, http_receiver() as hook:
        using = settings(tmp_path, box.port, email="desk@example.test", webhook__wiki=hook.url)
        post(warehouse, "One", "Two", channels="feed email webhook:wiki")
        report = send(warehouse, using, NOW)
        assert dict(report.sent) == {"feed": 2, "email": 2, "webhook:wiki": 2}
        assert sorted(mail["Subject"] for mail in box.taken) == ["One", "Two"]
        assert len({mail["Message-ID"] for mail in box.taken}) == len(hook.taken) == 2
        again = send(warehouse, using, NOW + timedelta(days=1))
        assert (dict(again.sent), len(box.taken), len(hook.taken)) == ({}, 2, 2)
    assert set(states(warehouse).values()) == {("sent", 1)}


def test_a_dead_channel_delays_no_other_and_loses_nothing(warehouse: Engine, tmp_path: Path) -> None:
    with http_receiver() as hook, http_receiver() as slow:
        slow.answer, slow.pause = 503, 0.5
        using = settings(tmp_path, webhook=hook.url, webhook__dead="http://127.0.0.1:9/", webhook__slow=slow.url)
        post(warehouse, *"abcdefgh", channels="webhook webhook:dead webhook:slow")
        begun = time.monotonic()
        report = send(warehouse, using, NOW)
        assert time.monotonic() - begun < 3
        assert dict(report.sent) == {"webhook": 8}
        # Out of reach after the first try: the other seven were not tried.
        tried = [number for (_, channel), (_, number) in states(warehouse).items() if channel == "webhook:dead"]
        assert sorted(tried) == [0] * 7 + [1]
        assert report.reasons == {"webhook:dead": "webhook: URLError", "webhook:slow": "webhook answered 503"}
        slow.answer, slow.pause = 204, 0
        later = send(warehouse, using, NOW + timedelta(hours=1))
        assert dict(later.sent) == {"webhook:slow": 8}
        assert len({headers["webhook-id"] for headers, _ in slow.taken}) == 8


def test_a_delivery_is_tried_later_and_later_and_fails_after_eight(warehouse: Engine, tmp_path: Path) -> None:
    post(warehouse, "One", channels="webhook")
    using, now, waits = settings(tmp_path, webhook="http://127.0.0.1:9/"), NOW, []
    for _ in range(sender.TRIES):
        report = send(warehouse, using, now)
        with reading(warehouse) as connection:
            row = connection.execute(select(t.delivery)).one()
        if row.next_at is not None:
            waits.append((row.next_at - now).total_seconds() / 60)
            assert dict(send(warehouse, using, row.next_at - timedelta(seconds=1)).put_off) == {}
            now = row.next_at
    assert waits == [5, 10, 20, 40, 80, 160, 320]
    assert (row.state, row.attempts, row.reason) == ("failed", 8, "webhook: URLError")
    assert dict(report.failed) == {"webhook": 1}
    assert dict(send(warehouse, using, now + timedelta(days=30)).put_off) == {}


def test_one_refused_alert_holds_up_no_other_on_its_channel(warehouse: Engine, tmp_path: Path) -> None:
    with http_receiver() as hook:
        hook.answer = 400
        using = settings(tmp_path, webhook=hook.url)
        post(warehouse, "One", "Two", channels="webhook")
        assert dict(send(warehouse, using, NOW).put_off) == {"webhook": 2}
    assert set(states(warehouse).values()) == {("pending", 1)}


def test_a_lease_keeps_others_away_until_it_is_over_and_then_says_it_may_repeat(
    warehouse: Engine, tmp_path: Path
) -> None:
    with http_receiver() as hook:
        using = settings(tmp_path, apprise=f"json://127.0.0.1:{hook.port}/hook")
        post(warehouse, "One", channels="apprise")
        with writing(warehouse) as connection:
            dead = {"state": "sending", "attempts": 1, "parcel": "p1", "next_at": NOW + sender.LEASE}
            connection.execute(update(t.delivery).values(**dead))
        assert dict(send(warehouse, using, NOW).sent) == {}
        assert dict(send(warehouse, using, NOW + sender.LEASE).sent) == {"apprise": 1}
        assert [body["title"] for body in hook.bodies()] == ["Possible repeat: One"]


def test_a_delivery_whose_senders_always_die_fails_in_the_end(warehouse: Engine, tmp_path: Path) -> None:
    post(warehouse, "One")
    with writing(warehouse) as connection:
        connection.execute(update(t.delivery).values(state="sending", attempts=sender.TRIES, next_at=NOW))
    assert dict(send(warehouse, settings(tmp_path), NOW).failed) == {"feed": 1}
    assert states(warehouse) == {("One", "feed"): ("failed", sender.TRIES)}


def test_a_digest_goes_out_as_one_message_at_its_time_and_in_the_same_parcel_again(
    warehouse: Engine, tmp_path: Path
) -> None:
    seven = datetime(2026, 3, 2, 7, 30, tzinfo=UTC)
    with http_receiver() as hook:
        using = settings(tmp_path, webhook=hook.url)
        post(warehouse, "One", "Two", channels="webhook", digest_at="07:30")
        assert dict(send(warehouse, using, seven - timedelta(minutes=1)).sent) == {}
        hook.answer = 503
        send(warehouse, using, seven)
        post(warehouse, "Three", channels="webhook", digest_at="07:30", created_at=seven - timedelta(hours=1))
        hook.answer = 204
        assert dict(send(warehouse, using, seven + timedelta(hours=1)).sent) == {"webhook": 3}
        bodies = {tuple(sorted(a["title"] for a in body["alerts"])) for body in hook.bodies()}
    assert bodies == {("One", "Two"), ("Three",)}


def test_two_senders_at_once_send_each_alert_once(warehouse: Engine, tmp_path: Path) -> None:
    with http_receiver() as hook:
        using = settings(tmp_path, webhook=hook.url)
        post(warehouse, *(f"Alert {n}" for n in range(12)), channels="webhook feed")
        with ThreadPoolExecutor(3) as threads:
            reports = list(threads.map(lambda _: send(warehouse, using, NOW), range(3)))
        assert sum(report.sent["webhook"] for report in reports) == len(hook.taken) == 12
    assert (tmp_path / "alerts.xml").read_text().count("<entry") == 12


@pytest.mark.parametrize(
    ("digest_at", "quiet", "zone", "created", "now", "due"),
    [
        (None, None, "UTC", "2026-03-02T10:00", "2026-03-02T10:00", True),
        (None, "22:00-07:00", "UTC", "2026-03-02T10:00", "2026-03-02T23:00", False),
        (None, "22:00-07:00", "UTC", "2026-03-02T10:00", "2026-03-03T06:59", False),
        (None, "22:00-07:00", "UTC", "2026-03-02T10:00", "2026-03-03T07:00", True),
        (None, "22:00-07:00", "Asia/Seoul", "2026-03-02T10:00", "2026-03-02T13:30", False),
        (None, "12:00-13:00", "UTC", "2026-03-02T10:00", "2026-03-02T12:30", False),
        ("07:30", None, "UTC", "2026-03-02T08:00", "2026-03-02T23:00", False),
        ("07:30", None, "UTC", "2026-03-02T08:00", "2026-03-03T07:30", True),
        ("07:30", None, "Asia/Seoul", "2026-03-02T22:00", "2026-03-02T22:29", False),
        ("07:30", None, "Asia/Seoul", "2026-03-02T22:00", "2026-03-02T22:30", True),
        ("23:00", "22:00-07:00", "UTC", "2026-03-02T10:00", "2026-03-02T23:30", False),
        ("23:00", "22:00-07:00", "UTC", "2026-03-02T10:00", "2026-03-03T07:00", True),
    ],
)
def test_quiet_hours_and_digests_are_those_of_the_rules_zone(
    digest_at: str | None, quiet: str | None, zone: str, created: str, now: str, due: bool
) -> None:
    schedule = Schedule(digest_at=digest_at, quiet=quiet, zone=zone)
    instants = (datetime.fromisoformat(f"{text}:00+00:00") for text in (created, now))
    assert is_due(schedule, *instants) is due


def test_no_secret_stands_in_the_outbox_or_in_a_report(warehouse: Engine, tmp_path: Path) -> None:
    targets = {
        "webhook": "http://127.0.0.1:9/c4nary-hook",
        "email": "desk@c4nary.test",
        "apprise": "json://user:c4nary-password@127.0.0.1:9/",
    }
    using = settings(tmp_path, 9, **targets)
    post(warehouse, "One", channels="webhook email apprise")
    report = send(warehouse, using, NOW)
    with reading(warehouse) as connection:
        rows = [
            tuple(row) for table in (t.alert, t.delivery, t.alert_rule) for row in connection.execute(select(table))
        ]
    assert "c4nary" not in f"{rows} {report} {using!r}"
    assert set(report.reasons) == set(targets)
