"""Names in bylines, one by one, without the words around them."""

import re
from collections.abc import Iterable

SPLIT = re.compile(r"\s*(?:[,;|/·&]|\band\b|\bwith\b)\s*")
LEAD = re.compile(
    r"^(?:(?:written|posted|published|reported|story|words|report) )?by:?\s+|^(?:author|writer|reporter)s?:\s*|^글\s*[:=]\s*",
    re.IGNORECASE,
)
TAIL = re.compile(
    r"\s*(?:(?:선임|수석|전문|객원|인턴|특파)?\s?(?:기자|특파원|논설위원|편집위원|칼럼니스트)|\(?[\w.+-]+@[\w.-]+\)?)+\s*$"
)
NAME = re.compile(r"^[^\W\d_][\w.'’‘\-\s]{0,58}[\w.]$")


def names(bylines: Iterable[str]) -> tuple[str, ...]:
    """The distinct names in the bylines, in order; what is no name (an address, a handle, a sentence) is left out."""
    found: dict[str, None] = {}
    for byline in bylines:
        if byline.startswith(("http:", "https:", "@")):
            continue
        for piece in SPLIT.split(LEAD.sub("", byline.strip())):
            name = TAIL.sub("", piece.strip()).strip(" .·-–—")
            if NAME.match(name) and len(name.split()) <= 5:
                found.setdefault(name)
    return tuple(found)
