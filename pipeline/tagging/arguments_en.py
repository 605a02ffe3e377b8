"""English: what a predicate speaks of, by where it stands: before a verb, after a transitive one, after "a drop in"."""

import re
from typing import NamedTuple

from pipeline.tagging.clauses import Clause
from pipeline.tagging.cues import Change, Cues, Noun
from pipeline.tagging.wordings import listed

BE = listed("is are was were be been being get gets got getting")
LINKS = BE | listed(
    "remain remains remained become becomes became becoming stay stays stayed appear appears grow grown seem"
)
_ASIDE = LINKS | listed(
    "has have had having do does did not never to will would may might could can should must shall also now again "
    "since already then even still all both almost nearly but virtually practically just soon once yet further "
    "more much so very begun began begin begins beginning started starting start starts continue continues "
    "continued continuing appeared seems seemed reported said believed known found thought quite rather ever long "
    "n't cannot either likewise first expected set likely due about somewhat doing far considerably even well "
    "significantly more than"
)
_WORD_BEFORE = re.compile(r"[\w’'-]+(?=\s*$)")
_PHRASE = re.compile(
    r"\s*(?:$|,\s*(?:especially|including|particularly|such|mainly|mostly|both|in particular|however|though)\b|\(|"
    r"(?:of|in|into|from|between|to|via|through|at|on|with|across|for|by|along|over|near|around|inside|outside|within|"
    r"among|against|under|towards?|like|off|since|during|"
    r"involving|using|entering|crossing|coming|going|carrying|loaded|laden|bound|brought|arriving|passing|headed|heading|"
    r"destined|sent|shipped|passing|moving|travel(?:l)?ing|out|linking|connecting|imposed|placed|conducted|carried|there|here|itself|alone|or|and|other|"
    r"this|these|last|that|which|who|where)\b)",
    re.IGNORECASE,
)
_GOVERNS = re.compile(
    r"\s+(?:of|in|on|for|to|against|at|over|from|between|by|into|with|through|via|along|across|entering|crossing|passing|"
    r"moving|coming|going|heading|headed|bound|destined|brought|carried|shipped|sent|transported|carrying|imposed|placed)"
    r"\s[^,;]{0,60}$"
)
_ANOTHER = re.compile(r",\s+(?:(?!and\b|or\b)[a-z][\w’'-]*\s+){1,3}$")
_INSIDE = re.compile(
    r"\b(?:in|at|amid|with|for|from|through|by|via|on|under|despite|without|about|into|against)\s+"
    r"(?:(?:the|its|their|this|all|such)\s+)?(?:(?!(?:sa(?:id|ys?)|told|add(?:ed|s)|report(?:ed|s)?|claim(?:ed|s)?|think|believe|where)\b)[\w’'-]+\s+){0,2}$",
    re.IGNORECASE,
)
_LISTED = re.compile(
    r"(?:,| and| or| as well as| such as| including| like|, including|, such as|, and)\s+(?:[\w’'-]+\s+){0,2}"
)
_VERBAL = re.compile(r"\b(?:that|which|who|said|says|was|were|is|are|has|have|had|because)\b")
_TO_OBJECT = re.compile(r"\s*((?:[\w’'-]+\s+){0,5})(?:[\w’'-]*-)?$")
_NO_OBJECT = listed(
    "by from at in with after before during to for as that and because when since while until about near under "
    "into is are was were has have had said says it they who which due amid over through via so sharply along "
    "between across around against beside"
)
_OF = listed("of in to on for at over against")
_ANAPHOR = re.compile(
    r"\W*(?:(?:and|but|or|then|while|as|so|because|when|since|although|though)\s+)?"
    r"(?:(?:now|recently|lately|later|then|since then|little by little|gradually|slowly|"
    r"(?:last|this) (?:year|month|week)),?\s+)?"
    r"(?:it|they|these|those|both|this|has|have|had|is|are|was|were|which|that|who)\b",
    re.IGNORECASE,
)


class Auxiliary(NamedTuple):
    """The words between a predicate and its subject, nearest first, and where they begin."""

    words: tuple[str, ...]
    start: int


def auxiliary(whole: str, clause: Clause, at: int) -> Auxiliary:
    """The auxiliaries and adverbs just before the predicate that begins at `at`."""
    words: list[str] = []
    end = at
    while (found := _WORD_BEFORE.search(whole, max(clause.start, end - 24), end)) is not None:
        word = found.group().lower().replace("’", "'")
        if not (word in _ASIDE or word.endswith(("ly", "n't")) or word[0].isdigit()):
            break
        words.append(word)
        end = found.start()
    return Auxiliary(tuple(words), end)


def _head(whole: str, nouns: tuple[Noun, ...], at: int) -> Noun:
    """The noun that governs the one at `at`: "inspections of goods" are inspections; measures stand for their noun."""
    head, leftmost = nouns[at], nouns[at]
    for noun in reversed(nouns[:at]):
        gap = whole[noun.end : leftmost.start]
        compound = not gap.strip(" -’'s")
        if compound and head.kind == "service" and noun.kind == "carrier":
            head = noun
        if head.kind == noun.kind == "goods" and _LISTED.fullmatch(gap):
            leftmost = noun
            continue
        if not compound and (not _GOVERNS.fullmatch(gap) or _VERBAL.search(gap)):
            break
        if head.kind == "measure" or (not compound and noun.kind != "measure"):
            head = noun
        leftmost = noun
    return head


def subject(whole: str, clause: Clause, cues: Cues, end: int) -> Noun | None:
    """The noun before `end` in the clause that the predicate speaks of; None when an unknown noun stands there."""
    nouns = tuple(n for n in cues.nouns if clause.start <= n.start and n.end <= end and n.kind != "verb")
    for at in range(len(nouns) - 1, -1, -1):
        gap = whole[nouns[at].end : end]
        if _PHRASE.match(gap) and not _ANOTHER.search(gap):
            head = _head(whole, nouns, at)
            outside = not _INSIDE.search(whole, clause.start, head.start)
            return head if outside and head.kind not in ("other", "measure") else None
    return None


def anaphoric(whole: str, clause: Clause) -> bool:
    """Whether the clause begins with a pronoun or without a subject, and so speaks of what was named before."""
    return _ANAPHOR.match(whole, clause.start, clause.end) is not None


def following(whole: str, clause: Clause, cues: Cues, change: Change) -> Noun | None:
    """The noun after the predicate that is its object, or the one after "of" when the predicate is a noun."""
    nouns = tuple(n for n in cues.nouns if change.end <= n.start < clause.end)
    for i, noun in enumerate(nouns):
        gap = _TO_OBJECT.match(whole[change.end : noun.start])
        if gap is None:
            return None
        words = gap.group(1).lower().split()
        if not _introduces(words, change.form) or (noun.kind == "verb" and words):
            return None
        if noun.kind == "measure":
            continue
        return _compound(whole, nouns[i:])
    return None


def _introduces(words: list[str], form: str) -> bool:
    if form == "noun":
        return bool(words) and words[0] in _OF and not _NO_OBJECT.intersection(words[1:]) - _OF
    return not _NO_OBJECT.intersection(words)


def _compound(whole: str, nouns: tuple[Noun, ...]) -> Noun | None:
    """The last noun of a compound ("import prices"), measures aside; None when it is no movement."""
    head = nouns[0]
    for noun in nouns[1:]:
        if whole[head.end : noun.start].strip(" -"):
            break
        if noun.kind not in ("measure", "verb"):
            head = noun
    return None if head.kind == "other" else head
