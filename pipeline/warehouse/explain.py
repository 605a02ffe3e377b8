"""Why an article's rows are there: its text as loaded, and each tag in force with its spans and its rule."""

from collections.abc import Iterator
from dataclasses import dataclass

from sqlalchemy import Connection, Engine, RowMapping, Table, or_, select

from pipeline.errors import WarehouseError
from pipeline.records import Span
from pipeline.warehouse import tables as t
from pipeline.warehouse.engine import reading


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """One tag: what kind, what it says, how sure it is, which rule made it, and where it stands in the text."""

    kind: str
    label: str
    confidence: float | None
    rule: str
    spans: tuple[Span, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Explained:
    """An article's version in force with all its marks."""

    article_id: str
    url: str
    title: str
    text: str
    story_why: str
    ruleset: str
    marks: tuple[Mark, ...]


def explain(made: Engine, wanted: str) -> Explained:
    """The article that `wanted` names: an id or the beginning of one, or an address; raises WarehouseError."""
    with reading(made) as connection:
        row = _article(connection, wanted)
        return Explained(
            article_id=row["article_id"],
            url=row["url"],
            title=row["title"],
            text=row["text"],
            story_why=row["story_why"],
            ruleset=row["ruleset"],
            marks=tuple(_marks(connection, row["version_id"])),
        )


def _article(connection: Connection, wanted: str) -> RowMapping:
    v = t.article_version
    columns = (v.c.article_id, t.article.c.url, v.c.title, v.c.text, v.c.story_why, v.c.ruleset, v.c.version_id)
    joined = select(*columns).join(t.article, t.article.c.version_id == v.c.version_id)
    named = or_(t.article.c.url == wanted, t.article.c.article_id.startswith(wanted, autoescape=True))
    found = connection.execute(joined.where(named).order_by(v.c.article_id).limit(2)).mappings().all()
    if len(found) == 1:
        return found[0]
    how = "more than one article's id begins with" if found else "no article has the id or address"
    raise WarehouseError(f"{how} {wanted!r}; the table `article` lists ids and addresses")


def _marks(connection: Connection, version_id: str) -> Iterator[Mark]:
    for row in _rows(connection, t.article_region, version_id):
        yield Mark(
            kind="region",
            label=f"{row['region_id']} ({row['role']}, salience {row['salience']:.2f})",
            confidence=row["confidence"],
            rule=row["rule"],
            spans=_spans(row["spans"]),
        )
    for row in _rows(connection, t.article_commodity, version_id):
        spans = _spans(row["spans"])
        yield Mark(kind="good", label=row["commodity_id"], confidence=row["confidence"], rule=row["rule"], spans=spans)
    for row in _rows(connection, t.article_topic, version_id):
        label = f"{row['topic_id']} (strength {row['strength']:.1f})"
        yield Mark(kind="topic", label=label, confidence=None, rule=row["rule"], spans=_spans(row["spans"]))
    for row in _rows(connection, t.attribution, version_id):
        label = f"{row['who']}, in {row['place'] or 'no place named'}, told {row['told'] or 'nobody named'}"
        yield Mark(kind="source", label=label, confidence=None, rule=row["rule"], spans=_spans([row["span"]]))
    for row in _rows(connection, t.signal, version_id):
        what = f"{row['region_id'] or 'the border'}: {row['commodity_id'] or 'goods'}, {row['flow']} {row['trend']}"
        label = f"{what} ({row['hedge']})"
        spans = _spans([row["span"]])
        yield Mark(kind="signal", label=label, confidence=row["confidence"], rule=row["rule"], spans=spans)


def _rows(connection: Connection, table: Table, version_id: str) -> list[RowMapping]:
    found = connection.execute(select(table).where(table.c.version_id == version_id)).mappings().all()
    return sorted(found, key=lambda row: str(row.get("spans") or row.get("span")))


def _spans(stored: list[list[object]]) -> tuple[Span, ...]:
    return tuple(
        sorted(Span(int(str(a)), int(str(b)), "title" if part == "title" else "text") for part, a, b in stored)
    )
