"""English: reads one predicate: what it speaks of, by which rule, and whether its grammar asserts it."""

import re
from typing import NamedTuple

from pipeline.tagging.arguments_en import BE, LINKS, Auxiliary, anaphoric, auxiliary, following, subject
from pipeline.tagging.claims import MOVING
from pipeline.tagging.clauses import Clause
from pipeline.tagging.cues import Change, Cues, Noun
from pipeline.tagging.hedges import Telling

_ASSERTING = frozenset(
    "begun began begin begins beginning started starting start starts continue continues continued continuing seem seems "
    "seemed appear appears appeared said believed known found thought reported have".split()
)
_HAVE = frozenset(["has", "have", "had", "having"])
_NOMINAL = re.compile(
    r"\b(?:an?|the|this|its|their|any|some|no|sharp|steep|big|slight|significant|dramatic|recent|sudden|marked|noticeable|"
    r"huge|large|rapid|drastic|temporary|complete|partial|full|gradual|further|steady|overall|major|severe|clear|of|in|by|"
    r"to|from|with|for|under|amid|despite|through|on|and|even|more|much|[\w-]+['’]s)\s+$",
    re.IGNORECASE,
)
_GERUND = re.compile(r"(?:,|\bby|\bkeeps?|\bkept|^)\s*$", re.IGNORECASE)
_HELD = r"(?:controlled|regulated|inspected|managed|monitored|checked|enforced|searched|screened|restricted|guarded)"
_DRIVEN_BEFORE = re.compile(rf"\b{_HELD}\s+$")
_DRIVEN = re.compile(rf"\s+{_HELD}\b")


_FINITE = re.compile(r"\b(?:is|are|was|were|would|will|can|could|has|have)\b")
_HEADLINE = re.compile(
    r"\s*(?:$|\n|[.!?…,:;]|(?:by|in|at|after|over|amid|due|as|on|for|since|following|despite|to|near|along)\b)",
    re.IGNORECASE,
)
_AFTER_INFINITIVE = re.compile(r"\bto\s+[a-z]+\b[^,;]*\b(?:and|or)\s*$", re.IGNORECASE)
_BROUGHT = re.compile(
    r"\b(?P<verb>br(?:ing|ings|ought|inging)|com(?:e|es|ing)|came|gr(?:ind|inds|inding|ound))\b(?P<object>[^,;]*?)"
    r"\s(?:nearly |almost |virtually |all )?to (?:a|an) (?:[\w-]+ ){0,3}$",
    re.IGNORECASE,
)


_DOES = re.compile(r"\s(?:have|has|are|is|were|was|can|could|cross|come|enter|arriv|pass|run|reach)")
_FIGURE = re.compile(
    r"\s(?:by |about |nearly |some |almost |around |more than )?\d[\d.,]* ?(?:%|per ?cent|pct|percent|-fold)"
)
BARE = 4


class Found(NamedTuple):
    """What a predicate speaks of, the rule that says so, and whether the grammar asserts it or only plans it."""

    noun: Noun
    rule: str
    asserted: bool


def read(telling: Telling, clause: Clause, cues: Cues, change: Change, carried: Noun | None) -> Found | None:
    """The predicate's argument; `carried` is what the sentence spoke of before, for clauses without a subject."""
    whole, aux = telling.whole, auxiliary(telling.whole, clause, change.start)
    if change.form == "noun":
        return _noun(whole, clause, cues, change)
    if change.form == "adjective":
        return _adjective(telling, clause, cues, change, aux, carried)
    if change.form == "adverb":
        return _adverb(whole, clause, cues, change, aux, carried)
    if change.form == "figure":
        return _subject(whole, clause, cues, aux, carried, "figure") if _FIGURE.match(whole, change.end) else None
    if change.form == "quantity":
        return _quantity(whole, clause, cues, change)
    return _verb(telling, clause, cues, change, aux, carried)


def _adverb(
    whole: str, clause: Clause, cues: Cues, change: Change, aux: Auxiliary, carried: Noun | None
) -> Found | None:
    """ "Is more strictly controlled", "is being inspected more strictly"."""
    before = _DRIVEN_BEFORE.search(whole, clause.start, change.start)
    if before is None and _DRIVEN.match(whole, change.end) is None:
        return None
    at = auxiliary(whole, clause, before.start()) if before else aux
    return _subject(whole, clause, cues, at, carried, "adverb")


def _verb(
    telling: Telling, clause: Clause, cues: Cues, change: Change, aux: Auxiliary, carried: Noun | None
) -> Found | None:
    whole = telling.whole
    participle = change.slot in ("past", "participle")
    if participle and _passive(aux):
        return _subject(whole, clause, cues, aux, carried, "passive")
    if (participle or change.slot == "ing") and _in_noun_phrase(whole, clause, change, aux):
        return _attributive(whole, clause, cues, change)
    if change.slot == "base" and _NOMINAL.search(whole, clause.start, change.start) and "to" not in aux.words:
        return None
    if change.slot == "ing" and not _progressive(whole, clause, change, aux):
        return None
    target = following(whole, clause, cues, change) if change.form in ("object", "both") else None
    if target:
        return Found(target, "object", _finite(aux) and not _coordinate(whole, clause, change, aux))
    if change.form == "object" and not (participle and _reduced(telling, clause, change)):
        return None
    return _subject(whole, clause, cues, aux, carried, "subject")


def _reduced(telling: Telling, clause: Clause, change: Change) -> bool:
    """Whether a bare participle is a passive: "with trade suspended", the headline "Trade suspended at Musan"."""
    return clause.opener == "with" or (telling.headline and _HEADLINE.match(telling.whole, change.end) is not None)


def _coordinate(whole: str, clause: Clause, change: Change, aux: Auxiliary) -> bool:
    """Whether a base form goes on from an infinitive: "plans to close the bridge and suspend trade"."""
    return change.slot == "base" and _AFTER_INFINITIVE.search(whole, clause.start, aux.start) is not None


def _passive(aux: Auxiliary) -> bool:
    """Whether a form of "be" or a like verb governs the participle, and no "have" stands nearer."""
    governing = next((w for w in aux.words if w in LINKS or w in _HAVE), "")
    return governing in LINKS


def _finite(aux: Auxiliary) -> bool:
    """Whether no infinitive stands over the predicate, or one that a starting or seeming verb asserts."""
    if "to" not in aux.words:
        return True
    over = aux.words[aux.words.index("to") + 1 :]
    return "have" in aux.words or bool(over and over[0] in _ASSERTING)


def _progressive(whole: str, clause: Clause, change: Change, aux: Auxiliary) -> bool:
    """Whether an -ing form states its change: progressive, or a participle after the main clause, and no subject."""
    if BE.intersection(aux.words) or _ASSERTING.intersection(aux.words):
        return True
    after_comma = _GERUND.search(whole, clause.start, change.start) is not None and change.start > clause.start
    opening = change.start == clause.start and whole[: clause.start].rstrip().endswith(",")
    return (after_comma or opening) and _FINITE.search(whole, change.end, clause.end) is None


def _in_noun_phrase(whole: str, clause: Clause, change: Change, aux: Auxiliary) -> bool:
    """Whether a participle stands before its noun rather than after a subject: "the increased inspections"."""
    if aux.words and aux.words[0] not in ("more", "much", "even", "further") and not aux.words[0].endswith("ly"):
        return False
    before = whole[clause.start : aux.start].strip().lower()
    if before in ("", clause.opener):
        return change.slot != "ing" or change.start == clause.start
    return _NOMINAL.search(whole, clause.start, aux.start) is not None


def _attributive(whole: str, clause: Clause, cues: Cues, change: Change) -> Found | None:
    """ "increased inspections", "dwindling imports": a change; "the suspended trade": a state, no claim."""
    target = None if change.trend in ("halted", "resumed") else following(whole, clause, cues, change)
    return Found(target, "attribute", asserted=True) if target else None


def _subject(whole: str, clause: Clause, cues: Cues, aux: Auxiliary, carried: Noun | None, rule: str) -> Found | None:
    begins = clause.start + len(clause.opener) if clause.opener == "with" else clause.start
    noun = subject(whole, clause._replace(start=begins), cues, aux.start)
    if noun is None and carried and anaphoric(whole, clause) and not _named(cues, clause, aux.start):
        return Found(carried, f"{rule}-carried", _finite(aux))
    return Found(noun, rule, _finite(aux)) if noun else None


def _named(cues: Cues, clause: Clause, end: int) -> bool:
    return any(clause.start <= n.start < end and n.kind != "measure" for n in cues.nouns)


def _brought(whole: str, clause: Clause, cues: Cues, change: Change) -> Found | None:
    """ "Brought trade to a near standstill", "trade came to a complete halt"."""
    verb = _BROUGHT.search(whole, clause.start, change.start)
    if verb is None:
        return None
    nouns = [n for n in cues.nouns if verb.start("object") <= n.start < verb.end("object") and n.kind in MOVING]
    noun = nouns[0] if nouns else subject(whole, clause, cues, auxiliary(whole, clause, verb.start()).start)
    return Found(noun, "brought", asserted=True) if noun else None


def _noun(whole: str, clause: Clause, cues: Cues, change: Change) -> Found | None:
    brought = _brought(whole, clause, cues, change) if change.trend == "halted" else None
    if brought:
        return brought
    target = following(whole, clause, cues, change)
    if target:
        return Found(target, "nominal", asserted=True)
    before = [n for n in cues.nouns if n.end <= change.start and not whole[n.end : change.start].strip(" -")]
    if before and _NOMINAL.search(whole, clause.start, before[-1].start):
        return Found(before[-1], "compound", asserted=True)
    return None


def _adjective(
    telling: Telling, clause: Clause, cues: Cues, change: Change, aux: Auxiliary, carried: Noun | None
) -> Found | None:
    whole = telling.whole
    target = following(whole, clause, cues, change)
    if target and target.start - change.end < 40:
        return Found(target, "attribute", asserted=True)
    if LINKS.intersection(aux.words) or "doing" in aux.words or telling.headline:
        return _subject(whole, clause, cues, aux, carried, "predicative")
    return None


def _bare(after: list[Noun], change: Change) -> bool:
    """Whether a bare "more" or "less" has goods right behind it, and these a verb of movement."""
    if len(after) < 2 or after[0].kind not in MOVING or after[0].start - change.end > 12:
        return False
    return after[1].kind == "verb" and after[1].start - after[0].end < 30


def _quantity(whole: str, clause: Clause, cues: Cues, change: Change) -> Found | None:
    """ "fewer trucks", "no longer come in": the nearest movement within a few words, unless people or prices stand first."""
    own = [n for n in cues.nouns if change.start <= n.start and n.end <= change.end and n.kind in MOVING]
    if own and _DOES.match(whole, change.end):
        return Found(own[0], "quantity", asserted=True)
    after = [n for n in cues.nouns if n.start >= change.end and n.start - change.end < 40 and n.kind != "measure"]
    if change.end - change.start <= BARE and not _bare(after, change):
        return None
    if after and after[0].kind in MOVING:
        return Found(after[0], "quantity", asserted=True)
    before = [n for n in cues.nouns if n.end <= change.start and change.start - n.end < 40 and n.kind != "measure"]
    if before and not after and before[-1].kind in MOVING:
        return Found(before[-1], "quantity", asserted=True)
    return None
