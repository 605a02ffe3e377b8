"""The outbox: alerts and their pending deliveries, written in the transaction that writes the facts."""

from collections.abc import Iterable, Iterator
from itertools import product
from typing import Any

from sqlalchemy import Connection, Table, select

from pipeline.alerts.message import message
from pipeline.alerts.rules import Case, Row, concerns, met, reference
from pipeline.seeds import AlertRule, Seeds
from pipeline.warehouse import tables as t
from pipeline.warehouse.content import identity
from pipeline.warehouse.upsert import insert_missing

Kinds = set[tuple[str, str]]

PARTS: dict[str, Table] = {
    "regions": t.article_region,
    "goods": t.article_commodity,
    "topics": t.article_topic,
    "signals": t.signal,
    "attributions": t.attribution,
}


def enqueue(connection: Connection, article_ids: Iterable[str], seeds: Seeds, *, deliver: bool = True) -> int:
    """Writes an alert for each rule and story that the articles newly meet, and gives their number.

    A story alerts once a rule, whichever of its articles came first, and once more as an update when one of its
    articles was corrected in substance. Without `deliver` (a replay: it was sent then) nothing waits to be sent.
    """
    using, cases = reference(seeds), _cases(connection, list(article_ids), seeds)
    stories = _stories(connection, cases)
    sent = _sent(connection, set(stories.values()))
    alerts: list[Row] = []
    deliveries: list[Row] = []
    for case, rule in product(cases, seeds.alert_rules):
        story = stories[case.article["article_id"]]
        kind = _kind(rule, case, sent.setdefault(story, set()))
        if kind is not None and met(rule, case, using):
            sent[story].add((rule.rule_id, kind))
            said = message(rule, kind, case, _editions(connection, story), using)
            alerts.append(_alert(rule, kind, story, case) | {"message": said})
            deliveries += _deliveries(alerts[-1], rule) if deliver else ()
    insert_missing(connection, t.alert, alerts)
    insert_missing(connection, t.delivery, deliveries)
    return len(alerts)


def _kind(rule: AlertRule, case: Case, sent: Kinds) -> str | None:
    if (rule.rule_id, "new") not in sent:
        return "new"
    is_correction = case.article["change"] == "substantive" and (rule.rule_id, "update") not in sent
    return "update" if is_correction else None


def _alert(rule: AlertRule, kind: str, story: str, case: Case) -> dict[str, Any]:
    article = case.article
    return {
        "alert_id": identity(rule.rule_id, story, kind),
        "rule_id": rule.rule_id,
        "story_id": story,
        "kind": kind,
        "article_id": article["article_id"],
        "version_id": article["version_id"],
        "created_at": article["recorded_at"],
    }


def _deliveries(alert: Row, rule: AlertRule) -> Iterator[Row]:
    for channel in rule.channels.split():
        yield {"alert_id": alert["alert_id"], "channel": channel, "state": "pending", "attempts": 0}


def _cases(connection: Connection, article_ids: list[str], seeds: Seeds) -> list[Case]:
    """Those of the articles that any rule hears of, as they stand, earliest first."""
    version = t.article_version
    columns = (t.article, version.c.excerpt, version.c.change, version.c.recorded_at)
    query = select(*columns).join(version, version.c.version_id == t.article.c.version_id)
    order = (t.article.c.published_at, t.article.c.article_id)
    found = connection.execute(query.where(t.article.c.article_id.in_(article_ids)).order_by(*order))
    listed = [dict(row) for row in found.mappings()]
    articles = [each for each in listed if any(concerns(rule, each) for rule in seeds.alert_rules)]
    facts = {part: _facts(connection, table, [a["article_id"] for a in articles]) for part, table in PARTS.items()}
    return [
        Case(article=article, **{part: tuple(rows.get(article["article_id"], ())) for part, rows in facts.items()})
        for article in articles
    ]


def _facts(connection: Connection, table: Table, article_ids: list[str]) -> dict[str, list[Row]]:
    """The rows in force, less their instants, by article."""
    columns = [column for column in table.c if column.name not in ("recorded_at", "superseded_at")]
    query = select(*columns).where(table.c.article_id.in_(article_ids), table.c.superseded_at.is_(None))
    grouped: dict[str, list[Row]] = {}
    for row in connection.execute(query.order_by(*table.primary_key)).mappings():
        grouped.setdefault(row["article_id"], []).append(dict(row))
    return grouped


def _stories(connection: Connection, cases: list[Case]) -> dict[str, str]:
    ids = [case.article["article_id"] for case in cases]
    columns = (t.story_article.c.article_id, t.story_article.c.story_id)
    return dict(connection.execute(select(*columns).where(t.story_article.c.article_id.in_(ids))).all())


def _sent(connection: Connection, stories: set[str]) -> dict[str, Kinds]:
    """Rules and kinds of the alerts that articles of each story have already set off."""
    joined = t.alert.join(t.story_article, t.story_article.c.article_id == t.alert.c.article_id)
    columns = (t.story_article.c.story_id, t.alert.c.rule_id, t.alert.c.kind)
    found: dict[str, Kinds] = {}
    query = select(*columns).select_from(joined).where(t.story_article.c.story_id.in_(stories))
    for story, rule, kind in connection.execute(query):
        found.setdefault(story, set()).add((rule, kind))
    return found


def _editions(connection: Connection, story: str) -> dict[str, str]:
    """The address of the story's earliest article in each language."""
    columns: Any = (t.article.c.lang, t.article.c.url)
    joined = t.article.join(t.story_article, t.story_article.c.article_id == t.article.c.article_id)
    query = select(*columns).select_from(joined).where(t.story_article.c.story_id == story)
    ordered = query.order_by(t.article.c.published_at.desc(), t.article.c.article_id.desc())
    return dict(connection.execute(ordered).all())
