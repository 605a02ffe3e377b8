"""The blocks of a page's body: one paragraph, heading, list item or table row each, with the links that stand in it."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from selectolax.lexbor import LexborNode

from pipeline.decode import clean

SKIPPED = frozenset(
    "script style noscript template svg math form button select textarea input iframe object embed canvas audio video "
    "figcaption nav head meta link title dialog menu".split()
)
BLOCKS = frozenset(
    "address article aside blockquote body caption center dd details div dl dt fieldset figure footer h1 h2 h3 h4 h5 h6 "
    "header hr li main ol p pre section summary table tbody tfoot thead tr ul".split()
)
HEADINGS = frozenset(("h1", "h2", "h3", "h4", "h5", "h6"))
SPACE = re.compile(r"\s+")
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

    @property
    def linked(self) -> float:
        """The share of the text that is link."""
        return sum(len(link.text) for link in self.links) / len(self.text) if self.text else 0.0


@dataclass(slots=True)
class _Open:
    """The block being read."""

    kind: str = "p"
    parts: list[str] = field(default_factory=list)
    links: list[Link] = field(default_factory=list)

    def close(self, into: list[Block]) -> None:
        for text in paragraphs("".join(self.parts)):
            into.append(Block(text, self.kind, tuple(k for k in self.links if k.text in text)))
        self.parts.clear()
        self.links.clear()


def blocks(nodes: Iterable[LexborNode]) -> list[Block]:
    """The blocks under the nodes, in reading order; captions, scripts, forms and menus left out."""
    out: list[Block] = []
    current = _Open()
    for node, entering in walk(nodes):
        tag = node.tag or ""
        if tag == "-text":
            current.parts.append(SPACE.sub(" ", node.text_content or ""))
        elif tag in BLOCKS:
            current.close(out)
            current.kind = tag if entering else "p"
        elif entering:
            _inline(node, tag, current)
    current.close(out)
    return out


def _inline(node: LexborNode, tag: str, current: _Open) -> None:
    if tag == "br":
        current.parts.append("\n")
    elif tag in ("td", "th") and "".join(current.parts).strip():
        current.parts.append(" | ")
    elif tag == "a" and (href := node.attributes.get("href")):
        current.links.append(Link(" ".join(clean(node.text()).split()), href))


def walk(nodes: Iterable[LexborNode]) -> Iterator[tuple[LexborNode, bool]]:
    """Every text and element node below, entered and (blocks) left, without recursion: pages nest arbitrarily deep."""
    stack: list[tuple[LexborNode, bool]] = [(node, True) for node in reversed(list(nodes))]
    while stack:
        node, entering = stack.pop()
        tag = node.tag
        if tag in SKIPPED:
            continue
        yield node, entering
        if entering and tag != "-text":
            if tag in BLOCKS:
                stack.append((node, False))
            child = node.last_child
            while child is not None:
                stack.append((child, True))
                child = child.prev


def paragraphs(raw: str) -> Iterator[str]:
    """The paragraphs of a run of text: cut at blank lines, and at a line break after a sentence's end."""
    gathered: list[str] = []
    for line in (*(" ".join(piece.split()) for piece in clean(raw).split("\n")), ""):
        if line:
            gathered.append(line)
        if gathered and (not line or SENTENCE_END.search(line)):
            yield "\n".join(gathered)
            gathered = []
