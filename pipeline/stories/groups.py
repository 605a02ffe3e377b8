"""Event groups: stories that report the same event, linked and never merged, kept in the warehouse."""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from sqlalchemy import Connection, select, update

from pipeline.warehouse import tables as t

SPAN_DAYS = 10


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A story: when it was first recorded, and the days that enclose its first publication, None when undated."""

    since: datetime
    first: date | None
    last: date | None


def grouped(told: Mapping[str, Told], links: Iterable[tuple[float, str, str]]) -> dict[str, str | None]:
    """The group of each story, None when it is alone: strongest links first, no group longer than SPAN_DAYS.

    A group goes by the id of its first recorded story. Links are (score, story, story).
    """
    groups = {story: [story] for story in told}
    for _, a, b in sorted(links, key=lambda link: (-link[0], link[1], link[2])):
        one, other = groups[a], groups[b]
        if one is not other and _span([told[story] for story in (*one, *other)]) <= SPAN_DAYS:
            one += other
            groups |= dict.fromkeys(other, one)
    names = {id(group): min(group, key=lambda story: (told[story].since, story)) for group in groups.values()}
    return {story: names[id(group)] if len(group) > 1 else None for story, group in groups.items()}


def _span(told: Collection[Told]) -> int:
    """The least number of days between the first and the last of the publications."""
    firsts, lasts = [each.first for each in told if each.first], [each.last for each in told if each.last]
    return (max(firsts) - min(lasts)).days if firsts and lasts else 0


def renew(connection: Connection, articles: Collection[str]) -> None:
    """Renews the groups of the articles' stories and of all that event links connect them with."""
    told, links = _connected(connection, _stories(connection, articles))
    wanted = grouped(told, links)
    query = select(t.story.c.story_id, t.story.c.event_group).where(t.story.c.story_id.in_(told))
    for story, group in connection.execute(query).all():
        if wanted[story] != group:
            statement = update(t.story).where(t.story.c.story_id == story)
            connection.execute(statement.values(event_group=wanted[story]))


def _stories(connection: Connection, articles: Collection[str]) -> frozenset[str]:
    query = select(t.story_article.c.story_id).where(t.story_article.c.article_id.in_(articles))
    return frozenset(connection.scalars(query))


def _connected(
    connection: Connection, stories: frozenset[str]
) -> tuple[dict[str, Told], frozenset[tuple[float, str, str]]]:
    """The stories that event links and groups connect with those, and those links."""
    links: frozenset[tuple[float, str, str]] = frozenset()
    reached, edge = stories, stories
    while edge:
        found = _links(connection, edge)
        links |= found
        ends = {story for _, a, b in found for story in (a, b)}
        edge = (frozenset(ends) | _mates(connection, edge)) - reached
        reached |= edge
    return _told(connection, reached), links


def _links(connection: Connection, stories: Collection[str]) -> frozenset[tuple[float, str, str]]:
    """Event links in force between an article of those stories and one of another."""
    link = t.story_link.c
    a, b = t.article.alias(), t.article.alias()
    one, other = t.story_article.alias(), t.story_article.alias()
    query: Any = (
        select(link.score, one.c.story_id, other.c.story_id)
        .join(a, a.c.version_id == link.version_a)
        .join(b, b.c.version_id == link.version_b)
        .join(one, one.c.article_id == a.c.article_id)
        .join(other, other.c.article_id == b.c.article_id)
        .where(link.kind == "event", one.c.story_id != other.c.story_id)
    )
    found = [*connection.execute(query.where(one.c.story_id.in_(stories)))]
    found += [*connection.execute(query.where(other.c.story_id.in_(stories)))]
    return frozenset((score, min(a, b), max(a, b)) for score, a, b in found)


def _mates(connection: Connection, stories: Collection[str]) -> frozenset[str]:
    groups = select(t.story.c.event_group).where(t.story.c.story_id.in_(stories), t.story.c.event_group.is_not(None))
    return frozenset(connection.scalars(select(t.story.c.story_id).where(t.story.c.event_group.in_(groups))))


def _told(connection: Connection, stories: Collection[str]) -> dict[str, Told]:
    v, member = t.article_version.c, t.story_article.c
    columns = (member.story_id, t.article.c.article_id, t.article.c.published_date, v.recorded_at)
    query = select(*columns).join(t.article, t.article.c.article_id == member.article_id)
    query = query.join(t.article_version, v.article_id == member.article_id).where(member.story_id.in_(stories))
    days: dict[str, list[date]] = {}
    since: dict[str, datetime] = {}
    for row in connection.execute(query):
        days.setdefault(row.story_id, []).append(row.published_date)
        if row.article_id == row.story_id:
            since[row.story_id] = min(row.recorded_at, since.get(row.story_id, row.recorded_at))
    return {story: Told(since=since[story], first=min(each), last=min(each)) for story, each in days.items()}
