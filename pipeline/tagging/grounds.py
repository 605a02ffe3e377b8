"""Whether a claim speaks of goods crossing the border at all: patrols and closed borders may be about people."""

from collections.abc import Sequence

from pipeline.tagging.claims import MOVING, Claim
from pipeline.tagging.cues import SMUGGLED, Cues, Noun
from pipeline.tagging.text import Reading, Sentence
from pipeline.tagging.wordings import Wordings

GOODS = frozenset(["movement", "goods", "carrier", "control"])


def grounded(reading: Reading, sentence: Sentence, claim: Claim, cues: Sequence[Cues], words: Wordings) -> bool:
    """Whether goods are what the claim is about; `cues` are those of every sentence.

    Trade, imports, cargo, customs and smuggling are by themselves. Checks and restrictions need moving goods in their
    sentence, patrols and the border itself in their sentence or beside it, and no people as the only other matter.
    """
    noun, whole, text = claim.noun, reading.whole, reading.text_of(sentence)
    own = cues[sentence.number]
    if words.found("moves", whole, claim.change.start, claim.change.end):
        return noun.kind in MOVING
    if noun.kind == "guard" or (noun.kind == "service" and words.found("border", whole, noun.start, noun.end)):
        near = cues[max(0, sentence.number - 1) : sentence.number + 2]
        return _goods(own, noun) or (any(map(_traded, near)) and not words["people"].search(text))
    if noun.kind == "restraint":
        customs = words["customs"].search(text) is not None
        return noun.flow == "smuggling" or customs or _carried(own) or (_goods(own, noun) and _abroad(text, words))
    if noun.kind == "verb":
        measured = any(n.kind == "measure" and 0 <= n.start - noun.end < 4 for n in own.nouns)
        return noun.flow is not None or measured or bool(own.goods) or _goods(own, noun)
    if noun.kind == "goods":
        bound = words.found("bound", whole, claim.start, claim.end)
        near = cues[max(0, sentence.number - 1) : sentence.number + 2]
        smuggled = any(n.flow == "smuggling" for hand in near for n in hand.nouns)
        return bound or smuggled or _moved(own.within(claim.start, claim.end), text)
    return True


def _moved(clause: Cues, sentence: str) -> bool:
    """Whether the goods are said to cross: by a movement or a crossing in the clause, by smuggling in the sentence."""
    return any(n.kind in ("verb", "movement", "service") for n in clause.nouns) or SMUGGLED.search(sentence) is not None


def _traded(cues: Cues) -> bool:
    return any(n.kind == "movement" and n.flow is not None for n in cues.nouns)


def _abroad(text: str, words: Wordings) -> bool:
    """Whether goods in the sentence are on their way, or at least not in a market at home."""
    return words["bound"].search(text) is not None or words["domestic"].search(text) is None


def _carried(cues: Cues) -> bool:
    return any(n.kind in ("movement", "carrier", "control") for n in cues.nouns)


def _goods(cues: Cues, noun: Noun) -> bool:
    return any(n.kind in GOODS and n[:2] != noun[:2] for n in cues.nouns)
