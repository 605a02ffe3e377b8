"""What makes a Korean homonym (무산, 나선, 위해, 통화 …) the place: evidence beside it, never a list of sentences.

A homonym of a noun needs its unit (무산군), its province before it (함북 무산), its Chinese characters (위해(威海)),
or a sure naming elsewhere in the text. A homonym of a verb form or of a place elsewhere is the place also before a
locative particle (나선에서), which the verb cannot take; one that is no verb form also before a noun of a town
(개성 시내).
"""

import re
from functools import cache
from typing import NamedTuple

from pipeline.seeds import RegionName
from pipeline.tagging.korean import ENDINGS
from pipeline.tagging.place_cues import PlaceCues
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.scene import Scene, Settled, parent_beside

_HANJA = re.compile(r"\(([\u4e00-\u9fff]{1,6})\)")
_LOCATIVE = re.compile(
    r"(?:에서|으로|로(?!서)|까지|부터|에(?!게)|발\b|행\b"
    r"|(?:와|과|의) (?=[가-힣]+(?:시|군|도|성)(?![가-힣]{2})))"
)
_PARENT_JOINT = re.compile(r"(?:\([^)]{1,12}\))?(?:성|시|도|현|주)?(?:의|에 있는|에 위치한|,)?\s?(?:중국 |북한 )?")


class Evidence(NamedTuple):
    """The rule by which a homonym is the place, and how sure it is (0..1)."""

    rule: str
    confidence: float


@cache
def of_a_town(pattern: str) -> re.Pattern[str]:
    """What a town has, glued to its name: 세관, 화장품공장; a single syllable (역, 항) only as the word's end."""
    words = pattern.split("|")
    long, short = ("|".join(w for w in words if (len(w) > 1) is wanted) for wanted in (True, False))
    return re.compile(rf"(?:특별|직할)?(?:[가-힣]{{0,6}}?(?:{long})|(?:{short})(?:{ENDINGS})?(?![가-힣]))")


@cache
def _unit(pattern: str) -> re.Pattern[str]:
    """A unit or sure facility glued to the name or, if longer than a syllable, beside it."""
    long = "|".join(w for w in pattern.split("|") if len(w) > 1)
    return re.compile(rf"(?:(?:{pattern})| (?:{long}))(?:{ENDINGS})*(?![가-힣])")


def evidence(here: Scene, after: str, settled: Settled, cues: PlaceCues, rules: Rules) -> Evidence | None:
    """The evidence that the homonym, followed by `after`, is the place; None without any."""
    hanja = _HANJA.match(here.after)
    if hanja and _names(hanja.group(1), here.row, rules):
        return Evidence("chinese-characters", 0.95)
    if _unit(cues.patterns["evidence"]).match(after):
        return Evidence("unit-beside", 0.9)
    if parent_beside(here, rules, _PARENT_JOINT, None):
        return Evidence("parent-beside", 0.9)
    if _LOCATIVE.match(after):
        return _by_particle(here, settled)
    town = here.row.match_rule == "locative" and of_a_town(cues.patterns["facility"]).match(after.lstrip())
    return Evidence("noun-of-a-town", 0.8) if town else None


def _by_particle(here: Scene, settled: Settled) -> Evidence | None:
    """What a locative particle proves: all for a homonym of a verb; with its country or another naming, for a noun."""
    if _country_beside(here):
        return Evidence("parent-beside", 0.85)
    if here.row.region_id in settled.regions:
        return Evidence("named-elsewhere-in-text", 0.8)
    return Evidence("locative-particle", 0.8) if here.row.match_rule in ("locative", "verbal") else None


def _names(characters: str, row: RegionName, rules: Rules) -> bool:
    name = rules.regions[row.region_id].name_zh
    return characters in (name, name.rstrip("省市"))


def _country_beside(here: Scene) -> bool:
    other, gap = here.previous, here.gap_before()
    if other is None or gap is None or not isinstance(other.row, RegionName):
        return False
    return other.row.region_id == here.row.region_id[:2] and gap.strip() in ("", "의", "내")
