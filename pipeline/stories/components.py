"""Which articles carry one report: the connected components of `story_link`, whatever the order of arrival.

Links of this module rest on plain evidence: the same text, and an edition's own link to its other-language original.
"""

from collections.abc import Callable, Iterable, Iterator
from typing import Any

from sqlalchemy import Connection, delete, or_, select

from pipeline.warehouse.tables import article, article_version, story, story_article, story_link
from pipeline.warehouse.upsert import insert_missing, upsert

KINDS = ("copy", "translation")
FIRST = "earliest article of the story"

Link = dict[str, Any]


def assign(connection: Connection, article_ids: Iterable[str]) -> None:
    """Renews the links of the articles and the stories of all whom those reach; a story's id is its earliest article's.

    Works inside the caller's transaction, on the versions in force.
    """
    given = set(article_ids)
    touched = given | _neighbours(connection, given)
    connection.execute(
        delete(story_link).where(
            story_link.c.kind.in_(KINDS), or_(story_link.c.article_a.in_(touched), story_link.c.article_b.in_(touched))
        )
    )
    links = {(link["article_a"], link["article_b"]): link for link in _links(connection, touched)}
    insert_missing(connection, story_link, list(links.values()))
    _write(connection, _reached(connection, touched))


def _links(connection: Connection, touched: set[str]) -> Iterator[Link]:
    yield from _translations(connection, touched)
    yield from _copies(connection, touched)


def _copies(connection: Connection, touched: set[str]) -> Iterator[Link]:
    """Each article with the same text, linked to the one among them with the smallest id."""
    in_force = select(article.c.article_id, article_version.c.text_sha256).join(
        article_version, article_version.c.version_id == article.c.version_id
    )
    own = connection.execute(in_force.where(article.c.article_id.in_(touched)))
    hashes = {row.text_sha256 for row in own} - {None}
    groups: dict[str, list[str]] = {}
    for article_id, text in connection.execute(in_force.where(article_version.c.text_sha256.in_(hashes))):
        groups.setdefault(text, []).append(article_id)
    for members in groups.values():
        for other in set(members) - {min(members)}:
            yield _link(min(members), other, "copy", "the same text")


def _translations(connection: Connection, touched: set[str]) -> Iterator[Link]:
    """Each pair of which one names the other as its other-language edition."""
    other = article.alias()
    pairs = select(article.c.article_id, other.c.article_id).join(
        other, (other.c.url == article.c.alternate_url) & (other.c.lang != article.c.lang)
    )
    for side in (article, other):
        for a, b in connection.execute(pairs.where(side.c.article_id.in_(touched))):
            yield _link(a, b, "translation", "one links to the other as its edition in the other language")


def _link(one: str, other: str, kind: str, why: str) -> Link:
    a, b = sorted((one, other))
    return {"article_a": a, "article_b": b, "kind": kind, "score": 1.0, "why": why}


def _neighbours(connection: Connection, articles: set[str]) -> set[str]:
    """The articles linked to those."""
    a, b = story_link.c.article_a, story_link.c.article_b
    forth = connection.scalars(select(b).where(a.in_(articles)))
    back = connection.scalars(select(a).where(b.in_(articles)))
    return {*forth, *back}


def _mates(connection: Connection, articles: set[str]) -> set[str]:
    """The articles that were of one story with those."""
    stories = select(story_article.c.story_id).where(story_article.c.article_id.in_(articles))
    return set(connection.scalars(select(story_article.c.article_id).where(story_article.c.story_id.in_(stories))))


def _reached(connection: Connection, articles: set[str]) -> set[str]:
    """Those articles and all that links and former stories connect them with."""
    reached, edge = set(articles), set(articles)
    while edge:
        edge = (_neighbours(connection, edge) | _mates(connection, edge)) - reached
        reached |= edge
    return reached


def _write(connection: Connection, articles: set[str]) -> None:
    columns = select(article.c.article_id, article.c.published_at, article.c.title)
    found = {row.article_id: row for row in connection.execute(columns.where(article.c.article_id.in_(articles)))}
    links = connection.execute(select(story_link).where(story_link.c.article_a.in_(articles))).all()
    former = select(story_article.c.story_id).where(story_article.c.article_id.in_(articles))
    emptied = set(connection.scalars(former))
    leaders = _components(articles, [(link.article_a, link.article_b) for link in links], lambda a: (found[a][1], a))
    whys = {end: link.why for link in sorted(links, reverse=True) for end in (link.article_a, link.article_b)}
    heads = [found[leader] for leader in set(leaders.values())]
    upsert(connection, story, [dict(zip(story.c.keys(), head, strict=True)) for head in heads])
    members = [(a, leader, FIRST if a == leader else whys[a]) for a, leader in leaders.items()]
    upsert(connection, story_article, [dict(zip(story_article.c.keys(), member, strict=True)) for member in members])
    connection.execute(delete(story).where(story.c.story_id.in_(emptied - set(leaders.values()))))


def _components(articles: Iterable[str], links: Iterable[tuple[str, str]], age: Callable[[str], Any]) -> dict[str, str]:
    """Each article with the earliest article of its component."""
    leader = {a: a for a in articles}

    def top(a: str) -> str:
        while leader[a] != a:
            leader[a] = leader[leader[a]]
            a = leader[a]
        return a

    for a, b in links:
        first, second = sorted((top(a), top(b)), key=age)
        leader[second] = first
    return {a: top(a) for a in leader}
