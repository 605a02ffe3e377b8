"""Whether the name of a capital is the city or, in English news, the government that sits there.

"Prices in Pyongyang", "Pyongyang residents", "a train to Pyongyang" name the city; without such evidence ("Pyongyang
said", "sanctions on Pyongyang", "Beijing’s ban") the name stands for the government.
"""

import re

from pipeline.tagging.place_cues import WORD, PlaceCues
from pipeline.tagging.scene import Scene

_POWERS = re.compile(
    r"\b(?:regime|leaders?|leadership|government|rulers|authorities|powers that be|policymakers) (?:back )?in\s$"
)
_ORDERS = re.compile(
    r"\b(?:orders?|instructions?|directives?|pressure|messages?|statements?|support|approval|permission|assistance|aid"
    r"|response|signals?|demands?|requests?|rhetoric|threats?|denials?|confirmation|comment|funds?|help|provocations?)"
    r" from\s$"
)
_TRANSPORT = re.compile(
    r"\b(?:trains?|flights?|rail(?:way)?|highway|expressway|roads?|bus(?:es)?|trucks?|fl[ey]w?)\b", re.IGNORECASE
)
_MESSAGE = re.compile(
    r"\b(?:letters?|messages?|congratulat\w*|condolences|invitations?|signals?|warnings?|notes?|telegrams?|greetings?)\b"
)
_LEAVING = re.compile(
    r"\b(?:left|leave|leaves|leaving|bound|depart\w*|head\w*|trains?|flights?|destined|meant|intended|earmarked"
    r"|set off)(?: \w+){0,3} for\s$"
)
_EXAMPLES = re.compile(
    r"\b(?:cities|areas|regions|places|provinces)?,? ?(?:including|such as|like|namely|excluding|except)\s$"
)
_NAME = re.compile(r" [A-Z]\w+")
_SENDERS = re.compile(r"\b(?:China|Chinese|Russian?|Beijing|Moscow|Seoul|Washington|Tokyo|U\.?N\.?)\b")
_GENITIVE = re.compile(r"[’'](?:s\b|(?=\s))")
_APPOSITION = (
    "-based",
    "–based",
    "-born",
    ", North Korea",
    ", DPRK",
    ", China",
    ", Russia",
    ", N. Korea",
    ", the capital",
)
_BREAKS = frozenset({"and", "in", "to", "of", "on", "has", "was", "is", "for", "with"})


def as_city(here: Scene, cues: PlaceCues) -> str | None:
    """The rule by which the capital is the city itself, None where it stands for the government."""
    genitive = _GENITIVE.match(here.after)
    words = [w.lower() for w in WORD.findall(here.after[genitive.end() if genitive else 0 :][:50])]
    if (genitive or here.after.startswith(" ")) and _noun(words, cues) == "place_noun":
        return "noun-of-a-city"
    if genitive:
        named = _NAME.match(here.after, genitive.end()) and cues.has("locative", _last(here.before))
        return "locative" if named else None
    if here.after.startswith(_APPOSITION):
        return "apposition"
    return _by_preposition(here, cues)


def _last(before: str) -> str:
    """The last word of the text before the name."""
    words = WORD.findall(before[-20:])
    return words[-1] if words else ""


def _noun(words: list[str], cues: PlaceCues) -> str | None:
    """Whether the noun within the next three words belongs to a city or to a government."""
    for word in words[:3]:
        for role in ("place_noun", "government"):
            if cues.has(role, word):
                return role
        if word in _BREAKS:
            return None
    return None


def _by_preposition(here: Scene, cues: PlaceCues) -> str | None:
    words = [w.lower() for w in WORD.findall(here.before)]
    if not words or here.before[-1].isalnum():
        return None
    if here.before.endswith(("-", "–")):
        return "line" if _TRANSPORT.search(here.sentence) else None
    if _EXAMPLES.search(here.before):
        return "example-of-a-city"
    if cues.has("locative", words[-1]) or cues.has("locative", " ".join(words[-2:])):
        return None if _POWERS.search(here.before) else "locative"
    return _by_way(here, words, cues)


def _by_way(here: Scene, words: list[str], cues: PlaceCues) -> str | None:
    """To, from, for and between: the city if something or someone moves there; what a foreign power sends, goes to
    the government.
    """
    match words[-1]:
        case "to" if not _MESSAGE.search(here.before):
            sent = any(cues.has("sending", w) for w in words[-8:-1]) and not _SENDERS.search(here.before)
            moved = any(cues.has("motion", w) for w in words[-8:-1]) or _TRANSPORT.search(here.sentence)
            return "motion" if moved or sent else None
        case "from":
            return None if _ORDERS.search(here.before) else "locative"
        case "for":
            return "motion" if _LEAVING.search(here.before) else None
        case "and" | "between":
            return "line" if "between" in words and _TRANSPORT.search(here.sentence) else None
        case _:
            return None
