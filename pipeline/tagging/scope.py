"""Which place a claim is about: its own clause, its sentence, the sentence before, the lead (guideline S2)."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from pipeline.tagging.claims import HOLDING, Claim
from pipeline.tagging.places import Mention, Places
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.text import Reading, Sentence

KINDS = ("place", "orientation")
_BETWEEN = {
    "en": re.compile(r"\b(?:between|link(?:s|ed|ing)?|connect(?:s|ed|ing)?|join(?:s|ed|ing)?|from)\s(?:[\w’']+ ){0,4}$", re.I),
    "ko": re.compile(r"$^"),
}
_LINK = {
    "en": re.compile(r"^(?: \w+)?\s?[-–—]\s?$|^(?:,? [\w’',]+){0,6} (?:to|into|with|across from|opposite) (?:[\w’']+ ){0,3}$"),
    "ko": re.compile(r"^\S{0,6}\s?[-–—~∼]\s?$|^\S{0,4}(?:에서|와|과)\s(?:\S+\s){0,3}$(?=.*)|^\S{0,2}[·]$"),
}
_JOINED = {
    "en": re.compile(r"^(?: [Cc]ity| [Cc]ounty| [Pp]rovinces?| [Pp]ort| customs)*(?:,| and| or|, and| as well as|/)+ (?:[\w’']+ ){0,2}$"),
    "ko": re.compile(r"^(?:시|군|도|성|항|세관|해관)?(?:,|·|와|과|및|이나|나|/)+\s?(?:\S{1,6}(?:도|성|시)\s)?$"),
}
_FOREIGN = {
    "en": re.compile(r"\b(?:chinese|china['’]s|beijing|russian)\b", re.IGNORECASE),
    "ko": re.compile(r"중국|中|해관|러시아|공안"),
}


class Where(NamedTuple):
    """A claim's place and the other end of its way, either unknown, and where the place was found."""

    region: str | None
    counterpart: str | None
    rule: str


def where(reading: Reading, sentence: Sentence, claim: Claim, places: Places, rules: Rules) -> tuple[Where, ...]:
    """The places the claim is about, one entry each; a single unknown place when only the border is named."""
    for rule, mentions in _scopes(reading, sentence, claim, places):
        kept = _specific(mentions, rules)
        if kept:
            near = claim.change.start if rule in ("clause", "sentence") else None
            return _chosen(reading, claim, kept, near, rule)
    return (Where(None, None, "none"),)


def _scopes(
    reading: Reading, sentence: Sentence, claim: Claim, places: Places
) -> Sequence[tuple[str, tuple[Mention, ...]]]:
    own = places.within(sentence, KINDS)
    before = tuple(m for m in _previous(reading, sentence, places))
    lead = tuple(m for s in reading.lead for m in places.within(s, KINDS))
    title = places.within(reading.title, KINDS) if reading.title else ()
    return (
        ("clause", tuple(m for m in own if claim.start <= m.start < claim.end)),
        ("sentence", own),
        ("before", before),
        ("lead", lead),
        ("title", title),
    )


def _previous(reading: Reading, sentence: Sentence, places: Places) -> tuple[Mention, ...]:
    if sentence.number == 0:
        return ()
    previous = reading.sentences[sentence.number - 1]
    return places.within(previous, KINDS) if reading.paragraph_of(previous).kind == "body" else ()


def _specific(mentions: Sequence[Mention], rules: Rules) -> list[Mention]:
    """The mentions without the provinces and countries of others among them, each region once."""
    above = {a for m in mentions for a in rules.lineage(m.region)[1:]}
    kept: dict[str, Mention] = {}
    for mention in mentions:
        if mention.region not in above:
            kept.setdefault(mention.region, mention)
    return list(kept.values())


def _chosen(reading: Reading, claim: Claim, mentions: list[Mention], near: int | None, rule: str) -> tuple[Where, ...]:
    home = [m for m in mentions if m.country == "KP"]
    abroad = [m for m in mentions if m.country != "KP"]
    if home and abroad:
        if claim.noun.kind in HOLDING and _FOREIGN[reading.lang].search(reading.whole, claim.start, claim.end):
            return (Where(abroad[0].region, home[0].region, rule),)
        if not _coordinated(reading, mentions):
            return tuple(Where(m.region, abroad[0].region, rule) for m in _group(reading, home, near))
    return tuple(Where(m.region, None, rule) for m in _group(reading, mentions, near))


def _coordinated(reading: Reading, mentions: list[Mention]) -> bool:
    """Whether a home and a foreign place stand side by side as two places of one flow, not as two ends of a way."""
    for a, b in zip(mentions, mentions[1:], strict=False):
        if (a.country == "KP") != (b.country == "KP"):
            gap = reading.whole[a.end : b.start]
            head = reading.whole[max(0, a.start - 40) : a.start]
            return bool(_JOINED[reading.lang].search(gap)) and not _BETWEEN[reading.lang].search(head)
    return False


def _group(reading: Reading, mentions: list[Mention], near: int | None) -> list[Mention]:
    """The mentions joined by commas and "and" around the one nearest to the predicate, or around the first."""
    groups: list[list[Mention]] = [[mentions[0]]]
    for a, b in zip(mentions, mentions[1:], strict=False):
        joined = _JOINED[reading.lang].search(reading.whole[a.end : b.start])
        groups[-1].append(b) if joined else groups.append([b])
    if near is None:
        return groups[0]
    return min(groups, key=lambda g: min(abs(m.start - near) for m in g))
