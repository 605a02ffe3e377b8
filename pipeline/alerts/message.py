"""What an alert says: headline, excerpt, evidence, places, goods with their UN rule and links; never the full text."""

from typing import Any

from pipeline.alerts.rules import Case, Reference, Row, evidence
from pipeline.seeds import AlertRule


def message(rule: AlertRule, kind: str, case: Case, links: dict[str, str], using: Reference) -> dict[str, Any]:
    """The message as JSON values; `evidence` is null for a story without a signal that meets the rule."""
    article, places = case.article, sorted(case.regions, key=lambda tag: (-tag["salience"], tag["region_id"]))
    signal = next(evidence(rule, case, using), None)
    return {
        "rule": rule.name,
        "kind": kind,
        "headline": article["title"] or article["excerpt"],
        "source": article["source_id"],
        "lang": article["lang"],
        "published": article["published_at"].isoformat(),
        "published_precision": article["published_precision"],
        "regions": [_region(tag["region_id"], using) for tag in places if tag["role"] != "source"],
        "goods": [_good(tag["commodity_id"], using) for tag in case.goods],
        "evidence": signal and {name: signal[name] for name in ("sentence", "flow", "trend", "region_id")},
        "source_place": _informant_place(case, signal),
        "excerpt": article["excerpt"],
        "links": {"en": links.get("en"), "ko": links.get("ko")},
    }


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


def _informant_place(case: Case, signal: Row | None) -> str | None:
    """Where the source of the evidence is, else the first source whose place the article prints."""
    number = signal and signal["attribution_number"]
    chosen = [said for said in case.attributions if said["number"] == number] or case.attributions
    return next((said["place"] for said in chosen if said["place"] is not None), None)
