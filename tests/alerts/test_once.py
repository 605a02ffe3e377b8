"""Killed at any statement, commit or send and run again: each alert takes effect once by its key, else at least once."""

import os
import signal
import socket
from collections import Counter
from collections.abc import Callable
from datetime import timedelta
from itertools import count
from pathlib import Path
from typing import Any

import pytest
from sqlalchemy import Engine

from pipeline.alerts import sender
from pipeline.alerts.sender import send
from pipeline.warehouse.engine import engine
from tests.alerts.posted import NOW, post, settings, states
from tests.alerts.receivers import http_receiver, mail_server
from tests.crash import survives

pytestmark = [
    pytest.mark.slow,
    pytest.mark.filterwarnings("ignore:'imghdr' is deprecated:DeprecationWarning"),
]

ALERTS = ("One", "Two")
LATER = NOW + sender.LEASE + timedelta(days=1)


def send_all(url: str, folder: Path, mail: int | None, targets: dict[str, str], kill_at_send: int | None) -> None:
    """Sends what is due in a child, which dies as it is about to send for the n-th time."""
    if kill_at_send is not None:
        socket.socket.sendall = _dying(socket.socket.sendall, kill_at_send)  # type: ignore[method-assign]
    send(engine(url), settings(folder, mail, **targets), NOW)


def _dying(sendall: Callable[..., None], kill_at: int) -> Callable[..., None]:
    sent = count(1)

    def dying(*args: Any) -> None:
        if next(sent) == kill_at:
            os.kill(os.getpid(), signal.SIGKILL)
        sendall(*args)

    return dying


def sweep(warehouse: Engine, folder: Path, channel: str, step: int, mail: int | None = None, **targets: str) -> int:
    """Kills senders at every `step`-th statement and send in turn, each on alerts of its own; another finishes."""
    url, kills = warehouse.url.render_as_string(hide_password=False), 0
    for by_send in (False, True):
        for kill_at in count(1, step):
            post(warehouse, *(f"{name} {by_send} {kill_at}" for name in ALERTS), channels=channel)
            warehouse.dispose()
            at = None if by_send else kill_at
            if survives(send_all, url, folder, mail, targets, kill_at if by_send else None, kill_at=at):
                break
            kills += 1
            send(warehouse, settings(folder, mail, **targets), LATER)
    assert {state for state, _ in states(warehouse).values()} == {"sent"}
    return kills


def test_a_webhook_by_its_key(sqlite_warehouse: Engine, tmp_path: Path) -> None:
    with http_receiver() as hook:
        kills = sweep(sqlite_warehouse, tmp_path, "webhook", 1, webhook=hook.url)
        seen = {
            headers["idempotency-key"]: tuple(a["title"] for a in body["alerts"])
            for (headers, _), body in zip(hook.taken, hook.bodies(), strict=True)
        }
    effects = Counter(title for titles in seen.values() for title in titles)
    assert effects == Counter(headline for headline, _ in states(sqlite_warehouse))
    assert kills > 10
    assert len(hook.taken) > len(seen)


def test_mail_by_its_message_id(sqlite_warehouse: Engine, tmp_path: Path) -> None:
    with mail_server() as box:
        kills = sweep(sqlite_warehouse, tmp_path, "email", 4, box.port, email="desk@example.test")
    seen = {mail["Message-ID"]: mail["Subject"] for mail in box.taken}
    assert Counter(seen.values()) == Counter(headline for headline, _ in states(sqlite_warehouse))
    assert kills > 5


def test_a_feed_by_its_entries(sqlite_warehouse: Engine, tmp_path: Path) -> None:
    kills = sweep(sqlite_warehouse, tmp_path, "feed", 2)
    text = (tmp_path / "alerts.xml").read_text()
    assert [text.count(f"<title>{headline}</title>") for headline, _ in states(sqlite_warehouse)] == [1] * text.count(
        "<entry"
    )
    assert kills > 2


def test_apprise_at_least_once_and_marked_when_it_may_repeat(sqlite_warehouse: Engine, tmp_path: Path) -> None:
    with http_receiver() as hook:
        kills = sweep(sqlite_warehouse, tmp_path, "apprise", 4, apprise=f"json://127.0.0.1:{hook.port}/hook")
    titles = Counter(body["title"] for body in hook.bodies())
    first = {title for title in titles if not title.startswith("Possible repeat: ")}
    repeats = {title.removeprefix("Possible repeat: ") for title in titles} - first
    assert first | repeats == {headline for headline, _ in states(sqlite_warehouse)}
    assert set(titles.values()) == {1}
    assert kills > 3


def test_a_webhook_on_postgresql_too(postgres_warehouse: Engine, tmp_path: Path) -> None:
    with http_receiver() as hook:
        url = postgres_warehouse.url.render_as_string(hide_password=False)
        for kill_at in range(4, 16, 3):
            post(postgres_warehouse, f"Alert {kill_at}", channels="webhook")
            postgres_warehouse.dispose()
            survives(send_all, url, tmp_path, None, {"webhook": hook.url}, None, kill_at=kill_at)
            send(postgres_warehouse, settings(tmp_path, webhook=hook.url), LATER)
        keys = {headers["idempotency-key"] for headers, _ in hook.taken}
    assert len(keys) == len(states(postgres_warehouse)) == 4
