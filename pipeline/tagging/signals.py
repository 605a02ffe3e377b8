"""Which changes in cross-border movement of goods the report states (guideline section 5)."""

from collections.abc import Iterator

from pipeline.records import Attribution, CommodityTag, Flow, Signal
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


def _candidates(reading: Reading, everything: tuple[Cues, ...], places: Places, rules: Rules) -> Iterator[Candidate]:
    """Every claim of the report with its flow, its places and its goods."""
    hedges, present = rules.hedges[reading.lang], present_year(reading.whole, reading.published)
    running: tuple[Where, ...] = ()
    said: Running | None = None
    since = 0
    for sentence in reading.sentences:
        if reading.paragraph_of(sentence).kind not in ("title", "body") or ordered(reading, sentence, places, rules):
            continue
        inside = everything[sentence.number]
        if not (inside.changes or inside.nouns):
            continue
        for claim in _CLAIMS[reading.lang](Telling(reading, sentence, hedges, present), inside):
            if (
                claim.standing == "past"
                or claim.confidence < LEAST
                or not grounded(reading, sentence, claim, everything)
            ):
                continue
            near = sentence.number - since <= NEAR
            close = running if near or (running and running[0].rule == "at large") else ()
            running, since = where(reading, sentence, claim, places, rules, close), sentence.number
            flow = flow_of(reading, sentence, claim, everything, places, said if near else None)
            said = Running(word_of(reading, claim.noun), flow)
            for place in running:
                for good in goods_of(reading, claim, inside, rules):
                    sided = one_sided(reading, flow, claim, good, rules)
                    yield _candidate(reading, sentence, claim, sided, place, good)


def _candidate(
    reading: Reading, sentence: Sentence, claim: Claim, flow: Flow, place: Where, good: str | None
) -> Candidate:
    front = sentence == reading.title or sentence in reading.lead
    return Candidate(
        sentence=sentence,
        claim=claim,
        region=place.region,
        counterpart=place.counterpart,
        commodity=good,
        flow=flow,
        trend=claim.trend,
        hedge=claim.standing,
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
