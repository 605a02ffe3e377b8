"""The chain is a function of the set of pages: whole, without gaps, and the same for every order."""

from datetime import timedelta
from itertools import pairwise
from random import Random

from hypothesis import given
from hypothesis import strategies as st

from pipeline.warehouse.versions import Observation, chain, words
from tests.warehouse.made import START

SEEN = st.builds(
    lambda number, minutes, content, url: Observation(
        page_id=f"p{number}",
        source_id="sample-en",
        url=url,
        fetched_at=START + timedelta(minutes=minutes),
        content_sha256=content,
    ),
    st.integers(0, 99),
    st.integers(0, 9),
    st.sampled_from("abc"),
    st.sampled_from(["/story/", "/story/amp/"]),
)
PAGES = st.lists(SEEN, min_size=1, max_size=12, unique_by=lambda o: o.page_id)


@given(PAGES, st.randoms())
def test_order_does_not_matter(pages: list[Observation], chance: Random) -> None:
    shuffled = list(pages)
    chance.shuffle(shuffled)
    assert chain(shuffled) == chain(pages)


@given(PAGES)
def test_versions_follow_without_gap_and_never_repeat_the_one_before(pages: list[Observation]) -> None:
    versions = chain(pages)
    assert versions[0].recorded_at == min(page.fetched_at for page in pages)
    assert versions[-1].superseded_at is None
    for one, after in pairwise(versions):
        assert one.superseded_at == after.recorded_at
        assert one.content_sha256 != after.content_sha256
    assert len({(v.content_sha256, v.recorded_at) for v in versions}) == len(versions)


@given(PAGES)
def test_every_page_has_one_end_and_one_page_loads_each_version(pages: list[Observation]) -> None:
    versions = chain(pages)
    ends = words(versions)
    assert ends.keys() == {page.page_id for page in pages}
    assert {page for page, word in ends.items() if word == "loaded"} == {v.first.page_id for v in versions}


def test_the_same_content_at_another_address_is_a_duplicate() -> None:
    shared = {"source_id": "s", "content_sha256": "a"}
    first = Observation(page_id="1", url="/story/", fetched_at=START, **shared)
    again = Observation(page_id="2", url="/story/", fetched_at=START + timedelta(days=1), **shared)
    twin = Observation(page_id="3", url="/story/amp/", fetched_at=START + timedelta(days=2), **shared)
    assert words(chain([twin, again, first])) == {"1": "loaded", "2": "unchanged", "3": "duplicate"}
