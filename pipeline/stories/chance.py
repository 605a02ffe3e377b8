"""How much a shared mark tells: how likely it is in another article of the same story, and in any other.

The likelihoods are those of the language of this beat, estimated once and kept fixed: if they followed the warehouse,
stories would depend on the order in which articles came.
"""

from collections.abc import Iterable, Iterator, Mapping
from math import log

# How often a mark stands in the other article of a pair of one story.
KEPT = {"p": 0.75, "g": 0.75, "t": 0.65, "w": 0.6, "n": 0.7, "d": 0.6, "m": 0.5}
# How often it stands in any other article of the size of a short Korean report.
TERMS = {1: 0.35, 2: 0.12, 3: 0.035}
SIZE = 300.0
SMALLEST = 100.0
ROUND = ("13", "15", "19", "20", "30", "40", "50", "60")


def met(mark: str, rarity: Mapping[str, int]) -> float:
    """The chance that an unrelated short report has the mark."""
    kind, _, rest = mark.partition(":")
    if kind == "w":
        return TERMS[rarity.get(rest, 3)]
    if kind == "p":
        return 0.12 if rest.count("-") < 2 else 0.06
    if kind == "n":
        return _number(rest)
    if kind == "d":
        return 0.004 if "-" in rest else 0.04
    return {"g": 0.06, "t": 0.15, "m": 0.1}[kind]


def _number(rest: str) -> float:
    value, _, unit = rest.partition(" ")
    digits = len(value.replace(".", "").strip("0"))
    if not unit and 1990 <= float(value) <= 2040:
        return 0.08
    if float(value) <= 12 or value in ROUND:
        return 0.04 if unit else 0.08
    if digits >= 3:
        return 0.002
    return 0.012 if digits == 2 else 0.02


def likeness(
    ours: Iterable[str], theirs: frozenset[str], size: float, rarity: Mapping[str, int]
) -> Iterator[tuple[float, str]]:
    """What each of our marks says for the same story, as a logarithm of odds; `size` is that of the other article."""
    longer = max(size, SMALLEST) / SIZE
    for mark in ours:
        by_chance = 1 - (1 - met(mark, rarity)) ** longer
        kept = max(KEPT[mark[0]], min(by_chance + 0.02, 0.99))
        yield log(kept / by_chance) if mark in theirs else log((1 - kept) / (1 - by_chance)), mark
