"""What an alert says: headline, excerpt, evidence, places, goods with their UN rule and links; never the full text."""

from collections.abc import Sequence
from typing import Any

from pipeline.alerts.rules import Case, Reference, Row, evidence
from pipeline.seeds import AlertRule

OTHERS = 5


def message(
    rule: AlertRule, kind: str, case: Case, links: dict[str, str], others: Sequence[Row], using: Reference
) -> dict[str, Any]:
    """The message as JSON values; `evidence` is null for a story without a signal that meets the rule.

    `others` are the reports that agree with or contradict it; `stands` is false for a correction that takes back what
    the alert before it said.
    """
    article, places = case.article, sorted(case.regions, key=lambda tag: (-tag["salience"], tag["region_id"]))
    signal = next(evidence(rule, case, using), None)
    return {
        "rule": rule.name,
        "kind": kind,
        "stands": True,
        "headline": article["title"],
        "source": article["source_id"],
        "lang": article["lang"],
        "published": article["published_at"].isoformat(),
        "published_precision": article["published_precision"],
        "regions": [_region(tag["region_id"], using) for tag in places if tag["role"] != "source"],
        "goods": [_good(tag["commodity_id"], using) for tag in case.goods],
        "evidence": signal and {name: signal[name] for name in ("sentence", "flow", "trend", "region_id")},
        "said_by": _said_by(case, signal),
        "others": [_other(row) for row in others[:OTHERS]],
        "excerpt": article["excerpt"],
        "links": {"en": links.get("en"), "ko": links.get("ko")},
    }


def fault(rule: AlertRule, source_id: str, day: str, detail: str) -> dict[str, Any]:
    """The message of an ops alert: which source, which day, what is wrong."""
    return {"rule": rule.name, "kind": "new", "source": source_id, "day": day, "detail": detail}


def _region(region_id: str, using: Reference) -> dict[str, Any]:
    region = using.regions[region_id]
    return {"id": region_id, "en": region.name_en, "ko": region.name_ko}


def _good(commodity_id: str, using: Reference) -> dict[str, Any]:
    good = using.goods[commodity_id]
    return {
        "id": commodity_id,
        "en": good.name_en,
        "ko": good.name_ko,
        "import": {"rule": good.dprk_import_rule, "basis": good.dprk_import_basis},
        "export": {"rule": good.dprk_export_rule, "basis": good.dprk_export_basis},
    }


def _said_by(case: Case, signal: Row | None) -> dict[str, Any] | None:
    """Who says so, as printed: the source of the evidence, else the first whose place the article prints."""
    number = signal and signal["attribution_number"]
    chosen = [said for said in case.attributions if said["number"] == number] or [
        said for said in case.attributions if said["place"] is not None
    ]
    return {name: chosen[0][name] for name in ("who", "place", "told")} if chosen else None


def _other(row: Row) -> dict[str, Any]:
    return {name: row[name] for name in ("source_id", "flow", "trend", "sentence", "url")}
