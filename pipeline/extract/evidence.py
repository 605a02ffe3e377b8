"""What each method says of an article, and the body that one of them gave.

The methods: `given`, `api`, `feed`, `sitemap` (what discovery or the person who ingests said), `selector`, `json-ld`,
`metadata` (meta elements), `markup` (what the page shows above the text), `body` (credits within the text).
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date
from html import unescape

from selectolax.lexbor import LexborHTMLParser

from pipeline.decode import clean
from pipeline.extract import dates, generic, markup, metadata, selectors
from pipeline.extract.blocks import Block, Link, flow, paragraphs, texts
from pipeline.extract.metadata import Facts
from pipeline.extract.rules import ExtractRules
from pipeline.records import Hint, Page
from pipeline.seeds import Source

SHORTEST = 80
SITE = ("og:site_name", "application-name", "apple-mobile-web-app-title")


@dataclass(slots=True)
class Evidence:
    """The facts by method, the body with its method, the head's links to other languages, the page's own links.

    `layout`: the version of the source's selectors that fitted, "none" where the source has some and none did,
    "unlisted" where it has none.
    """

    facts: dict[str, Facts] = field(default_factory=dict)
    body: list[Block] = field(default_factory=list)
    method: str = "none"
    layout: str = "unlisted"
    alternates: dict[str, str] = field(default_factory=dict)
    links: list[Link] = field(default_factory=list)


def of_text(text: str, hint: Hint) -> Evidence:
    """A document without markup: its paragraphs, and what is said of it."""
    return Evidence(_hinted(hint), [Block(paragraph) for paragraph in paragraphs(text)], "given")


def of_html(text: str, tree: LexborHTMLParser, page: Page, source: Source, rules: ExtractRules) -> Evidence:
    """A page: by its source's selectors where a layout of theirs fits, else by what all pages have in common."""
    layouts = rules.layouts.get(source.source_id, ())
    said = Evidence(_hinted(page.hint), layout="none" if layouts else "unlisted")
    for layout in layouts:
        if layout.holds(_day(page)):
            selected = selectors.select(tree, layout)
            if plausible(selected.body):
                said.facts["selector"] = selected.facts
                said.body, said.method, said.layout = selected.body, "selector", str(selected.version)
                break
    if not _complete(said.facts.get("selector", Facts())):
        _ask_metadata(said, tree)
    if not said.body:
        _read_generically(said, text, tree, source)
    return said


def plausible(body: Sequence[Block]) -> bool:
    """Whether blocks may be an article: not too short, not mostly links."""
    length = sum(len(block.text) for block in body)
    return length >= SHORTEST and sum(block.linked * len(block.text) for block in body) < length / 2


def _day(page: Page) -> date | None:
    """The day that says which layout held: as discovery or the address has it, never as the page itself does."""
    if page.hint.published is not None:
        return page.hint.published.date()
    of_url = dates.of_url(page.final_url)
    return page.hint.published_day or (of_url.at.date() if of_url is not None else None)


def _complete(facts: Facts) -> bool:
    """Whether nothing is left to ask the metadata for."""
    exact = facts.published is not None and facts.published.clock
    return exact and all((facts.title, facts.authors, facts.section))


def _ask_metadata(said: Evidence, tree: LexborHTMLParser) -> None:
    head = metadata.head(tree)
    said.alternates = head.alternates
    said.facts |= {"json-ld": metadata.json_ld(tree), "metadata": metadata.meta(head)}
    if "selector" not in said.facts:
        names = (said.facts["json-ld"].title, said.facts["metadata"].title, head.title)
        references = list(dict.fromkeys(name for name in names if name))
        said.facts["markup"] = markup.facts(tree, references, head.first(SITE) or "")


def _read_generically(said: Evidence, text: str, tree: LexborHTMLParser, source: Source) -> None:
    roots = [tree.body] if tree.body is not None else []
    if source.body == "feed" and plausible(body := texts(roots)):
        said.body, said.method = body, "feed"
    else:
        page = flow(roots)
        said.links = [link for block in page.blocks for link in block.links]
        said.body, said.method = generic.body(text, page)


def _hinted(hint: Hint) -> dict[str, Facts]:
    published = dates.Reading(hint.published, clock=True) if hint.published else None
    if published is None and hint.published_day is not None:
        published = dates.of_day(hint.published_day)
    facts = Facts(
        title=" ".join(clean(unescape(hint.title)).split()) if hint.title else None,
        authors=hint.authors,
        published=published,
        updated=dates.Reading(hint.updated, clock=True) if hint.updated else None,
        section=hint.section,
    )
    return {hint.via or "feed": facts}
