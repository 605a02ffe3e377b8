"""Reads the body of any page: trafilatura says where the article is, the page's own blocks say what belongs to it.

Trafilatura's lines anchor the page's blocks. The smallest element that holds three quarters of what is anchored is the
article; between its first and last anchored block its lists, tables and subheads are kept, and what stands beside or
apart from it, captions, tables of contents, menus and lone links go. Where that loses half of what trafilatura found,
links apart, its own text stands.
"""

import re
from collections.abc import Sequence
from itertools import accumulate, chain, groupby, takewhile

import trafilatura

from pipeline.extract.blocks import HEADINGS, Block, Flow, paragraphs

HOLDS, KEEPS = 0.75, 0.5
MENU = 5
PROSE = frozenset(("p", "div", "li", "blockquote", "section", "article"))
NOISE = re.compile(r'^(?:[{\[]"|\W*$)')
SIGNS = re.compile(r"[\W_]+")


def body(html: str, page: Flow) -> tuple[list[Block], str]:
    """The blocks of the article and the method that gave them: `blocks` of the page, or `trafilatura`'s own lines."""
    text = trafilatura.extract(html, include_comments=False, include_tables=True, deduplicate=False) or ""
    if found := _anchored(page, text):
        return found, "blocks"
    return [Block(paragraph) for line in text.split("\n") for paragraph in paragraphs(line)], "trafilatura"


def _anchored(page: Flow, text: str) -> list[Block]:
    """The article's blocks; none where the text does not anchor in them, or half of what it anchors would be lost."""
    lines, whole = {_bare(line) for line in text.split("\n")}, _bare(text)
    anchors = [_is_anchor(_bare(block.text), lines, whole) for block in page.blocks]
    mass = _mass(page, anchors)
    held = sum(len(block.text) for block, anchor in zip(page.blocks, anchors, strict=True) if anchor)
    if not mass.get(0) or held < KEEPS * len(text):
        return []
    article = max(number for number, weight in mass.items() if weight >= HOLDS * mass[0])
    inside = [_belongs(page, block, article, mass) for block in page.blocks]
    places = [i for i, anchor in enumerate(anchors) if anchor and inside[i]]
    if not places:
        return []
    first, last = _widened(page.blocks, inside, places[0], places[-1])
    kept = zip(page.blocks[first : last + 1], anchors[first : last + 1], inside[first : last + 1], strict=True)
    found = _without_menus([block for block, anchor, belongs in kept if belongs and _is_text(block, anchor)])
    return found if sum(len(block.text) for block in found) >= KEEPS * mass[0] else []


def _without_menus(blocks: list[Block]) -> list[Block]:
    """The blocks without runs of five and more that are nothing but a link each: menus, related reports."""
    runs = ((linked, list(run)) for linked, run in groupby(blocks, key=lambda block: block.linked > 0.9))
    return [block for linked, run in runs if not linked or len(run) < MENU for block in run]


def _bare(text: str) -> str:
    return SIGNS.sub("", text.casefold())


def _is_anchor(bare: str, lines: set[str], whole: str) -> bool:
    return bool(bare) and (bare in lines or (len(bare) >= 20 and bare in whole))


def _mass(page: Flow, anchors: Sequence[bool]) -> dict[int, float]:
    """How much anchored text that is not link each element holds, with all that is in it."""
    own: dict[int, float] = {}
    for block, anchor in zip(page.blocks, anchors, strict=True):
        if anchor:
            own[block.element] = own.get(block.element, 0.0) + len(block.text) * (1 - block.linked)
    mass = dict(own)
    for number in range(len(page.elements) - 1, 0, -1):
        if weight := mass.get(number):
            parent = page.elements[number].parent
            mass[parent] = mass.get(parent, 0.0) + weight
    return mass


def _belongs(page: Flow, block: Block, article: int, mass: dict[int, float]) -> bool:
    """Whether the block is in the article and in nothing lighter than half of it that is apart or a caption."""
    number = block.element
    while number not in (article, -1):
        element = page.elements[number]
        if (element.aside == 2 or element.caption) and mass.get(number, 0.0) < KEEPS * mass[0]:
            return False
        number = element.parent
    return number == article


def _widened(blocks: Sequence[Block], inside: Sequence[bool], first: int, last: int) -> tuple[int, int]:
    """The range with the prose directly before it, up to the headline, and directly after it."""
    before = range(first - 1, max(first - 8, -1), -1)
    lead = takewhile(lambda i: blocks[i].kind != "h1", before)
    first = min(chain([first], (i for i in lead if inside[i] and _is_prose(blocks[i]) and len(blocks[i].text) >= 60)))
    after = takewhile(
        lambda i: inside[i] and (_is_prose(blocks[i]) or _is_subhead(blocks[i])), range(last + 1, len(blocks))
    )
    return first, max(accumulate(chain([last], (i for i in after if _is_prose(blocks[i]))), max))


def _is_prose(block: Block) -> bool:
    return block.linked < 0.3 and len(block.text) >= 40 and block.kind in PROSE


def _is_subhead(block: Block) -> bool:
    return block.kind in HEADINGS and block.linked < 0.5


def _is_text(block: Block, anchor: bool) -> bool:
    if NOISE.match(block.text) or block.kind == "h1" or (block.contents and block.kind not in HEADINGS):
        return False
    if block.linked > 0.9 and block.kind not in HEADINGS and block.kind not in ("li", "tr") and len(block.text) < 200:
        return False
    return anchor or (block.linked < 0.5 and len(block.text) >= 3)
