"""An alert's message in plain words, the same for every channel that shows text.

Headlines and sentences are strangers' words: control characters are gone, each stays on its line, and nothing in them
can be taken for markup, a link's caption or a call to everyone.
"""

import re
import unicodedata
from typing import Any

DIRECTIONS = {
    "import": ("import",),
    "export": ("export",),
    "both": ("import", "export"),
    "smuggling": ("import", "export"),
}
LONGEST_SUBJECT = 160

_UNSEEN = re.compile(
    "[\x00-\x1f\x7f-\x9f\u00ad\u200b-\u200f\u2028-\u202e\u2060-\u2069\ufeff\ud800-\udfff\ufffe\uffff]+"
)
_CALL = re.compile(r"@(?=\w)")


def line(text: str) -> str:
    """The text on one line, in NFC, without characters that are not seen."""
    return " ".join(_UNSEEN.sub(" ", unicodedata.normalize("NFC", text)).split())


def tame(text: str) -> str:
    """The text as one line that no chat, mail reader or terminal takes for markup: captions, tags, calls."""
    return _CALL.sub("@ ", line(text)).replace("](", "] (").replace("<", "‹").replace(">", "›")


def subject(said: dict[str, Any]) -> str:
    """A title of one line."""
    mark = "Update: " if said["kind"] == "update" else ""
    what = said["headline"] if "headline" in said else f"{said['rule']}: {said['source']}"
    whole = mark + tame(what)
    return whole if len(whole) <= LONGEST_SUBJECT else whole[: LONGEST_SUBJECT - 1] + "…"


def lines(said: dict[str, Any]) -> list[str]:
    """Rule, places, evidence with its flow and trend, who says so, goods with their UN rule, other reports, links."""
    if "headline" not in said:
        return [f"Rule: {line(said['rule'])}", f"Source: {said['source']}, {said['day']}", f"Fault: {said['detail']}"]
    evidence = said["evidence"]
    out = [f"Rule: {line(said['rule'])}", f"Published: {said['published'][:10]} by {said['source']} ({said['lang']})"]
    if not said["stands"]:
        out.append("Correction: the report no longer says what this rule watches for.")
    if said["regions"]:
        out.append("Places: " + ", ".join(f"{r['en']} ({r['ko']})" for r in said["regions"]))
    if evidence:
        out.append(f"Signal: {evidence['flow']} {evidence['trend']}, {evidence['region_id'] or 'the border'}")
        out.append(f"Evidence: {tame(evidence['sentence'])}")
    out += _said_by(said["said_by"])
    out += [_good(good, evidence and evidence["flow"]) for good in said["goods"]]
    out += [
        f"Also: {o['source_id']}: {o['flow']} {o['trend']}: {tame(o['sentence'])} {line(o['url'])}"
        for o in said["others"]
    ]
    if said["excerpt"] != (evidence and evidence["sentence"]):
        out.append(f"Excerpt: {tame(said['excerpt'])}")
    return out + [f"{lang.upper()}: {line(address)}" for lang, address in said["links"].items() if address]


def _said_by(who: dict[str, Any] | None) -> list[str]:
    if who is None:
        return []
    place = f" in {who['place']}" if who["place"] else ""
    told = f", to {who['told']}" if who["told"] else ""
    return [f"According to: {tame(who['who'] + place + told)}"]


def _good(good: dict[str, Any], flow: str | None) -> str:
    rules = [
        f"{way} {good[way]['rule']} ({good[way]['basis']})" for way in DIRECTIONS[flow or "both"] if good[way]["basis"]
    ]
    return f"Goods: {good['en']} ({good['ko']})" + (f"; UN rule: {'; '.join(rules)}" if rules else "")
