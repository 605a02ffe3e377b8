"""Orders of regions by some movement of goods that a source gives: "most smuggling in A, then B", "A, B, C 순" (S8)."""

from pipeline.records import Attribution, Flow, Ranking
from pipeline.tagging.matcher import Hits
from pipeline.tagging.places import Mention, Places
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.text import Reading, Sentence
from pipeline.tagging.voice import in_force

LEAST = 2


def find(
    reading: Reading, hits: Hits, places: Places, attributions: tuple[Attribution, ...], rules: Rules
) -> tuple[Ranking, ...]:
    """The rankings of the reading, in the order of the text."""
    rankings = []
    for sentence in reading.sentences:
        body = reading.paragraph_of(sentence).kind == "body"
        order = ordered(reading, sentence, places, rules) if body else ()
        measure = _measure(hits, sentence) if order else None
        if measure:
            span = reading.span(sentence.start, sentence.end)
            voice = in_force(reading, attributions, sentence)
            rankings.append(Ranking(measure=measure, order=order, span=span, attribution=voice))
    return tuple(rankings)


def ordered(reading: Reading, sentence: Sentence, places: Places, rules: Rules) -> tuple[str, ...]:
    """The regions that the sentence puts in order, most first; empty when it ranks nothing."""
    named = places.within(sentence, ("place",))
    if len(named) < LEAST:
        return ()
    text, words = reading.text_of(sentence), rules.wordings[reading.lang]
    if not (words["in-order"].search(text) and words["most"].search(text)) or words["sequence"].search(text):
        return ()
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
