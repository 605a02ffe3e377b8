"""From a page to the article a reader would copy out of it, or to the reason why it is none."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from itertools import chain
from typing import Literal, cast
from zoneinfo import ZoneInfo

from selectolax.lexbor import LexborHTMLParser

from pipeline.decode import clean, decode
from pipeline.extract import boilerplate, credits, dates, generic, markup, metadata, selectors
from pipeline.extract.blocks import Block, flow, paragraphs, texts
from pipeline.extract.kind import not_an_article
from pipeline.extract.metadata import Facts
from pipeline.extract.rules import ExtractRules
from pipeline.language import language
from pipeline.records import Article, Basis, Decoding, Hint, Moment, Page, Rejected, RejectReason
from pipeline.seeds import Source
from pipeline.urls import absolute, canonical

SKEW = timedelta(hours=1)
TITLE = ("given", "api", "feed", "selector", "markup", "json-ld", "metadata", "sitemap")
NAMES = ("given", "api", "selector", "json-ld", "markup", "metadata", "feed", "sitemap")
DATES = ("given", "api", "feed", "selector", "json-ld", "metadata", "markup", "url", "sitemap")
ANEW = timedelta(days=30)
SHORTEST = 80
BASIS: Mapping[str, Basis] = {"markup": "dateline", "sitemap": "metadata"}
SITE = ("og:site_name", "application-name", "apple-mobile-web-app-title", "twitter:site")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """An article in whatever language it is written; `printed` is its date in the words and zone of the page."""

    page: Page
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


@dataclass(slots=True)
class _Said:
    """What each method says of the article, and the body that was chosen."""

    facts: dict[str, Facts] = field(default_factory=dict)
    body: list[Block] = field(default_factory=list)
    method: str = "none"
    head: metadata.Head = field(default_factory=metadata.Head)


def extract(page: Page, source: Source, rules: ExtractRules) -> Article | Rejected:
    """The article of the page, or why it is none: `not-an-article`, `empty-body`, `no-title`, `other-language`,
    `future-date`, `pre-source-date`. Pure: the same page gives the same article.
    """  # noqa: D205 the reasons belong to the sentence
    found = draft(page, source, rules)
    if isinstance(found, Rejected):
        return found
    if found.lang not in ("en", "ko"):
        return rejected(page, "other-language", f"the body is in {found.lang}")
    return Article(
        page_id=page.page_id,
        source_id=page.source_id,
        url=found.url,
        lang=cast(Literal["en", "ko"], found.lang),
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
    said = _plain(text) if _is_plain(page) else _html(text, page, source, rules)
    if isinstance(said, Rejected):
        return said
    said.facts[page.hint.via or "feed"] = _hinted(page.hint)
    stripped = boilerplate.strip(said.body, rules.patterns(source))
    if stripped.reject is not None:
        return rejected(page, "not-an-article", f"it carries {stripped.reject!r}")
    body = "\n\n".join(block.text for block in stripped.blocks)
    if not body:
        return rejected(page, "empty-body", f"no text is left of it ({said.method})")
    title, title_by = _first(said.facts, "title", TITLE)
    if not title and page.hint.via != "given":
        return rejected(page, "no-title", "neither selectors nor metadata give a headline")
    published = _published(page, source, said.facts)
    if isinstance(published, Rejected):
        return published
    at, printed = published
    authors, authors_by = _authors(said.facts)
    section, section_by = _first(said.facts, "section", NAMES)
    alternate = stripped.alternate or page.hint.alternate_url or _alternate(said.head, source)
    return Draft(
        page=page,
        url=canonical(page.final_url, rules.parameters, source.base_url),
        lang=language(body),
        title=boilerplate.title(title, rules.patterns(source)),
        text=body,
        published=at,
        printed=printed,
        updated=_updated(page, source, said.facts, at),
        authors=authors,
        translator=stripped.translator,
        editor=stripped.editor,
        section=section or None,
        alternate_url=absolute(alternate, page.final_url) if alternate else None,
        teaser=stripped.teaser or source.access == "teaser",
        methods={
            "title": title_by,
            "body": said.method,
            "authors": authors_by,
            "section": section_by,
            "published": at.basis,
        },
        decoding=decoding,
    )


def _is_plain(page: Page) -> bool:
    return (page.content_type or "").lower().startswith("text/plain")


def _plain(text: str) -> _Said:
    return _Said(body=[Block(p) for p in paragraphs(text)], method="given")


def _html(text: str, page: Page, source: Source, rules: ExtractRules) -> _Said | Rejected:
    tree = LexborHTMLParser(text)
    if page.hint.via != "given" and (why := not_an_article(tree, page.final_url, source.base_url)):
        return rejected(page, "not-an-article", why)
    said = _Said(head=metadata.head(tree))
    said.facts = {"json-ld": metadata.json_ld(tree), "metadata": metadata.meta(said.head)}
    for layout in rules.layouts.get(source.source_id, ()):
        selected = selectors.select(tree, layout)
        if _plausible(selected.body):
            said.facts["selector"] = selected.facts
            said.body, said.method = selected.body, f"selector:{layout.version}"
            return said
    said.facts["markup"] = markup.facts(tree, _references(said), said.head.first(SITE) or "")
    if source.body == "feed" and tree.body is not None:
        said.body, said.method = texts([tree.body]), "feed"
    if not _plausible(said.body):
        said.body, said.method = generic.body(text, flow([tree.body] if tree.body is not None else []))
    return said


def _plausible(body: Sequence[Block]) -> bool:
    length = sum(len(block.text) for block in body)
    linked = sum(block.linked * len(block.text) for block in body)
    return length >= SHORTEST and linked < length / 2


def _hinted(hint: Hint) -> Facts:
    published = dates.Reading(hint.published, clock=True) if hint.published else None
    if published is None and hint.published_day is not None:
        published = dates.of_day(hint.published_day)
    updated = dates.Reading(hint.updated, clock=True) if hint.updated else None
    title = " ".join(clean(hint.title).split()) if hint.title else None
    return Facts(title=title, authors=hint.authors, published=published, updated=updated, section=hint.section)


def _references(said: _Said) -> list[str]:
    names = (said.facts["json-ld"].title, said.facts["metadata"].title, said.head.title)
    return list(dict.fromkeys(name for name in names if name))


def _first(facts: Mapping[str, Facts], name: Literal["title", "section"], order: Sequence[str]) -> tuple[str, str]:
    said = ((getattr(facts[method], name), method) for method in order if method in facts)
    return next(((value, method) for value, method in said if value), ("", "none"))


def _authors(facts: Mapping[str, Facts]) -> tuple[tuple[str, ...], str]:
    ordered = [(facts[method], method) for method in NAMES if method in facts]
    people = ((credits.names(said.authors), method) for said, method in ordered)
    bodies = ((said.collective, method) for said, method in ordered)
    return next(((names, method) for names, method in chain(people, bodies) if names), ((), "none"))


def _published(page: Page, source: Source, facts: Mapping[str, Facts]) -> tuple[Moment, datetime | None] | Rejected:
    """When it was published, and the same as printed; an update's date stands in where no other is known."""
    zone = source.timezone
    readings = {method: said.published for method, said in facts.items()} | {"url": dates.of_url(page.final_url)}
    moments = _as_shown(_moments(readings, zone)) + _moments({m: said.updated for m, said in facts.items()}, zone)
    if good := [pair for pair in moments if _when(pair[0], page, source) is None]:
        return _finest(good)
    if moments:
        first = moments[0][0]
        return rejected(
            page, cast(RejectReason, _when(first, page, source)), f"{first.basis} says {first.at.isoformat()}"
        )
    fetched = page.fetched_at.astimezone(ZoneInfo(source.timezone)).date()
    return dates.moment(dates.of_day(fetched), "fetched", source.timezone), None


def _when(moment: Moment, page: Page, source: Source) -> Literal["future-date", "pre-source-date"] | None:
    if moment.at > page.fetched_at + SKEW:
        return "future-date"
    day = moment.at.astimezone(ZoneInfo(source.timezone)).date()
    return "pre-source-date" if source.since is not None and day < source.since else None


def _moments(readings: Mapping[str, dates.Reading | None], zone: str) -> list[tuple[Moment, dates.Reading]]:
    """The readings as moments, the most trusted method first."""
    said = ((method, readings.get(method)) for method in DATES)
    return [(dates.moment(r, BASIS.get(m, cast(Basis, m)), zone), r) for m, r in said if r is not None]


def _as_shown(moments: list[tuple[Moment, dates.Reading]]) -> list[tuple[Moment, dates.Reading]]:
    """The moments, with the one that the page shows its readers first where the page's metadata belie it.

    A shown date before the metadata's tells of a move between content management systems, one much later of a text that
    was published anew.
    """
    shown = next((pair for pair in moments if pair[0].basis == "dateline"), None)
    if shown is None or moments[0][0].basis not in ("json-ld", "metadata"):
        return moments
    apart = shown[0].at - moments[0][0].at
    return moments if timedelta(days=-1) < apart < ANEW else [shown, *moments]


def _finest(moments: Sequence[tuple[Moment, dates.Reading]]) -> tuple[Moment, datetime]:
    """The first moment; where it is a mere day, the first instant on that day."""
    first = moments[0]
    zone = ZoneInfo(first[0].zone)
    day = first[0].at.astimezone(zone).date()
    same = (pair for pair in moments if pair[0].at.astimezone(zone).date() == day)
    chosen, reading = next((pair for pair in same if pair[0].precision == "instant"), first)
    return chosen, reading.at


def _updated(page: Page, source: Source, facts: Mapping[str, Facts], published: Moment) -> Moment | None:
    for method in DATES:
        if method in facts and (reading := facts[method].updated) is not None:
            moment = dates.moment(reading, BASIS.get(method, cast(Basis, method)), source.timezone)
            return moment if published.at < moment.at <= page.fetched_at + SKEW else None
    return None


def _alternate(head: metadata.Head, source: Source) -> str | None:
    other = {"en": "ko", "ko": "en"}[source.lang]
    return next((href for lang, href in head.alternates.items() if lang.split("-")[0] == other), None)
