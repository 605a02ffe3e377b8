"""The direction of movement that words give, seen from North Korea: the places gone to or from, else the verbs."""

from pipeline.records import Flow
from pipeline.tagging.places import Mention, Places
from pipeline.tagging.text import Reading
from pipeline.tagging.wordings import Wordings

BEFORE, BEHIND = 40, 6
HOME, ABROAD = "KP", ("CN", "RU")


def direction(reading: Reading, places: Places, words: Wordings, start: int, end: int) -> Flow:
    """The flow that the stretch of text states, "both" when it states none or either."""
    named = places.between(start, end)
    since = [start, *(m.end for m in named)]
    toward = {_way(reading, m, words, begin) for m, begin in zip(named, since, strict=False)}
    text = reading.whole[start:end]
    inward = "import" in toward or words["inward"].search(text) is not None
    outward = "export" in toward or words["outward"].search(text) is not None
    if inward == outward:
        inward, outward = (words[verb].search(text) is not None for verb in ("coming", "going"))
    if inward == outward:
        return "both"
    return "import" if inward else "export"


def _way(reading: Reading, mention: Mention, words: Wordings, start: int) -> Flow | None:
    """Import for "to" a North Korean place or "from" one abroad, export for the reverse."""
    if mention.country not in (HOME, *ABROAD):
        return None
    if reading.lang == "en":
        near = reading.whole[max(start, mention.start - BEFORE) : mention.start]
    else:
        near = reading.whole[mention.end : mention.end + BEHIND]
    to, origin = (words[sense].search(near) is not None for sense in ("to", "from"))
    if to == origin:
        return None
    return "import" if to == (mention.country == HOME) else "export"
