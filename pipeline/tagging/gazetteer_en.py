"""What an English place name stands for, judged by the words beside it."""

import re
from functools import cache

from pipeline.seeds import RegionName
from pipeline.tagging.place_cues import WORD, PlaceCues
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.scene import Scene, Settled, Verdict, parent_beside

_RIVER_AFTER = re.compile(
    r"[ -](?:[Rr]ivers?|[Mm]ountains?|Mountain Range|[Ss]ea|[Ll]ake|[Ss]trait|Peninsula|peninsula)\b"
)
_RIVER_BEFORE = re.compile(r"\b(?:Mount|Mt\.?|Lake|Cape)\s$")
_PERSON_BEFORE = re.compile(
    r"(?:^|[\s(“\"])(?:Kim|Ri|Lee|Yi|Pak|Park|Choe|Choi|Jong|Jung|Jang|Kang|Cho|Yun|Yoon|Hong|Paek|Baek|Hwang|Ahn|Seo|Sin|"
    r"Shin|Kwon|Roh|Ryu|Yoo|Ko|Mun|Moon|Pae|Bae|Cha|Thae|Li|Wang|Zhang|Liu|Chen|Yang|Zhao|Wu|Xu|Sun|Ma|Mr\.?|Mrs\.?|"
    r"Ms\.?|Dr\.?|Comrade|President|Minister|General|Ambassador)\s$"
)
_COMPANY = re.compile(r"(?: [A-Z][\w’'-]*){1,4},? (?:Co|Ltd|Inc|Corp|Corporation|Company|Group|Holdings)\b")
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
    r"[ -](?:[Cc]ount(?:y|ies)|[Cc]it(?:y|ies)|[Dd]istricts?|gun\b|si\b|[Pp]ort\b|[Tt]own\b|[Pp]refecture)"
)
_PARENT_AFTER = re.compile(r",? (?:in |\()?|, ")
_PARENT_BEFORE = re.compile(
    r"(?:[’'] ?s?|, ?|[’']s (?:\w+ )?(?:city|county|town|port) of | (?:city|county|town|port) of |[’']s )"
)
_IN = re.compile(
    r"\b(?:in|from|at|into|inside|around|near|via|through|to|of|outside|throughout)\s(?:the )?$", re.IGNORECASE
)


@cache
def _institution(pattern: str) -> re.Pattern[str]:
    return re.compile(rf"(?: [A-Z][\w’'-]*){{0,2}} (?:{pattern})\b(?! of (?:China|North))")


def judge(here: Scene, settled: Settled, rules: Rules) -> Verdict | None:
    """The verdict on the name; None while nothing beside it tells (a neighbour in a list may still)."""
    cues = rules.place_cues["en"]
    return _not_a_place(here, cues) or _by_rule(here, settled, cues, rules)


def _not_a_place(here: Scene, cues: PlaceCues) -> Verdict | None:
    """Names of rivers, schools, papers and persons that hold the place name, and the place of that name elsewhere."""
    if _RIVER_AFTER.match(here.after) or _RIVER_BEFORE.search(here.before):
        return Verdict(kind="river", rule="river-or-mountain")
    if _institution(cues.patterns["institution"]).match(here.after):
        return Verdict(kind="name", rule="institution")
    if _COMPANY.match(here.after):
        return Verdict(kind="name", rule="company")
    if _VILLAGE.match(here.after):
        return Verdict(kind="homograph", rule="village-of-that-name")
    if " " not in here.row.surface and _PERSON_BEFORE.search(here.before):
        return Verdict(kind="name", rule="person")
    if re.match(rf"(?: [Cc]ity| [Cc]ounty)?(?:,| in|,? \() ?(?:{cues.patterns['elsewhere']})\b", here.after):
        return Verdict(kind="homograph", rule="elsewhere")
    if re.search(
        rf"\b(?:{cues.patterns['elsewhere']})(?:[’']s?)? (?:\w+ )?$", here.before
    ) and here.row.region_id.startswith("KP"):
        return Verdict(kind="homograph", rule="elsewhere")
    return None


def _by_rule(here: Scene, settled: Settled, cues: PlaceCues, rules: Rules) -> Verdict | None:
    match here.row.match_rule:
        case "capital":
            return _capital(here, cues)
        case "context":
            return _in_context(here, settled, rules)
        case _ if here.row.ambiguous and settled.countries.isdisjoint(("KP", rules.country(here.row.region_id))):
            return Verdict(kind="homograph", rule="country-not-in-text")
        case _:
            return place(here, here.row.match_rule)


def place(here: Scene, rule: str, confidence: float = 0.95) -> Verdict:
    """A place; merely an orientation after "near", "10 km from" and the like."""
    if _ORIENTATION.search(here.before):
        return Verdict(kind="orientation", rule="near", confidence=0.6)
    return Verdict(kind="place", rule=rule, confidence=confidence)


def joined(here: Scene) -> bool:
    """Whether the name follows the previous one in a list."""
    gap = here.gap_before()
    return gap is not None and _LIST_JOINT.fullmatch(gap) is not None


def _in_context(here: Scene, settled: Settled, rules: Rules) -> Verdict | None:
    """A name that may be something else: a place with its unit or parent beside it, or in a list of places."""
    if here.row.region_id.startswith("X-"):
        return _bridge(here, settled)
    if _UNIT_AFTER.match(here.after):
        return place(here, "unit-beside", 0.9)
    if parent_beside(here, rules, _PARENT_BEFORE, _PARENT_AFTER):
        return place(here, "parent-beside", 0.9)
    lineage = rules.lineage(here.row.region_id)
    if here.row.region_id in settled.regions and _IN.search(here.before):
        return place(here, "named-elsewhere-in-text", 0.85)
    if len(lineage) > 2 and lineage[-2] in settled.around and _IN.search(here.before):
        return place(here, "parent-in-text", 0.8)
    return None


def _bridge(here: Scene, settled: Settled) -> Verdict | None:
    """The Friendship Bridge: of Sinuiju, unless another country stands before it."""
    if re.search(r"\b(?:Thai|Lao|India|Myanmar|Russia|Korea[–-]Russia|Tumen)\w*[\s–-]*$", here.before):
        return Verdict(kind="homograph", rule="elsewhere")
    text = here.reading.whole
    if any(name in text for name in ("Yalu", "Dandong", "Sinuiju", "Amnok")):
        return place(here, "bridge-on-the-yalu", 0.9)
    return Verdict(kind="homograph", rule="elsewhere") if not settled.north_korea else None


# --- capitals ------------------------------------------------------------------------------------------------------

_POWERS = re.compile(
    r"\b(?:regime|leaders?|leadership|government|rulers|authorities|powers that be|policymakers) (?:back )?in\s$"
)
_ORDERS = re.compile(
    r"\b(?:orders?|instructions?|directives?|pressure|messages?|statements?|support|approval|permission|assistance|aid|"
    r"response|signals?|demands?|requests?|rhetoric|threats?|denials?|confirmation|comment|funds?|help|provocations?) from\s$"
)
_TRANSPORT = re.compile(
    r"\b(?:trains?|flights?|rail(?:way)?|highway|expressway|road|route|bus(?:es)?|line|fl[ey]w?|service)\b"
)
_MESSAGE = re.compile(
    r"\b(?:letters?|messages?|congratulat\w*|condolences|invitations?|signals?|warnings?|notes?|telegrams?|greetings?)\b"
)
_LEAVING = re.compile(
    r"\b(?:left|leave|leaves|leaving|bound|depart\w*|head\w*|trains?|flights?|destined|set off)(?: \w+){0,3} for\s$"
)
_EXAMPLES = re.compile(
    r"\b(?:cities|areas|regions|places|provinces)?,? ?(?:including|such as|like|namely|excluding|except)\s$"
)


def _capital(here: Scene, cues: PlaceCues) -> Verdict:
    if rule := _as_city(here, cues):
        return place(here, rule, 0.85)
    return Verdict(kind="metonym", rule="capital-for-government", confidence=0.8)


def _as_city(here: Scene, cues: PlaceCues) -> str | None:
    """The rule by which a capital is the city itself, None where it stands for the government."""
    after = [w.lower() for w in WORD.findall(here.after[:50])]
    genitive = re.match(r"[’'](?:s\b|(?=\s))", here.after)
    words = after[1:] if genitive and after and after[0] in ("s", "’s", "'s") else after
    if genitive or here.after.startswith(" "):
        if _first(words, cues, "place_noun", "government") == "place_noun":
            return "noun-of-a-city"
        if genitive:
            return None
    if here.after.startswith(("-based", "–based", ", North Korea", ", DPRK", ", China", ", Russia", ", N. Korea")):
        return "apposition"
    return _by_preposition(here, cues)


def _first(words: list[str], cues: PlaceCues, *roles: str) -> str | None:
    """The role of the first cue among the next three words."""
    for word in words[:3]:
        for role in roles:
            if cues.has(role, word):
                return role
        if word in ("and", "in", "to", "of", "on", "has", "was", "is", "for", "with"):
            return None
    return None


def _by_preposition(here: Scene, cues: PlaceCues) -> str | None:
    before = here.before.rstrip("“\"‘'( ")
    words = [w.lower() for w in WORD.findall(before)]
    if not words or not here.before.endswith((" ", "(", "“", '"', "-", "–")):
        return None
    if here.before.endswith(("-", "–")):
        return "line" if _TRANSPORT.search(here.sentence) else None
    last, two = words[-1], " ".join(words[-2:])
    if _EXAMPLES.search(here.before):
        return "example-of-a-city"
    if cues.has("locative", last) or cues.has("locative", two):
        return None if _POWERS.search(here.before) else "locative"
    if last == "to":
        moved = any(cues.has("motion", w) for w in words[-8:-1]) or _TRANSPORT.search(here.sentence)
        return "motion" if moved and not _MESSAGE.search(before) else None
    if last == "from":
        return None if _ORDERS.search(here.before) else "locative"
    if last == "for":
        return "motion" if _LEAVING.search(here.before) else None
    if last in ("and", "between", "or"):
        return "line" if _TRANSPORT.search(here.sentence) and re.search(r"\bbetween\b", here.before) else None
    return None


def unresolved_capital(row: RegionName, verdict: Verdict | None) -> bool:
    """Whether a list of towns may still turn the capital into the city."""
    return row.match_rule == "capital" and verdict is not None and verdict.rule == "capital-for-government"
