"""Profiles of the warehouse's article versions: made from their rows, and kept beside them."""

from collections.abc import Collection, Iterable, Mapping
from typing import Any

from sqlalchemy import Connection, RowMapping, Select, select

from pipeline.seeds import Seeds
from pipeline.stories.profile import Profile, marks, names, origin
from pipeline.stories.terms import Terms, terms
from pipeline.warehouse import tables as t

Row = dict[str, Any]

_TAGS = (
    ("p", t.article_region.c.version_id, t.article_region.c.region_id),
    ("g", t.article_commodity.c.version_id, t.article_commodity.c.commodity_id),
    ("t", t.article_topic.c.version_id, t.article_topic.c.topic_id),
)


def made(connection: Connection, article_ids: Collection[str], seeds: Seeds) -> dict[str, Row]:
    """The row of `story_profile` for each version of the articles, as their content gives it."""
    using = terms(seeds)
    query = _versions().where(t.article_version.c.article_id.in_(article_ids))
    rows = connection.execute(query).mappings().all()
    ids = _tags(connection, [row["version_id"] for row in rows])
    return {row["version_id"]: _profile_row(row, ids.get(row["version_id"], []), using) for row in rows}


def kept(connection: Connection, article_ids: Collection[str]) -> dict[str, Row]:
    """The rows of `story_profile` that are there for the articles."""
    query = select(t.story_profile).where(t.story_profile.c.article_id.in_(article_ids))
    return {row["version_id"]: dict(row) for row in connection.execute(query).mappings()}


def profiles(connection: Connection, version_ids: Collection[str]) -> dict[str, Profile]:
    """The versions as the pair evidence sees them, from their kept rows."""
    kept_ = t.story_profile.c
    query = _versions().add_columns(kept_.outlet, kept_.origin, kept_.day, kept_.marks, kept_.names)
    query = query.join(t.story_profile, kept_.version_id == t.article_version.c.version_id)
    rows = connection.execute(query.where(t.article_version.c.version_id.in_(version_ids))).mappings()
    return {row["version_id"]: _profile(dict(row)) for row in rows}


def _versions() -> Select[Any]:
    v, a, s = t.article_version.c, t.article.c, t.source.c
    columns = (v.version_id, v.article_id, v.title, v.text, v.alternate_url, v.published_date, v.published_basis)
    query = select(*columns, a.url, a.lang, s.outlet.label("publisher")).join(t.article, a.article_id == v.article_id)
    pages = query.join(t.page, t.page.c.page_id == v.page_id)
    return pages.join(t.source, s.source_id == t.page.c.source_id)


def _tags(connection: Connection, version_ids: list[str]) -> dict[str, list[str]]:
    """The ids that the tags of each version give, with their prefix."""
    found: dict[str, list[str]] = {}
    for prefix, version, tag in _TAGS:
        for version_id, tag_id in connection.execute(select(version, tag).where(version.in_(version_ids))):
            found.setdefault(version_id, []).append(f"{prefix}:{tag_id}")
    return found


def _profile_row(row: RowMapping, ids: Iterable[str], using: Terms) -> Row:
    title, text, lang = row["title"], row["text"], row["lang"]
    day = None if row["published_basis"] == "fetched" else row["published_date"]
    outlet = using.outlet(row["publisher"], None)
    return {
        "version_id": row["version_id"],
        "article_id": row["article_id"],
        "outlet": outlet,
        "origin": origin(text, outlet, using),
        "day": day,
        "marks": sorted(marks(title, text, lang, day, ids, using)),
        "names": sorted(names(text, lang, using)),
    }


def _profile(row: Mapping[str, Any]) -> Profile:
    return Profile(
        id=row["version_id"],
        lang=row["lang"],
        outlet=row["outlet"],
        origin=row["origin"],
        url=row["url"],
        alternate_url=row["alternate_url"],
        first=row["day"],
        last=row["day"],
        title=row["title"],
        text=row["text"],
        marks=frozenset(row["marks"]),
        names=frozenset(row["names"]),
    )
