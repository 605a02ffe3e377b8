"""Whether the name of a capital is the city or, in Korean news, the government that sits there.

A capital is the city, save as the subject of saying (평양은 … 밝혔다), before a word for a government (평양 당국)
and paired with another capital (평양과 워싱턴). Foreign capitals as subjects (베이징은) are always governments.
"""

import re

from pipeline.tagging.place_cues import PlaceCues
from pipeline.tagging.scene import Scene

_CAPITALS = "워싱턴|서울|베이징|북경|모스크바|도쿄|평양"
_SUBJECT = re.compile(r"(?:은|는|이|가|도)(?![가-힣])")
_PAIR_AFTER = re.compile(rf"(?:-|–|·|과 |와 )(?:{_CAPITALS})")
_PAIR_BEFORE = re.compile(rf"(?:{_CAPITALS})(?:-|–|·|과 |와 )$")
_TOWARD = re.compile(r"(?:에 대한|에 대해|을 상대로|를 상대로|을 향한|을 향해|과의|와의)")
_TRANSPORT = re.compile(r"열차|항공|노선|철도|기차|비행|고속도로|도로|여객|화물|직항|구간")


def as_government(here: Scene, after: str, cues: PlaceCues) -> bool:
    """Whether the capital, followed by `after`, stands for its government."""
    if re.match(rf"(?:의| )?\s?(?:{cues.patterns['government']})", after) or _TOWARD.match(after):
        return True
    paired = _PAIR_AFTER.match(after) or _PAIR_BEFORE.search(here.before)
    if paired and not _TRANSPORT.search(here.sentence):
        return True
    if not _SUBJECT.match(after):
        return False
    return here.row.region_id != "KP-01" or re.search(cues.patterns["speaks"], after) is not None
