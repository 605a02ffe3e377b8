"""Whether movement of goods over North Korea's border is what the report is about (guideline B1 to B3).

The measure: does the title or the lead speak of it, or state a change of it, and which share of the sentences speaks
of it. Where the report is about guards or raids (B2), one sentence beside the title or lead is enough; where another
subject fills more of it, the title must speak of trade too.
"""

from collections.abc import Sequence
from dataclasses import dataclass, replace

from pipeline.records import Signal
from pipeline.tagging.marks import Mark, Marks
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.text import Reading

PRICES = 2.0
SOME = 0.2
MOST = 0.35
NEARLY_ALL = 0.6
SEVERAL = 3


@dataclass(frozen=True, slots=True)
class Subject:
    """What speaks for and against trade as the main subject: marks in title and lead, sentences that speak of it.

    `prices` says whether the report is on market prices, whatever its main subject.
    """

    main: bool
    prices: bool
    why: str
    title: Mark | None
    lead: Mark | None
    speaking: int
    sentences: int


def weigh(marks: Marks, rules: Rules) -> Subject:
    """The report's subject, decided."""
    trade = [m for m in marks.all if rules.topics[m.topic].trade == "core" and m.standing != "hypothesis"]
    title = next((m for m in trade if m.where == "title"), None)
    lead = next((m for m in trade if m.where in ("lead", "opening")), None)
    body = {s.number for s in marks.sentences} - ({marks.sentences[0].number} if title else set())
    core = {m.sentence.number for m in trade if m.where != "title"}
    beside = {m.sentence.number for m in marks.all if rules.topics[m.topic].trade == "beside" and m.where != "title"}
    speaking = len(core | beside) if len(core) > 1 or (core and title) else len(core)
    share = speaking / max(1, len(body))
    main, why = _decide(marks, rules, title, lead, speaking, share)
    prices = sum(m.weight for m in marks.by_topic.get("market-prices", ())) >= PRICES
    return Subject(main, prices, f"{why}: {_count(title, lead, speaking, len(body))}", title, lead, speaking, len(body))


def opened_by(subject: Subject, reading: Reading, changes: Sequence[Signal]) -> Subject:
    """The subject once the stated changes are known: a report that opens with one is on trade.

    It opens with a change that is reported, not rumoured or planned, in the title, the lead or the sentence after it. A
    change of control alone is not enough: raids at a market are no trade until a second sentence speaks of it.
    """
    movement = subject.speaking > 1
    stated = (c for c in changes if c.hedge == "reported" and (movement or c.trend not in ("tightened", "loosened")))
    if subject.main or not any(_opens(reading, change) for change in stated):
        return subject
    counted = _count(subject.title, subject.lead, subject.speaking, subject.sentences)
    return replace(subject, main=True, why=f"the report opens with a change of goods crossing the border: {counted}")


def _opens(reading: Reading, change: Signal) -> bool:
    if change.span.part == "title":
        return True
    sentence = reading.sentence_at(change.span.start + reading.shift)
    return bool(reading.lead) and 0 <= sentence.number - reading.lead[0].number <= 1


def _decide(
    marks: Marks, rules: Rules, title: Mark | None, lead: Mark | None, speaking: int, share: float
) -> tuple[bool, str]:
    rival, weight = _strongest(marks, rules, "rival")
    if not (title or lead):
        return (True, "nearly all of the text is on trade") if share >= NEARLY_ALL and speaking > 2 else (
            False, "neither title nor lead speaks of goods crossing the border"
        )  # fmt: skip
    if title and lead and title.standing == lead.standing == "claim" and share >= SOME and weight <= 2 * speaking:
        return True, "title and lead are on goods crossing the border"
    outweighs = weight <= speaking
    if (share >= MOST and (outweighs or title is not None)) or (speaking >= SEVERAL and outweighs):
        return True, "title or lead and much of the text are on goods crossing the border"
    security, _ = _strongest(marks, rules, "security")
    if security and speaking > (1 if lead else 0) and not weight > speaking:
        return True, "border security, with trade or smuggling named in title or lead and again (B2)"
    if rival and weight > speaking:
        return False, f"more of the text is on {rival}"
    return False, "too little of the text is on goods crossing the border"


def _strongest(marks: Marks, rules: Rules, trade: str) -> tuple[str, int]:
    """The topic of those that most sentences speak of, and how many do."""
    counts = {
        t: sum(m.standing == "claim" for m in rows)
        for t, rows in marks.by_topic.items()
        if rules.topics[t].trade == trade
    }
    best = max(counts, key=lambda t: (counts[t], t), default="")
    return best, counts.get(best, 0)


def _count(title: Mark | None, lead: Mark | None, speaking: int, sentences: int) -> str:
    named = " and ".join(name for name, mark in (("title", title), ("lead", lead)) if mark) or "neither title nor lead"
    return f"{named}, {speaking} of {sentences} sentences"
