"""The outbox: alerts and their pending deliveries, written in the transaction that writes the facts."""

from collections.abc import Collection, Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, Table, or_, select

from pipeline.alerts.context import Around, Holding, ask
from pipeline.alerts.message import message
from pipeline.alerts.rules import Case, Reference, Row, concerns, met, reference
from pipeline.seeds import AlertRule, Seeds
from pipeline.warehouse import tables as t
from pipeline.warehouse.content import identity
from pipeline.warehouse.upsert import insert_missing

Sent = dict[tuple[str, str], str]

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
    articles was corrected in substance; a rule that says so alerts once for all stories of an event. Without `deliver`
    (a replay: it was sent then) nothing waits to be sent.
    """
    using, found = reference(seeds), cases(connection, list(article_ids), seeds)
    stories = _stories(connection, found)
    mates = _events(connection, set(stories.values()))
    sent = _sent(connection, {story for each in mates.values() for story in each})
    alerts: list[Row] = []
    deliveries: list[Row] = []
    for case in found:
        story = stories[case.article["article_id"]]
        for rule in seeds.alert_rules:
            there = [sent.setdefault(mate, {}) for mate in (mates[story] if rule.once == "event" else (story,))]
            made = _alert(connection, rule, case, story, there, using)
            if made is not None:
                sent.setdefault(story, {})[(rule.rule_id, made["kind"])] = case.article["article_id"]
                alerts.append(made)
                deliveries += deliveries_of(made["alert_id"], rule) if deliver else ()
    insert_missing(connection, t.alert, alerts)
    insert_missing(connection, t.delivery, deliveries)
    return len(alerts)


def cases(connection: Connection, article_ids: list[str], seeds: Seeds) -> list[Case]:
    """Those of the articles that any rule hears of, and those corrected in substance, as they stand, earliest first."""
    version = t.article_version
    columns = (t.article, version.c.excerpt, version.c.change, version.c.recorded_at)
    query = select(*columns).join(version, version.c.version_id == t.article.c.version_id)
    order = (t.article.c.published_at, t.article.c.article_id)
    found = connection.execute(query.where(t.article.c.article_id.in_(article_ids)).order_by(*order))
    listed = [dict(row) for row in found.mappings()]
    articles = [
        each
        for each in listed
        if each["change"] == "substantive" or any(concerns(rule, each) for rule in seeds.alert_rules)
    ]
    facts = {part: _facts(connection, table, [a["article_id"] for a in articles]) for part, table in PARTS.items()}
    return [
        Case(article=article, **{part: tuple(rows.get(article["article_id"], ())) for part, rows in facts.items()})
        for article in articles
    ]


def deliveries_of(alert_id: str, rule: AlertRule) -> Iterator[Row]:
    """The deliveries that wait for each channel of the rule."""
    for channel in rule.channels.split():
        yield {"alert_id": alert_id, "channel": channel, "state": "pending", "attempts": 0}


def editions(connection: Connection, story: str) -> dict[str, str]:
    """The address of the story's earliest article in each language."""
    columns: Any = (t.article.c.lang, t.article.c.url)
    joined = t.article.join(t.story_article, t.story_article.c.article_id == t.article.c.article_id)
    query = select(*columns).select_from(joined).where(t.story_article.c.story_id == story)
    ordered = query.order_by(t.article.c.published_at.desc(), t.article.c.article_id.desc())
    return dict(connection.execute(ordered).all())


def _alert(
    connection: Connection, rule: AlertRule, case: Case, story: str, sent: Collection[Sent], using: Reference
) -> dict[str, Any] | None:
    """The row of the alert that the article sets off for the rule, if it does."""
    kind = _kind(rule, case, sent)
    if kind is None:
        return None
    holding = Holding(holds=False)
    if met(rule, case, using):
        holding = ask(rule, case, Around(connection=connection, using=using, story=story))
    taken_back = kind == "update" and case.article["article_id"] in [s.get((rule.rule_id, "new")) for s in sent]
    if not holding.holds and not taken_back:
        return None
    said = message(rule, kind, case, editions(connection, story), holding.others, using)
    article = case.article
    return {
        "alert_id": identity(rule.rule_id, story, kind),
        "rule_id": rule.rule_id,
        "story_id": story,
        "kind": kind,
        "article_id": article["article_id"],
        "version_id": article["version_id"],
        "created_at": article["recorded_at"],
        "message": said | {"stands": holding.holds},
    }


def _kind(rule: AlertRule, case: Case, sent: Collection[Sent]) -> str | None:
    if not any((rule.rule_id, "new") in each for each in sent):
        return "new"
    is_correction = case.article["change"] == "substantive"
    return "update" if is_correction and not any((rule.rule_id, "update") in each for each in sent) else None


def _facts(connection: Connection, table: Table, article_ids: list[str]) -> dict[str, list[Row]]:
    """The rows in force, less their instants, by article."""
    columns = [column for column in table.c if column.name not in ("recorded_at", "superseded_at")]
    query = select(*columns).where(table.c.article_id.in_(article_ids), table.c.superseded_at.is_(None))
    grouped: dict[str, list[Row]] = {}
    for row in connection.execute(query.order_by(*table.primary_key)).mappings():
        grouped.setdefault(row["article_id"], []).append(dict(row))
    return grouped


def _stories(connection: Connection, found: list[Case]) -> dict[str, str]:
    ids = [case.article["article_id"] for case in found]
    columns = (t.story_article.c.article_id, t.story_article.c.story_id)
    return dict(connection.execute(select(*columns).where(t.story_article.c.article_id.in_(ids))).all())


def _events(connection: Connection, stories: Collection[str]) -> dict[str, tuple[str, ...]]:
    """Each story with all stories of its event, itself included."""
    own, mate = t.story.alias(), t.story.alias()
    same = or_(mate.c.story_id == own.c.story_id, mate.c.event_group == own.c.event_group)
    query = select(own.c.story_id, mate.c.story_id).join(mate, same).where(own.c.story_id.in_(stories))
    found: dict[str, tuple[str, ...]] = {}
    for story, other in connection.execute(query.order_by(own.c.story_id, mate.c.story_id)):
        found[story] = (*found.get(story, ()), other)
    return found


def _sent(connection: Connection, stories: Collection[str]) -> dict[str, Sent]:
    """Rule and kind of the alerts that articles of each story have already set off, with the article."""
    joined = t.alert.join(t.story_article, t.story_article.c.article_id == t.alert.c.article_id)
    columns = (t.story_article.c.story_id, t.alert.c.rule_id, t.alert.c.kind, t.alert.c.article_id)
    found: dict[str, Sent] = {}
    query = select(*columns).select_from(joined).where(t.story_article.c.story_id.in_(stories))
    for story, rule, kind, article in connection.execute(query):
        found.setdefault(story, {})[(rule, kind)] = article
    return found
