"""What a rule asks of other stories: agreement, contradiction, a silence before, a province that is new to a topic."""

from collections.abc import Collection, Iterator
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from sqlalchemy import Connection, Select, func, or_, select

from pipeline.alerts.rules import Case, Reference, Row, evidence, places
from pipeline.seeds import AlertRule
from pipeline.warehouse import tables as t

OPPOSITES = {
    "up": ("down", "halted"),
    "down": ("up", "resumed"),
    "halted": ("resumed", "up"),
    "resumed": ("halted", "down"),
    "tightened": ("loosened",),
    "loosened": ("tightened",),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Around:
    """The warehouse around one article: its story, and until when facts count (None: all there are)."""

    connection: Connection
    using: Reference
    story: str
    until: datetime | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Holding:
    """Whether the rule's questions about other stories are answered, and the reports of others that answer them."""

    holds: bool
    others: tuple[dict[str, Any], ...] = ()


def ask(rule: AlertRule, case: Case, around: Around) -> Holding:
    """Whether what the rule asks of other stories holds for the article."""
    others: list[dict[str, Any]] = []
    if rule.corroboration:
        agreeing = max((list(_agreeing(rule, case, s, around)) for s in _evidence(rule, case, around)), key=_outlets)
        others += agreeing
        if _outlets(agreeing) + 1 < rule.corroboration:
            return Holding(holds=False)
    if rule.contradiction:
        opposing = [row for s in _evidence(rule, case, around) for row in _opposing(rule, case, s, around)]
        others += opposing
        if not opposing:
            return Holding(holds=False)
    holds = not rule.silence_days or any(_breaks_silence(rule, case, p, around) for p in _provinces(rule, case, around))
    holds &= not rule.new_region_days or any(_is_new(rule, case, p, around) for p in _provinces(rule, case, around))
    return Holding(holds=holds, others=tuple(others) if holds else ())


def _evidence(rule: AlertRule, case: Case, around: Around) -> list[Row]:
    return list(evidence(rule, case, around.using))


def _outlets(rows: Collection[dict[str, Any]]) -> int:
    return len({row["origin"] for row in rows})


def _agreeing(rule: AlertRule, case: Case, signal: Row, around: Around) -> Iterator[dict[str, Any]]:
    """Signals of independent outlets' other stories that say the same of the province; a repost adds none."""
    for row in _signals(rule, case, signal, around):
        goods = {signal["commodity_id"], row["commodity_id"]} - {None}
        if row["trend"] == signal["trend"] and len(goods) < 2:
            yield row


def _opposing(rule: AlertRule, case: Case, signal: Row, around: Around) -> Iterator[dict[str, Any]]:
    for row in _signals(rule, case, signal, around):
        goods = {signal["commodity_id"], row["commodity_id"]} - {None}
        if row["trend"] in OPPOSITES[signal["trend"]] and len(goods) < 2:
            yield row


def _signals(rule: AlertRule, case: Case, signal: Row, around: Around) -> list[dict[str, Any]]:
    """Signals of that province and flow in stories of other origins, published within the rule's days."""
    province = around.using.province.get(signal["region_id"] or "")
    if province is None:
        return []
    s, a, member = t.signal.c, t.article.c, t.story_article.c
    days, on = timedelta(days=rule.within_days), case.article["published_date"]
    columns = (s.region_id, s.commodity_id, s.flow, s.trend, s.sentence, member.origin, a.source_id, a.url, a.title)
    query = (
        select(*columns)
        .join(t.article, a.article_id == s.article_id)
        .join(t.story_article, member.article_id == s.article_id)
        .where(
            s.region_id.in_(around.using.within(province)),
            s.report_date.between(on - days, on + days),
            s.flow == signal["flow"],
            s.hedge == "reported",
            s.confidence >= rule.min_confidence,
            member.story_id != around.story,
            member.origin != _origin(case, around),
        )
    )
    if rule.border_trade_only:
        query = query.where(a.is_border_trade_story)
    found = around.connection.execute(_then(query, t.signal, around).order_by(member.origin, a.url, s.signal_id))
    return [dict(row) for row in found.mappings()]


def _origin(case: Case, around: Around) -> str:
    query = select(t.story_article.c.origin).where(t.story_article.c.article_id == case.article["article_id"])
    origin: str = around.connection.execute(query).scalar_one()
    return origin


def _provinces(rule: AlertRule, case: Case, around: Around) -> list[str]:
    """The provinces, within the rule's regions, where the article's events happen."""
    wanted = set(rule.regions.split())
    events = [place["region_id"] for place in places(rule, case) if place["role"] == "event"]
    found = {around.using.province[event] for event in events if event in around.using.province}
    return sorted(province for province in found if not wanted or wanted & around.using.above[province])


def _breaks_silence(rule: AlertRule, case: Case, province: str, around: Around) -> bool:
    """Whether this story completes the burst, with none in the days before, which the warehouse must know."""
    until = case.article["published_at"]
    burst = until - timedelta(hours=rule.burst_hours)
    start = burst - timedelta(days=rule.silence_days)
    if not _knows(start, around):
        return False
    lately = _stories(rule, province, burst, until, around)
    return lately == rule.burst_stories and not _stories(rule, province, start, burst, around)


def _is_new(rule: AlertRule, case: Case, province: str, around: Around) -> bool:
    """Whether no earlier story told of the rule's topics there, in days that the warehouse knows."""
    until = case.article["published_at"]
    start = until - timedelta(days=rule.new_region_days)
    return _knows(start, around) and not _stories(rule, province, start, until, around, without=around.story)


def _stories(
    rule: AlertRule, province: str, after: datetime, until: datetime, around: Around, without: str = ""
) -> int:
    """How many stories of the province were published in that time, on the rule's topics if it has any."""
    place, a, member = t.article_region.c, t.article.c, t.story_article.c
    query = (
        select(func.count(member.story_id.distinct()))
        .join_from(t.article_region, t.article, a.article_id == place.article_id)
        .join(t.story_article, member.article_id == a.article_id)
        .where(
            place.region_id.in_(around.using.within(province)),
            place.role == "event",
            a.published_at > after,
            a.published_at <= until,
            member.story_id != without,
        )
    )
    if rule.border_trade_only:
        query = query.where(a.is_border_trade_story)
    if rule.topics:
        topics = {node for node, above in around.using.above.items() if above & set(rule.topics.split())}
        about = select(t.article_topic.c.version_id).where(t.article_topic.c.topic_id.in_(topics))
        query = query.where(place.version_id.in_(about))
    number: int = around.connection.execute(_then(query, t.article_region, around)).scalar_one()
    return number


def _knows(start: datetime, around: Around) -> bool:
    """Whether the warehouse has anything as old as that: where it has not, silence says nothing."""
    query = select(t.article.c.article_id).where(t.article.c.published_at <= start).limit(1)
    return around.connection.scalar(query) is not None


def _then(query: Select[Any], table: Any, around: Around) -> Select[Any]:
    """The query over the facts in force now, or as they were known at the instant that counts."""
    if around.until is None:
        return query.where(table.c.superseded_at.is_(None))
    later = or_(table.c.superseded_at.is_(None), table.c.superseded_at > around.until)
    return query.where(table.c.recorded_at <= around.until, later)
