"""Stories in the warehouse: the same in any order and batching, on both databases, with two loaders at once."""

import shutil
from functools import cache
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from hypothesis import Phase, given, settings
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from pipeline.records import Moment
from pipeline.warehouse import tables as t
from pipeline.warehouse.engine import engine, reading
from pipeline.warehouse.load import load
from tests.crash import together
from tests.stories.reports import labelled, labels_of, made, told_alike
from tests.warehouse.dump import LEDGER, OUTBOX, Dump, dump
from tests.warehouse.made import (
    ENGLISH,
    ENGLISH_URL,
    KOREAN_URL,
    SEEDS,
    Made,
    deliver,
    english,
    enter,
    hour,
    items,
    korean,
)

LATER = Moment(at=hour(30), basis="metadata", zone="Asia/Seoul")
CONTENT = LEDGER | OUTBOX
KEYS = (
    "2026-03-01-hyesan-tyres-en",
    "2026-03-01-hyesan-tyres-ko",
    "2026-03-03-hyesan-tyres-again-ko",
    "2026-03-11-jian-herb-arrests-ko",
    "2026-04-13-jian-herb-arrests-again-ko",
    "2026-03-24-kimjongsuk-cars-en",
    "2026-03-24-kimjongsuk-cars-ko",
    "2026-04-28-kimjongsuk-cars-resume-ko",
    "2026-03-21-scanner-rewrite-ko",
    "2026-03-27-sinuiju-bribes-ko",
)


def addresses(warehouse: Engine) -> set[frozenset[str]]:
    """The addresses of each story's articles."""
    query = select(t.story_article.c.story_id, t.article.c.url).join_from(t.story_article, t.article)
    grouped: dict[str, set[str]] = {}
    with reading(warehouse) as connection:
        for story, url in connection.execute(query):
            grouped.setdefault(story, set()).add(url)
        listed = set(connection.scalars(select(t.story.c.story_id)))
    assert listed == grouped.keys()
    return {frozenset(members) for members in grouped.values()}


def copy(url: str, text: str = ENGLISH, **fields: Any) -> Made:
    given: dict[str, Any] = {"published": LATER, "source_id": "nknews-en"} | fields
    return english(url=url, title="Another headline", text=text, **given)


def test_the_press_is_joined_as_labelled(warehouse: Engine) -> None:
    deliver(warehouse, *(made(key) for key in labelled()))
    with reading(warehouse) as connection:
        query = select(t.article.c.url, t.story_article.c.story_id).join_from(t.article, t.story_article)
        story = dict(connection.execute(query).all())
    assert told_alike({key: story[each["url"]] for key, each in labelled().items()}) == labels_of(labelled())


@cache
def straight(template: Path) -> Dump:
    """What the reports give when loaded in one go."""
    with TemporaryDirectory() as folder:
        path = shutil.copy(template, folder)
        warehouse = engine(f"sqlite:///{path}")
        deliver(warehouse, *map(made, KEYS))
        found = dump(warehouse, CONTENT)
        warehouse.dispose()
    assert all(found[name] for name in ("story", "story_link", "story_profile", "fingerprint"))
    return found


@settings(max_examples=10, deadline=None, phases=(Phase.explicit, Phase.reuse, Phase.generate))
@given(order=st.permutations(KEYS), batch=st.integers(1, len(KEYS)))
def test_no_order_of_arrival_and_no_batching_changes_stories(
    sqlite_template: Path, order: list[str], batch: int
) -> None:
    with TemporaryDirectory() as folder:
        path = shutil.copy(sqlite_template, folder)
        warehouse = engine(f"sqlite:///{path}")
        deliver(warehouse, *map(made, order), batch=batch)
        found = dump(warehouse, CONTENT)
        warehouse.dispose()
    assert found == straight(sqlite_template)


def load_half(url: str, half: int) -> None:
    load(engine(url), items([made(key) for key in KEYS[half::2]]), SEEDS, run_id="run-1", batch=2)


def test_two_loaders_at_once_give_the_same_stories(warehouse: Engine, sqlite_template: Path) -> None:
    enter(warehouse, map(made, KEYS))
    url = warehouse.url.render_as_string(hide_password=False)
    warehouse.dispose()
    assert together(load_half, (url, 0), (url, 1)) == [0, 0]
    assert dump(warehouse, CONTENT) == straight(sqlite_template)


def test_copies_are_one_story_and_another_report_is_another(warehouse: Engine) -> None:
    other = copy("https://d.test/4", "Rain fell on the southern ports for a third day, and the ferries stayed in.")
    deliver(warehouse, english(), copy("https://b.test/2"), copy("https://c.test/3"), other)
    together_ = frozenset({ENGLISH_URL, "https://b.test/2", "https://c.test/3"})
    assert addresses(warehouse) == {together_, frozenset({"https://d.test/4"})}


def test_an_edition_link_joins_whichever_comes_first(warehouse: Engine) -> None:
    odd = korean(text="전혀 다른 이야기다. " * 12, title="다른 제목")
    deliver(warehouse, english(alternate_url=KOREAN_URL))
    deliver(warehouse, odd)
    assert addresses(warehouse) == {frozenset({ENGLISH_URL, KOREAN_URL})}
    with reading(warehouse) as connection:
        assert connection.scalars(select(t.story_link.c.kind)).all() == ["edition"]


def test_a_story_keeps_the_id_of_its_first_record_and_heads_its_earliest_publication(warehouse: Engine) -> None:
    deliver(warehouse, copy("https://b.test/2"))
    deliver(warehouse, english(hours=2))
    with reading(warehouse) as connection:
        (story,) = connection.execute(select(t.story)).all()
        articles = {row.url: row for row in connection.execute(select(t.article))}
        whys = dict(connection.execute(select(t.story_article.c.article_id, t.story_article.c.why)).all())
        origins = set(connection.scalars(select(t.story_article.c.origin)))
    first, earliest = articles["https://b.test/2"], articles[ENGLISH_URL]
    assert (story.story_id, story.title) == (first.article_id, earliest.title)
    assert story.first_published_at == earliest.published_at
    assert whys == {
        first.article_id: "the story's first recorded article",
        earliest.article_id: "100% of the shorter text word for word in the other",
    }
    assert origins == {"nk news", "border courier"}


def test_a_merge_found_later_keeps_the_older_id_and_leaves_a_trail(warehouse: Engine) -> None:
    odd = korean(text="전혀 다른 이야기다. " * 12, title="다른 제목")
    deliver(warehouse, odd, copy("https://b.test/2", hours=1))
    assert len(addresses(warehouse)) == 2
    deliver(warehouse, english(hours=2, alternate_url=KOREAN_URL))
    assert addresses(warehouse) == {frozenset({ENGLISH_URL, KOREAN_URL, "https://b.test/2"})}
    with reading(warehouse) as connection:
        ids = {row.url: row.article_id for row in connection.execute(select(t.article))}
        trail = connection.execute(select(t.story_trail)).all()
        (story,) = connection.scalars(select(t.story.c.story_id)).all()
    absorbed = ids["https://b.test/2"]
    assert story == ids[KOREAN_URL]
    assert [tuple(row) for row in trail] == [(absorbed, hour(1), absorbed, hour(2), story)]


def test_a_correction_that_takes_the_evidence_away_splits_and_leaves_a_trail(warehouse: Engine) -> None:
    deliver(warehouse, english(), copy("https://b.test/2", hours=1), copy("https://c.test/3", hours=2))
    rewritten = "Rain fell on the southern ports for a third day, and the ferries stayed in."
    deliver(warehouse, english(hours=9, title="Rain in the south", text=rewritten))
    assert addresses(warehouse) == {frozenset({ENGLISH_URL}), frozenset({"https://b.test/2", "https://c.test/3"})}
    with reading(warehouse) as connection:
        trail = connection.execute(select(t.story_trail.c.superseded_at, t.story_trail.c.became)).all()
        ids = {row.url: row.article_id for row in connection.execute(select(t.article))}
    assert {tuple(row) for row in trail} == {(hour(9), ids["https://b.test/2"])}
    assert len(trail) == 2


def test_two_reports_of_one_event_are_grouped_by_their_first_and_counted_apart(warehouse: Engine) -> None:
    deliver(warehouse, *map(made, KEYS))
    with reading(warehouse) as connection:
        query = select(t.story.c.event_group, t.article.c.url).join_from(t.story, t.story_article).join(t.article)
        groups = {url: group for group, url in connection.execute(query)}
        ids = {row.url: row.article_id for row in connection.execute(select(t.article))}
    first, second = (labelled()[key]["url"] for key in KEYS[-2:])
    assert groups[first] == groups[second] == ids[first]
    assert {group for url, group in groups.items() if url not in (first, second)} == {None}
