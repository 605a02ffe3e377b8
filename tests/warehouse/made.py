"""Invented pages with what refining made of them, and the ledger rows that go before them."""

import hashlib
from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, timedelta
from typing import Any, Literal

from sqlalchemy import Engine

from pipeline import seeds
from pipeline.archive import page_id
from pipeline.records import (
    Article,
    Attribution,
    CommodityTag,
    EventDate,
    Moment,
    Quantity,
    Ranking,
    RegionTag,
    Rejected,
    RejectReason,
    Signal,
    Span,
    TaggedArticle,
    Tags,
    TopicTag,
)
from pipeline.warehouse import tables as t
from pipeline.warehouse.engine import alone, writing
from pipeline.warehouse.load import Item, LoadReport, load
from pipeline.warehouse.upsert import insert_missing

SEEDS = seeds.load()
START = datetime(2026, 3, 2, 1, 0, tzinfo=UTC)
PUBLISHED = Moment(at=datetime(2026, 3, 1, 16, 30, tzinfo=UTC), basis="metadata", zone="Asia/Seoul")
ENGLISH_URL = "https://press.test/english/flour-trucks/"
KOREAN_URL = "https://press.test/20260301-1/"
ENGLISH = (
    "Officials at the Sinuiju customs house let flour trucks from Dandong through again on Sunday, a source in North "
    "Pyongan Province told the outlet. The source said inspections at the bridge had been loosened.\n\n"
    "Traders who had waited since the winter paid their drivers at once, and the warehouses by the river were filled "
    "within two days, the source added."
)
KOREAN = (
    "신의주 세관이 일요일 단둥에서 들어오는 밀가루 트럭을 다시 통과시켰다고 평안북도 소식통이 전했다. "
    "소식통은 다리 위 검사가 느슨해졌다고 말했다.\n\n겨울부터 기다린 무역일꾼들은 운전사들에게 곧바로 삯을 치렀고 강가의 "
    "창고들은 이틀 만에 가득 찼다고 소식통은 덧붙였다. 현지 주민들은 장마당 물가도 곧 내려갈 것으로 기대하고 있다고 한다. "
    "다만 일부 품목은 여전히 까다로운 검사를 받고 있어 모든 화물이 풀린 것은 아니라고 소식통은 설명했다."
)
WORDS = {
    "en": {"KP-03-SINUIJU": "Sinuiju", "CN-LN-DANDONG": "Dandong", "KP-03": "North Pyongan", "flour": "flour"},
    "ko": {"KP-03-SINUIJU": "신의주", "CN-LN-DANDONG": "단둥", "KP-03": "평안북도", "flour": "밀가루"},
}


@dataclass(frozen=True, slots=True)
class Made:
    """What refining made of a page, and the address it was asked for at."""

    item: Item
    asked: str
    sha256: str

    @property
    def page_id(self) -> str:
        return self.item.article.page_id if isinstance(self.item, TaggedArticle) else self.item.page_id

    @property
    def fetched_at(self) -> datetime:
        return self.item.article.fetched_at if isinstance(self.item, TaggedArticle) else self.item.fetched_at

    @property
    def source_id(self) -> str:
        return self.item.article.source_id if isinstance(self.item, TaggedArticle) else self.item.source_id


def hour(hours: float) -> datetime:
    """An instant so many hours after the beginning."""
    return START + timedelta(hours=hours)


def english(
    *,
    hours: float = 0,
    url: str = ENGLISH_URL,
    asked: str | None = None,
    title: str = "Flour trucks roll into Sinuiju again",
    text: str = ENGLISH,
    **fields: Any,
) -> Made:
    """An English report, fetched `hours` after the beginning."""
    return _report("en", hours, url, asked or url, title, text, fields)


def korean(
    *,
    hours: float = 0,
    url: str = KOREAN_URL,
    asked: str | None = None,
    title: str = "신의주 세관, 밀가루 트럭 다시 통과",
    text: str = KOREAN,
    **fields: Any,
) -> Made:
    """Its Korean original."""
    return _report("ko", hours, url, asked or url, title, text, fields)


def refused(
    *, hours: float = 0, url: str = "https://press.test/english/menu/", reason: RejectReason = "empty-body"
) -> Made:
    """A page that became no article."""
    sha = hashlib.sha256(url.encode()).hexdigest()
    page = page_id("sample-en", url, hour(hours), sha)
    shared = {"page_id": page, "source_id": "sample-en", "url": url, "fetched_at": hour(hours)}
    return Made(Rejected(**shared, reason=reason, detail="Nothing there to read."), url, sha)  # type: ignore[arg-type]


def _report(
    lang: Literal["en", "ko"], hours: float, url: str, asked: str, title: str, text: str, fields: dict[str, Any]
) -> Made:
    tags = fields.pop("tags", None) or tags_of(text, lang)
    source = fields.pop("source_id", f"sample-{lang}")
    sha = hashlib.sha256(repr((title, text, fields)).encode(errors="surrogatepass")).hexdigest()
    shared = {"published": PUBLISHED, "url": url, "lang": lang, "title": title, "text": text, "source_id": source}
    page = page_id(source, asked, hour(hours), sha)
    article = Article(page_id=page, fetched_at=hour(hours), **shared | fields)
    return Made(TaggedArticle(article=article, tags=tags), asked, sha)


def tags_of(text: str, lang: str) -> Tags:
    """Tags of every kind on the words that the text has of the flour report."""
    spans = {node: _find(text, word) for node, word in WORDS[lang].items() if word in text}
    roles: dict[str, Any] = {"KP-03-SINUIJU": "event", "CN-LN-DANDONG": "mention", "KP-03": "source"}
    stop = text.find(".") + 1
    sentence = Span(0, stop or len(text))
    return Tags(
        regions=tuple(
            RegionTag(id=node, role=roles[node], salience=0.5, spans=(span,), rule="word", confidence=0.9)
            for node, span in spans.items()
            if node in roles
        ),
        primary_region="KP-03",
        primary_place="KP-03-SINUIJU",
        commodities=tuple(
            CommodityTag(id=node, spans=(span,), rule="term", confidence=0.8)
            for node, span in spans.items()
            if node == "flour"
        ),
        topics=(TopicTag(id="border-trade", strength=3.0, spans=(Span(0, 5, "title"),), rule="cues"),),
        is_border_trade_story=True,
        story_why="goods cross the border in the first sentence",
        signals=(
            Signal(
                region="KP-03-SINUIJU",
                counterpart="CN-LN-DANDONG",
                commodity="flour",
                flow="import",
                trend="resumed",
                hedge="reported",
                span=sentence,
                rule="let through again",
                confidence=0.8,
                event_date=EventDate(start=date(2026, 3, 1), end=date(2026, 3, 1), precision="day", text="Sunday"),
                quantity=Quantity(value=20.0, unit="truck", text="20 trucks"),
                attribution=0,
            ),
        ),
        rankings=(Ranking(measure="smuggling", order=("KP-03", "KP-10"), span=sentence, attribution=0),),
        attributions=(
            Attribution(
                where="KP-03",
                who="a source",
                told="Sample Press",
                kind="resident",
                anonymous=True,
                hearsay=0,
                span=sentence,
                rule="source in place",
            ),
        ),
        ruleset="test",
    )


def _find(text: str, word: str) -> Span:
    return Span(text.index(word), text.index(word) + len(word))


def enter(made: Engine, pages: Iterable[Made], run_id: str = "run-1", kind: str = "crawl") -> None:
    """Writes the ledger rows of the pages: their run, and each page with the fetch that brought it."""
    listed = list(pages)
    sources = sorted({page.source_id for page in listed})
    run = {"run_id": run_id, "kind": kind, "sources": " ".join(sources), "started_at": START, "state": "running"}
    with writing(made) as connection:
        alone(connection)
        insert_missing(connection, t.run, [run | {"detail": ""}])
        insert_missing(connection, t.fetch, [_fetch(page, run_id) for page in listed])
        insert_missing(connection, t.page, [_page(page, run_id) for page in listed])


def _fetch(page: Made, run_id: str) -> dict[str, Any]:
    return {
        "fetch_id": f"f-{page.page_id}",
        "run_id": run_id,
        "source_id": page.source_id,
        "url": page.asked,
        "kind": "article",
        "scheduled_at": page.fetched_at,
        "finished_at": page.fetched_at,
        "outcome": "fetched",
        "status": 200,
        "attempts": 1,
    }


def _page(page: Made, run_id: str) -> dict[str, Any]:
    return {
        "page_id": page.page_id,
        "run_id": run_id,
        "source_id": page.source_id,
        "fetch_id": f"f-{page.page_id}",
        "url": page.asked,
        "fetched_at": page.fetched_at,
        "sha256": page.sha256,
        "size": 1000,
        "archive_path": f"{page.source_id}/{page.page_id}.warc.gz",
    }


def deliver(made: Engine, *pages: Made, run_id: str = "run-1", batch: int = 100) -> LoadReport:
    """Enters the pages in the ledger and loads them."""
    enter(made, pages, run_id)
    return load(made, items(pages), SEEDS, run_id=run_id, batch=batch)


def items(pages: Sequence[Made]) -> list[Item]:
    """What refining made of the pages."""
    return [page.item for page in pages]
