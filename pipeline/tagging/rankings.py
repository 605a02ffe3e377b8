"""Orders of regions by some movement of goods that a source gives: "most smuggling in A, then B", "A, B, C 순" (S8)."""

import re

from pipeline.records import Attribution, Flow, Ranking
from pipeline.tagging.matcher import Hits
from pipeline.tagging.places import Mention, Places
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.text import Reading, Sentence
from pipeline.tagging.voice import in_force

_ORDERED = {
    "en": re.compile(
        r"\bin (?:that |this |descending )?order\b|\bfollowed by\b|\b(?:and )?then\b|\b(?:second|third|next)\b(?: (?:is|are|come|comes|was))?"
        r"|\bafter that\b|\brank(?:s|ed|ing)?\b",
        re.IGNORECASE,
    ),
    "ko": re.compile(
        r"순(?:으로|서로|이다|이었|이라|,|\s)|순서(?:대로|로)|다음(?:이|은|으로|에)|에\s이어|뒤를\s(?:이|잇)|뒤이어|순위"
    ),
}
_MOST = {
    "en": re.compile(
        r"\b(?:most|biggest|largest|busiest|highest|heaviest|greatest|top|first|leads?|least|more)\b", re.IGNORECASE
    ),
    "ko": re.compile(r"가장|제일|많|활발|성행|심하|심한|높|크|1위|최다|적"),
}
_RISING = {
    "en": re.compile(
        r"\b(?:first|then) (?:halted|closed|reopened|resumed|stopped|moved|shipped|sent|taken|carried)\b", re.I
    ),
    "ko": re.compile(r"(?!)"),
}
LEAST = 2


def find(
    reading: Reading, hits: Hits, places: Places, attributions: tuple[Attribution, ...], rules: Rules
) -> tuple[Ranking, ...]:
    """The rankings of the reading, in the order of the text."""
    rankings = []
    for sentence in reading.sentences:
        measure = _measure(hits, sentence) if reading.paragraph_of(sentence).kind == "body" else None
        order = ordered(reading, sentence, places, rules) if measure else ()
        if measure and order:
            span = reading.span(sentence.start, sentence.end)
            voice = in_force(reading, attributions, sentence)
            rankings.append(Ranking(measure=measure, order=order, span=span, attribution=voice))
    return tuple(rankings)


def ordered(reading: Reading, sentence: Sentence, places: Places, rules: Rules) -> tuple[str, ...]:
    """The regions that the sentence puts in order, most first; empty when it ranks nothing."""
    text = reading.text_of(sentence)
    lang = reading.lang
    if not (_ORDERED[lang].search(text) and _MOST[lang].search(text)) or _RISING[lang].search(text):
        return ()
    named = places.within(sentence, ("place",))
    regions = tuple(dict.fromkeys(m.region for m in named if not _names_parent(m, named, rules)))
    return regions if len(regions) >= LEAST else ()


def _names_parent(mention: Mention, others: tuple[Mention, ...], rules: Rules) -> bool:
    """Whether the mention only says in which province another one lies."""
    return any(mention.region in rules.lineage(other.region)[1:] for other in others)


def _measure(hits: Hits, sentence: Sentence) -> Flow | str | None:
    """What is ranked: the flow that the sentence names first, "trade" for both ways."""
    for hit in hits.flows:
        if sentence.start <= hit.start < sentence.end and hit.row.kind == "movement" and hit.row.flow:
            return "trade" if hit.row.flow == "both" else hit.row.flow
    return None
