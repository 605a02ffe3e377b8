"""Reference data: the rows of `seeds/*.csv` and how they are read."""

from pipeline.seeds.read import BUNDLED, Seeds, load, read_rows
from pipeline.seeds.rows import (
    AlertRule,
    AttributionCue,
    Boilerplate,
    Commodity,
    CommodityTerm,
    Country,
    Region,
    RegionName,
    Selector,
    Source,
    Topic,
    TopicTerm,
    TrendCue,
)

__all__ = [
    "BUNDLED",
    "AlertRule",
    "AttributionCue",
    "Boilerplate",
    "Commodity",
    "CommodityTerm",
    "Country",
    "Region",
    "RegionName",
    "Seeds",
    "Selector",
    "Source",
    "Topic",
    "TopicTerm",
    "TrendCue",
    "load",
    "read_rows",
]
