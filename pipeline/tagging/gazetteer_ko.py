"""What a Korean place name stands for, judged by the syllables glued to it and the words beside it.

A name begins its word (or follows another place name in it) and ends in particles, a unit (시, 군) or a noun of a town
(세관, 시장).
"""

import re
from functools import cache

from pipeline.tagging.capitals_ko import as_government
from pipeline.tagging.homonyms_ko import evidence, of_a_town
from pipeline.tagging.korean import ENDINGS, left_of, past_gloss, right_of
from pipeline.tagging.place_cues import PlaceCues
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.scene import METONYM, Scene, Settled, Verdict

_VILLAGE = re.compile(rf"(?:리|동)(?:{ENDINGS})?(?![가-힣])")
_SCHOOL_BESIDE = re.compile(rf" [가-힣]{{0,7}}(?:대학교?|신문|일보|방송|사범대|의대|공대)(?:{ENDINGS})?(?![가-힣])")
_GLUED_BEFORE = re.compile(r"(?:북한|북조선|중국|러시아|조선|구|옛|현|주|각|시|군|도|성)$")
_WORD_BEFORE = re.compile(r"([가-힣]+)[의,·]?\s?$")
_ORIENTATION = re.compile(
    r"(?:시|군|현|구역)?\s?(?:인근|부근|근처|근방|주변)(?:의|에|에서|인|$|[^가-힣])"
    r"|(?:에서|으로부터)\s(?:약\s)?[\d,.]+\s?(?:㎞|km|킬로|미터|m\b|리)"
    r"|(?:시|군)?(?:과|와|에서)\s(?:멀지 않은|가까운|인접한|마주한|맞닿은)"
    r"|(?:시|군)?의?\s?(?:동|서|남|북|북동|북서|남동|남서)(?:쪽|부)(?:의|에|인|으로)"
)
_LIST_JOINT = re.compile(
    r"(?:시|군|도|구역|성|현|읍|진)?(?:\([^)]{1,12}\))?\s?"
    r"(?:[,·ㆍ/、~–-]|와|과|및|그리고|,? 또는|이나|나|에서)\s?(?:중국 |북한 )?"
)
_HOMONYMS = ("context", "locative", "verbal")


def judge(here: Scene, settled: Settled, rules: Rules) -> Verdict | None:
    """The verdict on the name; None while nothing beside it tells (a neighbour in a list may still)."""
    cues, after = rules.place_cues["ko"], past_gloss(here.after)
    if rule := _part_of_a_name(here, after, cues):
        return Verdict(kind="name", rule=rule)
    if rule := _another_word(here, after, settled, cues, rules):
        return Verdict(kind="homograph", rule=rule)
    if here.row.match_rule == "capital":
        return METONYM if as_government(here, after, cues) else _place(after, "capital", 0.85)
    if here.row.match_rule in _HOMONYMS:
        found = evidence(here, after, settled, cues, rules)
        return _place(after, found.rule, found.confidence) if found else None
    return _place(after, here.row.match_rule, 0.95)


def joined(here: Scene) -> bool:
    """Whether the name follows the previous one in a list."""
    gap = here.gap_before()
    return gap is not None and _LIST_JOINT.fullmatch(gap) is not None


def _place(after: str, rule: str, confidence: float) -> Verdict:
    """A place; merely an orientation before 인근, 서쪽의 and the like."""
    if _ORIENTATION.match(after):
        return Verdict(kind="orientation", rule="near", confidence=0.6)
    return Verdict(kind="place", rule=rule, confidence=confidence)


def _has_unit(here: Scene) -> bool:
    """Whether the spelling itself ends in a unit (혜산시, 무산군), so that it can be nothing but the place."""
    return len(here.row.surface) > 2 and here.row.surface[-1] in "시군도성"


@cache
def _ends(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"[가-힣A-Za-z]{{0,7}}?(?:{pattern})(?:{ENDINGS})?(?![가-힣])")


def _part_of_a_name(here: Scene, after: str, cues: PlaceCues) -> str | None:
    """The rule by which the name is part of that of a paper, a school, a dish: 연변일보, 평양 과학기술대학."""
    if _has_unit(here):
        return None
    if _ends(cues.patterns["institution"]).match(after) or _SCHOOL_BESIDE.match(after):
        return "institution"
    return None


def _another_word(here: Scene, after: str, settled: Settled, cues: PlaceCues, rules: Rules) -> str | None:
    """The rule by which the syllables are another word, a village, or the place of that name in the South."""
    row, country = here.row, rules.country(here.row.region_id)
    if not _is_word(here, after, cues):
        return "inside-a-word"
    if not _has_unit(here) and _VILLAGE.match(after):
        return "village-of-that-name"
    if country == "KP" and row.ambiguous and _elsewhere(here, cues):
        return "elsewhere"
    if row.match_rule == "capital" or (row.match_rule in _HOMONYMS and country != "KP"):
        return None
    weak = row.ambiguous or (country == "KP" and len(row.surface) < 3)
    return "country-not-in-text" if weak and settled.countries.isdisjoint(("KP", country)) else None


def _elsewhere(here: Scene, cues: PlaceCues) -> bool:
    """Whether a southern province or city stands before the name."""
    word = _WORD_BEFORE.search(here.before)
    return word is not None and word.group(1).removesuffix("의") in cues.words["elsewhere"]


def _is_word(here: Scene, after: str, cues: PlaceCues) -> bool:
    """Whether the name begins a word and what is glued to it belongs to a place."""
    sure = len(here.row.surface) > 2 and not here.row.ambiguous
    glued = left_of(here.reading.whole, here.hit.start)
    adjoining = here.previous is not None and here.previous.end == here.hit.start
    inside = here.row.match_rule in _HOMONYMS or not _GLUED_BEFORE.search(glued)
    if glued and not adjoining and not sure and inside:
        return False
    if sure or (here.following is not None and here.following.start == here.hit.end):
        return True
    return right_of(after, 0).clean or of_a_town(cues.patterns["facility"]).match(after) is not None
