"""Names in bylines, one by one, without the words around them."""

import re
from collections.abc import Iterable

from pipeline.extract import dates

SPLIT = re.compile(r"\s*(?:[,;|/·•&\n]|\s-\s|\s[–—]\s|\b(?:and|with|in)\b)\s*")
EMPLOYER = re.compile(r"\s(?:for|at)\s[A-Z].*$")
LEAD = re.compile(
    r"^(?:(?:written|posted|published|reported|story|words|report|article|text|medically reviewed) )?by\b:?\s*"
    r"|^(?:authors?|writer|reporter|글|기자)\s*[:=]?\s+(?=\S)",
    re.IGNORECASE,
)
TAIL = re.compile(
    r"(?:\s*(?:\(?[\w.+-]+@[\w.-]+\)?|\([^)]*\)|(?:선임|수석|전문|객원|인턴)?\s?(?:기자|특파원|논설위원|편집위원|칼럼니스트|인턴기자)))+\s*$"
)
DIGIT = re.compile(r"\d")
PLACE = re.compile(
    r"^[\[(][^\])]*=([^\])]*)[\])]$|^[\[(][^\])]*[\])]\s*(?=\S)|^[가-힣]{2,6}\s?[-=]\s?(?=[가-힣]{2,4}(?:\s|$))"
)
PARTICLE = frozenset(  # lower-case words that stand in names of people and desks
    "de del della der den van von da di do dos bin al el la le du of ter y e ibn desk editors newsroom "
    "staff team".split()
)
NO_NAME = re.compile(
    r"^(?:admin(?:istrator)?|author|authors|editor|staff|guest|user|root|null|none|undefined|unknown|anonymous|share|follow|"
    r"website|webmaster|read more|view .*|more .*|all .*|see .*|about .*|home|blog|news|post(?:ed)?|updated?|published|"
    r"by|written|contact|subscribe|comments?|reply|.*\bminutes?|.*\bmin read|.*\bviews?|.*\b(?:posts|articles))$",
    re.IGNORECASE,
)
OFFICE = re.compile(
    r"\b(?:director|manager|editor|columnist|founder|co-founder|president|officer|ceo|cto|cfo|analyst|correspondent|"
    r"professor|specialist|engineer|writer|reporter|contributor|consultant|strategist|marketing|attorney|lead|head|"
    r"phd|dvm|md|mba|cpa|cfp|cfa|rn|rd|esq)\b\.?",
    re.IGNORECASE,
)


def names(bylines: Iterable[str], *, strict: bool = False) -> tuple[str, ...]:
    """The distinct names in the bylines, in order; what is no name (an address, a handle, an office) is left out.

    `strict` wants two words or Hangul, as where only the word "by" speaks for a byline.
    """
    found: dict[str, None] = {}
    for byline in bylines:
        if byline.startswith(("http:", "https:", "@", "www.")):
            continue
        for piece in SPLIT.split(_alone(LEAD.sub("", byline.strip()))):
            name = _name(piece)
            if name and not (strict and " " not in name and name.isascii()):
                found.setdefault(name)
    return tuple(found)


def _alone(text: str) -> str:
    hit = dates.find(text) if DIGIT.search(text) else None
    return EMPLOYER.sub("", text[: hit[1]] if hit else text)


def _name(piece: str) -> str | None:
    inner = PLACE.sub(lambda m: m[1] or "", piece.strip())
    name = TAIL.sub("", LEAD.sub("", inner)).strip(" .·-–—:\"'“”")
    words = name.split()
    if not 1 <= len(words) <= 5 or len(name) > 60 or len(name) < 2 or any(c.isdigit() for c in name):
        return None
    if NO_NAME.match(name) or (OFFICE.search(name) and len(words) < 6) or not name[0].isalpha():
        return None
    if "." in name.strip(".") and " " not in name:
        return None
    return (
        name
        if all(w[0].isupper() or not w[0].isascii() or w.lower() in PARTICLE or not w[0].isalpha() for w in words)
        else None
    )
