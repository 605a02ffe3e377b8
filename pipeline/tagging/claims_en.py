"""English: the changes that a sentence asserts, clause by clause."""

import re
from collections.abc import Iterator

from pipeline.tagging.claims import Claim, trend_of
from pipeline.tagging.arguments_en import auxiliary
from pipeline.tagging.clauses import Clause, cut, resumed
from pipeline.tagging.cues import Change, Cues, Noun
from pipeline.tagging.hedges import Context, Judge, Standing, past_year, without_comparison
from pipeline.tagging.predicates_en import Found, read
from pipeline.tagging.text import Reading, Sentence

CONFIDENCE = {"verb": 0.8, "both": 0.8, "object": 0.75, "adjective": 0.7, "adverb": 0.7, "noun": 0.6, "quantity": 0.55}
_ALMOST = re.compile(r"\b(?:almost|nearly|all but|virtually|practically|close to|next to)\s+(?:[\w-]+\s+){0,2}$", re.I)
_MARKED = re.compile(
    r"\b(?:now|newly|began|begun|started|again|recently|anew|this (?:year|month|week)|finally)\b|\b(?:has|have) (?:been )?$",
    re.IGNORECASE,
)
_PERFECT = re.compile(r"\bhad\s+(?:[\w’'-]+\s+){0,3}$", re.I)
_SPEECH = re.compile(
    r"\b(?:sa(?:id|ys)|told|report(?:ed|s)|explain(?:ed|s)|added|according|learned|claim(?:ed|s)|noted)\b", re.I
)
_CRACKDOWN = re.compile(r"(?:crack-?downs?|clamp-?downs?|raids?|anti-smuggling \w+)$", re.I)
_ON = re.compile(r"\s+(?:on|against|targeting|of)\s+(?:[\w’'-]+\s+){0,5}$")
_PAST_OPENERS = frozenset(["until", "before"])
_UNSURE_OPENERS = frozenset(["if", "unless", "whether"])


def claims(reading: Reading, sentence: Sentence, cues: Cues, judge: Judge) -> Iterator[Claim]:
    """Each change of the sentence with what it speaks of and how it stands."""
    carried: Noun | None = None
    before: Clause | None = None
    for clause in cut(reading.whole, sentence):
        inside = cues.within(clause.start, clause.end)
        found = [(change, *_found(reading.whole, clause, before, cues, change, carried)) for change in inside.changes]
        for change, scope, argument in found:
            if argument:
                yield from _claim(reading, sentence, scope, change, argument, judge)
        if not any(argument for _, _, argument in found):
            yield from _crackdowns(reading, sentence, clause, inside, judge)
        named = [n for n in inside.nouns if n.kind not in ("measure", "other", "verb")]
        carried = named[0] if named else carried
        before = clause


def _found(
    whole: str, clause: Clause, before: Clause | None, cues: Cues, change: Change, carried: Noun | None
) -> tuple[Clause, Found | None]:
    """The change's argument and the clause that asserts it, which may be the one before, going on after an adjunct."""
    inside = cues.within(clause.start, clause.end)
    at = auxiliary(whole, clause, change)
    main = resumed(whole, before, clause, at.start) if before and at.words else None
    if main:
        argument = read(whole, main, cues.within(main.start, main.end), change, None)
        if argument:
            return main, argument
    return clause, read(whole, clause, inside, change, carried)


def _claim(
    reading: Reading, sentence: Sentence, clause: Clause, change: Change, found: Found, judge: Judge
) -> Iterator[Claim]:
    trend = trend_of(change, found.noun)
    if trend is None or (
        change.applies_to == "permission" and not _MARKED.search(reading.whole, clause.start, change.start)
    ):
        return
    standing = _standing(reading, sentence, clause, change, judge)
    if standing == "reported" and not found.asserted:
        standing = "planned"
    if trend == "halted" and _ALMOST.search(reading.whole, clause.start, change.start):
        trend = "down"
    if trend == "resumed" and standing == "denied":
        trend, standing = "halted", "reported"
    confidence = CONFIDENCE[change.form] - 0.15 * found.rule.endswith("carried")
    yield Claim(change, found.noun, trend, standing, clause.start, clause.end, f"en-{found.rule}", confidence)


def _standing(reading: Reading, sentence: Sentence, clause: Clause, change: Change, judge: Judge) -> Standing:
    """How far the clause asserts the change: by its opener, its hedges, its tense and the years it names."""
    if clause.opener in _UNSURE_OPENERS:
        return "planned"
    if clause.opener in _PAST_OPENERS:
        return "past"
    text = without_comparison(clause.text(reading.whole))
    whole = without_comparison(reading.whole[sentence.start : sentence.end])
    at = change.start - clause.start
    standing = judge.hedges.standing(Context(text[:at], text[change.end - clause.start :], text, whole), change.trend)
    if standing != "reported":
        return standing
    if past_year(without_comparison(reading.whole[sentence.start : change.end]), judge.present) or (_PERFECT.search(text, 0, at) and not _SPEECH.search(whole)):
        return "past"
    return "reported"


def _crackdowns(reading: Reading, sentence: Sentence, clause: Clause, cues: Cues, judge: Judge) -> Iterator[Claim]:
    """ "A crackdown on smuggling" is control tightened, also without a predicate of its own (S6)."""
    for noun in cues.nouns:
        if noun.kind == "restraint" and _CRACKDOWN.search(reading.whole, noun.start, noun.end):
            change = Change(noun.start, noun.end, "tightened", "control", "noun", "")
            if _aimed(reading.whole, cues, noun):
                standing = _standing(reading, sentence, clause, change, judge)
                yield Claim(change, noun, "tightened", standing, clause.start, clause.end, "en-crackdown", 0.6)


def _aimed(whole: str, cues: Cues, noun: Noun) -> bool:
    """Whether the crackdown is on smuggling."""
    if "smuggling" in whole[noun.start : noun.end].lower():
        return True
    return any(
        other.flow == "smuggling"
        and (
            (other.start >= noun.end and _ON.fullmatch(whole[noun.end : other.start]))
            or (other.end <= noun.start and not whole[other.end : noun.start].strip(" -"))
        )
        for other in cues.nouns
    )
