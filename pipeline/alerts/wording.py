"""An alert's message in plain words, the same for every channel that shows text."""

from typing import Any

DIRECTIONS = {
    "import": ("import",),
    "export": ("export",),
    "both": ("import", "export"),
    "smuggling": ("import", "export"),
}


def lines(said: dict[str, Any]) -> list[str]:
    """Rule, places, evidence with its flow and trend, goods with their UN rule, who says so, excerpt, links."""
    evidence = said["evidence"]
    out = [f"Rule: {said['rule']}", f"Published: {said['published'][:10]} by {said['source']} ({said['lang']})"]
    if said["regions"]:
        out.append("Places: " + ", ".join(f"{r['en']} ({r['ko']})" for r in said["regions"]))
    if evidence:
        out.append(f"Signal: {evidence['flow']} {evidence['trend']}, {evidence['region_id'] or 'the border'}")
        out.append(f"Evidence: {evidence['sentence']}")
    out += [_good(good, evidence and evidence["flow"]) for good in said["goods"]]
    if said["source_place"]:
        out.append(f"Source in: {said['source_place']}")
    if said["excerpt"] != (evidence and evidence["sentence"]):
        out.append(f"Excerpt: {said['excerpt']}")
    return out + [f"{lang.upper()}: {address}" for lang, address in said["links"].items() if address]


def _good(good: dict[str, Any], flow: str | None) -> str:
    rules = [
        f"{way} {good[way]['rule']} ({good[way]['basis']})" for way in DIRECTIONS[flow or "both"] if good[way]["basis"]
    ]
    return f"Goods: {good['en']} ({good['ko']})" + (f"; UN rule: {'; '.join(rules)}" if rules else "")
