"""English: reads one predicate: what it speaks of, by which rule, and whether its grammar asserts it."""

import re
from collections.abc import Callable, Mapping

from pipeline.tagging.arguments_en import LINKS, auxiliary
from pipeline.tagging.claims import MOVING
from pipeline.tagging.clauses import Clause
from pipeline.tagging.cues import Change, Cues, Noun
from pipeline.tagging.hedges import Telling
from pipeline.tagging.predicate_en import Found, Predicate
from pipeline.tagging.verbs_en import verb

REACH, BARE, NEXT = 40, 4, 12
_HELD = r"(?:controlled|regulated|inspected|managed|monitored|checked|enforced|searched|screened|restricted|guarded)"
_DRIVEN_BEFORE = re.compile(rf"\b{_HELD}\s+$")
_DRIVEN = re.compile(rf"\s+{_HELD}\b")
_BROUGHT = re.compile(
    r"\b(?P<verb>br(?:ing|ings|ought|inging)|com(?:e|es|ing)|came|gr(?:ind|inds|inding|ound))\b(?P<object>[^,;]*?)"
    r"\s(?:nearly |almost |virtually |all )?to (?:a|an) (?:[\w-]+ ){0,3}$",
    re.IGNORECASE,
)
_DOES = re.compile(r"\s(?:have|has|are|is|were|was|can|could|cross|come|enter|arriv|pass|run|reach)")
_FIGURE = re.compile(
    r"\s(?:by |about |nearly |some |almost |around |more than )?\d[\d.,]* ?(?:%|per ?cent|pct|percent|-fold)"
)


def read(telling: Telling, clause: Clause, cues: Cues, change: Change, carried: Noun | None) -> Found | None:
    """The predicate's argument; `carried` is what the sentence spoke of before, for clauses without a subject."""
    aux = auxiliary(telling.whole, clause, change.start)
    return _FORMS.get(change.form, verb)(Predicate(telling, clause, cues, change, aux, carried))


def _noun(p: Predicate) -> Found | None:
    """ "A drop in imports", "a trade ban", "brought trade to a halt"."""
    brought = _brought(p) if p.change.trend == "halted" else None
    if brought:
        return brought
    target = p.object()
    if target:
        return Found(target, "nominal")
    before = [n for n in p.cues.nouns if n.end <= p.change.start and not p.whole[n.end : p.change.start].strip(" -")]
    return Found(before[-1], "compound") if before and p.nominal(before[-1].start) else None


def _brought(p: Predicate) -> Found | None:
    """ "Brought trade to a near standstill", "trade came to a complete halt"."""
    found = _BROUGHT.search(p.whole, p.clause.start, p.change.start)
    if found is None:
        return None
    start, end = found.span("object")
    nouns = [n for n in p.cues.nouns if start <= n.start < end and n.kind in MOVING]
    noun = nouns[0] if nouns else p.subject_before(auxiliary(p.whole, p.clause, found.start()).start)
    return Found(noun, "brought") if noun else None


def _adjective(p: Predicate) -> Found | None:
    """ "Stricter checks", "trade is brisk", the headline "Smuggling rampant"."""
    target = p.object()
    if target and target.start - p.change.end < REACH:
        return Found(target, "attribute")
    linked = LINKS.intersection(p.aux.words) or "doing" in p.aux.words or p.telling.headline
    return p.by_subject("predicative") if linked else None


def _adverb(p: Predicate) -> Found | None:
    """ "Is more strictly controlled", "is being inspected more strictly"."""
    before = _DRIVEN_BEFORE.search(p.whole, p.clause.start, p.change.start)
    if before is None and p.after(_DRIVEN) is None:
        return None
    at = auxiliary(p.whole, p.clause, before.start()) if before else p.aux
    return p._replace(aux=at).by_subject("adverb")


def _figure(p: Predicate) -> Found | None:
    """ "Down 7 percent"."""
    return p.by_subject("figure") if p.after(_FIGURE) else None


def _quantity(p: Predicate) -> Found | None:
    """ "Fewer trucks", "no longer come in": the nearest movement, unless people or prices stand first."""
    start, end = p.change.start, p.change.end
    own = [n for n in p.cues.nouns if start <= n.start and n.end <= end and n.kind in MOVING]
    if own and p.after(_DOES):
        return Found(own[0], "quantity")
    after = [n for n in p.cues.nouns if end <= n.start < end + REACH and n.kind != "measure"]
    if end - start <= BARE and not _moving_goods(after, end):
        return None
    if after:
        return Found(after[0], "quantity") if after[0].kind in MOVING else None
    if p.change.trend == "halted":
        return None
    before = [n for n in p.cues.nouns if start - REACH < n.end <= start and n.kind != "measure"]
    return Found(before[-1], "quantity") if before and before[-1].kind in MOVING else None


def _moving_goods(after: list[Noun], end: int) -> bool:
    """Whether a bare "more" has goods right behind it, and these a verb of movement."""
    if len(after) < 2 or after[0].kind not in MOVING or after[0].start - end > NEXT:
        return False
    return after[1].kind == "verb" and after[1].start - after[0].end < REACH


_FORMS: Mapping[str, Callable[[Predicate], Found | None]] = {
    "noun": _noun,
    "adjective": _adjective,
    "adverb": _adverb,
    "figure": _figure,
    "quantity": _quantity,
}
