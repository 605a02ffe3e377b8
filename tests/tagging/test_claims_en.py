"""English: what one sentence asserts of what; every sentence is invented."""

import pytest

from tests.tagging.changes import stated

SENTENCES: list[tuple[str, set[str]]] = [
    ("Imports have fallen.", {"down reported: Imports ← fallen"}),
    ("Imports of rice, flour and sugar fell.", {"down reported: Imports ← fell"}),
    ("The price of imports fell.", set()),
    ("In trade circles, tension rose.", set()),
    ("Trade between the two cities via the rail bridge has soared.", {"up reported: Trade ← soared"}),
    ("Trade was suspended.", {"halted reported: Trade ← suspended"}),
    ("Officials suspended trade.", {"halted reported: trade ← suspended"}),
    ("The suspended trade was a topic of the talks.", set()),
    ("Increased inspections are delaying cargo.", {"tightened reported: inspections ← Increased"}),
    ("Dwindling imports have emptied the shelves.", {"down reported: imports ← Dwindling"}),
    ("China is banning the export of steel.", {"halted reported: export ← banning"}),
    ("They stepped up inspections of cargo.", {"tightened reported: inspections ← stepped up"}),
    ("A sharp drop in imports was reported.", {"down reported: imports ← drop"}),
    ("A crackdown on smuggling is under way.", {"tightened reported: crackdown ← crackdown"}),
    ("The crackdown on smugglers has eased.", {"loosened reported: crackdown ← eased"}),
    ("Smuggling has dried up, and it has done so in every village.", {"down reported: Smuggling ← dried up"}),
    ("Trade is at a standstill.", {"halted reported: Trade ← at a standstill"}),
    ("The crackdown has brought smuggling to a near complete standstill.", {"halted reported: smuggling ← standstill"}),
    ("Trade has ground to a virtual halt.", {"halted reported: Trade ← halt"}),
    ("Smuggling has almost stopped.", {"down reported: Smuggling ← stopped"}),
    ("Cargo is being inspected more strictly than before.", {"tightened reported: Cargo ← more strictly"}),
    ("Fewer trucks are crossing.", {"down reported: trucks ← Fewer"}),
    ("More rice is coming in.", set()),
    ("Trucks no longer cross the bridge.", {"halted reported: cross the ← no longer"}),
    ("No trucks have crossed since Monday.", {"halted reported: trucks ← No trucks"}),
    ("The crossings that used to run at night have stopped.", {"halted reported: crossings ← stopped"}),
    (
        "The trade controls imposed after the closure in January have been lifted.",
        {"loosened reported: trade controls ← lifted"},
    ),
    (
        "Trade, which had been slow for months, is picking up.",
        {"down past: Trade ← slow", "up reported: Trade ← picking up"},
    ),
    ("With smuggling blocked, families are hungry.", {"halted reported: smuggling ← blocked"}),
    ("Apartment blocks are going up as imports rise.", {"up reported: imports ← rise"}),
    ("Authorities have allowed imports of timber.", {"loosened reported: imports ← allowed"}),
    ("Authorities allow imports of timber.", set()),
    ("Guards turn a blind eye to smuggling.", {"loosened reported: smuggling ← turn a blind eye to"}),
    ("Trade fell short of the plan.", set()),
    ("Traders are barred from importing cosmetics.", {"halted reported: importing ← barred from"}),
]


@pytest.mark.parametrize(("sentence", "expected"), SENTENCES)
def test_a_sentence_states_these_changes(sentence: str, expected: set[str]) -> None:
    assert stated("en", sentence) == expected
