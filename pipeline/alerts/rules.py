"""Which alert rules an article meets by itself: a pure function over its tags.

A rule that asks for a flow, a trend, corroboration or contradiction is met by reported signals that meet all its
conditions; any other by the article's places, goods and topics. Regions, goods and topics stand for all below them.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from pipeline.seeds import AlertRule, Commodity, Region, Seeds
from pipeline.warehouse.dimensions import lineage

Row = Mapping[str, Any]

_GATES = frozenset({"crossing", "port"})


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
    province: Mapping[str, str]

    def within(self, province: str) -> frozenset[str]:
        """The regions of a province, itself included."""
        return frozenset(region for region, above in self.province.items() if above == province)


def reference(seeds: Seeds) -> Reference:
    """The reference data of those seeds, ready to match rules with."""
    parents = {r.region_id: r.parent_id for r in seeds.regions}
    above: dict[str, frozenset[str]] = {}
    for tree in (
        parents,
        {c.commodity_id: c.parent_id for c in seeds.commodities},
        {t.topic_id: t.parent_id for t in seeds.topics},
    ):
        above |= {node: frozenset(lineage(node, tree)) for node in tree}
    lines = {region: lineage(region, parents) for region in parents}
    return Reference(
        above=above,
        regions={region.region_id: region for region in seeds.regions},
        goods={good.commodity_id: good for good in seeds.commodities},
        province={region: line[-2] for region, line in lines.items() if len(line) > 1},
    )


def concerns(rule: AlertRule, article: Row) -> bool:
    """Whether the rule hears of such articles at all: a look at the article alone, before its facts."""
    return (
        rule.audience == "watch"
        and (article["is_border_trade_story"] or not rule.border_trade_only)
        and rule.lang in (None, article["lang"])
        and (not rule.sources or article["source_id"] in rule.sources.split())
    )


def met(rule: AlertRule, case: Case, using: Reference) -> bool:
    """Whether the article meets the rule, but for what the rule asks of other stories."""
    topics = (topic["topic_id"] for topic in case.topics)
    if not concerns(rule, case.article) or not _any(rule.topics, topics, using):
        return False
    if _asks_signals(rule):
        return next(evidence(rule, case, using), None) is not None
    on = case.article["published_date"]
    goods = [good["commodity_id"] for good in case.goods]
    return (
        _any(rule.regions, (region["region_id"] for region in places(rule, case)), using)
        and (not rule.crossing or any(_is_gate(region["region_id"], using) for region in places(rule, case)))
        and _any(rule.commodities, goods, using)
        and (not rule.banned_goods or any(_is_banned(rule, good, _DIRECTIONS["both"], on, using) for good in goods))
    )


def places(rule: AlertRule, case: Case) -> list[Row]:
    """The places that the article speaks of, but for those that only tell where an informant is."""
    return [r for r in case.regions if r["role"] != "source" and r["confidence"] >= rule.min_confidence]


def evidence(rule: AlertRule, case: Case, using: Reference) -> Iterator[Row]:
    """The reported signals of the article that meet the rule's conditions on signals."""
    on = case.article["published_date"]
    for signal in case.signals:
        ends = (signal["region_id"], signal["counterpart_id"])
        directions = _DIRECTIONS[signal["flow"]]
        if (
            signal["hedge"] == "reported"
            and signal["confidence"] >= rule.min_confidence
            and (not rule.flows or signal["flow"] in rule.flows.split())
            and (not rule.trends or signal["trend"] in rule.trends.split())
            and _any(rule.regions, ends, using)
            and (not rule.crossing or _is_crossing(ends, using))
            and _any(rule.commodities, (signal["commodity_id"],), using)
            and (not rule.banned_goods or _is_banned(rule, signal["commodity_id"], directions, on, using))
        ):
            yield signal


_DIRECTIONS = {
    "import": ("import",),
    "export": ("export",),
    "both": ("import", "export"),
    "smuggling": ("import", "export"),
}


def _asks_signals(rule: AlertRule) -> bool:
    return bool(rule.flows or rule.trends or rule.corroboration or rule.contradiction)


def _any(wanted: str, ids: Iterable[str | None], using: Reference) -> bool:
    """Whether one of the ids stands at or below one of those wanted; nothing wanted is always met."""
    roots = set(wanted.split())
    return not roots or any(roots & using.above.get(node, frozenset()) for node in ids if node is not None)


def _is_gate(region_id: str, using: Reference) -> bool:
    return using.regions[region_id].kind in _GATES


def _is_crossing(ends: tuple[str | None, str | None], using: Reference) -> bool:
    """Whether one end is a crossing or a port, or the ends lie in two countries."""
    named = [using.regions[end] for end in ends if end is not None]
    return any(region.kind in _GATES for region in named) or len({region.country for region in named}) > 1


def _is_banned(
    rule: AlertRule, commodity_id: str | None, directions: Iterable[str], on: date, using: Reference
) -> bool:
    """Whether the good is under a UN ban on that day, in one of the directions and that which the rule asks for."""
    good = using.goods.get(commodity_id or "")
    if good is None:
        return False
    rules = {
        "import": (good.dprk_import_rule, good.dprk_import_since),
        "export": (good.dprk_export_rule, good.dprk_export_since),
    }
    asked = [way for way in directions if rule.banned_goods in ("any", way)]
    return any(word == "banned" and (since is None or since <= on) for word, since in (rules[way] for way in asked))
