"""One place name where it stands: the words around it, and what the document has settled so far."""

import re
from dataclasses import dataclass, field

from pipeline.seeds import RegionName
from pipeline.tagging.matcher import Hit, PlaceRow
from pipeline.tagging.places import MentionKind
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.text import Reading, Sentence

WINDOW = 80


@dataclass(frozen=True, slots=True, kw_only=True)
class Verdict:
    """What a place name stands for, the rule that says so, and how sure it is (0..1)."""

    kind: MentionKind
    rule: str
    confidence: float = 1.0


METONYM = Verdict(kind="metonym", rule="capital-for-government", confidence=0.8)
"""A capital that stands for its government; a list of towns may still turn it into the city."""


@dataclass(slots=True)
class Settled:
    """What the document has shown: the countries it speaks of, and regions named beyond doubt with their ancestors."""

    countries: set[str] = field(default_factory=set)
    regions: set[str] = field(default_factory=set)
    around: set[str] = field(default_factory=set)

    @property
    def north_korea(self) -> bool:
        """Whether the document has a link to North Korea."""
        return "KP" in self.countries

    def add(self, region: str, rules: Rules) -> None:
        """Takes the region as named beyond doubt."""
        self.regions.add(region)
        self.around.update(rules.lineage(region))


@dataclass(frozen=True, slots=True, kw_only=True)
class Scene:
    """A hit with the characters of its sentence before and after it, and its neighbours among the hits.

    `rivals` are towns of other provinces that share the spelling.
    """

    reading: Reading
    hit: Hit[PlaceRow]
    row: RegionName
    before: str
    after: str
    held: Sentence
    previous: Hit[PlaceRow] | None
    following: Hit[PlaceRow] | None
    rivals: tuple[str, ...]

    @property
    def sentence(self) -> str:
        """The characters of the sentence that holds the hit."""
        return self.reading.text_of(self.held)

    def gap_before(self) -> str | None:
        """The characters between the previous hit and this one, if they stand in one sentence."""
        if self.previous is None or self.hit.start - self.previous.end > len(self.before):
            return None
        return self.reading.whole[self.previous.end : self.hit.start]

    def gap_after(self) -> str | None:
        """The characters between this hit and the following one, if they stand in one sentence."""
        if self.following is None or self.following.start - self.hit.end > len(self.after):
            return None
        return self.reading.whole[self.hit.end : self.following.start]


def scene(reading: Reading, hits: tuple[Hit[PlaceRow], ...], index: int, rules: Rules) -> Scene | None:
    """The scene of a hit that names a region; None for a trap."""
    hit = hits[index]
    if not isinstance(hit.row, RegionName):
        return None
    held = reading.sentence_at(hit.start)
    return Scene(
        reading=reading,
        hit=hit,
        row=hit.row,
        before=reading.whole[max(held.start, hit.start - WINDOW) : hit.start],
        after=reading.whole[hit.end : min(held.end, hit.end + WINDOW)],
        held=held,
        previous=next((h for h in hits[max(0, index - 3) : index][::-1] if h.end <= hit.start), None),
        following=next((h for h in hits[index + 1 : index + 4] if h.start >= hit.end), None),
        rivals=_rivals(hits, index, hit.row.region_id, rules),
    )


def _rivals(hits: tuple[Hit[PlaceRow], ...], index: int, region: str, rules: Rules) -> tuple[str, ...]:
    """Towns of another province spelt alike; provinces and crossings that share a spelling are all meant."""
    start, end, _ = hits[index]
    same = [
        h.row.region_id
        for h in hits[max(0, index - 2) : index + 3]
        if h.start == start and h.end == end and isinstance(h.row, RegionName) and h.row.region_id != region
    ]
    if not same:
        return ()
    unit = rules.first_level(region)
    return tuple(
        r
        for r in same
        if unit not in (region, rules.first_level(r)) and r != rules.first_level(r) and r[:2] == region[:2]
    )


def parent_beside(here: Scene, rules: Rules, before: re.Pattern[str], after: re.Pattern[str] | None) -> bool:
    """Whether an ancestor of the region (below the country) stands right beside it, joined as the patterns say."""
    lineage = frozenset(rules.lineage(here.row.region_id)[1:-1])
    sides = ((here.previous, here.gap_before(), before), (here.following, here.gap_after(), after))
    return any(
        isinstance(other.row, RegionName) and other.row.region_id in lineage and pattern.fullmatch(gap)
        for other, gap, pattern in sides
        if other is not None and gap is not None and pattern is not None
    )
