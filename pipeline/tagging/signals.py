"""Which changes in cross-border movement of goods the report states (guideline section 5)."""

from collections.abc import Iterator, Sequence
from itertools import product

from pipeline.records import Attribution, CommodityTag, Hedge, Signal
from pipeline.tagging import claims_en, claims_ko, cues, latest, quantities
from pipeline.tagging.cargo import goods_of
from pipeline.tagging.claims import Claim
from pipeline.tagging.cues import Cues
from pipeline.tagging.event_dates import event_date
from pipeline.tagging.flows import Running, flow_of, one_sided, word_of
from pipeline.tagging.grounds import grounded
from pipeline.tagging.hedges import Telling, present_year
from pipeline.tagging.latest import Candidate
from pipeline.tagging.matcher import Hits
from pipeline.tagging.places import Places
from pipeline.tagging.rankings import ordered
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.scope import Where, where
from pipeline.tagging.text import Reading, Sentence
from pipeline.tagging.voice import in_force

_CLAIMS = {"en": claims_en.claims, "ko": claims_ko.claims}
LEAST, FRONT, NEAR = 0.5, 0.1, 3
LONGEST = 2000


def find(
    reading: Reading,
    hits: Hits,
    places: Places,
    goods: tuple[CommodityTag, ...],
    attributions: tuple[Attribution, ...],
    rules: Rules,
) -> tuple[Signal, ...]:
    """The signals of the reading, in the order of the text."""
    candidates = latest.settle(list(_candidates(reading, cues.of(reading, hits, goods), places, rules)), rules)
    return tuple(_signal(reading, c, attributions, rules) for c in candidates)


def _claims(
    reading: Reading, hands: Sequence[Cues], places: Places, rules: Rules
) -> Iterator[tuple[Sentence, Claim, Hedge]]:
    """The claims about goods, sentence by sentence, that are no background and sure enough; rankings make none."""
    hedges, present = rules.hedges[reading.lang], present_year(reading.whole, reading.published)
    for sentence in reading.sentences:
        hand = hands[sentence.number]
        body = reading.paragraph_of(sentence).kind in ("title", "body") and sentence.end - sentence.start <= LONGEST
        if not body or not (hand.changes or hand.nouns) or ordered(reading, sentence, places, rules):
            continue
        for claim in _CLAIMS[reading.lang](Telling(reading, sentence, hedges, present), hand):
            if claim.standing == "past" or claim.confidence < LEAST:
                continue
            if grounded(reading, sentence, claim, hands, rules.wordings[reading.lang]):
                yield sentence, claim, claim.standing


def _candidates(reading: Reading, hands: tuple[Cues, ...], places: Places, rules: Rules) -> Iterator[Candidate]:
    """Every claim of the report with its flow, its places and its goods."""
    words = rules.wordings[reading.lang]
    running: tuple[Where, ...] = ()
    said: Running | None = None
    since = 0
    for sentence, claim, hedge in _claims(reading, hands, places, rules):
        near = sentence.number - since <= NEAR
        close = running if near or (running and running[0].rule == "at large") else ()
        running, since = where(reading, sentence, claim, places, rules, close), sentence.number
        flow = flow_of(reading, sentence, claim, hands, places, words, said if near else None)
        said = Running(word_of(reading, claim.noun, words), flow)
        front = sentence == reading.title or sentence in reading.lead
        for place, good in product(running, goods_of(reading, claim, hands[sentence.number], rules)):
            yield Candidate(
                sentence=sentence,
                claim=claim,
                region=place.region,
                counterpart=place.counterpart,
                commodity=good,
                flow=one_sided(reading, flow, claim, good, rules),
                trend=claim.trend,
                hedge=hedge,
                scope=place.rule,
                weight=claim.confidence + FRONT * front,
            )


def _signal(reading: Reading, candidate: Candidate, attributions: tuple[Attribution, ...], rules: Rules) -> Signal:
    sentence, claim = candidate.sentence, candidate.claim
    amounts = quantities.find(reading.whole[claim.start : claim.end], reading.lang)
    return Signal(
        region=candidate.region,
        counterpart=candidate.counterpart,
        commodity=candidate.commodity,
        flow=candidate.flow,
        trend=candidate.trend,
        hedge=candidate.hedge,
        span=reading.span(sentence.start, sentence.end),
        rule=f"{claim.rule}/{candidate.scope}",
        confidence=round(min(1.0, candidate.weight), 2),
        event_date=event_date(reading, sentence, rules.dates[reading.lang], claim.start, claim.end),
        quantity=amounts.quantity,
        price=amounts.price,
        attribution=in_force(reading, attributions, sentence),
    )
