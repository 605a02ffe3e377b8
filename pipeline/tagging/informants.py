"""The phrase in which a report says who informs it, and the cue words of the reading that make phrases up."""

from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import dataclass, field

from pipeline.seeds import Informant
from pipeline.tagging.matcher import Hit
from pipeline.tagging.places import Mention
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.source_cues import SourceCues
from pipeline.tagging.text import Reading, Sentence

PUBLIC = frozenset({"outlet", "state-media"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Phrase:
    """One phrase for an informant or a cited outlet: offsets, where they are, of what kind, as printed, told whom.

    `outlet` is the outlet's row that was told or cited, `another` marks a source said to be distinct, `mentions` are
    the offsets of the place names that say where the informant is.
    """

    start: int
    end: int
    where: str | None
    kind: str
    who: str
    told: str | None
    outlet: Informant | None
    another: bool
    rule: str
    mentions: tuple[int, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Cast:
    """All that phrases are made of in one reading: nouns for informants, outlets, places, and the cue patterns."""

    reading: Reading
    heads: Sequence[Hit[Informant]]
    outlets: Sequence[Hit[Informant]]
    mentions: Sequence[Mention]
    cues: SourceCues
    rules: Rules
    _starts: list[int] = field(init=False)

    def __post_init__(self) -> None:
        object.__setattr__(self, "_starts", [m.start for m in self.mentions])

    def places(self, start: int, end: int) -> Sequence[Mention]:
        """The mentions that begin between those offsets."""
        return self.mentions[bisect_left(self._starts, start) : bisect_left(self._starts, end)]

    def outlet(self, start: int, end: int) -> Hit[Informant] | None:
        """The first outlet named between those offsets."""
        return next((o for o in self.outlets if start <= o.start and o.end <= end), None)

    def speaks(self, start: int, end: int) -> bool:
        """Whether a noun for an informant stands between those offsets."""
        return any(start <= h.start and h.end <= end for h in self.heads)

    def text(self, start: int, end: int) -> str:
        """The characters between those offsets."""
        return self.reading.whole[start:end]


@dataclass(frozen=True, slots=True, kw_only=True)
class Spoken:
    """A noun for an informant in its sentence: the characters before and after it there."""

    head: Hit[Informant]
    sentence: Sentence
    before: str
    after: str

    @property
    def kind(self) -> str:
        """The kind of informant the noun names."""
        return self.head.row.kind


def spoken(cast: Cast, head: Hit[Informant]) -> Spoken | None:
    """The noun in its sentence, None outside the report's body."""
    sentence = cast.reading.sentence_at(head.start)
    if cast.reading.paragraphs[sentence.paragraph].kind != "body" or not sentence.start <= head.start < sentence.end:
        return None
    return Spoken(
        head=head,
        sentence=sentence,
        before=cast.text(sentence.start, head.start),
        after=cast.text(head.end, sentence.end),
    )


def deepest(chain: Sequence[Mention], rules: Rules) -> Mention:
    """The mention of the finest level in a chain of related places."""
    return max(chain, key=lambda m: len(rules.lineage(m.region)))


def related(a: str, b: str, rules: Rules) -> bool:
    """Whether one region holds the other."""
    return a in rules.lineage(b) or b in rules.lineage(a)


def local_unit(cast: Cast, sentence: Sentence) -> str | None:
    """The first-level unit that the sentence, or else the last one before it that names a place, names first."""
    before = [m for m in cast.places(0, sentence.end) if m.kind in ("place", "source")]
    last = before[-1].sentence if before else None
    return next((cast.rules.first_level(m.region) for m in before if m.sentence == last), None)
