"""What changed between two versions: a slip of the pen, or what the report says."""

import pytest

from pipeline.stories.changes import Wording, change

COSMETIC = [
    ("Then teh traders paid.", "Then the traders paid."),
    ("물건이 단둥을 거쳐 들온어다.", "물건이 단둥을 거쳐 들어온다."),
    ("Trade rose in Hyesan.", "Trade rose in Hyesan"),
    ("The shipmants of flour arrived.", "The shipments of flour arrived."),
    ("신의주 세관에서 밀가루가 들어왔다.", "신의주세관에서 밀가루가 들어왔다"),
    ("“We waited,” he said.", '"We waited", he said.'),
    ("The quay re-opened.", "The quay reopened."),
    ("Trucks crossed.\nThey came back.", "Trucks crossed. They came back."),
]
SUBSTANTIVE = [
    ("It is on.", "It is no."),
    ("Some 12 trucks crossed.", "Some 13 trucks crossed."),
    ("Exports were legal.", "Exports were illegal."),
    ("They did cross.", "They did not cross."),
    ("무역이 늘었다.", "무역이 줄었다."),
    ("수출이 재개됐다.", "수입이 재개됐다."),
    ("세관이 문을 열었다.", "세관이 문을 열지 않았다."),
    ("The bridge opened.", "The bridge opened.\n\nIt closed again at night."),
    ("The port reopened on Monday.", "The port reopened on Sunday."),
    ("Flour came in.", "Coal came in."),
]


@pytest.mark.parametrize(("before", "after"), COSMETIC)
def test_spacing_punctuation_and_typos_are_cosmetic(before: str, after: str) -> None:
    for old, new in ((before, after), (after, before)):
        assert change(Wording(title="T", text=old), Wording(title="T", text=new)) == "cosmetic"


@pytest.mark.parametrize(("before", "after"), SUBSTANTIVE)
def test_numbers_negations_words_and_paragraphs_are_substantive(before: str, after: str) -> None:
    for old, new in ((before, after), (after, before)):
        assert change(Wording(title="T", text=old), Wording(title="T", text=new)) == "substantive"
        assert change(Wording(title=old, text="x"), Wording(title=new, text="x")) == "substantive"


def test_a_place_misspelt_into_another_is_substantive_by_its_tag() -> None:
    before = Wording(title="T", text="Trade through Onsong grew.", places=frozenset({"KP-09-ONSONG"}))
    after = Wording(title="T", text="Trade through Onsang grew.")
    assert change(before, after) == "substantive"


def test_a_wholly_other_long_text_is_told_at_once() -> None:
    before, after = ("word " * 30_000, "other " * 30_000)
    assert change(Wording(title="T", text=before), Wording(title="T", text=after)) == "substantive"
