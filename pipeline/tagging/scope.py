"""Which place a claim is about: its own clause, its sentence, the sentence before, the lead (guideline S2)."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from pipeline.tagging.claims import Claim, restrains
from pipeline.tagging.ends import HOME, Ends, chosen
from pipeline.tagging.places import Mention, Places
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.text import Reading, Sentence

KINDS = ("place", "orientation")
OWN = ("clause", "sentence", "dateline")
DATELINES = ("KP", "CN", "RU")


class Where(NamedTuple):
    """A claim's place and the other end of its way, either unknown, and where the place was found."""

    region: str | None
    counterpart: str | None
    rule: str


def where(
    reading: Reading, sentence: Sentence, claim: Claim, places: Places, rules: Rules, running: tuple[Where, ...]
) -> tuple[Where, ...]:
    """The places the claim is about, one entry each; a single unknown place when only the border is named.

    `running` are the places of the claim before, when that stands close: a text that goes on speaks of the same place.
    """
    at_large = rules.wordings[reading.lang].found("at-large", reading.whole, claim.start, claim.end)
    for rule, mentions in _scopes(reading, sentence, claim, places, rules):
        if at_large and rule not in OWN:
            return (Where(None, None, "at large"),)
        kept = _specific(mentions, rules)
        if kept:
            near = claim.change.start if rule in ("clause", "sentence") else None
            ends = chosen(reading, sentence, kept, near, rules, control=restrains(claim))
            return tuple(Where(*end, rule) for end in ends)
        if rule == "before" and running and (running[0].region or running[0].rule == "at large"):
            return tuple(w._replace(rule="running" if w.region else w.rule) for w in running)
    return (_last_resort(reading, sentence, places, rules),)


def _scopes(
    reading: Reading, sentence: Sentence, claim: Claim, places: Places, rules: Rules
) -> Iterator[tuple[str, tuple[Mention, ...]]]:
    """Where a place is looked for, nearest first, with the places named there; never an informant's."""
    words = rules.wordings[reading.lang]
    own = places.within(sentence, KINDS)
    inside = tuple(m for m in own if claim.start <= m.start < claim.end)
    meant = words.found("the-place", reading.whole, claim.start, claim.end)
    yield "clause", (*_lead_place(reading, claim, places), *inside) if meant and not _home(inside) else inside
    yield "sentence", own
    yield "dateline", tuple(m for m in places.within(sentence, ("dateline",)) if m.country in DATELINES)
    if restrains(claim) and words["foreign-authority"].search(reading.text_of(sentence)):
        yield "authority", _last_abroad(sentence, places)
    yield "before", _previous(reading, sentence, places)
    yield "lead", tuple(m for s in reading.lead for m in places.within(s, KINDS))
    yield "title", places.within(reading.title, KINDS) if reading.title else ()


def _home(mentions: Sequence[Mention]) -> bool:
    return any(m.country == HOME for m in mentions)


def _lead_place(reading: Reading, claim: Claim, places: Places) -> list[Mention]:
    """The North Korean place of the lead that "the province" means."""
    lead = [m for s in reading.lead for m in places.within(s, KINDS)]
    return [m for m in lead if m.country == HOME and m.end <= claim.start][-1:]


def _last_abroad(sentence: Sentence, places: Places) -> tuple[Mention, ...]:
    """The last foreign place named before the sentence: where a foreign authority without a place of its own acts."""
    found = next((m for m in places.before(sentence.start) if m.kind == "place" and m.country != HOME), None)
    return (found,) if found else ()


def _previous(reading: Reading, sentence: Sentence, places: Places) -> tuple[Mention, ...]:
    if sentence.number == 0:
        return ()
    previous = reading.sentences[sentence.number - 1]
    return places.within(previous, KINDS) if reading.paragraph_of(previous).kind == "body" else ()


def _last_resort(reading: Reading, sentence: Sentence, places: Places, rules: Rules) -> Where:
    """The report's own place when its lead names none; an act of state has none."""
    events = {tag.id for tag in places.tags if tag.role == "event"}
    own = next((p for p in (places.primary_place, places.primary_region) if p in events), None)
    if own is None or rules.wordings[reading.lang]["state-acts"].search(reading.text_of(sentence)):
        return Where(None, None, "none")
    return Where(own, None, "report")


def _specific(mentions: Sequence[Mention], rules: Rules) -> Ends:
    """The mentions without the provinces and countries of others among them, each region once."""
    above = {a for m in mentions for a in rules.lineage(m.region)[1:]}
    kept: dict[str, Mention] = {}
    for mention in mentions:
        if mention.region not in above:
            kept.setdefault(mention.region, mention)
    return list(kept.values())
