"""Stories and event groups follow from the set of links alone; the trail tells what was thought before."""

from datetime import UTC, date, datetime, timedelta

from hypothesis import given
from hypothesis import strategies as st

from pipeline.stories.groups import Told, grouped
from pipeline.stories.pairs import Kind
from pipeline.stories.partition import Link, Member, stories
from pipeline.stories.timeline import Stay, Version, stays

START = datetime(2026, 3, 1, tzinfo=UTC)


def hour(number: int) -> datetime:
    return START + timedelta(hours=number)


def member(name: str, edition: str = "", since: int = 0) -> Member:
    return Member(id=name, edition=edition or name, since=hour(since))


def link(a: str, b: str, kind: Kind = "translation", score: float = 0.9) -> Link:
    return Link(a=a, b=b, kind=kind, score=score, why="because")


def version(name: str, since: int = 0, until: int | None = None, article: str = "", edition: str = "") -> Version:
    ends = None if until is None else hour(until)
    return Version(id=name, article=article or name, edition=edition or name, since=hour(since), until=ends)


MEMBERS = [member(name, edition, n % 3) for n, (name, edition) in enumerate(zip("abcdefgh", "xyxyzzxy", strict=True))]
LINKS = st.lists(
    st.builds(
        lambda ends, kind, score: link(min(ends), max(ends), kind, score),
        st.sets(st.sampled_from("abcdefgh"), min_size=2, max_size=2),
        st.sampled_from(["copy", "translation", "rewrite", "event", "edition"]),
        st.sampled_from([0.6, 0.8, 1.0]),
    ),
    unique_by=lambda found: (found.a, found.b),
)


@given(LINKS, st.randoms())
def test_the_order_of_articles_and_links_changes_no_story(links: list[Link], random: object) -> None:
    straight = stories(MEMBERS, links)
    shuffled, turned = list(links), list(MEMBERS)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    random.shuffle(turned)  # type: ignore[attr-defined]
    assert stories(turned, shuffled) == straight
    assert all(straight[leader] == leader for leader in straight.values())


def test_a_story_goes_by_its_first_recorded_article() -> None:
    members = [member("a", since=5), member("b", since=1), member("c", since=3)]
    assert stories(members, [link("a", "c"), link("a", "b")]) == dict.fromkeys("abc", "b")


def test_of_two_rival_translations_the_likelier_is_taken() -> None:
    members = [member("en1", "nk en"), member("en2", "nk en"), member("ko1", "nk ko"), member("ko2", "nk ko")]
    pairs = [link("en1", "ko1", score=0.99), link("en2", "ko2", score=0.97), link("en1", "ko2", score=0.9)]
    assert stories(members, pairs) == {"en1": "en1", "ko1": "en1", "en2": "en2", "ko2": "en2"}


def test_a_copy_of_one_edition_may_stand_twice_in_a_story() -> None:
    members = [member("en1", "nk en"), member("en2", "nk en"), member("ko1", "nk ko")]
    found = stories(members, [link("en1", "ko1"), link("en2", "ko1"), link("en1", "en2", "copy", 1.0)])
    assert found == dict.fromkeys(("en1", "en2", "ko1"), "en1")


def test_an_event_link_merges_nothing() -> None:
    assert stories([member("a"), member("b")], [link("a", "b", "event")]) == {"a": "a", "b": "b"}


def test_a_merge_found_later_leaves_a_trail_and_the_older_id() -> None:
    versions = [version("a"), version("b", 1), version("c", 2)]
    found = stays(versions, [link("a", "c"), link("b", "c")])
    assert found["a"] == [Stay(story="a", since=hour(0), until=None)]
    assert found["b"] == [Stay(story="b", since=hour(1), until=hour(2)), Stay(story="a", since=hour(2), until=None)]
    assert found["c"] == [Stay(story="a", since=hour(2), until=None)]


def test_a_correction_that_takes_the_evidence_away_splits_and_leaves_a_trail() -> None:
    versions = [version("a"), version("b1", 1, 5, article="b"), version("b2", 5, article="b")]
    found = stays(versions, [link("a", "b1", "copy")])
    assert found == {
        "a": [Stay(story="a", since=hour(0), until=None)],
        "b": [Stay(story="a", since=hour(1), until=hour(5)), Stay(story="b", since=hour(5), until=None)],
    }


@given(st.permutations([version("a"), version("b", 1), version("c", 2), version("d", 3)]), st.randoms())
def test_the_trail_is_the_same_in_any_order(versions: list[Version], random: object) -> None:
    links = [link("a", "d"), link("b", "c"), link("c", "d", "copy")]
    shuffled = list(links)
    random.shuffle(shuffled)  # type: ignore[attr-defined]
    straight = stays([version("a"), version("b", 1), version("c", 2), version("d", 3)], links)
    assert stays(versions, shuffled) == straight


def told(day: int, since: int = 0) -> Told:
    return Told(since=hour(since), first=date(2026, 3, day), last=date(2026, 3, day))


def test_an_event_group_is_no_longer_than_its_span() -> None:
    days = {"a": told(1), "b": told(6), "c": told(11), "d": told(16)}
    chain = [(0.9, "a", "b"), (0.9, "b", "c"), (0.9, "c", "d")]
    assert grouped(days, chain) == {"a": "a", "b": "a", "c": "a", "d": None}


def test_an_event_group_goes_by_its_first_recorded_story() -> None:
    assert grouped({"a": told(2, 9), "b": told(1, 3)}, [(0.8, "a", "b")]) == {"a": "b", "b": "b"}


def test_undated_stories_do_not_lengthen_a_group() -> None:
    undated = Told(since=hour(0), first=None, last=None)
    assert grouped({"a": undated, "b": told(20)}, [(0.8, "a", "b")]) == {"a": "a", "b": "a"}
