"""The blocks of a page: one paragraph, heading, list item or table row each, and the elements they stand in.

Every element that makes a block has a number; `Flow.elements` tells its parent and what its class says of it, so that
a block can be placed: inside the article, beside it (a side bar, a card) or apart from it (menus, comments, related
items). The walk is iterative, for pages nest arbitrarily deep.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from functools import lru_cache
from typing import NamedTuple

from selectolax.lexbor import LexborNode

from pipeline.decode import clean

UNREAD = frozenset(
    "script style noscript template svg math iframe object head select option textarea input button audio video canvas "
    "embed map".split()
)
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figcaption figure footer form "
    "h1 h2 h3 h4 h5 h6 header hr li main nav ol p pre section summary table tbody tfoot thead tr ul".split()
)
PLAIN = frozenset("body main article p li h1 h2 h3 h4 h5 h6 tr dt dd hr pre tbody thead tfoot summary".split())
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
FURNITURE = frozenset(("nav", "footer", "form"))
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")
APART = re.compile(
    r"(?:^|[\s_-])(?:comments?|commentlist|respond|related|recommend(?:ed|ations?)?|popular|trending|newsletter|promo|"
    r"subscribe|cookies?|breadcrumbs?|modal|popup|outbrain|taboola|most-read|read-?next|more-from|see-also|you-may|"
    r"ticker|nav|navbar|menu|advert\w*|banner|site-footer|login|upcoming|recent(?:-?posts?)?)(?=[\s_-]|$)",
    re.IGNORECASE,
)
BESIDE = re.compile(
    r"(?:^|[\s_-])(?:sidebar|side|aside|share|sharing|social|carousel|slider|search|latest|teasers?|cards?|bio|widget|"
    r"read-?more|footer|ads?)(?=[\s_-]|$)",
    re.IGNORECASE,
)
CAPTION = re.compile(
    r"(?:^|[\s_-])(?:caption|credits?|figcaption|wp-caption-text|photo-?credit)(?=[\s_-]|$)", re.IGNORECASE
)
SENTENCE_END = re.compile(r"[.!?。…][\"'”’」』)\]]*$")


@dataclass(frozen=True, slots=True)
class Link:
    """An anchor: its words and where it leads."""

    text: str
    href: str


@dataclass(frozen=True, slots=True)
class Block:
    """A block of text; `kind` is the element it came from, lines within it are separated by line breaks."""

    text: str
    kind: str = "p"
    links: tuple[Link, ...] = ()
    element: int = 0

    @property
    def linked(self) -> float:
        """The share of the text that is link."""
        return min(1.0, sum(len(link.text) for link in self.links) / len(self.text)) if self.links else 0.0

    @property
    def contents(self) -> bool:
        """Whether it is an entry of the page's own table of contents."""
        return self.linked > 0.8 and all(link.href.startswith("#") for link in self.links)


class Element(NamedTuple):
    """An element that makes a block: its parent's number, and whether its class puts it beside (1) or apart (2)."""

    parent: int
    tag: str
    aside: int = 0
    caption: bool = False


@dataclass(slots=True)
class Flow:
    """The blocks in reading order and the elements by number; element 0 stands for what was walked."""

    blocks: list[Block] = field(default_factory=list)
    elements: list[Element] = field(default_factory=lambda: [Element(-1, "")])

    def within(self, element: int, top: int) -> Iterator[Element]:
        """The element and its ancestors below `top`, innermost first."""
        while element not in (top, -1):
            yield self.elements[element]
            element = self.elements[element].parent


@dataclass(slots=True)
class _Open:
    """The block being read."""

    element: int = 0
    parts: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)


def flow(nodes: Iterable[LexborNode]) -> Flow:
    """The blocks under the nodes; scripts, forms' controls and embedded objects are not text."""
    out, current = Flow(), _Open()
    stack: list[tuple[LexborNode, int, bool]] = [(node, 0, True) for node in reversed(list(nodes))]
    while stack:
        node, parent, entering = stack.pop()
        tag = node.tag or ""
        if not entering:
            _close(current, out)
            current.element = parent
        elif tag == "-text":
            current.parts.append(_collapsed(node.text_content or ""))
        elif tag in BLOCKS:
            _close(current, out)
            out.elements.append(_element(node, tag, parent, out.elements[parent].caption))
            current.element = len(out.elements) - 1
            child = node.first_child
            if child is not None and child.tag == "-text" and child.next is None:
                current.parts.append(_collapsed(child.text_content or ""))
                _close(current, out)
                current.element = parent
            else:
                stack.append((node, parent, False))
                _children(node, current.element, stack)
        elif tag not in UNREAD and node.is_element_node:
            _inline(node, tag, current)
            _children(node, parent, stack)
    _close(current, out)
    return out


def _children(node: LexborNode, element: int, stack: list[tuple[LexborNode, int, bool]]) -> None:
    child = node.last_child
    while child is not None:
        stack.append((child, element, True))
        child = child.prev


def texts(nodes: Iterable[LexborNode]) -> list[Block]:
    """The blocks under the nodes but for captions and what its class puts apart."""
    found = flow(nodes)
    return [b for b in found.blocks if all(e.aside < 2 and not e.caption for e in found.within(b.element, 0))]


def _element(node: LexborNode, tag: str, parent: int, caption: bool) -> Element:
    if tag in FURNITURE:
        return Element(parent, tag, 2, caption)
    if tag in PLAIN and tag != "p":
        return Element(parent, tag, 0, caption)
    attributes = node.attributes
    if not attributes:
        return Element(parent, tag, int(tag == "aside"), caption or tag == "figcaption")
    beside, captioned = _told_by(f"{attributes.get('class') or ''} {attributes.get('id') or ''}")
    caption = caption or captioned or tag == "figcaption"
    if tag == "p":
        return Element(parent, tag, 0, caption)
    hidden = "hidden" in attributes or "display:none" in (attributes.get("style") or "").replace(" ", "")
    return Element(parent, tag, 2 if hidden else max(beside, int(tag == "aside")), caption)


@lru_cache(maxsize=1 << 14)
def _told_by(names: str) -> tuple[int, bool]:
    """What class and id say: beside (1) or apart from (2) the article, a caption."""
    words = CAMEL.sub("-", names)
    return 2 if APART.search(words) else 1 if BESIDE.search(words) else 0, CAPTION.search(words) is not None


def _collapsed(text: str) -> str:
    """The text with each run of space as one, also at its ends."""
    words = " ".join(text.split())
    before, after = text[:1].isspace(), text[-1:].isspace()
    return f"{' ' if before else ''}{words}{' ' if after else ''}" if words else " "


def _inline(node: LexborNode, tag: str, current: _Open) -> None:
    if tag == "br":
        current.parts.append("\n")
    elif tag in ("td", "th") and "".join(current.parts).strip():
        current.parts.append(" | ")
    elif tag == "a" and (href := node.attributes.get("href")) and (text := " ".join(clean(node.text()).split())):
        current.links.append(Link(text, href))


def _close(current: _Open, out: Flow) -> None:
    if current.parts:
        kind = out.elements[current.element].tag or "p"
        for text in paragraphs("".join(current.parts)):
            links = tuple(link for link in current.links if link.text in text)
            out.blocks.append(Block(text, kind, links, current.element))
    current.parts.clear()
    current.links.clear()


def paragraphs(raw: str) -> Iterator[str]:
    """The paragraphs of a run of text: cut at blank lines, and at a line break after a sentence's end."""
    if "\n" not in raw:
        if text := " ".join(clean(raw).split()):
            yield text
        return
    gathered: list[str] = []
    for line in (*(" ".join(piece.split()) for piece in clean(raw).split("\n")), ""):
        if line:
            gathered.append(line)
        if gathered and (not line or SENTENCE_END.search(line)):
            yield "\n".join(gathered)
            gathered = []
