"""Stories: copies by their text, translations by their link, joined through all between; split when evidence goes."""

from sqlalchemy import Engine, select

from pipeline.records import Moment
from pipeline.warehouse import tables as t
from pipeline.warehouse.engine import reading
from tests.warehouse.made import ENGLISH, ENGLISH_URL, KOREAN_URL, Made, deliver, english, hour, korean

LATER = Moment(at=hour(30), basis="metadata", zone="Asia/Seoul")


def stories(made: Engine) -> set[frozenset[str]]:
    """The addresses of each story's articles."""
    query = select(t.story_article.c.story_id, t.article.c.url).join_from(t.story_article, t.article)
    grouped: dict[str, set[str]] = {}
    with reading(made) as connection:
        for story, url in connection.execute(query):
            grouped.setdefault(story, set()).add(url)
        listed = set(connection.scalars(select(t.story.c.story_id)))
    assert listed == grouped.keys()
    return {frozenset(members) for members in grouped.values()}


def copy(url: str, text: str = ENGLISH) -> Made:
    return english(url=url, title="Another headline", text=text, published=LATER)


def test_copies_are_one_story_and_another_report_is_another(warehouse: Engine) -> None:
    other = copy("https://d.test/4", ENGLISH.replace("Traders", "Merchants"))
    deliver(warehouse, english(), copy("https://b.test/2"), copy("https://c.test/3"), other)
    together = frozenset({ENGLISH_URL, "https://b.test/2", "https://c.test/3"})
    assert stories(warehouse) == {together, frozenset({"https://d.test/4"})}


def test_a_translation_is_joined_whichever_comes_first(warehouse: Engine) -> None:
    deliver(warehouse, english(alternate_url=KOREAN_URL))
    assert stories(warehouse) == {frozenset({ENGLISH_URL})}
    deliver(warehouse, korean())
    assert stories(warehouse) == {frozenset({ENGLISH_URL, KOREAN_URL})}


def test_two_stories_become_one_when_a_third_article_joins_them(warehouse: Engine) -> None:
    deliver(warehouse, korean(), copy("https://b.test/2"))
    assert len(stories(warehouse)) == 2
    deliver(warehouse, english(alternate_url=KOREAN_URL))
    assert stories(warehouse) == {frozenset({ENGLISH_URL, KOREAN_URL, "https://b.test/2"})}


def test_a_story_bears_the_id_and_headline_of_its_earliest_article(warehouse: Engine) -> None:
    deliver(warehouse, copy("https://b.test/2"))
    deliver(warehouse, english())
    with reading(warehouse) as connection:
        (story,) = connection.execute(select(t.story)).all()
        first = connection.execute(select(t.article).where(t.article.c.url == ENGLISH_URL)).one()
        whys = dict(connection.execute(select(t.story_article.c.article_id, t.story_article.c.why)).all())
    assert tuple(story) == (first.article_id, first.published_at, first.title)
    assert whys.pop(first.article_id) == "earliest article of the story"
    assert set(whys.values()) == {"the same text"}


def test_a_story_falls_apart_when_a_correction_takes_its_link_away(warehouse: Engine) -> None:
    deliver(warehouse, english(), copy("https://b.test/2"), copy("https://c.test/3"))
    deliver(warehouse, english(hours=9, text=ENGLISH.replace("two days", "three days")))
    assert stories(warehouse) == {frozenset({ENGLISH_URL}), frozenset({"https://b.test/2", "https://c.test/3"})}
