"""The rows that one content of an article gives, before it is known when that content was in force."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from typing import Any

from sqlalchemy import Table

from pipeline.records import Article, Attribution, Quantity, Ranking, Signal, Span, TaggedArticle, Tags
from pipeline.warehouse import tables as t
from pipeline.warehouse.content import content_sha256, excerpt, storable, text_sha256

Row = dict[str, Any]
FACTS: tuple[Table, ...] = (
    t.article_region,
    t.article_commodity,
    t.article_topic,
    t.attribution,
    t.signal,
    t.ranking,
)
# Columns that depend on when a content was in force, or follow from such.
IN_FORCE = frozenset(
    {"version_id", "page_id", "article_id", "signal_id", "report_date", "recorded_at", "superseded_at", "change"}
)
SPANS = frozenset({"span", "spans"})


@dataclass(frozen=True, slots=True)
class Content:
    """One content of an article: its `article_version` columns, and its fact rows by table, without those in force."""

    version: Row
    facts: Mapping[str, tuple[Row, ...]]

    def ids(self, table: Table, column: str) -> frozenset[str]:
        """The ids that the facts of one table name."""
        return frozenset(row[column] for row in self.facts[table.name])


def content(tagged: TaggedArticle) -> Content:
    """The rows of a tagged article."""
    article, tags = tagged.article, tagged.tags
    rows = {
        t.article_region.name: [_region(tag) for tag in tags.regions],
        t.article_commodity.name: [_tag(tag, "commodity_id", confidence=tag.confidence) for tag in tags.commodities],
        t.article_topic.name: [_tag(tag, "topic_id", strength=tag.strength) for tag in tags.topics],
        t.attribution.name: [_attribution(n, found) for n, found in enumerate(tags.attributions)],
        t.signal.name: [_signal(article, signal) for signal in tags.signals],
        t.ranking.name: [row for n, ranking in enumerate(tags.rankings) for row in _ranking(article, n, ranking)],
    }
    return Content(
        storable(_version(article, tags)), {name: tuple(map(_storable, each)) for name, each in rows.items()}
    )


def _storable(row: Row) -> Row:
    return {name: value if name in SPANS else storable(value) for name, value in row.items()}


def stored(rows: Mapping[str, Iterable[Row]]) -> dict[tuple[str, str], Content]:
    """The contents in rows of the warehouse, by article id and content hash."""
    facts = {table.name: _by_version(rows[table.name]) for table in FACTS}
    return {
        (version["article_id"], version["content_sha256"]): Content(
            _without_time(version),
            {name: tuple(map(_without_time, found.get(version["version_id"], ()))) for name, found in facts.items()},
        )
        for version in rows[t.article_version.name]
    }


def _by_version(rows: Iterable[Row]) -> dict[str, list[Row]]:
    grouped: dict[str, list[Row]] = {}
    for row in rows:
        grouped.setdefault(row["version_id"], []).append(row)
    return grouped


def _without_time(row: Row) -> Row:
    return {name: value for name, value in row.items() if name not in IN_FORCE}


def _version(article: Article, tags: Tags) -> Row:
    translator, editor = article.translator or tags.translator, article.editor or tags.editor
    return {
        "content_sha256": content_sha256(article.title, article.text, translator, editor),
        "text_sha256": text_sha256(article.text),
        "title": article.title,
        "text": article.text,
        "excerpt": excerpt(article.text),
        "authors": article.authors,
        "translator": translator,
        "editor": editor,
        "section": article.section,
        "published_at": article.published.at,
        "published_precision": article.published.precision,
        "published_basis": article.published.basis,
        "published_date": article.published.local_day(),
        "updated_at": article.updated and article.updated.at,
        "teaser": article.teaser,
        "methods": article.methods,
        "encoding": f"{article.decoding.encoding} ({article.decoding.basis})",
        "alternate_url": article.alternate_url,
        "is_border_trade_story": tags.is_border_trade_story,
        "primary_region": tags.primary_region,
        "primary_place": tags.primary_place,
        "story_why": tags.story_why,
        "ruleset": tags.ruleset,
    }


def _region(tag: Any) -> Row:
    return _tag(tag, "region_id", role=tag.role, salience=tag.salience, confidence=tag.confidence)


def _tag(tag: Any, column: str, **rest: Any) -> Row:
    return {column: tag.id, "rule": tag.rule, "spans": [_span(span) for span in tag.spans]} | rest


def _attribution(number: int, found: Attribution) -> Row:
    columns = ("who", "kind", "told", "anonymous", "hearsay", "rule")
    row = {name: getattr(found, name) for name in columns}
    return row | {"number": number, "place": found.where, "span": _span(found.span)}


def _signal(article: Article, signal: Signal) -> Row:
    date = signal.event_date
    return {
        "region_id": signal.region,
        "counterpart_id": signal.counterpart,
        "commodity_id": signal.commodity,
        "flow": signal.flow,
        "trend": signal.trend,
        "hedge": signal.hedge,
        "event_start": date and date.start,
        "event_end": date and date.end,
        "event_precision": date and date.precision,
        "quantity": _quantity(signal.quantity),
        "price": _quantity(signal.price),
        "attribution_number": signal.attribution,
        "sentence": _words(article, signal.span),
        "span": _span(signal.span),
        "rule": signal.rule,
        "confidence": signal.confidence,
    }


def _ranking(article: Article, number: int, ranking: Ranking) -> list[Row]:
    shared = {
        "number": number,
        "measure": ranking.measure,
        "sentence": _words(article, ranking.span),
        "attribution_number": ranking.attribution,
    }
    return [shared | {"place": place, "region_id": region} for place, region in enumerate(ranking.order, start=1)]


def _quantity(quantity: Quantity | None) -> Row | None:
    return None if quantity is None else {"value": quantity.value, "unit": quantity.unit, "text": quantity.text}


def _span(span: Span) -> list[Any]:
    return [span.part, span.start, span.end]


def _words(article: Article, span: Span) -> str:
    whole = article.title if span.part == "title" else article.text
    return " ".join(whole[span.start : span.end].split())
