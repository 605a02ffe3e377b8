"""The records of the press's report files: a sheet, its reports, their labels, revisions and takedown."""

import unicodedata
from collections.abc import Callable, Iterator
from datetime import datetime
from functools import cache
from typing import Annotated, Literal

from pydantic import AfterValidator, AwareDatetime, ConfigDict, Field
from pydantic.dataclasses import dataclass

from pipeline import seeds
from pipeline.records import Flow, Hedge, Trend
from press.editions import Lang

CLOSED = ConfigDict(extra="forbid")
Kind = Literal["regions", "commodities", "topics"]


@cache
def _ids(kind: Kind) -> frozenset[str]:
    path = seeds.BUNDLED / f"{kind}.csv"
    match kind:
        case "regions":
            return frozenset(r.region_id for r in seeds.read_rows(path, seeds.Region))
        case "commodities":
            return frozenset(c.commodity_id for c in seeds.read_rows(path, seeds.Commodity))
        case "topics":
            return frozenset(t.topic_id for t in seeds.read_rows(path, seeds.Topic))


def _in(kind: Kind) -> Callable[[str], str]:
    def check(value: str) -> str:
        if value not in _ids(kind):
            raise ValueError(f"seeds/{kind}.csv has no id {value!r}")
        return value

    return check


def _nfc(value: str) -> str:
    if not value.strip() or value != unicodedata.normalize("NFC", value):
        raise ValueError("text is not empty and in Unicode NFC")
    return value


RegionId = Annotated[str, AfterValidator(_in("regions"))]
CommodityId = Annotated[str, AfterValidator(_in("commodities"))]
TopicId = Annotated[str, AfterValidator(_in("topics"))]
Text = Annotated[str, AfterValidator(_nfc)]
Instant = Annotated[AwareDatetime, Field(strict=True)]
Dates = Annotated[str, Field(pattern=r"^\d{4}(-\d\d(-\d\d)?)?(/\d{4}(-\d\d(-\d\d)?)?)?$")]
UncertainField = Literal[
    "regions", "primary_region", "primary_place", "commodities", "topics", "is_border_trade_story", "signals",
    "attribution",
]  # fmt: skip


@dataclass(frozen=True, slots=True, kw_only=True, config=CLOSED)
class Signal:
    """A change that the report states; `event_date` is a day, month or year, or the first/last of several."""

    flow: Flow
    trend: Trend
    region: RegionId | None = None
    counterpart: RegionId | None = None
    commodity: CommodityId | None = None
    hedge: Hedge | None = None
    event_date: Dates | None = None
    uncertain: bool = False


@dataclass(frozen=True, slots=True, kw_only=True, config=CLOSED)
class Attribution:
    """A source of the report: where it is said to be, as what, and to which outlet it spoke."""

    who: Text
    told: Text | None = None
    where: RegionId | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=CLOSED)
class Labels:
    """What a careful reader finds in the report; keys and meaning are those of the tagger's output."""

    regions: tuple[RegionId, ...]
    commodities: tuple[CommodityId, ...]
    topics: tuple[TopicId, ...]
    is_border_trade_story: bool
    optional_regions: tuple[RegionId, ...] = ()
    primary_region: RegionId | None = None
    primary_place: RegionId | None = None
    uncertain: tuple[UncertainField, ...] = ()
    signals: tuple[Signal, ...] = ()
    attribution: tuple[Attribution, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True, config=CLOSED)
class Revision:
    """A correction that took effect `at`: the title, body or labels that it replaces."""

    at: Instant
    kind: Literal["cosmetic", "substantive"]
    title: Text | None = None
    body: Text | None = None
    labels: Labels | None = None


@dataclass(frozen=True, slots=True, kw_only=True, config=CLOSED)
class Takedown:
    """The moment from which the report's address answers 404."""

    at: Instant


@dataclass(frozen=True, slots=True, kw_only=True, config=CLOSED)
class Report:
    """One report in one edition. `body` holds paragraphs parted by blank lines; `## ` begins a subhead."""

    slug: Annotated[str, Field(pattern=r"^[a-z0-9]+(-[a-z0-9]+)*$")]
    title: Text
    published: Instant
    body: Text
    labels: Labels
    authors: tuple[Text, ...] = ()
    translator: Text | None = None
    editor: Text | None = None
    section: Text | None = None
    tags: tuple[Text, ...] = ()
    caption: Text | None = None
    alt_soup: Text | None = None
    amp: bool = False
    link_korean: bool = True
    revisions: tuple[Revision, ...] = ()
    takedown: Takedown | None = None

    @property
    def credits(self) -> str | None:
        """The line that names translator and editor, as the page prints it."""
        named = (("Translated", self.translator), ("Edited", self.editor))
        return " ".join(f"{what} by {who}." for what, who in named if who) or None

    def visible(self, as_of: datetime) -> bool:
        """Whether the site shows the report at that instant."""
        return self.published < as_of and (self.takedown is None or as_of <= self.takedown.at)

    def made_by(self, as_of: datetime) -> tuple[Revision, ...]:
        """The revisions that took effect before that instant."""
        return tuple(r for r in self.revisions if r.at < as_of)

    def wording(self, as_of: datetime) -> tuple[str, str, Labels]:
        """Title, body and labels as they stand at that instant."""
        title, body, labels = self.title, self.body, self.labels
        for revision in self.made_by(as_of):
            title, body, labels = revision.title or title, revision.body or body, revision.labels or labels
        return title, body.strip(), labels


@dataclass(frozen=True, slots=True, kw_only=True, config=CLOSED)
class Sheet:
    """One file: a report in one edition, or in both as a translation pair; files of one `story` report the same."""

    key: str
    story: str
    en: Report | None = None
    ko: Report | None = None

    def editions(self) -> Iterator[tuple[Lang, Report]]:
        """The editions in which the report stands."""
        if self.en is not None:
            yield "en", self.en
        if self.ko is not None:
            yield "ko", self.ko
