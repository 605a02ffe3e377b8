"""Alerts put into the outbox by hand, for what comes after it."""

import json
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any

from pydantic import SecretStr
from sqlalchemy import Engine, select

from pipeline.settings import Settings
from pipeline.warehouse import tables as t
from pipeline.warehouse.content import identity
from pipeline.warehouse.engine import reading, writing
from pipeline.warehouse.upsert import insert_missing
from tests.warehouse.made import START

NOW = START + timedelta(days=1)
SENTENCE = "Trucks from Dandong stopped crossing on Sunday."


def said(headline: str, **fields: Any) -> dict[str, Any]:
    """A message as the outbox holds it."""
    coal = {"id": "coal", "en": "Coal", "ko": "석탄"}
    rules = {"import": {"rule": "none", "basis": ""}, "export": {"rule": "banned", "basis": "UNSCR 2371 §8"}}
    return {
        "rule": "A crossing halted",
        "kind": "new",
        "stands": True,
        "headline": headline,
        "source": "sample-en",
        "lang": "en",
        "published": "2026-03-02T01:00:00+00:00",
        "published_precision": "instant",
        "regions": [{"id": "KP-03-SINUIJU", "en": "Sinuiju", "ko": "신의주시"}],
        "goods": [coal | rules],
        "evidence": {"sentence": SENTENCE, "flow": "export", "trend": "halted", "region_id": "KP-03-SINUIJU"},
        "said_by": {"who": "a source", "place": "KP-03", "told": "Border Courier"},
        "others": [],
        "excerpt": "An excerpt.",
        "links": {"en": "https://press.test/english/x/", "ko": "https://press.test/20260301-1/"},
    } | fields


def post(
    made: Engine, *headlines: str, channels: str = "feed", created_at: datetime = START, rule: str = "r", **fields: Any
) -> list[str]:
    """Puts one alert a headline into the outbox, for the channels; `digest_at`, `quiet` and `zone` are the rule's."""
    times = {name: fields.pop(name, None) for name in ("digest_at", "quiet")} | {"zone": fields.pop("zone", "UTC")}
    alerts = [
        {
            "alert_id": identity(rule, headline),
            "rule_id": rule,
            "story_id": identity(headline),
            "kind": fields.get("kind", "new"),
            "article_id": None,
            "version_id": None,
            "created_at": created_at,
            "message": said(headline, **fields),
        }
        for headline in headlines
    ]
    waiting = [
        {"alert_id": alert["alert_id"], "channel": channel, "state": "pending", "attempts": 0}
        for alert in alerts
        for channel in channels.split()
    ]
    with writing(made) as connection:
        row = {"rule_id": rule, "name": rule, "audience": "watch", "channels": channels}
        insert_missing(connection, t.alert_rule, [row | times])
        insert_missing(connection, t.alert, alerts)
        insert_missing(connection, t.delivery, waiting)
    return [alert["alert_id"] for alert in alerts]


def states(made: Engine) -> dict[tuple[str, str], tuple[str, int]]:
    """State and number of tries by headline and channel."""
    query = select(t.alert.c.message, t.delivery).join(t.alert, t.alert.c.alert_id == t.delivery.c.alert_id)
    with reading(made) as connection:
        return {(row.message["headline"], row.channel): (row.state, row.attempts) for row in connection.execute(query)}


def settings(folder: Path, mail: int | None = None, **targets: str) -> Settings:
    """Settings with those targets (`__` in a name is the colon) and that mail server."""
    named = {name.replace("__", ":"): target for name, target in targets.items()}
    return Settings(
        data=folder,
        alert_channels=SecretStr(json.dumps(named)),
        smtp_url=None if mail is None else SecretStr(f"smtp://127.0.0.1:{mail}"),
        email_from="alerts@borderwire.test",
        webhook_secret=SecretStr("c4nary-key"),
    )
