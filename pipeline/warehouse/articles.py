"""Writes what pages brought of their articles: each article's rows are made whole and compared with those there."""

from collections import Counter
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from sqlalchemy import Connection, select

from pipeline.warehouse import tables as t
from pipeline.warehouse.assemble import TABLES, Key, Tables, Zones, rows
from pipeline.warehouse.facts import Content, Row, stored
from pipeline.warehouse.upsert import key, remove, upsert
from pipeline.warehouse.versions import Observation, Version, chain, words


@dataclass(frozen=True, slots=True)
class Arrival:
    """One page that carries an article and has no end yet."""

    key: Key
    seen: Observation
    content: Content


@dataclass(frozen=True, slots=True)
class Revision:
    """One article that pages arrived for: its chain before and after, and how its pages had ended before."""

    key: Key
    arrivals: tuple[Arrival, ...]
    before: tuple[Version, ...]
    after: tuple[Version, ...]
    ended: dict[str, str]

    @property
    def changes(self) -> bool:
        """Whether any version comes, goes or takes another time."""
        return [replace(v, confirmed=()) for v in self.before] != [replace(v, confirmed=()) for v in self.after]

    def ends(self) -> Iterator[Row]:
        """The dispositions that are new or another than before."""
        seen = {page.page_id: page.content_sha256 for v in self.after for page in (v.first, *v.confirmed)}
        for page_id, word in words(self.after).items():
            if self.ended.get(page_id) != word:
                row = {"page_id": page_id, "word": word, "reason": None, "detail": None}
                yield row | {"article_id": self.key.article_id, "content_sha256": seen[page_id]}


def write(connection: Connection, arrivals: Sequence[Arrival], zones: Zones) -> tuple[Counter[str], list[str]]:
    """Writes the arrivals' articles and the ends of their pages, inside the caller's transaction.

    Gives the number of arrivals by disposition, and the ids of the articles whose versions changed.
    """
    revisions = _revisions(connection, arrivals)
    changed = [revision for revision in revisions if revision.changes]
    _write_rows(connection, changed, zones)
    upsert(connection, t.disposition, [row for revision in revisions for row in revision.ends()])
    ends = [words(revision.after)[a.seen.page_id] for revision in revisions for a in revision.arrivals]
    return Counter(ends), [revision.key.article_id for revision in changed]


def _revisions(connection: Connection, arrivals: Sequence[Arrival]) -> list[Revision]:
    groups: dict[Key, list[Arrival]] = {}
    for arrival in arrivals:
        groups.setdefault(arrival.key, []).append(arrival)
    seen, ended = _seen(connection, [each.article_id for each in groups])
    return [
        Revision(
            each,
            tuple(arrived),
            before=chain(seen.get(each.article_id, ())),
            after=chain([*seen.get(each.article_id, ()), *(arrival.seen for arrival in arrived)]),
            ended=ended.get(each.article_id, {}),
        )
        for each, arrived in groups.items()
    ]


def _seen(
    connection: Connection, article_ids: Sequence[str]
) -> tuple[dict[str, list[Observation]], dict[str, dict[str, str]]]:
    """The pages known to carry each article, and how each page ended."""
    page, end = t.page.c, t.disposition.c
    columns = (page.page_id, page.source_id, page.url, page.fetched_at, end.content_sha256, end.article_id, end.word)
    query = select(*columns).join(t.disposition, end.page_id == page.page_id).where(end.article_id.in_(article_ids))
    seen: dict[str, list[Observation]] = {}
    ended: dict[str, dict[str, str]] = {}
    for row in connection.execute(query).mappings():
        values = dict(row)
        article_id, word = values.pop("article_id"), values.pop("word")
        seen.setdefault(article_id, []).append(Observation(**values))
        ended.setdefault(article_id, {})[values["page_id"]] = word
    return seen, ended


def _write_rows(connection: Connection, changed: Sequence[Revision], zones: Zones) -> None:
    there = _there(connection, [revision.key.article_id for revision in changed if revision.before])
    contents = stored(there)
    gone = {row["article_id"]: row["gone_at"] for row in there[t.article.name]}
    wanted: Tables = {table.name: [] for table in TABLES}
    for revision in changed:
        made = rows(revision.key, revision.after, _contents(revision, contents), zones)
        (article,) = made[t.article.name]
        since = gone.get(revision.key.article_id)
        last = revision.after[-1]
        article["gone_at"] = since if since and since > (last.first, *last.confirmed)[-1].fetched_at else None
        for name, each in made.items():
            wanted[name] += each
    _replace(connection, there, wanted)


def _there(connection: Connection, article_ids: Sequence[str]) -> Tables:
    """The articles' rows as they are."""
    if not article_ids:
        return {table.name: [] for table in TABLES}
    queries = {table.name: select(table).where(table.c.article_id.in_(article_ids)) for table in TABLES}
    return {name: [dict(row) for row in connection.execute(query).mappings()] for name, query in queries.items()}


def _contents(revision: Revision, there: dict[tuple[str, str], Content]) -> dict[str, Content]:
    """Each content as the earliest page that showed it gave it."""
    found: dict[str, Content] = {}
    arrived = {arrival.seen.page_id: arrival.content for arrival in revision.arrivals}
    for version in revision.after:
        sha = version.content_sha256
        if sha not in found:
            new = arrived.get(version.first.page_id)
            found[sha] = there[revision.key.article_id, sha] if new is None else new
    return found


def _replace(connection: Connection, there: Tables, wanted: Tables) -> None:
    for table in reversed(TABLES):
        keys = {key(table, row) for row in wanted[table.name]}
        remove(connection, table, [row for row in there[table.name] if key(table, row) not in keys])
    for table in TABLES:
        known = {key(table, row): row for row in there[table.name]}
        upsert(connection, table, [row for row in wanted[table.name] if known.get(key(table, row)) != row])
