"""English: what a verb of change speaks of: the subject of a passive or an intransitive, the object of a transitive."""

import re

from pipeline.tagging.arguments_en import BE, LINKS
from pipeline.tagging.predicate_en import ASSERTING, Found, Predicate

_HAVE = frozenset(["has", "have", "had", "having"])
_DEGREE = frozenset(["more", "much", "even", "further"])
_GERUND = re.compile(r"(?:,|\bby|\bkeeps?|\bkept|^)\s*$", re.IGNORECASE)
_FINITE = re.compile(r"\b(?:is|are|was|were|would|will|can|could|has|have)\b")
_HEADLINE = re.compile(
    r"\s*(?:$|\n|[.!?…,:;]|(?:by|in|at|after|over|amid|due|as|on|for|since|following|despite|to|near|along)\b)",
    re.IGNORECASE,
)
_AFTER_INFINITIVE = re.compile(r"\bto\s+[a-z]+\b[^,;]*\b(?:and|or)\s*$", re.IGNORECASE)


def verb(p: Predicate) -> Found | None:
    """The verb's argument, by its form; None for a state ("the suspended trade") and for a bare gerund."""
    participle = p.change.slot in ("past", "participle")
    if participle and _passive(p):
        return p.by_subject("passive")
    if (participle or p.change.slot == "ing") and _in_noun_phrase(p):
        return _attributive(p)
    return None if _no_verb(p) else _active(p, participle=participle)


def _active(p: Predicate, *, participle: bool) -> Found | None:
    target = p.object() if p.change.form in ("object", "both") else None
    if target:
        return Found(target, "object", p.finite and not _coordinate(p))
    if p.change.form == "object" and not (participle and _reduced(p)):
        return None
    return p.by_subject("subject")


def _no_verb(p: Predicate) -> bool:
    """Whether the form is a noun ("the drop") or a gerund that asserts nothing."""
    if p.change.slot == "base":
        return "to" not in p.aux.words and p.nominal(p.change.start)
    return p.change.slot == "ing" and not _progressive(p)


def _passive(p: Predicate) -> bool:
    """Whether a form of "be" or a like verb governs the participle, and no "have" stands nearer."""
    return next((w for w in p.aux.words if w in LINKS or w in _HAVE), "") in LINKS


def _reduced(p: Predicate) -> bool:
    """Whether a bare participle is a passive: "with trade suspended", the headline "Trade suspended at Musan"."""
    return p.clause.opener == "with" or (p.telling.headline and p.after(_HEADLINE) is not None)


def _coordinate(p: Predicate) -> bool:
    """Whether a base form goes on from an infinitive: "plans to close the bridge and suspend trade"."""
    return p.change.slot == "base" and p.before(_AFTER_INFINITIVE) is not None


def _progressive(p: Predicate) -> bool:
    """Whether an -ing form states its change: progressive, or a participle after the main clause, and no subject."""
    if BE.intersection(p.aux.words) or ASSERTING.intersection(p.aux.words):
        return True
    start, whole = p.clause.start, p.whole
    after_comma = p.change.start > start and _GERUND.search(whole, start, p.change.start) is not None
    opening = p.change.start == start and whole[:start].rstrip().endswith(",")
    return (after_comma or opening) and _FINITE.search(whole, p.change.end, p.clause.end) is None


def _in_noun_phrase(p: Predicate) -> bool:
    """Whether a participle stands before its noun rather than after a subject: "the increased inspections"."""
    if p.aux.words and p.aux.words[0] not in _DEGREE and not p.aux.words[0].endswith("ly"):
        return False
    before = p.whole[p.clause.start : p.aux.start].strip().lower()
    if before in ("", p.clause.opener):
        return p.change.slot != "ing" or p.change.start == p.clause.start
    return p.nominal(p.aux.start)


def _attributive(p: Predicate) -> Found | None:
    """ "Increased inspections", "dwindling imports" are changes; "the suspended trade" is a state."""
    target = None if p.change.trend in ("halted", "resumed") else p.object()
    return Found(target, "attribute") if target else None
