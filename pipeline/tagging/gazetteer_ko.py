"""What a Korean place name stands for, judged by the syllables glued to it and the words beside it.

A name begins its word (or follows another place name in it) and ends in particles, a unit (시, 군) or a noun of a town
(세관, 시장). A homonym of a verb form needs a locative particle; a homonym of a noun needs its unit, its province, a list
of places, or its Chinese characters beside it.
"""

import re
from functools import cache

from pipeline.seeds import RegionName
from pipeline.tagging.korean import left_of, right_of
from pipeline.tagging.place_cues import PlaceCues
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.scene import Scene, Settled, Verdict, parent_beside

_PARENTHESIS = re.compile(r"\([^)\n]{1,12}\)")
_HANJA = re.compile(r"\(([\u4e00-\u9fff]{1,6})\)")
_PARTICLES = "은|는|이|가|을|를|의|에|에서|으로|로|와|과|도|만|까지|부터|에는|에도|에서는|에서도|에서의|으로의|이나|나|이며|이고|인|라며|이라며|들|들은|들이|들의|들을|측|측은|측이|이다|이었다"
_LOCATIVE = re.compile(
    r"(?:에서|으로|로(?!서)|까지|부터|에(?!게)|(?:와|과|의) (?=[가-힣]+(?:시|군|도|성)(?![가-힣]{2}))|발\b|행\b)"
)
_VILLAGE = re.compile(rf"(?:리|동)(?:{_PARTICLES})?(?![가-힣])")
_GLUED_BEFORE = re.compile(r"(?:북한|북조선|중국|러시아|조선|구|옛|현|주|각|시|군|도|성)$")
_ORIENTATION = re.compile(
    r"(?:시|군|현|구역)?\s?(?:인근|부근|근처|근방|주변)(?:의|에|에서|인|$|[^가-힣])|(?:에서|으로부터)\s(?:약\s)?[\d,.]+\s?(?:㎞|km|킬로|미터|m\b|리)"
    r"|(?:시|군)?(?:과|와|에서)\s(?:멀지 않은|가까운|인접한|마주한|맞닿은)|(?:시|군)?의?\s?(?:동|서|남|북|북동|북서|남동|남서)(?:쪽|부)(?:의|에|인|으로)"
)
_LIST_JOINT = re.compile(
    r"(?:시|군|도|구역|성|현|읍|진)?(?:\([^)]{1,12}\))?\s?(?:[,·ㆍ/、~–-]|와|과|및|그리고|,? 또는|이나|나|에서)\s?(?:중국 |북한 )?"
)
_PARENT_JOINT = re.compile(r"(?:\([^)]{1,12}\))?(?:성|시|도|현|주)?(?:의|에 있는|에 위치한|,)?\s?(?:중국 |북한 )?")
_CAPITAL_SUBJECT = re.compile(r"(?:은|는|이|가|도)(?![가-힣])")
_CAPITAL_PAIR = re.compile(r"(?:-|–|·|과 |와 )(?:워싱턴|서울|베이징|북경|모스크바|도쿄|평양)")
_TOWARD = re.compile(r"(?:에 대한|에 대해|을 상대로|를 상대로|을 향한|을 향해|과의|와의)")
_TRANSPORT = re.compile(r"열차|항공|노선|철도|기차|비행|고속도로|도로|여객|화물|직항|구간")


def judge(here: Scene, settled: Settled, rules: Rules) -> Verdict | None:
    """The verdict on the name; None while nothing beside it tells (a neighbour in a list may still)."""
    cues = rules.place_cues["ko"]
    return _not_a_place(here, settled, cues, rules) or _by_rule(here, settled, cues, rules)


def _after(here: Scene) -> str:
    """What follows the name, past Chinese characters or a gloss in parentheses."""
    gloss = _PARENTHESIS.match(here.after)
    return here.after[gloss.end() :] if gloss else here.after


@cache
def _ends(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"[가-힣A-Za-z]{{0,7}}?(?:{pattern})(?:{_PARTICLES}|들)?(?![가-힣])")


@cache
def _of_a_town(pattern: str) -> re.Pattern[str]:
    """What a town has, glued to its name: 세관, 화장품공장, 특별시; a single syllable (역, 항) only as the word's end."""
    words = pattern.split("|")
    long, short = ("|".join(w for w in words if (len(w) > 1) is wanted) for wanted in (True, False))
    return re.compile(rf"(?:특별|직할)?(?:[가-힣]{{0,6}}?(?:{long})|(?:{short})(?:{_PARTICLES})?(?![가-힣]))")


def _not_a_place(here: Scene, settled: Settled, cues: PlaceCues, rules: Rules) -> Verdict | None:
    """Names that hold the place name, another word around it, and the place of that name in the South."""
    after = _after(here)
    institution = cues.patterns["institution"]
    unit = here.row.surface[-1] in "시군도성" and len(here.row.surface) > 2
    if _ends(institution).match(after) and not unit:
        return Verdict(kind="name", rule="institution")
    if not unit and re.match(
        rf" [가-힣]{{0,7}}(?:대학교?|신문|일보|방송|사범대|의대|공대)(?:{_PARTICLES})?(?![가-힣])", after
    ):
        return Verdict(kind="name", rule="institution")
    if not _is_word(here, after, cues):
        return Verdict(kind="homograph", rule="inside-a-word")
    if _VILLAGE.match(after) and here.row.surface[-1] not in "시군도성":
        return Verdict(kind="homograph", rule="village-of-that-name")
    if here.row.region_id.startswith("KP") and here.row.ambiguous and _elsewhere(here, cues):
        return Verdict(kind="homograph", rule="elsewhere")
    country = rules.country(here.row.region_id)
    weak = here.row.ambiguous or (country == "KP" and len(here.row.surface) < 3)
    evidence_needed = here.row.match_rule in ("context", "locative", "verbal") and country != "KP"
    if weak and settled.countries.isdisjoint(("KP", country)) and here.row.match_rule != "capital" and not evidence_needed:
        return Verdict(kind="homograph", rule="country-not-in-text")
    return None


def _elsewhere(here: Scene, cues: PlaceCues) -> bool:
    word = re.search(r"([가-힣]+)[의,·]?\s?$", here.before)
    return word is not None and word.group(1).removesuffix("의") in cues.words["elsewhere"]


def _is_word(here: Scene, after: str, cues: PlaceCues) -> bool:
    """Whether the name begins a word and what is glued to it belongs to a place."""
    long = len(here.row.surface) >= 3 and not here.row.ambiguous
    glued = left_of(here.reading.whole, here.hit.start)
    adjoining = here.previous is not None and here.previous.end == here.hit.start
    if glued and not adjoining and not long and not _GLUED_BEFORE.search(glued):
        return False
    if glued and not adjoining and not long and here.row.match_rule in ("context", "locative", "verbal"):
        return False
    if long and here.row.match_rule != "word":
        return True
    following = here.following is not None and here.following.start == here.hit.end
    return (
        following or long or right_of(after, 0).clean or _of_a_town(cues.patterns["facility"]).match(after) is not None
    )


def _by_rule(here: Scene, settled: Settled, cues: PlaceCues, rules: Rules) -> Verdict | None:
    after = _after(here)
    match here.row.match_rule:
        case "capital":
            return _capital(here, after, cues)
        case "context":
            return _evidence(here, after, settled, cues, rules)
        case "locative" | "verbal":
            if found := _evidence(here, after, settled, cues, rules):
                return found
            if _LOCATIVE.match(after):
                return place(here, after, "locative-particle", 0.8)
            town = here.row.match_rule == "locative" and _of_a_town(cues.patterns["facility"]).match(after.lstrip())
            return place(here, after, "noun-of-a-town", 0.8) if town else None
        case rule:
            return place(here, after, rule)


def place(here: Scene, after: str, rule: str, confidence: float = 0.95) -> Verdict:
    """A place; merely an orientation before 인근, 서쪽의 and the like."""
    if _ORIENTATION.match(after):
        return Verdict(kind="orientation", rule="near", confidence=0.6)
    return Verdict(kind="place", rule=rule, confidence=confidence)


def joined(here: Scene) -> bool:
    """Whether the name follows the previous one in a list."""
    gap = here.gap_before()
    return gap is not None and _LIST_JOINT.fullmatch(gap) is not None


@cache
def _evident(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?:{pattern})(?:{_PARTICLES}|(?=[^가-힣]|$))*(?![가-힣])")


def _evidence(here: Scene, after: str, settled: Settled, cues: PlaceCues, rules: Rules) -> Verdict | None:
    """A homonym that stands for the place: its unit, its parent, its Chinese characters, or a sure naming elsewhere."""
    hanja = _HANJA.match(here.after)
    if hanja and _in_hanja(hanja.group(1), here.row, rules):
        return place(here, after, "chinese-characters", 0.95)
    if _evident(cues.patterns["evidence"]).match(after):
        return place(here, after, "unit-beside", 0.9)
    words = "|".join(w for w in cues.patterns["evidence"].split("|") if len(w) > 1)
    if after.startswith(" ") and _evident(words).match(after[1:]):
        return place(here, after, "unit-beside", 0.85)
    if parent_beside(here, rules, _PARENT_JOINT, None):
        return place(here, after, "parent-beside", 0.9)
    if _country_beside(here) and _LOCATIVE.match(after):
        return place(here, after, "parent-beside", 0.85)
    if here.row.region_id in settled.regions and _LOCATIVE.match(after):
        return place(here, after, "named-elsewhere-in-text", 0.8)
    return None


def _in_hanja(characters: str, row: RegionName, rules: Rules) -> bool:
    return characters in (rules.regions[row.region_id].name_zh, rules.regions[row.region_id].name_zh.rstrip("省市"))


def _country_beside(here: Scene) -> bool:
    other, gap = here.previous, here.gap_before()
    if other is None or gap is None or not isinstance(other.row, RegionName):
        return False
    return other.row.region_id == here.row.region_id[:2] and gap.strip() in ("", "의", "내")


def _capital(here: Scene, after: str, cues: PlaceCues) -> Verdict:
    """A capital is the city, save as the subject of saying, before words for a government, or paired with another."""
    metonym = Verdict(kind="metonym", rule="capital-for-government", confidence=0.8)
    if re.match(rf"(?:의| )?\s?(?:{cues.patterns['government']})", after) and not re.match(r"시", after):
        return metonym
    if _TOWARD.match(after):
        return metonym
    if _CAPITAL_PAIR.match(after) or re.search(
        r"(?:워싱턴|서울|도쿄|베이징|모스크바|평양)(?:-|–|·|과 |와 )$", here.before
    ):
        if not _TRANSPORT.search(here.sentence):
            return metonym
    if _CAPITAL_SUBJECT.match(after) and re.search(cues.patterns["speaks"], after):
        return metonym
    if here.row.region_id != "KP-01" and _CAPITAL_SUBJECT.match(after):
        return metonym
    return place(here, after, "capital", 0.85)


def unresolved_capital(row: RegionName, verdict: Verdict | None) -> bool:
    """Whether a list of towns may still turn the capital into the city."""
    return row.match_rule == "capital" and verdict is not None and verdict.rule == "capital-for-government"
