"""The changes of an invented text, by the real seeds, as short lines that a test can list."""

from collections.abc import Sequence
from datetime import date

from pipeline.records import Document, Signal
from pipeline.tagging import claims_en, claims_ko, cues
from pipeline.tagging.claims import Claim
from pipeline.tagging.hedges import Telling, present_year
from pipeline.tagging.tag import tag
from pipeline.tagging.text import Reading, read
from tests.tagging.reading import RULES

CONTEXT = {"en": "\n\nObservers of North Korea noted this.", "ko": "\n\n북한 사정에 밝은 이들의 이야기다."}
"""A paragraph without a change that links any sentence to North Korea."""


def signals(lang: str, text: str, title: str = "", day: date | None = date(2026, 5, 20)) -> tuple[Signal, ...]:
    """The signals of the text in a report of that day, hedged ones too."""
    edition: str = "ko" if lang == "ko" else "en"
    body = text + CONTEXT[edition]
    document = Document(id="x", lang="ko" if lang == "ko" else "en", title=title, text=body, published=day)
    return tag(document, RULES).signals


def lines(found: Sequence[Signal]) -> set[str]:
    """The reported signals as "region flow trend good"; a missing region or good is a dash."""
    return {f"{s.region or '-'} {s.flow} {s.trend} {s.commodity or '-'}" for s in found if s.hedge == "reported"}


def stated(lang: str, sentence: str) -> set[str]:
    """The claims of one sentence as "trend standing noun ← predicate", before goods and places decide."""
    reading = read(Document(id="x", lang="ko" if lang == "ko" else "en", title="", text=sentence))
    return {_line(reading, c) for c in claims(reading)}


def claims(reading: Reading) -> list[Claim]:
    """All claims of the reading, no good tagged."""
    hands = cues.of(reading, RULES.matchers[reading.lang].hits(reading), ())
    read_claims = {"en": claims_en.claims, "ko": claims_ko.claims}[reading.lang]
    present = present_year(reading.whole, date(2026, 5, 20))
    return [
        claim
        for sentence in reading.sentences
        for claim in read_claims(
            Telling(reading, sentence, RULES.hedges[reading.lang], present), hands[sentence.number]
        )
    ]


def _line(reading: Reading, claim: Claim) -> str:
    noun, change = (reading.whole[c.start : c.end] for c in (claim.noun, claim.change))
    return f"{claim.trend} {claim.standing}: {noun} ← {change}"
