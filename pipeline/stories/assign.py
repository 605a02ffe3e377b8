"""Which articles carry one report, kept in the warehouse: links between versions, stories, their trail, event groups.

Everything written is a function of the versions there are, so neither the order nor the batching of loads matters.
"""

from collections.abc import Collection, Iterable
from itertools import chain, pairwise
from typing import Any

from sqlalchemy import ColumnElement, Connection, delete, or_, select

from pipeline.seeds import Seeds
from pipeline.stories import groups, search, stored
from pipeline.stories.keys import Key, keys
from pipeline.stories.pairs import evidence
from pipeline.stories.partition import Link, strongest_first
from pipeline.stories.terms import terms
from pipeline.stories.timeline import Stay, Version, in_force, stays
from pipeline.warehouse import tables as t
from pipeline.warehouse.upsert import insert_missing, key, remove, upsert

FIRST = "the story's first recorded article"

Row = dict[str, Any]


def assign(connection: Connection, article_ids: Iterable[str], seeds: Seeds) -> None:
    """Renews the links of the articles and the stories of all whom those reach, inside the caller's transaction.

    A story's id is that of its first recorded article; former memberships stay in `story_trail`.
    """
    touched = frozenset(article_ids)
    if not touched:
        return
    before = touched | _linked(connection, touched, t.story_link.c.kind == t.story_link.c.kind)
    fresh = _profile(connection, touched, seeds)
    _link(connection, fresh, seeds)
    reached = _reached(connection, before)
    _write(connection, reached)
    groups.renew(connection, reached)


def _profile(connection: Connection, touched: Collection[str], seeds: Seeds) -> list[Row]:
    """Keeps the profiles of the articles' versions, and gives those that are new or other than before."""
    wanted, there = stored.made(connection, touched, seeds), stored.kept(connection, touched)
    fresh = [row for version, row in wanted.items() if there.get(version) != row]
    stale = [version for version, row in there.items() if wanted.get(version) != row]
    if stale:
        link = t.story_link.c
        for table, condition in (
            (t.story_link, or_(link.version_a.in_(stale), link.version_b.in_(stale))),
            (t.fingerprint, t.fingerprint.c.version_id.in_(stale)),
            (t.story_profile, t.story_profile.c.version_id.in_(stale)),
        ):
            connection.execute(delete(table).where(condition))
    upsert(connection, t.story_profile, fresh)
    return fresh


def _link(connection: Connection, fresh: Collection[Row], seeds: Seeds) -> None:
    """Finds the fresh versions' candidates, weighs each pair and keeps what joins them."""
    rarity = terms(seeds).rarity
    known = stored.profiles(connection, [row["version_id"] for row in fresh])
    found: dict[str, tuple[Row, frozenset[Key]]] = {}
    for row in fresh:
        found[row["version_id"]] = (row, frozenset(keys(known[row["version_id"]], rarity)))
    days = _days(connection, found)
    for version, (row, its) in found.items():
        insert_missing(connection, t.fingerprint, search.rows(version, row["article_id"], days[version], its))
    pairs: set[tuple[str, str]] = set()
    for version, (row, its) in found.items():
        near = search.candidates(connection, row["article_id"], days[version], its)
        pairs |= {(min(version, other), max(version, other)) for other in near}
    known |= stored.profiles(connection, frozenset(chain.from_iterable(pairs)) - known.keys())
    articles = _articles(connection, known)
    links = []
    for a, b in sorted(pairs):
        said = evidence(known[a], known[b], rarity)
        if said is not None:
            ends: Row = {"version_a": a, "version_b": b, "article_a": articles[a], "article_b": articles[b]}
            links.append(ends | {"kind": said.kind, "score": said.score, "why": said.why})
    upsert(connection, t.story_link, links)


def _days(connection: Connection, version_ids: Collection[str]) -> dict[str, Any]:
    v = t.article_version.c
    return dict(connection.execute(select(v.version_id, v.published_date).where(v.version_id.in_(version_ids))).all())


def _articles(connection: Connection, version_ids: Collection[str]) -> dict[str, str]:
    v = t.article_version.c
    return dict(connection.execute(select(v.version_id, v.article_id).where(v.version_id.in_(version_ids))).all())


def _linked(connection: Connection, articles: Collection[str], which: ColumnElement[bool]) -> frozenset[str]:
    """The articles that such links join with those, whichever version they are of."""
    a, b = t.story_link.c.article_a, t.story_link.c.article_b
    forth = connection.scalars(select(b).where(a.in_(articles), which))
    back = connection.scalars(select(a).where(b.in_(articles), which))
    return frozenset([*forth, *back])


def _mates(connection: Connection, articles: Collection[str]) -> frozenset[str]:
    """The articles that were of one story with those."""
    stories = select(t.story_article.c.story_id).where(t.story_article.c.article_id.in_(articles))
    mates = select(t.story_article.c.article_id).where(t.story_article.c.story_id.in_(stories))
    return frozenset(connection.scalars(mates))


def _reached(connection: Connection, articles: frozenset[str]) -> frozenset[str]:
    """Those articles and all that links and stories connect them with."""
    joining = t.story_link.c.kind != "event"
    reached, edge = articles, articles
    while edge:
        edge = (_linked(connection, edge, joining) | _mates(connection, edge)) - reached
        reached |= edge
    return reached


def _write(connection: Connection, articles: frozenset[str]) -> None:
    versions = _versions(connection, articles)
    links = _links(connection, articles)
    history = stays(versions, links)
    current = in_force(links, {version.id: version for version in versions if version.until is None})
    whys = {end: link.why for link in sorted(current, key=strongest_first, reverse=True) for end in (link.a, link.b)}
    now = {article: each[-1] for article, each in history.items()}
    former = select(t.story_article.c.story_id).where(t.story_article.c.article_id.in_(articles))
    emptied = frozenset(connection.scalars(former)) - {stay.story for stay in now.values()}
    upsert(connection, t.story, _story_rows(connection, now))
    origins = _origins(connection, articles)
    members = [_member(article, stay, origins[article], whys) for article, stay in now.items()]
    upsert(connection, t.story_article, members)
    connection.execute(delete(t.story).where(t.story.c.story_id.in_(emptied)))
    _write_trail(connection, articles, [row for article, each in history.items() for row in _trail(article, each)])


def _versions(connection: Connection, articles: Collection[str]) -> list[Version]:
    v, p = t.article_version.c, t.story_profile.c
    columns = (v.version_id, v.article_id, v.recorded_at, v.superseded_at, p.outlet, t.article.c.lang)
    query = select(*columns).join(t.story_profile, p.version_id == v.version_id)
    rows = connection.execute(
        query.join(t.article, t.article.c.article_id == v.article_id).where(v.article_id.in_(articles))
    )
    return [
        Version(
            id=row.version_id,
            article=row.article_id,
            edition=f"{row.outlet} {row.lang}",
            since=row.recorded_at,
            until=row.superseded_at,
        )
        for row in rows
    ]


def _links(connection: Connection, articles: Collection[str]) -> list[Link]:
    link = t.story_link.c
    query = select(link.version_a, link.version_b, link.kind, link.score, link.why)
    rows = connection.execute(query.where(link.article_a.in_(articles), link.kind != "event"))
    return [Link(a=row.version_a, b=row.version_b, kind=row.kind, score=row.score, why=row.why) for row in rows]


def _story_rows(connection: Connection, now: dict[str, Stay]) -> list[Row]:
    """The rows of the stories: the earliest published article heads each."""
    a = t.article.c
    query = select(a.article_id, a.published_at, a.title).where(a.article_id.in_(now))
    heads: dict[str, Row] = {}
    for row in connection.execute(query.order_by(a.published_at, a.article_id)):
        head = {"story_id": now[row.article_id].story, "first_published_at": row.published_at, "title": row.title}
        heads.setdefault(head["story_id"], head)
    return list(heads.values())


def _origins(connection: Connection, articles: Collection[str]) -> dict[str, str]:
    """Whose report each article carries, by its version in force."""
    a, p = t.article.c, t.story_profile.c
    query = select(a.article_id, p.origin).join(t.story_profile, p.version_id == a.version_id)
    return dict(connection.execute(query.where(a.article_id.in_(articles))).all())


def _member(article: str, stay: Stay, origin: str, whys: dict[str, str]) -> Row:
    why = FIRST if article == stay.story else whys[article]
    return {"article_id": article, "story_id": stay.story, "recorded_at": stay.since, "origin": origin, "why": why}


def _trail(article: str, each: list[Stay]) -> Iterable[Row]:
    for stay, following in pairwise(each):
        yield {
            "article_id": article,
            "recorded_at": stay.since,
            "story_id": stay.story,
            "superseded_at": stay.until,
            "became": following.story,
        }


def _write_trail(connection: Connection, articles: Collection[str], wanted: list[Row]) -> None:
    query = select(t.story_trail).where(t.story_trail.c.article_id.in_(articles))
    there = [dict(row) for row in connection.execute(query).mappings()]
    keys_ = {key(t.story_trail, row) for row in wanted}
    remove(connection, t.story_trail, [row for row in there if key(t.story_trail, row) not in keys_])
    upsert(connection, t.story_trail, [row for row in wanted if row not in there])
