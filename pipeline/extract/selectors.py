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
    """The fields and body that the layout's selectors give; takes the `remove` nodes out of the tree's body."""
    fields = layout.fields
    body = next((found for row in fields.get("body", ()) if (found := tree.css(row.css))), [])
    for row in fields.get("remove", ()):
        for root in body:
            for node in root.css(row.css):
                node.decompose()
    facts = Facts(
        title=_one(tree, fields.get("title", ())),
        authors=_all(tree, fields.get("author", ())),
        published=_date(tree, fields.get("published", ())),
        updated=_date(tree, fields.get("updated", ())),
        section=_one(tree, fields.get("section", ())),
    )
    return Selected(facts, texts(body), layout.version)


def _one(tree: LexborHTMLParser, rows: Sequence[Selector]) -> str | None:
    found = ((row, tree.css_first(row.css)) for row in rows)
    return next((text for row, node in found if node is not None and (text := _text(node, row.attribute))), None)


def _all(tree: LexborHTMLParser, rows: Sequence[Selector]) -> tuple[str, ...]:
    found = (tuple(_text(node, row.attribute) for node in tree.css(row.css)) for row in rows)
    return next((kept for texts in found if (kept := tuple(dict.fromkeys(filter(None, texts))))), ())


def _date(tree: LexborHTMLParser, rows: Sequence[Selector]) -> dates.Reading | None:
    found = (text for row in rows for node in tree.css(row.css) if (text := _text(node, row.attribute)))
    return next((reading for text in found if (reading := dates.read(text))), None)


def _text(node: LexborNode, attribute: str | None) -> str:
    raw = node.text() if attribute is None else node.attributes.get(attribute)
    return " ".join(clean(raw or "").split())
