"""Which changes in cross-border movement of goods the report states (guideline section 5)."""

from collections.abc import Iterator

from pipeline.records import Attribution, CommodityTag, Signal
from pipeline.tagging import claims_en, claims_ko, cues, latest
from pipeline.tagging.claims import HOLDING, Claim
from pipeline.tagging.cues import Cues
from pipeline.tagging.flows import flow_of
from pipeline.tagging.grounds import grounded
from pipeline.tagging.latest import Candidate
from pipeline.tagging.matcher import Hits
from pipeline.tagging.places import Places
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.scope import where
from pipeline.tagging.text import Reading, Sentence

_CLAIMS = {"en": claims_en.claims, "ko": claims_ko.claims}
LEAST = 0.5


def find(
    reading: Reading,
    hits: Hits,
    places: Places,
    goods: tuple[CommodityTag, ...],
    attributions: tuple[Attribution, ...],
    rules: Rules,
) -> tuple[Signal, ...]:
    """The signals of the reading, in the order of the text."""
    everything = cues.of(reading, hits, goods)
    candidates: list[Candidate] = []
    for sentence in reading.sentences:
        if reading.paragraph_of(sentence).kind in ("title", "body"):
            inside = everything.within(sentence.start, sentence.end)
            if inside.changes or inside.nouns:
                candidates += _candidates(reading, sentence, inside, everything, places, rules)
    return tuple(_signal(reading, c, attributions, rules) for c in latest.settle(candidates, rules))


def _candidates(
    reading: Reading, sentence: Sentence, inside: Cues, everything: Cues, places: Places, rules: Rules
) -> Iterator[Candidate]:
    for claim in _CLAIMS[reading.lang](reading, sentence, inside, rules.hedges[reading.lang]):
        if claim.standing == "past" or claim.confidence < LEAST or not grounded(reading, sentence, claim, everything):
            continue
        flow, goods = flow_of(reading, sentence, claim, inside), _goods(claim, inside)
        front = sentence == reading.title or sentence in reading.lead
        for place in where(reading, sentence, claim, places, rules):
            for good in goods:
                yield Candidate(
                    sentence=sentence,
                    claim=claim,
                    region=place.region,
                    counterpart=place.counterpart,
                    commodity=good,
                    flow=flow,
                    trend=claim.trend,
                    hedge=claim.standing,
                    scope=place.rule,
                    weight=claim.confidence + 0.1 * front,
                )


def _goods(claim: Claim, inside: Cues) -> tuple[str | None, ...]:
    """The goods whose movement the claim states; none for controls, which hold goods at large."""
    if claim.noun.kind in HOLDING or claim.noun.kind == "service":
        return (None,)
    named = dict.fromkeys(good.id for good in inside.within(claim.start, claim.end).goods)
    return tuple(named) or (None,)


def _signal(reading: Reading, candidate: Candidate, attributions: tuple[Attribution, ...], rules: Rules) -> Signal:
    sentence = candidate.sentence
    return Signal(
        region=candidate.region,
        counterpart=candidate.counterpart,
        commodity=candidate.commodity,
        flow=candidate.flow,
        trend=candidate.trend,
        hedge=candidate.hedge,
        span=reading.span(sentence.start, sentence.end),
        rule=f"{candidate.claim.rule}/{candidate.scope}",
        confidence=round(min(1.0, candidate.weight), 2),
    )
