"""Loading, in articles a second, on SQLite and on a PostgreSQL of our own, each empty at first and then not.

    python -m benchmarks.load [--articles 3000]

Articles are made up: some 2,500 characters, five places, three goods, two topics, two signals and two attributions
each; one in ten is the Korean original of another, one in twenty a copy. Wall time and CPU time of one loading process
(PostgreSQL's own processes come on top); the second load meets a warehouse that holds the first.
"""

import argparse
import random
import time
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from hashlib import sha256
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Literal

from sqlalchemy import Engine

from pipeline import seeds
from pipeline.archive import page_id
from pipeline.console import say, table
from pipeline.records import (
    Article,
    Attribution,
    CommodityTag,
    Moment,
    RegionTag,
    Signal,
    Span,
    TaggedArticle,
    Tags,
    TopicTag,
)
from pipeline.warehouse import dimensions, schema
from pipeline.warehouse import tables as t
from pipeline.warehouse.engine import engine, writing
from pipeline.warehouse.load import load
from pipeline.warehouse.upsert import insert_missing
from tests import postgres

START = datetime(2026, 1, 5, tzinfo=UTC)
WORDS = (
    "trucks customs officials traders inspected crossed waited warehouse source city river bridge said goods " * 3
).split()
SEEDS = seeds.load()


def articles(count: int, first: int = 0) -> list[TaggedArticle]:
    """So many made-up tagged articles, the same each time; `first` numbers them."""
    return [_article(n, random.Random(n)) for n in range(first, first + count)]  # noqa: S311  nothing secret here


def _article(n: int, chance: random.Random) -> TaggedArticle:
    lang: Literal["en", "ko"] = "ko" if n % 10 == 9 else "en"
    written = random.Random(n - 1) if n % 20 == 1 else chance  # noqa: S311  a copy of the one before
    text = "\n\n".join(_paragraph(written) for _ in range(5))
    at = START + timedelta(minutes=11 * n)
    url = f"https://press.test/{lang}/{n}/"
    sha = sha256(text.encode()).hexdigest()
    article = Article(
        page_id=page_id(f"sample-{lang}", url, at, sha),
        source_id=f"sample-{lang}",
        url=url,
        lang=lang,
        title=f"Report number {n} from the border",
        text=text,
        fetched_at=at,
        published=Moment(at=at - timedelta(hours=3), basis="metadata", zone="Asia/Seoul"),
        alternate_url=f"https://press.test/ko/{n + 1}/" if n % 10 == 8 else None,
    )
    return TaggedArticle(article=article, tags=_tags(chance))


def _paragraph(chance: random.Random) -> str:
    return " ".join(" ".join(chance.choices(WORDS, k=14)).capitalize() + "." for _ in range(6))


def _tags(chance: random.Random) -> Tags:
    regions = chance.sample(SEEDS.regions, 5)
    goods = chance.sample(SEEDS.commodities, 3)
    spans = (Span(0, 8), Span(40, 52))
    signals = tuple(
        Signal(
            region=region.region_id,
            counterpart=None,
            commodity=good.commodity_id,
            flow="import",
            trend="up",
            hedge="reported",
            span=Span(0, 90),
            rule="verb",
            confidence=0.7,
            attribution=0,
        )
        for region, good in zip(regions[:2], goods, strict=False)
    )
    said = Attribution(
        where="KP-03",
        who="a source",
        told=None,
        kind="resident",
        anonymous=True,
        hearsay=0,
        span=Span(0, 9),
        rule="cue",
    )
    return Tags(
        regions=tuple(
            RegionTag(id=r.region_id, role="event", salience=0.4, spans=spans, rule="word", confidence=0.9)
            for r in regions
        ),
        commodities=tuple(
            CommodityTag(id=good.commodity_id, spans=spans, rule="term", confidence=0.8) for good in goods
        ),
        topics=tuple(
            TopicTag(id=topic.topic_id, strength=2.0, spans=spans, rule="cues")
            for topic in chance.sample(SEEDS.topics, 2)
        ),
        is_border_trade_story=chance.random() < 0.3,
        signals=signals,
        attributions=(said, replace(said, where="KP-10")),
        ruleset="made-up",
    )


def enter(made: Engine, listed: list[TaggedArticle], run_id: str) -> None:
    """Writes the pages' ledger rows, which the crawl would have written."""
    run = {"run_id": run_id, "kind": "ingest", "sources": "sample-en sample-ko", "started_at": START, "detail": ""}
    pages = [
        {
            "page_id": item.article.page_id,
            "run_id": run_id,
            "source_id": item.article.source_id,
            "fetch_id": None,
            "url": item.article.url,
            "fetched_at": item.article.fetched_at,
            "sha256": "0" * 64,
            "size": 1,
            "archive_path": "none",
        }
        for item in listed
    ]
    with writing(made) as connection:
        insert_missing(connection, t.run, [run | {"state": "running"}])
        insert_missing(connection, t.page, pages)


def measure(made: Engine, count: int) -> list[tuple[float, float]]:
    """Articles a second, by the wall clock and by CPU time, of two loads one after the other, each of new articles."""
    with writing(made) as connection:
        dimensions.sync(connection, SEEDS)
    speeds = []
    for run in range(2):
        listed = articles(count, run * count)
        enter(made, listed, f"run-{run}")
        start, busy = time.perf_counter(), time.process_time()
        report = load(made, listed, SEEDS, run_id=f"run-{run}")
        speeds.append((count / (time.perf_counter() - start), count / (time.process_time() - busy)))
        assert report.dispositions == {"loaded": count}
    return speeds


@contextmanager
def databases() -> Iterator[dict[str, str]]:
    """The URL of an empty database of each kind that this machine has."""
    with TemporaryDirectory() as folder:
        urls = {"SQLite": f"sqlite:///{Path(folder) / 'warehouse.sqlite'}"}
        programs = postgres.binaries()
        if programs is None:
            say(postgres.INSTALL)
            yield urls
            return
        with postgres.server(programs) as socket:
            yield urls | {"PostgreSQL": postgres.url(socket, "postgres")}


def main() -> None:
    """Measures and prints the table."""
    parser = argparse.ArgumentParser(description=__doc__)
    parser.add_argument("--articles", type=int, default=3000)
    count = parser.parse_args().articles
    rows = []
    with databases() as urls:
        for name, url in urls.items():
            schema.upgrade(url)
            for label, (wall, busy) in zip(("first", "next"), measure(engine(url), count), strict=True):
                rows.append((name, f"{label} {count:,}", f"{wall:,.0f}", f"{busy:,.0f}"))
            engine(url).dispose()
    for line in table(("database", "load", "articles/s", "articles/CPU s"), rows):
        say(line)


if __name__ == "__main__":
    main()
