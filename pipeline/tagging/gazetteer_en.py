"""What an English place name stands for, judged by the words beside it."""

import re
from functools import cache

from pipeline.tagging.capitals_en import as_city
from pipeline.tagging.place_cues import PlaceCues
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.scene import METONYM, Scene, Settled, Verdict, parent_beside

_RIVER_AFTER = re.compile(r"[ -](?:rivers?|mountains?|mountain range|sea|lake|strait|peninsula)\b", re.IGNORECASE)
_RIVER_BEFORE = re.compile(r"\b(?:Mount|Mt\.?|Lake|Cape)\s$")
_PERSON_BEFORE = re.compile(
    r"(?:^|[\s(“\"])(?:Kim|Ri|Lee|Yi|Pak|Park|Choe|Choi|Jong|Jung|Jang|Kang|Cho|Yun|Yoon|Hong|Paek|Baek|Hwang|Ahn|Seo"
    r"|Sin|Shin|Kwon|Roh|Ryu|Yoo|Ko|Mun|Moon|Pae|Bae|Cha|Thae|Li|Wang|Zhang|Liu|Chen|Yang|Zhao|Wu|Xu|Sun|Ma"
    r"|Mr\.?|Mrs\.?|Ms\.?|Dr\.?|Comrade|President|Minister|General|Ambassador)\s$"
)
_COMPANY = re.compile(r"(?: [A-Z][\w’'-]*){1,4},? (?:Co|Ltd|Inc|Corp|Corporation|Company|Group|Holdings)\b")
_NAMED_PORT = re.compile(r"\b[a-z]+ [A-Z][a-z’'-]+ $")
_VILLAGE = re.compile(r"-(?:dong|ri|ku|gu)\b")
_ORIENTATION = re.compile(
    r"\b(?:near|close to|not far from|opposite|facing|(?:km|kilomet(?:er|re)s?|miles?|minutes?|hours?|minutes’ drive)"
    r"(?: (?:north|south|east|west|northeast|northwest|southeast|southwest))?(?: away)? (?:from|of)"
    r"|(?:north|south|east|west|northeast|northwest|southeast|southwest|upstream|downstream) of"
    r"|across (?:the (?:river|border|\w+ River) )?from)\s(?:the (?:\w+ ){0,3}(?:city|town|county|port)? ?(?:of )?)?$",
    re.IGNORECASE,
)
_LIST_JOINT = re.compile(
    r"(?: ?[Cc]ounty| ?[Cc]ity)?\s?(?:,|;|/|–|-|—)\s?(?:and |or )?|(?: [Cc]ounty| [Cc]ity)?,? (?:and|or|to|&) (?:in )?"
)
_UNIT_AFTER = re.compile(
    r"[ -](?:count(?:y|ies)|cit(?:y|ies)|districts?|gun\b|si\b|port\b|town\b|prefecture)", re.IGNORECASE
)
_PARENT_AFTER = re.compile(r",? (?:in |\()?|, ")
_PARENT_BEFORE = re.compile(r"(?:[’'] ?s?|, ?|(?:[’']s)? (?:\w+ )?(?:city|county|town|port) of |[’']s )")
_IN = re.compile(
    r"\b(?:in|from|at|into|inside|around|near|via|through|to|of|outside|throughout)\s(?:the )?$", re.IGNORECASE
)
_OTHER_BRIDGE = re.compile(r"\b(?:Thai|Lao|India|Myanmar|Russia|Korea[–-]Russia|Tumen)\w*[\s–-]*$")
_NEAR, _WORD = 40, 14
_YALU = re.compile(r"\b(?:Yalu|Amnok|Dandong|Sinuiju)\b")


def judge(here: Scene, settled: Settled, rules: Rules) -> Verdict | None:
    """The verdict on the name; None while nothing beside it tells (a neighbour in a list may still)."""
    cues, row = rules.place_cues["en"], here.row
    if verdict := _not_a_place(here, cues):
        return verdict
    if row.match_rule == "capital":
        rule = as_city(here, cues)
        return _place(here, rule, 0.85) if rule else METONYM
    if row.match_rule == "context":
        return _in_context(here, settled, rules)
    if row.ambiguous and settled.countries.isdisjoint(("KP", rules.country(row.region_id))):
        return Verdict(kind="homograph", rule="country-not-in-text")
    return _place(here, row.match_rule, 0.95)


def joined(here: Scene) -> bool:
    """Whether the name follows the previous one in a list."""
    gap = here.gap_before()
    return gap is not None and _LIST_JOINT.fullmatch(gap) is not None


def _place(here: Scene, rule: str, confidence: float) -> Verdict:
    """A place; merely an orientation after "near", "10 km from" and the like."""
    if here.before.endswith(" ") and _ORIENTATION.search(here.before[-_NEAR:]):
        return Verdict(kind="orientation", rule="near", confidence=0.6)
    return Verdict(kind="place", rule=rule, confidence=confidence)


@cache
def _institution(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?: [A-Z][\w’'-]*){{0,2}} (?:{pattern})\b")


@cache
def _elsewhere_after(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?: city| county)?(?:,| in|,? \() ?(?:{pattern})\b", re.IGNORECASE)


@cache
def _elsewhere_before(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"\b(?:{pattern})(?:[’']s?)? (?:\w+ )?$")


def _not_a_place(here: Scene, cues: PlaceCues) -> Verdict | None:
    """Names of rivers, schools, papers and persons that hold the place name, and the place of that name elsewhere."""
    if _RIVER_AFTER.match(here.after) or _RIVER_BEFORE.search(here.before[-_WORD:]):
        return Verdict(kind="river", rule="river-or-mountain")
    if _institution(cues.patterns["institution"]).match(here.after) or _COMPANY.match(here.after):
        return Verdict(kind="name", rule="institution")
    if " " not in here.row.surface and _PERSON_BEFORE.search(here.before[-_WORD:]):
        return Verdict(kind="name", rule="person")
    if rule := _another_place(here, cues.patterns["elsewhere"]):
        return Verdict(kind="homograph", rule=rule)
    return None


def _another_place(here: Scene, elsewhere: str) -> str | None:
    """The rule by which the name is a village's, another port's ("the Hwangu port of …"), or a place's elsewhere."""
    if _VILLAGE.match(here.after):
        return "village-of-that-name"
    if here.row.region_id.startswith("PORT-") and _NAMED_PORT.search(here.before[-_NEAR:]):
        return "another-port-there"
    southern = here.row.region_id.startswith("KP") and _elsewhere_before(elsewhere).search(here.before[-_NEAR:])
    return "elsewhere" if southern or _elsewhere_after(elsewhere).match(here.after) else None


def _in_context(here: Scene, settled: Settled, rules: Rules) -> Verdict | None:
    """A name that may be something else: a place with its unit or parent beside it, or "in" with its parent in text."""
    region = here.row.region_id
    if region.startswith("X-"):
        return _bridge(here)
    if _UNIT_AFTER.match(here.after):
        return _place(here, "unit-beside", 0.9)
    if parent_beside(here, rules, _PARENT_BEFORE, _PARENT_AFTER):
        return _place(here, "parent-beside", 0.9)
    if not _IN.search(here.before[-_WORD:]):
        return None
    if region in settled.regions:
        return _place(here, "named-elsewhere-in-text", 0.85)
    return _place(here, "parent-in-text", 0.8) if set(rules.lineage(region)[1:-1]) & settled.around else None


def _bridge(here: Scene) -> Verdict:
    """The Friendship Bridge: the one on the Yalu if the text is about that, unless another country stands before it."""
    if _OTHER_BRIDGE.search(here.before) or not _YALU.search(here.reading.whole):
        return Verdict(kind="homograph", rule="elsewhere")
    return _place(here, "bridge-on-the-yalu", 0.9)
