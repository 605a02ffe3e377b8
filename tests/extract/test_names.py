"""Names in bylines, without the words around them."""

import pytest

from pipeline.extract.names import names


@pytest.mark.parametrize(
    ("byline", "found"),
    [
        ("By Ada North", ["Ada North"]),
        ("BY: Ada North and Ben East", ["Ada North", "Ben East"]),
        ("Ada North, Ben East & Cy West", ["Ada North", "Ben East", "Cy West"]),
        ("Ada North, DVM. Reviewed", ["Ada North"]),
        ("Ada North | March 3, 2026 | 5 min read", ["Ada North"]),
        ("Written by Ada North for The Outlet", ["Ada North"]),
        ("Ada North, Senior Editor", ["Ada North"]),
        ("Ada North (Content Manager)", ["Ada North"]),
        ("Ludwig van der Brook", ["Ludwig van der Brook"]),
        ("Jo Heir Jr.", ["Jo Heir Jr"]),
        ("이순옥 기자", ["이순옥"]),
        ("이순옥 기자 soonok@outlet.invalid", ["이순옥"]),
        ("(서울=국경통신) 이순옥 기자", ["이순옥"]),
        ("서울-이순옥", ["이순옥"]),
        ("이순옥·박나루 기자", ["이순옥", "박나루"]),
        ("국경통신 편집부", ["국경통신 편집부"]),
        ("Border Courier desk", ["Border Courier desk"]),
        ("https://social.invalid/ada", []),
        ("@ada", []),
        ("admin", []),
        ("12 min read", []),
        ("undefined", []),
        ("page.head.extra.author", []),
        ("", []),
    ],
)
def test_names_in_a_byline(byline: str, found: list[str]) -> None:
    assert list(names([byline])) == found


def test_a_word_after_by_alone_is_no_name() -> None:
    assert names(["By Monday"], strict=True) == ()
    assert names(["By Ada North"], strict=True) == ("Ada North",)
