"""What a rule would have sent over history, so that it is tuned before it wakes anyone; nothing is written or sent."""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from datetime import date
from typing import Any

from sqlalchemy import Connection, select

from pipeline.alerts.context import Around, ask
from pipeline.alerts.message import message
from pipeline.alerts.outbox import cases, editions
from pipeline.alerts.rules import Case, Reference, met, reference
from pipeline.seeds import AlertRule, Seeds
from pipeline.warehouse import tables as t

BATCH = 500


@dataclass(frozen=True, slots=True, kw_only=True)
class Sending:
    """One alert that the rule would have sent: for which story and article, and what it would have said."""

    story_id: str
    article_id: str
    recorded_at: Any
    message: dict[str, Any]


def backtest(connection: Connection, rule: AlertRule, seeds: Seeds, since: date) -> Iterator[Sending]:
    """The alerts for stories recorded since that day, oldest first, one a story or event as the rule says.

    Articles are judged by their version in force, other stories by what was known when the article was recorded.
    """
    using, alone = reference(seeds), replace(seeds, alert_rules=(rule,))
    told: set[str] = set()
    articles = _articles(connection, rule, since)
    for start in range(0, len(articles), BATCH):
        some = articles[start : start + BATCH]
        found = {case.article["article_id"]: case for case in cases(connection, [row[0] for row in some], alone)}
        for article_id, story, group in some:
            subject = (group or story) if rule.once == "event" else story
            if article_id not in found or subject in told:
                continue
            sending = _sending(connection, rule, found[article_id], story, using)
            if sending is not None:
                told.add(subject)
                yield sending


def _articles(connection: Connection, rule: AlertRule, since: date) -> list[tuple[str, str, str | None]]:
    """Every article that the rule may hear of with its story and event, in the order of their records."""
    v, member = t.article_version.c, t.story_article.c
    query = (
        select(t.article.c.article_id, member.story_id, t.story.c.event_group)
        .join(t.article_version, v.version_id == t.article.c.version_id)
        .join(t.story_article, member.article_id == t.article.c.article_id)
        .join(t.story, t.story.c.story_id == member.story_id)
        .where(t.article.c.published_date >= since)
        .order_by(v.recorded_at, t.article.c.article_id)
    )
    if rule.border_trade_only:
        query = query.where(t.article.c.is_border_trade_story)
    return [(row.article_id, row.story_id, row.event_group) for row in connection.execute(query)]


def _sending(connection: Connection, rule: AlertRule, case: Case, story: str, using: Reference) -> Sending | None:
    if not met(rule, case, using):
        return None
    around = Around(connection=connection, using=using, story=story, until=case.article["recorded_at"])
    holding = ask(rule, case, around)
    if not holding.holds:
        return None
    said = message(rule, "new", case, editions(connection, story), holding.others, using)
    article = case.article
    return Sending(story_id=story, article_id=article["article_id"], recorded_at=article["recorded_at"], message=said)
