"""Which alert rules an article meets: a pure function over its tags.

A rule that asks for a flow, a trend or a banned good is met by one reported signal that meets all its conditions; any
other by the article's places, goods and topics. Regions, goods and topics stand for all below them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.seeds import AlertRule, Commodity, Region, Seeds
from pipeline.warehouse.dimensions import lineage

Row = Mapping[str, Any]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """An article in force with its facts, as rows of the warehouse."""

    article: Row
    regions: tuple[Row, ...]
    goods: tuple[Row, ...]
    topics: tuple[Row, ...]
    signals: tuple[Row, ...]
    attributions: tuple[Row, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reference:
    """What stands above each region, good and topic, itself included; and the regions and goods themselves."""

    above: Mapping[str, frozenset[str]]
    regions: Mapping[str, Region]
    goods: Mapping[str, Commodity]


def reference(seeds: Seeds) -> Reference:
    """The reference data of those seeds, ready to match rules with."""
    above: dict[str, frozenset[str]] = {}
    for parents in (
        {r.region_id: r.parent_id for r in seeds.regions},
        {c.commodity_id: c.parent_id for c in seeds.commodities},
        {t.topic_id: t.parent_id for t in seeds.topics},
    ):
        above |= {node: frozenset(lineage(node, parents)) for node in parents}
    return Reference(
        above=above,
        regions={region.region_id: region for region in seeds.regions},
        goods={good.commodity_id: good for good in seeds.commodities},
    )


def concerns(rule: AlertRule, article: Row) -> bool:
    """Whether the rule hears of such articles at all: a look at the article alone, before its facts."""
    return (
        (article["is_border_trade_story"] or not rule.border_trade_only)
        and rule.lang in (None, article["lang"])
        and (not rule.sources or article["source_id"] in rule.sources.split())
    )


def met(rule: AlertRule, case: Case, using: Reference) -> bool:
    """Whether the article meets the rule."""
    topics = (topic["topic_id"] for topic in case.topics)
    if not concerns(rule, case.article) or not _any(rule.topics, topics, using):
        return False
    if rule.flows or rule.trends or rule.banned_goods:
        return next(evidence(rule, case, using), None) is not None
    places = (r["region_id"] for r in case.regions if r["role"] != "source" and r["confidence"] >= rule.min_confidence)
    return _any(rule.regions, places, using) and _any(
        rule.commodities, (good["commodity_id"] for good in case.goods), using
    )


def evidence(rule: AlertRule, case: Case, using: Reference) -> Iterator[Row]:
    """The reported signals of the article that meet the rule's conditions on signals."""
    for signal in case.signals:
        if (
            signal["hedge"] == "reported"
            and signal["confidence"] >= rule.min_confidence
            and (not rule.flows or signal["flow"] in rule.flows.split())
            and (not rule.trends or signal["trend"] in rule.trends.split())
            and _any(rule.regions, (signal["region_id"], signal["counterpart_id"]), using)
            and _any(rule.commodities, (signal["commodity_id"],), using)
            and (not rule.banned_goods or _is_banned(signal, case.article["published_date"], using))
        ):
            yield signal


def _any(wanted: str, ids: Iterable[str | None], using: Reference) -> bool:
    """Whether one of the ids stands at or below one of those wanted; nothing wanted is always met."""
    roots = set(wanted.split())
    return not roots or any(roots & using.above.get(node, frozenset()) for node in ids if node is not None)


def _is_banned(signal: Row, on: date, using: Reference) -> bool:
    good = using.goods.get(signal["commodity_id"])
    if good is None:
        return False
    rules = []
    if signal["flow"] != "export":
        rules.append((good.dprk_import_rule, good.dprk_import_since))
    if signal["flow"] != "import":
        rules.append((good.dprk_export_rule, good.dprk_export_since))
    return any(rule == "banned" and (since is None or since <= on) for rule, since in rules)
