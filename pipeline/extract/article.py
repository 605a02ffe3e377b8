"""From a page to the article a reader would copy out of it, or to the reason why it is none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from itertools import chain
from typing import Literal

from selectolax.lexbor import LexborDocumentOptions, LexborHTMLParser

from pipeline.decode import decode
from pipeline.extract import boilerplate, evidence, moments, names
from pipeline.extract.boilerplate import Stripped
from pipeline.extract.evidence import Evidence
from pipeline.extract.kind import not_an_article
from pipeline.extract.metadata import Facts
from pipeline.extract.rules import ExtractRules
from pipeline.language import HANGUL, language
from pipeline.records import Article, Decoding, Moment, Page, Rejected, RejectReason
from pipeline.seeds import Source
from pipeline.urls import absolute, canonical

TITLES = ("given", "api", "feed", "selector", "markup", "json-ld", "metadata", "sitemap")
NAMES = ("given", "api", "selector", "json-ld", "markup", "metadata", "body", "feed", "sitemap")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article in whatever language it is written; `printed` is its date in the words and zone of the page."""

    url: str
    lang: str
    title: str
    text: str
    published: Moment
    printed: datetime | None
    updated: Moment | None
    authors: tuple[str, ...]
    translator: str | None
    editor: str | None
    section: str | None
    alternate_url: str | None
    teaser: bool
    methods: dict[str, str]
    decoding: Decoding


def extract(page: Page, source: Source, rules: ExtractRules) -> Article | Rejected:
    """The article of the page, or why it is none. Pure: the same page gives the same article.

    Reasons: `not-an-article`, `empty-body`, `no-title`, `other-language`, `future-date`, `pre-source-date`.
    """
    found = draft(page, source, rules)
    if isinstance(found, Rejected):
        return found
    if (lang := _edition(found.lang)) is None:
        return rejected(page, "other-language", f"the body is in {found.lang}, neither en nor ko")
    return Article(
        page_id=page.page_id,
        source_id=page.source_id,
        url=found.url,
        lang=lang,
        title=found.title,
        text=found.text,
        fetched_at=page.fetched_at,
        published=found.published,
        updated=found.updated,
        authors=found.authors,
        translator=found.translator,
        editor=found.editor,
        section=found.section,
        alternate_url=found.alternate_url,
        teaser=found.teaser,
        methods=found.methods,
        decoding=found.decoding,
    )


def rejected(page: Page, reason: RejectReason, detail: str) -> Rejected:
    """The page with the reason why it is no article."""
    return Rejected(
        page_id=page.page_id,
        source_id=page.source_id,
        url=page.final_url,
        fetched_at=page.fetched_at,
        reason=reason,
        detail=detail,
    )


def draft(page: Page, source: Source, rules: ExtractRules) -> Draft | Rejected:
    """As `extract`, but in any language."""
    text, decoding = decode(page.body, page.content_type)
    said = _said(text, page, source, rules)
    if isinstance(said, str):
        return rejected(page, "not-an-article", said)
    patterns = rules.patterns(source, "ko" if _korean(said) else "en")
    title, title_by = _first(said.facts, "title", TITLES)
    title = boilerplate.title(title, patterns)
    left = boilerplate.strip(said.body, patterns, title)
    if left.reject is not None:
        return rejected(page, "not-an-article", f"it carries {left.reject!r}")
    if not left.blocks:
        return rejected(page, "empty-body", f"no text is left of it (method {said.method})")
    if not title and page.hint.via != "given":
        return rejected(page, "no-title", "neither selectors nor metadata nor headings give a headline")
    dated = moments.published(page, source, said.facts)
    if isinstance(dated, moments.Undatable):
        return rejected(page, dated.reason, dated.detail)
    said.facts["body"] = Facts(authors=tuple(left.authors))
    left.alternate = left.alternate or boilerplate.alternate(said.links, patterns)
    return _draft(page, source, rules, said, left, (title, title_by), dated, decoding)


def _korean(said: Evidence) -> bool:
    """Whether the text, at a glance, is Korean: which boilerplate to look for."""
    head = "".join(block.text for block in said.body[:8])[:500]
    return len(HANGUL.sub("", head)) < 0.9 * len(head)


def _said(text: str, page: Page, source: Source, rules: ExtractRules) -> Evidence | str:
    """What the page says of its article, or why it has none."""
    if (page.content_type or "").lower().startswith("text/plain"):
        return evidence.of_text(text, page.hint)
    tree = LexborHTMLParser(text, options=LexborDocumentOptions.WO_EVENTS)
    if page.hint.via != "given" and (why := not_an_article(tree, page.final_url, source.base_url)):
        return why
    return evidence.of_html(text, tree, page, source, rules)


def _draft(
    page: Page,
    source: Source,
    rules: ExtractRules,
    said: Evidence,
    left: Stripped,
    title: tuple[str, str],
    dated: moments.Dated,
    decoding: Decoding,
) -> Draft:
    body = "\n\n".join(block.text for block in left.blocks)
    authors, authors_by = _authors(said.facts)
    section, section_by = _first(said.facts, "section", NAMES)
    alternate = left.alternate or page.hint.alternate_url or _other_edition(said.alternates, source)
    return Draft(
        url=canonical(page.final_url, rules.parameters, source.base_url),
        lang=language(body),
        title=title[0],
        text=body,
        published=dated.moment,
        printed=dated.printed,
        updated=moments.updated(page, source, said.facts, dated.moment),
        authors=authors,
        translator=left.translator,
        editor=left.editor,
        section=section or None,
        alternate_url=absolute(alternate, page.final_url) if alternate else None,
        teaser=left.teaser or source.access == "teaser",
        methods={
            "title": title[1],
            "body": said.method,
            "authors": authors_by,
            "section": section_by,
            "published": dated.moment.basis,
            "layout": said.layout,
        },
        decoding=decoding,
    )


def _edition(lang: str) -> Literal["en", "ko"] | None:
    return "en" if lang == "en" else "ko" if lang == "ko" else None


def _first(facts: Mapping[str, Facts], name: Literal["title", "section"], order: Sequence[str]) -> tuple[str, str]:
    said = ((getattr(facts[method], name), method) for method in order if method in facts)
    return next(((value, method) for value, method in said if value), ("", "none"))


def _authors(facts: Mapping[str, Facts]) -> tuple[tuple[str, ...], str]:
    ordered = [(facts[method], method) for method in NAMES if method in facts]
    people = ((names.names(said.authors), method) for said, method in ordered)
    bodies = ((said.collective, method) for said, method in ordered)
    return next(((found, method) for found, method in chain(people, bodies) if found), ((), "none"))


def _other_edition(alternates: Mapping[str, str], source: Source) -> str | None:
    other = {"en": "ko", "ko": "en"}[source.lang]
    return next((href for lang, href in alternates.items() if lang.split("-")[0] == other), None)
