"""English: one predicate in its clause, with its auxiliaries and what stands before it, for the rules that read it."""

import re
from typing import NamedTuple

from pipeline.tagging.arguments_en import Auxiliary, anaphoric, following, subject
from pipeline.tagging.clauses import Clause
from pipeline.tagging.cues import Change, Cues, Noun
from pipeline.tagging.hedges import Telling
from pipeline.tagging.wordings import listed

ASSERTING = listed(
    "begun began begin begins beginning started starting start starts continue continues continued continuing "
    "seem seems seemed appear appears appeared said believed known found thought reported have"
)
_NOMINAL = re.compile(
    r"\b(?:an?|the|this|its|their|any|some|no|sharp|steep|big|slight|significant|dramatic|recent|sudden|marked|noticeable|"
    r"huge|large|rapid|drastic|temporary|complete|partial|full|gradual|further|steady|overall|major|severe|clear|of|in|by|"
    r"to|from|with|for|under|amid|despite|through|on|and|even|more|much|[\w-]+['’]s)\s+$",
    re.IGNORECASE,
)


class Found(NamedTuple):
    """What a predicate speaks of, the rule that says so, and whether the grammar asserts it or only plans it."""

    noun: Noun
    rule: str
    asserted: bool = True


class Predicate(NamedTuple):
    """A change in its clause; `carried` is what the sentence spoke of before, for clauses without a subject."""

    telling: Telling
    clause: Clause
    cues: Cues
    change: Change
    aux: Auxiliary
    carried: Noun | None

    @property
    def whole(self) -> str:
        """The document's characters."""
        return self.telling.whole

    def before(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The pattern between the clause's beginning and the auxiliaries."""
        return pattern.search(self.whole, self.clause.start, self.aux.start)

    def after(self, pattern: re.Pattern[str]) -> re.Match[str] | None:
        """The pattern right behind the predicate."""
        return pattern.match(self.whole, self.change.end)

    def nominal(self, at: int) -> bool:
        """Whether a determiner, an adjective of degree or a preposition stands before the offset."""
        return _NOMINAL.search(self.whole, self.clause.start, at) is not None

    def object(self) -> Noun | None:
        """The noun behind the predicate."""
        return following(self.whole, self.clause, self.cues, self.change)

    def subject_before(self, end: int) -> Noun | None:
        """The subject that ends before the offset; "with" may open its clause."""
        skipped = len(self.clause.opener) if self.clause.opener == "with" else 0
        clause = self.clause._replace(start=self.clause.start + skipped)
        return subject(self.whole, clause, self.cues, end)

    def by_subject(self, rule: str) -> Found | None:
        """The subject, or what was carried when the clause has only a pronoun for one."""
        noun = self.subject_before(self.aux.start)
        if noun:
            return Found(noun, rule, self.finite)
        named = any(self.clause.start <= n.start < self.aux.start and n.kind != "measure" for n in self.cues.nouns)
        if self.carried and not named and anaphoric(self.whole, self.clause):
            return Found(self.carried, f"{rule}-carried", self.finite)
        return None

    @property
    def finite(self) -> bool:
        """Whether no infinitive stands over the predicate, or one that a starting or seeming verb asserts."""
        if "to" not in self.aux.words:
            return True
        over = self.aux.words[self.aux.words.index("to") + 1 :]
        return "have" in self.aux.words or bool(over and over[0] in ASSERTING)
