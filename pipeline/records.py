"""The records that the steps hand on: one frozen type a stage, nothing else travels between them.

    Page → Article | Rejected → TaggedArticle | Rejected → warehouse rows

Instants are aware and in UTC. Offsets in a `Span` count characters of `title` (where `part` is "title") or of `text`.
Text is NFC, paragraphs are separated by one blank line.
"""

from dataclasses import dataclass, field
from datetime import date, datetime
from typing import Literal
from zoneinfo import ZoneInfo

Basis = Literal["api", "feed", "metadata", "selector", "json-ld", "url", "dateline", "given", "fetched"]
Precision = Literal["instant", "day", "month", "year", "interval"]
Role = Literal["event", "source", "mention"]
Flow = Literal["import", "export", "both", "smuggling"]
Trend = Literal["up", "down", "halted", "resumed", "tightened", "loosened"]
Hedge = Literal["reported", "rumoured", "denied", "planned"]
RejectReason = Literal[
    "empty-body",
    "no-title",
    "not-an-article",
    "other-language",
    "future-date",
    "pre-source-date",
    "undecodable",
    "too-slow",
    "too-big",
    "worker-died",
    "archive-damaged",
]


@dataclass(frozen=True, slots=True, kw_only=True)
class Moment:
    """A publication or update time: the instant in UTC, how it is known (`basis`) and how finely.

    With precision "day" only the calendar day is known; `at` is then that day's midnight in `zone`.
    """

    at: datetime
    basis: Basis
    precision: Literal["instant", "day"] = "instant"
    zone: str = "UTC"

    def local_day(self) -> date:
        """The calendar day in the publication's own zone."""
        return self.at.astimezone(ZoneInfo(self.zone)).date()


@dataclass(frozen=True, slots=True, kw_only=True)
class Hint:
    """What discovery (feed, REST, sitemap) or the person who ingests says of a page, beside its bytes."""

    title: str | None = None
    published: datetime | None = None
    updated: datetime | None = None
    published_day: date | None = None
    authors: tuple[str, ...] = ()
    section: str | None = None
    lang: str | None = None
    alternate_url: str | None = None
    via: Literal["feed", "api", "sitemap", "given"] | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Page:
    """The bytes that one fetch brought, as archived. `url` is the one asked for, `final_url` the one that answered."""

    page_id: str
    source_id: str
    url: str
    final_url: str
    fetched_at: datetime
    status: int
    content_type: str | None
    body: bytes
    sha256: str
    hint: Hint = Hint()


@dataclass(frozen=True, slots=True, kw_only=True)
class Rejected:
    """A page that does not become an article, with the fixed word for why and one sentence of detail."""

    page_id: str
    source_id: str
    url: str
    fetched_at: datetime
    reason: RejectReason
    detail: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoding:
    """Which encoding the bytes were read in and what decided it: bom, utf-8, declared, statistics, given."""

    encoding: str
    basis: str
    replaced: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """One item at one canonical URL in one language, as a reader would copy it out of the page."""

    page_id: str
    source_id: str
    url: str
    lang: Literal["en", "ko"]
    title: str
    text: str
    fetched_at: datetime
    published: Moment
    updated: Moment | None = None
    authors: tuple[str, ...] = ()
    translator: str | None = None
    editor: str | None = None
    section: str | None = None
    alternate_url: str | None = None
    teaser: bool = False
    methods: dict[str, str] = field(default_factory=dict)
    decoding: Decoding = Decoding(encoding="utf-8", basis="given")


@dataclass(frozen=True, slots=True, kw_only=True)
class Document:
    """What the tagger reads: a title, a text and what is known of their date and edition."""

    id: str
    lang: Literal["en", "ko"]
    title: str
    text: str
    published: date | None = None
    source: str | None = None


@dataclass(frozen=True, slots=True, order=True)
class Span:
    """Half-open character range in the document's title or text."""

    start: int
    end: int
    part: Literal["title", "text"] = "text"


@dataclass(frozen=True, slots=True, kw_only=True)
class RegionTag:
    """A gazetteer place that the document names as a place; `salience` 0..1, one rule and confidence for the tag."""

    id: str
    role: Role
    salience: float
    spans: tuple[Span, ...]
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class CommodityTag:
    """A good that moves, is banned, seized or priced in the document, with its spans."""

    id: str
    spans: tuple[Span, ...]
    rule: str
    confidence: float


@dataclass(frozen=True, slots=True, kw_only=True)
class TopicTag:
    """A topic with the strength that made it and the cues it rests on."""

    id: str
    strength: float
    spans: tuple[Span, ...]
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class EventDate:
    """The day or interval that a sentence speaks of, resolved against the publication date; `end` is inclusive."""

    start: date
    end: date
    precision: Precision
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Quantity:
    """An amount as printed: the number, its unit, and the words it stands in."""

    value: float
    unit: str
    text: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Signal:
    """One reported change of cross-border movement of goods, seen from North Korea; region or commodity may be open.

    `attribution` is the index into `Tags.attributions` of the source in force at the sentence, or None.
    """

    region: str | None
    counterpart: str | None
    commodity: str | None
    flow: Flow
    trend: Trend
    hedge: Hedge
    span: Span
    rule: str
    confidence: float
    event_date: EventDate | None = None
    quantity: Quantity | None = None
    price: Quantity | None = None
    attribution: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Ranking:
    """An order of regions by some measure that a source gives ("most smuggling in A, then B")."""

    measure: str
    order: tuple[str, ...]
    span: Span
    attribution: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Attribution:
    """Who says so, as printed: where the informant is, of what kind, to which outlet; never who they are."""

    where: str | None
    who: str
    told: str | None
    kind: str
    anonymous: bool
    hearsay: int
    span: Span
    rule: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Tags:
    """All that the tagger finds in one document; `story_why` explains `is_border_trade_story` in words."""

    regions: tuple[RegionTag, ...] = ()
    primary_region: str | None = None
    primary_place: str | None = None
    commodities: tuple[CommodityTag, ...] = ()
    topics: tuple[TopicTag, ...] = ()
    is_border_trade_story: bool = False
    story_why: str = ""
    signals: tuple[Signal, ...] = ()
    rankings: tuple[Ranking, ...] = ()
    attributions: tuple[Attribution, ...] = ()
    translator: str | None = None
    editor: str | None = None
    ruleset: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class TaggedArticle:
    """An article with its tags: what `load` writes."""

    article: Article
    tags: Tags
