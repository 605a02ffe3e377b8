"""The flow of a claim, seen from North Korea: by the noun, by whose trade it is, by the words of direction (S5)."""

from collections.abc import Sequence
from typing import NamedTuple

from pipeline.records import Flow
from pipeline.tagging.claims import HOLDING, MOVING, Claim
from pipeline.tagging.cues import SMUGGLED, Cues, Noun
from pipeline.tagging.directions import direction
from pipeline.tagging.places import Places
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.text import Reading, Sentence
from pipeline.tagging.wordings import Wordings

AFTER, BEFORE = 60, 14


class Running(NamedTuple):
    """The claim before: the word its noun uses (import or export), and the flow it has, seen from North Korea."""

    word: str | None
    flow: Flow


def word_of(reading: Reading, noun: Noun, words: Wordings) -> str | None:
    """Which of the two words the noun uses, whoever says it: "export" in "exports" and in 대북 수출."""
    for word in ("export", "import"):
        if words.found(f"word-{word}", reading.whole, noun.start, noun.end):
            return word
    return None


def flow_of(
    reading: Reading,
    sentence: Sentence,
    claim: Claim,
    cues: Sequence[Cues],
    places: Places,
    words: Wordings,
    running: Running | None,
) -> Flow:
    """The flow of the claim; `cues` are those of every sentence, `running` is the claim just before, if close.

    Cargo that moves without a word for how moves as its report says: smuggled where title or lead call it smuggling.
    "Exports" keep the side from which the claim before used the word.
    """
    own = cues[sentence.number]
    flow = _Flows(reading, sentence, claim, own, places, words).stated()
    if running and running.word and running.word == word_of(reading, claim.noun, words):
        end = max(claim.noun.end, claim.change.end)
        return flow if words.found("named-side", reading.whole, claim.start, end) else running.flow
    if claim.noun.kind == "guard" and flow == "both" and _smuggling_near(sentence, cues):
        return "smuggling"
    if claim.noun.flow is not None or claim.noun.kind not in MOVING:
        return flow
    official = any(n.flow in ("import", "export", "both") for n in own.nouns)
    if flow != "smuggling" and not official and _smuggling_report(reading, sentence, cues):
        return "smuggling"
    if running and running.flow in ("import", "export") and flow == "both" and claim.noun.kind != "carrier":
        return running.flow
    return flow


def _smuggling_near(sentence: Sentence, cues: Sequence[Cues]) -> bool:
    """Whether the sentence before or after speaks of smuggling: what guards are there for."""
    near = cues[max(0, sentence.number - 2) : sentence.number + 2]
    return any(n.flow == "smuggling" for hand in near for n in hand.nouns)


def _smuggling_report(reading: Reading, sentence: Sentence, cues: Sequence[Cues]) -> bool:
    """Whether title, lead and the sentence before, or the one behind, name smuggling and no other flow."""
    before = reading.sentences[max(0, sentence.number - 1)]
    front = [s.number for s in (reading.title, before, *reading.lead[:2]) if s is not None]
    return any(
        {n.flow for hand in hands for n in hand.nouns if n.flow is not None} == {"smuggling"}
        for hands in ([cues[number] for number in front], cues[sentence.number + 1 : sentence.number + 2])
    )


def one_sided(reading: Reading, flow: Flow, claim: Claim, good: str | None, rules: Rules) -> Flow:
    """The flow, or for trade either way the only way the good goes: what the UN bans North Korea to sell, it sells."""
    if flow != "both" or good is None or claim.noun.kind not in MOVING:
        return flow
    if rules.wordings[reading.lang].found("transit", reading.whole, claim.start, claim.end):
        return flow
    row = rules.goods[good]
    bans = (row.dprk_import_rule == "banned", row.dprk_export_rule == "banned")
    sides: dict[tuple[bool, bool], Flow] = {(True, False): "import", (False, True): "export"}
    return sides.get(bans, flow)


class _Flows(NamedTuple):
    """One claim with what its flow is read from; `cues` are its sentence's."""

    reading: Reading
    sentence: Sentence
    claim: Claim
    cues: Cues
    places: Places
    words: Wordings

    def stated(self) -> Flow:
        """The flow that noun, clause and sentence state."""
        noun = self.claim.noun
        inside = self.cues.within(self.claim.start, self._phrase_end())
        if noun.flow == "smuggling" or self._smuggled(inside):
            return "smuggling"
        if noun.flow is not None:
            return noun.flow if noun.flow == "both" else self._owned(noun)
        if noun.kind != "service":
            named = self._named(inside)
            if named:
                return named
        near = self._direction(self.claim.start, self.claim.end)
        if near == "both" and noun.kind == "goods" and self._held_abroad():
            return "import"
        if near == "both" and noun.kind in HOLDING:
            return self._direction(self.sentence.start, self.sentence.end)
        return near

    def _held_abroad(self) -> bool:
        """Whether a foreign authority holds the goods back: they were on their way to North Korea."""
        held = self.claim.trend in ("halted", "tightened")
        return held and self.words["foreign-authority"].search(self.reading.text_of(self.sentence)) is not None

    def _direction(self, start: int, end: int) -> Flow:
        return direction(self.reading, self.places, self.words, start, end)

    def _phrase_end(self) -> int:
        """Where the words that belong to the claim's predicate end: at the comma after it."""
        comma = self.reading.whole.find(",", max(self.claim.change.end, self.claim.noun.end), self.claim.end)
        return comma if comma >= 0 else self.claim.end

    def _smuggled(self, inside: Cues) -> bool:
        """Whether smuggling is named in the phrase, at a route, or anywhere beside a control that is not customs'."""
        noun, whole = self.claim.noun, self.reading.whole
        if noun.kind == "service":
            return SMUGGLED.search(whole, noun.start, min(self.claim.end, noun.end + BEFORE)) is not None
        customs = self.words.found("customs", whole, self.claim.start, self.claim.end)
        near = self.cues if noun.kind in HOLDING and not customs else inside
        return noun.kind != "movement" and any(n.flow == "smuggling" for n in near.nouns)

    def _named(self, inside: Cues) -> Flow | None:
        """The one flow that the imports and exports beside the noun have; for a control also those before it."""
        before = self.cues.within(self.sentence.start, self.claim.change.start)
        for near in (inside, before) if self.claim.noun.kind in HOLDING else (inside,):
            flows = {self._owned(n) for n in near.nouns if n.flow in ("import", "export")}
            if len(flows) == 1:
                return flows.pop()
        return None

    def _owned(self, noun: Noun) -> Flow:
        """Imports and exports turned to North Korea's side: China's exports are imports."""
        named: Flow = "export" if noun.flow == "export" else "import"
        other: Flow = "import" if named == "export" else "export"
        whole, claim, korean = self.reading.whole, self.claim, self.reading.lang == "ko"
        if self.words.found("settled", whole, noun.start, noun.end):
            return named
        behind = self.words.found(f"not-{named}", whole, noun.end, min(claim.end, noun.end + AFTER))
        ahead = korean and self.words.found(f"not-{named}", whole, max(claim.start, noun.start - BEFORE), noun.start)
        before = whole[claim.start : max(noun.start, claim.change.start) if korean else noun.start]
        theirs, ours = self._last(f"their-{named}", before), self._last("ours", before)
        return other if behind or ahead or theirs > ours else named

    def _last(self, sense: str, text: str) -> int:
        """Where the wording last stands in the text, -1 when it doesn't."""
        return max((m.start() for m in self.words[sense].finditer(text)), default=-1)
