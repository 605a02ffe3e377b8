"""The seeds compiled for tagging, once a process: matchers, trees and the version that every tag carries."""

import hashlib
from collections.abc import Mapping
from dataclasses import dataclass, fields
from functools import cache

from pipeline.seeds import Commodity, Region, Seeds, Topic
from pipeline.tagging.event_dates import Dates
from pipeline.tagging.hedges import Hedges
from pipeline.tagging.matcher import Matcher
from pipeline.tagging.place_cues import PlaceCues, compile_cues
from pipeline.tagging.source_cues import SourceCues, compile_sources
from pipeline.tagging.wordings import Wordings

CODE_VERSION = 1


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Rules:
    """Reference data as the taggers need it; `ruleset` changes with any row of the seeds and with CODE_VERSION."""

    seeds: Seeds
    ruleset: str
    matchers: Mapping[str, Matcher]
    regions: Mapping[str, Region]
    goods: Mapping[str, Commodity]
    topics: Mapping[str, Topic]
    place_cues: Mapping[str, PlaceCues]
    source_cues: Mapping[str, SourceCues]
    hedges: Mapping[str, Hedges]
    dates: Mapping[str, Dates]
    wordings: Mapping[str, Wordings]
    lineages: Mapping[str, tuple[str, ...]]

    def parent(self, region_id: str) -> str | None:
        """The node above the region."""
        return self.regions[region_id].parent_id

    def lineage(self, region_id: str) -> tuple[str, ...]:
        """The region and its ancestors, itself first."""
        return self.lineages[region_id]

    def first_level(self, region_id: str) -> str:
        """The node just under the country, or the country itself."""
        chain = self.lineage(region_id)
        return chain[-2] if len(chain) > 1 else chain[0]

    def country(self, region_id: str) -> str:
        """The region's country id."""
        return self.regions[region_id].country

    def good_lineage(self, commodity_id: str) -> tuple[str, ...]:
        """The good and its ancestors, itself first."""
        chain: list[str] = []
        node: str | None = commodity_id
        while node is not None:
            chain.append(node)
            node = self.goods[node].parent_id
        return tuple(chain)


def _fingerprint(seeds: Seeds) -> str:
    """Twelve hexadecimal digits over every row that tagging reads and the code's version."""
    digest = hashlib.sha256(f"code {CODE_VERSION}".encode())
    for field in fields(seeds):
        if field.name in ("sources", "selectors", "story_terms", "alert_rules"):
            continue
        digest.update(field.name.encode())
        for row in getattr(seeds, field.name):
            digest.update(row.model_dump_json().encode())
    return digest.hexdigest()[:12]


def _lineage(region_id: str, regions: Mapping[str, Region]) -> tuple[str, ...]:
    chain: list[str] = []
    node: str | None = region_id
    while node is not None:
        chain.append(node)
        node = regions[node].parent_id
    return tuple(chain)


@cache
def rules(seeds: Seeds) -> Rules:
    """The seeds compiled; the same object for the same seeds."""
    regions = {r.region_id: r for r in seeds.regions}
    return Rules(
        seeds=seeds,
        ruleset=_fingerprint(seeds),
        matchers={lang: Matcher(seeds, lang) for lang in ("en", "ko")},
        regions=regions,
        goods={c.commodity_id: c for c in seeds.commodities},
        topics={t.topic_id: t for t in seeds.topics},
        hedges={lang: Hedges(seeds.hedge_cues, lang) for lang in ("en", "ko")},
        dates={lang: Dates(seeds, lang) for lang in ("en", "ko")},
        wordings={lang: Wordings(seeds.wordings, lang) for lang in ("en", "ko")},
        place_cues={lang: compile_cues(seeds, lang) for lang in ("en", "ko")},
        source_cues={lang: compile_sources(seeds, lang) for lang in ("en", "ko")},
        lineages={region_id: _lineage(region_id, regions) for region_id in regions},
    )
