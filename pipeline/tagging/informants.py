"""The phrase in which a report says who informs it."""

from collections.abc import Sequence
from dataclasses import dataclass

from pipeline.tagging.places import Mention
from pipeline.tagging.ruleset import Rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Informant:
    """One phrase for an informant or a cited outlet: offsets, where they are, of what kind, as printed, told whom.

    `outlet` is the pattern of the outlet that was told or cited, `another` marks a source said to be distinct, `mentions`
    are the offsets of the place names that say where the informant is.
    """

    start: int
    end: int
    where: str | None
    kind: str
    who: str
    told: str | None
    outlet: str | None
    another: bool
    rule: str
    mentions: tuple[int, ...] = ()


def deepest(chain: Sequence[Mention], rules: Rules) -> Mention:
    """The mention of the finest level in a chain of related places."""
    return max(chain, key=lambda m: len(rules.lineage(m.region)))


def related(a: str, b: str, rules: Rules) -> bool:
    """Whether one region holds the other."""
    return a in rules.lineage(b) or b in rules.lineage(a)
