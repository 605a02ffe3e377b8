"""Which UN rule held for a good, in which direction, on which day: a look-up in `seeds/commodities.csv`.

Directions are seen from North Korea: China's exports to it are its imports. Steel and vehicles are banned as imports,
cement as an export only, glass not at all. The resolutions and their days stand in the seeds' `basis` and `since`.
"""

from collections.abc import Mapping
from datetime import date
from typing import Literal, NamedTuple

from pipeline.errors import SeedsError
from pipeline.records import Flow
from pipeline.seeds import Commodity

Direction = Literal["import", "export"]
Force = Literal["banned", "capped", "restricted", "none"]
STRICTEST: tuple[Force, ...] = ("banned", "capped", "restricted", "none")
_DIRECTIONS: dict[Flow, tuple[Direction, ...]] = {
    "import": ("import",),
    "export": ("export",),
    "both": ("import", "export"),
    "smuggling": ("import", "export"),
}


class UnRule(NamedTuple):
    """The rule in force: what it does, the resolution and paragraph, since when, and the good's HS chapters."""

    force: Force
    basis: str
    since: date | None
    hs: str


def rule(commodity_id: str, direction: Direction, on: date, goods: Mapping[str, Commodity]) -> UnRule:
    """The rule for the good in that direction on that day; raises SeedsError for a good that seeds don't have."""
    good = goods.get(commodity_id)
    if good is None:
        raise SeedsError(f"commodities.csv: no good {commodity_id!r}; add a row for it")
    force, basis, since = (
        (good.dprk_import_rule, good.dprk_import_basis, good.dprk_import_since)
        if direction == "import"
        else (good.dprk_export_rule, good.dprk_export_basis, good.dprk_export_since)
    )
    if force == "none" or (since is not None and on < since):
        return UnRule("none", "", None, good.hs)
    return UnRule(force, basis, since, good.hs)


def strictest(commodity_id: str, flow: Flow, on: date, goods: Mapping[str, Commodity]) -> UnRule:
    """The strictest rule for a flow whose direction may be open, as that of smuggling is."""
    found = (rule(commodity_id, direction, on, goods) for direction in _DIRECTIONS[flow])
    return min(found, key=lambda r: STRICTEST.index(r.force))
