"""The row of each seeds file, as a validated frozen model; `seeds/README.md` documents every column."""

import re
from datetime import date, time
from typing import Annotated, Literal
from zoneinfo import ZoneInfo, ZoneInfoNotFoundError

from pydantic import AfterValidator, BaseModel, ConfigDict, Field, model_validator
from selectolax.lexbor import LexborHTMLParser, SelectolaxError

Lang = Literal["en", "ko", "zh"]
Edition = Literal["en", "ko"]
Rule = Literal["banned", "capped", "restricted", "none"]
Flow = Literal["import", "export", "both", "smuggling"]


def _zone(name: str) -> str:
    try:
        ZoneInfo(name)
    except (ZoneInfoNotFoundError, ValueError):
        raise ValueError(f"no such time zone: {name!r}") from None
    return name


def _address(url: str) -> str:
    if not url.startswith(("http://", "https://")):
        raise ValueError("an address begins with http:// or https://")
    return url


def _regex(pattern: str) -> str:
    try:
        re.compile(pattern)
    except re.error as e:
        raise ValueError(f"not a regular expression: {e}") from None
    return pattern


Forms = Annotated[str, Field(pattern=r"^[^|]+(\|[^|]+)*$")]


def _css(selector: str) -> str:
    try:
        LexborHTMLParser("<p>").css(selector)
    except SelectolaxError:
        raise ValueError("not a CSS selector") from None
    return selector


Css = Annotated[str, AfterValidator(_css)]
Regex = Annotated[str, AfterValidator(_regex)]
Zone = Annotated[str, AfterValidator(_zone)]
Address = Annotated[str, AfterValidator(_address)]
Identifier = Annotated[str, Field(pattern=r"^[A-Za-z0-9][A-Za-z0-9_-]*$")]


class Row(BaseModel):
    """One row of a seeds file; blank cells take the column's default, unknown columns are errors."""

    model_config = ConfigDict(frozen=True, extra="forbid")


class Source(Row):
    """One publisher edition. Only the first four columns are required: the rest has defaults for a WordPress site."""

    source_id: Identifier
    base_url: Address
    lang: Edition
    timezone: Zone
    outlet: str = ""
    group: Literal["live", "sample"] = "live"
    discovery: Literal["wordpress", "feed", "sitemap"] = "wordpress"
    feed_url: Address | None = None
    api_url: Address | None = None
    sitemap_url: Address | None = None
    body: Literal["page", "feed"] = "page"
    access: Literal["full", "teaser"] = "full"
    since: date | None = None
    lag_days: int = Field(default=0, ge=0)
    twin: Identifier | None = None
    delay_seconds: float = Field(default=2.0, ge=0)
    max_items: int = Field(default=300, gt=0)
    recheck_days: int = Field(default=14, ge=0)
    min_per_week: int = Field(default=0, ge=0)
    max_per_day: int | None = None
    note: str = ""


class Selector(Row):
    """How one field is read from one source's pages between two dates; a redesign is a new version."""

    source_id: Identifier
    version: int = Field(gt=0)
    valid_from: date | None = None
    valid_until: date | None = None
    field: Literal["title", "body", "author", "published", "updated", "section", "remove"]
    css: Css
    attribute: str | None = None
    note: str = ""


class Country(Row):
    """A country of the gazetteer and the zone whose calendar dates its regions' rows."""

    country: Identifier
    timezone: Zone


class Region(Row):
    """A node of the gazetteer."""

    region_id: Identifier
    parent_id: Identifier | None = None
    kind: Literal[
        "country", "province", "special_city", "special_zone", "municipality", "prefecture", "prefecture_city",
        "krai", "city", "county", "county_city", "district", "town", "port", "crossing", "geofeature",
    ]  # fmt: skip
    country: Identifier
    name_en: str
    name_ko: str
    name_zh: str = ""
    lat: float | None = Field(default=None, ge=-90, le=90)
    lon: float | None = Field(default=None, ge=-180, le=180)
    coord_kind: str = ""
    coord_source: str = ""
    iso_3166_2: str = ""
    geonames_id: str = ""
    ocha_pcode: str = ""
    borders: str = ""
    counterpart: Identifier | None = None
    verified: str = ""
    note: str = ""


class RegionName(Row):
    """A spelling by which texts name a region, and how it may be matched."""

    region_id: Identifier
    lang: Lang
    surface: str
    name_kind: Literal["official", "short", "variant", "rok_spelling", "sino_korean_reading"]
    ambiguous: bool
    match_rule: Literal["word", "prefix", "substring", "context", "cap_word", "locative", "verbal", "capital"]
    note: str = ""


class PlaceTrap(Row):
    """A longer word or name that holds a place name and is not that place."""

    lang: Edition
    kind: Literal["homograph", "name", "river"]
    surface: str
    note: str = ""


class PlaceCue(Row):
    """A word beside a place name that tells what the name stands for; `role` says which question it answers."""

    lang: Edition
    role: Literal[
        "institution", "government", "speaks", "locative", "motion", "sending", "place_noun", "facility", "evidence",
        "elsewhere", "domestic",
    ]  # fmt: skip
    surface: str
    note: str = ""


class Commodity(Row):
    """A node of the goods tree with HS chapters and the UN rules on import to and export from North Korea."""

    commodity_id: Identifier
    parent_id: Identifier | None = None
    name_en: str
    name_ko: str
    hs: str = ""
    dprk_import_rule: Rule
    dprk_import_basis: str = ""
    dprk_import_since: date | None = None
    dprk_export_rule: Rule
    dprk_export_basis: str = ""
    dprk_export_since: date | None = None
    note: str = ""


class CommodityTerm(Row):
    """A word or phrase that names a good, or hides a word that would.

    `reading`: plain; evidence (carriers, homographs, everyday words: counts only as the object of a trade verb, in a
    compound with a trade word, priced, or in a list with a good that counts); shield (a phrase that is not that good).
    """

    commodity_id: Identifier
    lang: Edition
    surface: str
    reading: Literal["plain", "evidence", "shield"]
    note: str = ""


class ContextCue(Row):
    """A word beside a good or a topic that says how it is meant; `surface` lists its forms, separated by `|`.

    `kind`: smuggle, move, sell, deal, arrive, seize, price, amount (evidence of trade); ban, banlist (forbidden, listed
    as forbidden); fresh, earlier, past (the reporting period, the year before, an older phase); circumstance, occasion,
    hypothesis (not the claim); purpose, use, head (a good that is a material, is consumed, or is part of another word);
    mass (neutral words after a good).
    """

    kind: Literal[
        "smuggle", "move", "sell", "deal", "arrive", "seize", "price", "amount", "ban", "banlist", "fresh", "earlier",
        "past", "circumstance", "occasion", "hypothesis", "purpose", "use", "head", "mass",
    ]  # fmt: skip
    lang: Edition
    surface: str
    note: str = ""


class Topic(Row):
    """A node of the topic tree.

    `trade`: core (speaks of goods that cross the border, or of what controls, counts and carries them), beside (does so
    in a report that speaks of them elsewhere too), security (guards and raids: guideline B2), rival (another main
    subject). `enough`: the strength that makes it a topic, 2 for what reports often name in passing; blank: by the
    report's length. `setting`: its words also name places where something else happens.
    """

    topic_id: Identifier
    parent_id: Identifier | None = None
    name_en: str
    name_ko: str
    description: str = ""
    trade: Literal["core", "beside", "security", "rival"] | None = None
    enough: float | None = Field(default=None, gt=0)
    setting: bool = False


class TopicTerm(Row):
    """Cues for a topic; `surface` lists their forms, separated by `|`.

    `role`: names (speaks of the topic by itself), thing (speaks of it with an act in the same sentence), act (counts
    beside a thing only), sign (speaks of it in a report that opens with the parent topic), not (a phrase that hides
    such a word).
    """

    topic_id: Identifier
    lang: Edition
    role: Literal["names", "thing", "act", "sign", "not"]
    surface: str


class TrendCue(Row):
    """A phrase that states a change; `surface` lists its forms, separated by `|`.

    `form` says where the thing that changes stands: English verb (before), object (after, or before a passive), both,
    noun ("a drop in …"), adjective, adverb, quantity ("fewer …", needs a movement); Korean predicate (a noun that takes
    하다 or 되다, or a whole word) or stem (a verb's beginning that any ending may follow).
    """

    trend: Literal["up", "down", "halted", "resumed", "tightened", "loosened", "neutral"]
    lang: Edition
    surface: Forms
    applies_to: Literal[
        "volume",
        "flow/crossing",
        "crossing",
        "control",
        "restriction",
        "restraint",
        "crackdown",
        "permission",
        "turning away",
        "any",
    ]
    form: Literal["verb", "object", "both", "noun", "adjective", "adverb", "quantity", "figure", "predicate", "stem"]
    note: str = ""


class FlowCue(Row):
    """A word for what moves or holds back movement across the border; `surface` lists its forms, separated by `|`.

    `kind`: movement (trade, shipments), goods (need a movement beside them), verb (brought in), carrier (trains),
    service (customs house, bridge), control (customs inspection), permit (fewer of them is tighter), guard (patrols:
    counts beside trade only), restraint (crackdown, restrictions), measure (words that stand for what they measure),
    other (what changes without being movement: prices, demand, people).
    """

    kind: Literal[
        "movement", "goods", "verb", "carrier", "service", "control", "permit", "guard", "restraint", "measure", "other"
    ]  # fmt: skip
    flow: Flow | None = None
    lang: Edition
    surface: Forms
    note: str = ""


class HedgeCue(Row):
    """A pattern that takes a stated change back: planned, rumoured, denied, past (background); `where` it stands.

    `trends`: the only trends it takes back, separated by spaces; blank for all.
    """

    hedge: Literal["planned", "rumoured", "denied", "past"]
    lang: Edition
    where: Literal["before", "after", "clause", "sentence"]
    trends: str = ""
    pattern_regex: Regex
    note: str = ""


class Wording(Row):
    """A pattern of words that tells the tagger something small; `sense` says what (see seeds/README.md)."""

    sense: Literal[
        "to", "from", "inward", "outward", "coming", "going", "their-export", "their-import", "ours", "not-export",
        "not-import", "named-side", "settled", "word-export", "word-import", "transit", "customs", "between",
        "between-behind", "joined", "foreign-authority", "authority", "authority-before", "the-place", "at-large",
        "state-acts", "border",
        "moves", "bound", "domestic", "people", "in-order", "most", "sequence",
    ]  # fmt: skip
    lang: Edition
    pattern_regex: Regex
    note: str = ""


class DateExpression(Row):
    """A pattern that names a day or an interval and the rule that resolves it against the publication date."""

    lang: Edition
    pattern_regex: Regex
    rule: Annotated[
        str,
        Field(
            pattern=r"^(?:day|weekday|months?|year|quarter|half|(?:this|last)-(?:week|month|year)|last-month-day|today|yesterday|"
            r"[01]\d[0-3]\d)$"
        ),
    ]
    note: str = ""


class Informant(Row):
    """A noun for those who inform reports, or an outlet that is told or cited; `surface` lists its forms by `|`."""

    lang: Edition
    kind: Literal[
        "source", "resident", "trader", "worker", "official", "defector", "expert", "outlet", "state-media",
    ]  # fmt: skip
    surface: str
    note: str = ""


class AttributionCue(Row):
    """A pattern of the words around informants: what they say, whether they are others, inside, or no informants."""

    lang: Edition
    pattern_regex: Regex
    role: Literal["statement", "another", "subject", "inside", "local", "not-informant"]
    note: str = ""


class Boilerplate(Row):
    """A pattern of text that is not the report: where it may stand and what becomes of it.

    `outlet` is a source's outlet or "any". `position`: title, head (first blocks), tail (last blocks), anywhere.
    `action`: drop the line; cut the matched words; drop the line and the rows of its table; end the article there;
    credit (then drop); alternate (keep the link to the other edition, then drop); teaser (mark, then drop); reject the
    page. The named groups translator, editor and author of a credit or cut are kept. A line is tried only if it has
    the characters `needs` and is not longer than `longest`; blank means any.
    """

    outlet: str
    lang: Literal["en", "ko", "any"]
    pattern_regex: Regex
    position: Literal["title", "head", "tail", "anywhere"]
    action: Literal["drop", "cut", "table", "end", "credit", "alternate", "teaser", "reject"]
    needs: str = ""
    longest: int | None = Field(default=None, gt=0)
    note: str = ""


class UrlParameter(Row):
    """A query parameter that tells no articles apart, `name` or, for one site, `name@host`; `*` is any characters."""

    parameter: Annotated[str, Field(pattern=r"^[a-z0-9_*-]+(@[a-z0-9.-]+)?$")]
    note: str = ""


class StoryTerm(Row):
    """A thing that reports speak of, with the words for it in both languages, separated by `|`.

    `rarity`: 1 (every other report has it), 2 (one in eight), 3 (one in thirty).
    """

    term_id: Identifier
    rarity: Literal["1", "2", "3"]
    en: str
    ko: str


def _clock(text: str) -> str:
    try:
        time.fromisoformat(text)
    except ValueError:
        raise ValueError("a time of day is written 07:30") from None
    return text


def _hours(text: str) -> str:
    first, _, last = text.partition("-")
    return f"{_clock(first)}-{_clock(last)}"


def _channels(text: str) -> str:
    unknown = [word for word in text.split() if not re.fullmatch(r"(feed|email|webhook|apprise)(:[a-z0-9-]+)?", word)]
    if unknown:
        raise ValueError(f"no channel {unknown[0]!r}; there are feed, email, webhook, apprise, or one with :name")
    return text


class AlertRule(Row):
    """What a watcher wants to hear of; blank conditions always hold, lists are separated by spaces."""

    rule_id: Identifier
    name: str
    audience: Literal["watch", "ops"] = "watch"
    regions: str = ""
    crossing: bool = False
    topics: str = ""
    commodities: str = ""
    banned_goods: Literal["", "import", "export", "any"] = ""
    flows: str = ""
    trends: str = ""
    border_trade_only: bool = True
    lang: Edition | None = None
    sources: str = ""
    min_confidence: float = Field(default=0.0, ge=0, le=1)
    corroboration: int = Field(default=0, ge=0)
    contradiction: bool = False
    within_days: int = Field(default=7, gt=0)
    silence_days: int = Field(default=0, ge=0)
    burst_stories: int = Field(default=2, gt=0)
    burst_hours: int = Field(default=72, gt=0)
    new_region_days: int = Field(default=0, ge=0)
    fault: Literal["", "empty-index", "gap", "short-articles", "unplaced"] = ""
    once: Literal["story", "event"] = "story"
    digest_at: Annotated[str, AfterValidator(_clock)] | None = None
    quiet: Annotated[str, AfterValidator(_hours)] | None = None
    zone: Zone = "Asia/Seoul"
    channels: Annotated[str, AfterValidator(_channels)] = "feed"
    note: str = ""

    @model_validator(mode="after")
    def _fits(self) -> "AlertRule":
        if (self.fault != "") != (self.audience == "ops"):
            raise ValueError("a fault is for the audience ops, and ops hear of nothing but faults")
        if self.new_region_days and not self.topics:
            raise ValueError("new_region_days needs topics: new to what?")
        return self
