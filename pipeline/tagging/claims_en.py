"""English: the changes that a sentence asserts, clause by clause."""

import re
from collections.abc import Iterator

from pipeline.tagging.arguments_en import auxiliary
from pipeline.tagging.claims import Claim, trend_of
from pipeline.tagging.clauses import ADJUNCTS, Clause, cut, resumed
from pipeline.tagging.cues import Change, Cues, Noun
from pipeline.tagging.hedges import Context, Standing, Telling, past_year, without_comparison
from pipeline.tagging.predicate_en import Found
from pipeline.tagging.predicates_en import read

CONFIDENCE = {
    "verb": 0.8,
    "both": 0.8,
    "object": 0.75,
    "adjective": 0.7,
    "adverb": 0.7,
    "noun": 0.6,
    "quantity": 0.55,
    "figure": 0.7,
}
CARRIED, CRACKDOWN, THAT = 0.15, 0.6, 40
_ALMOST = re.compile(
    r"\b(?:almost|nearly|all but|virtually|practically|close to|next to)\s+(?:[\w-]+\s+){0,2}$", re.IGNORECASE
)
_HELD_UP = re.compile(r"stop|block|bar|open", re.IGNORECASE)
_MARKED = re.compile(
    r"\b(?:now|newly|began|begun|started|again|recently|anew|this (?:year|month|week)|finally)\b|"
    r"\b(?:has|have) (?:been )?$",
    re.IGNORECASE,
)
_PERFECT = re.compile(r"\bhad\s+(?:[\w’'-]+\s+){0,3}$", re.IGNORECASE)
_SPEECH = re.compile(
    r"\b(?:sa(?:id|ys)|told|report(?:ed|s)|explain(?:ed|s)|added|according|learned|claim(?:ed|s)|noted)\b",
    re.IGNORECASE,
)
_CRACKDOWN = re.compile(r"(?:crack-?downs?|clamp-?downs?|anti-smuggling \w+)$", re.IGNORECASE)
_ON = re.compile(r"\s+(?:on|against|targeting|of)\s+(?:[\w’'-]+\s+){0,5}$")
_PAST_OPENERS = frozenset(["until", "before"])
_UNSURE_OPENERS = frozenset(["if", "unless", "whether", "provided"])
_TIME_OPENERS = frozenset(["after", "when", "once", "since"])
_TIMELESS_OPENERS = frozenset(["when", "once", "whenever"])


def claims(telling: Telling, cues: Cues) -> Iterator[Claim]:
    """Each change of the sentence with what it speaks of and how it stands."""
    if not cues.changes and not any(n.kind == "restraint" for n in cues.nouns):
        return
    carried: Noun | None = None
    since = telling.sentence.start
    before: Clause | None = None
    for clause in cut(telling.whole, telling.sentence):
        inside = cues.within(clause.start, clause.end)
        found = [(change, *_found(telling, clause, before, cues, change, carried)) for change in inside.changes]
        for change, scope, argument in found:
            if argument:
                reach = since if argument.rule.endswith("carried") else scope.start
                yield from _claim(telling, scope, change, argument, reach)
        if not any(argument for _, _, argument in found):
            yield from _crackdowns(telling, clause, inside)
        spoken = [argument.noun for _, _, argument in found if argument]
        named = [*spoken, *(n for n in inside.nouns if n.kind not in ("measure", "other", "verb"))]
        carried, since = (named[0], clause.start) if named else (carried, since)
        before = clause


def _found(
    telling: Telling, clause: Clause, before: Clause | None, cues: Cues, change: Change, carried: Noun | None
) -> tuple[Clause, Found | None]:
    """The change's argument and the clause that asserts it, which may be the one before, going on after an adjunct."""
    main = None
    if before and clause.opener in ADJUNCTS:
        at = auxiliary(telling.whole, clause, change.start)
        main = resumed(telling.whole, before, clause, at.start) if at.words else None
    if main:
        argument = read(telling, main, cues.within(main.start, clause.start), change, None)
        if argument:
            return main, argument
    return clause, read(telling, clause, cues.within(clause.start, clause.end), change, carried)


def _claim(telling: Telling, clause: Clause, change: Change, found: Found, reach: int) -> Iterator[Claim]:
    trend = trend_of(change, found.noun)
    if clause.opener == "with" and found.noun.kind == "service" and trend == "halted":
        return
    if (
        found.noun.kind == "carrier"
        and found.rule in ("passive", "object")
        and _HELD_UP.match(telling.whole, change.start)
    ):
        return
    marked = change.applies_to != "permission" or _MARKED.search(telling.whole, clause.start, change.start)
    if trend is None or not marked:
        return
    standing = _standing(telling, clause, change)
    if standing == "reported" and not found.asserted:
        standing = "planned"
    if trend == "halted" and change.form != "noun" and _ALMOST.search(telling.whole, clause.start, change.start):
        trend = "down"
    if trend == "resumed" and standing == "denied":
        trend, standing = "halted", "reported"
    confidence = CONFIDENCE[change.form] - CARRIED * found.rule.endswith("carried")
    start = min(reach, clause.start)
    yield Claim(change, found.noun, trend, standing, start, clause.end, f"en-{found.rule}", confidence)


def _standing(telling: Telling, clause: Clause, change: Change) -> Standing:
    """How far the clause asserts the change: by its opener, its hedges, its tense and the years it names."""
    if clause.opener in _UNSURE_OPENERS:
        return "planned"
    if clause.opener in _TIMELESS_OPENERS and change.slot in ("base", "third"):
        return "planned"
    if clause.opener in _PAST_OPENERS:
        return "past"
    begin, end = telling.sentence.start, telling.sentence.end
    lead = telling.whole[max(begin, clause.start - THAT) : clause.start] if clause.opener == "that" else ""
    text, sentence = without_comparison(clause.text(telling.whole)), without_comparison(telling.whole[begin:end])
    at = change.start - clause.start
    context = Context(lead + text[:at], text[change.end - clause.start :], text, sentence, change.start - begin)
    standing = telling.hedges.standing(context, change.trend)
    if standing != "reported":
        return standing
    speech = clause.opener not in _TIME_OPENERS and _SPEECH.search(sentence)
    perfect = _PERFECT.search(text, 0, at) and not speech
    dated = past_year(sentence[: context.at], telling.present) or (
        change.trend == "halted" and past_year(text, telling.present, closed=True)
    )
    return "past" if perfect or dated else "reported"


def _crackdowns(telling: Telling, clause: Clause, cues: Cues) -> Iterator[Claim]:
    """ "A crackdown on smuggling" is control tightened, also without a predicate of its own (S6)."""
    for noun in cues.nouns:
        if noun.kind == "restraint" and _CRACKDOWN.search(telling.whole, noun.start, noun.end):
            change = Change(noun.start, noun.end, "tightened", "control", "noun", "")
            if _aimed(telling.whole, cues, noun):
                standing = _standing(telling, clause, change)
                smuggled = noun._replace(flow="smuggling")
                yield Claim(
                    change, smuggled, "tightened", standing, clause.start, clause.end, "en-crackdown", CRACKDOWN
                )


def _aimed(whole: str, cues: Cues, noun: Noun) -> bool:
    """Whether the crackdown is on smuggling."""
    if noun.flow == "smuggling":
        return True
    return any(
        other.flow == "smuggling"
        and (
            (other.start >= noun.end and _ON.fullmatch(whole[noun.end : other.start]))
            or (other.end <= noun.start and not whole[other.end : noun.start].strip(" -"))
        )
        for other in cues.nouns
    )
