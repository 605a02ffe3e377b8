"""Reads a page by its source's selectors: data in `seeds/selectors.csv`, one version a layout."""

from collections.abc import Sequence
from dataclasses import dataclass

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.decode import clean
from pipeline.extract import dates
from pipeline.extract.blocks import Block, texts
from pipeline.extract.metadata import Facts
from pipeline.extract.rules import Layout
from pipeline.seeds import Selector


@dataclass(frozen=True, slots=True)
class Selected:
    """What one layout's selectors found: the fields and the blocks of the body."""

    facts: Facts
    body: list[Block]
    version: int


def select(tree: LexborHTMLParser, layout: Layout) -> Selected:
    """The fields and body that the layout's selectors give; removes the layout's `remove` nodes from the tree's body."""
    values = {name: _values(tree, rows) for name, rows in layout.fields.items() if name not in ("body", "remove")}
    body = _first(tree, layout.fields.get("body", ()))
    for row in layout.fields.get("remove", ()):
        for root in body:
            for node in root.css(row.css):
                node.decompose()
    facts = Facts(
        title=next(iter(values.get("title", ())), None),
        authors=tuple(values.get("author", ())),
        published=_reading(values.get("published", ())),
        updated=_reading(values.get("updated", ())),
        section=next(iter(values.get("section", ())), None),
    )
    return Selected(facts, texts(body), layout.version)


def _first(tree: LexborHTMLParser, rows: Sequence[Selector]) -> list[LexborNode]:
    return next((found for row in rows if (found := tree.css(row.css))), [])


def _values(tree: LexborHTMLParser, rows: Sequence[Selector]) -> list[str]:
    for row in rows:
        texts = [
            (node.attributes.get(row.attribute) or "") if row.attribute else node.text() for node in tree.css(row.css)
        ]
        if found := list(dict.fromkeys(filter(None, (" ".join(clean(text).split()) for text in texts)))):
            return found
    return []


def _reading(values: Sequence[str]) -> dates.Reading | None:
    return next((reading for value in values if (reading := dates.read(value))), None)
