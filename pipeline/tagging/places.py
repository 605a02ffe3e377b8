"""What the reading says of places: each mention, how it stands there, and the regions of the report that follow."""

from bisect import bisect_left
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from operator import attrgetter
from typing import Literal, NamedTuple

from pipeline.records import RegionTag, Span
from pipeline.tagging.text import Sentence

MentionKind = Literal[
    "place",  # named as a place
    "source",  # where an informant is
    "orientation",  # "near X", "X 서쪽의"
    "dateline",  # "DANDONG, China –"
    "caption",  # under a picture
    "country",  # a bare country: for counterparts and attributions, never a region
    "metonym",  # a capital for its government
    "name",  # part of the name of a paper, school, person, product
    "river",  # rivers, mountains, seas
    "chrome",  # page furniture
    "homograph",  # another word
]


class Mention(NamedTuple):
    """One naming of a gazetteer node: offsets into `Reading.whole`, how it stands there and the rule that says so.

    `sentence` is the number of the sentence that holds it.
    """

    start: int
    end: int
    sentence: int
    span: Span
    region: str
    country: str
    kind: MentionKind
    rule: str
    confidence: float

    @property
    def counts(self) -> bool:
        """Whether the mention names a region of the report: a place or an informant's place."""
        return self.kind in ("place", "source")


_start = attrgetter("start")


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """All mentions in the order of the text, excluded ones too, and the article-level tags that follow from them.

    `north_korea` says whether the document has any link to North Korea (gate G1).
    """

    mentions: tuple[Mention, ...] = ()
    tags: tuple[RegionTag, ...] = ()
    primary_region: str | None = None
    primary_place: str | None = None
    north_korea: bool = True

    def within(
        self, sentence: Sentence, kinds: Iterable[str] = ("place", "source", "orientation")
    ) -> tuple[Mention, ...]:
        """The sentence's mentions of those kinds, in order."""
        wanted = frozenset(kinds)
        return tuple(m for m in self.between(sentence.start, sentence.end) if m.kind in wanted)

    def between(self, start: int, end: int) -> tuple[Mention, ...]:
        """All mentions that begin between the offsets, excluded ones too."""
        first = bisect_left(self.mentions, start, key=_start)
        return self.mentions[first : bisect_left(self.mentions, end, lo=first, key=_start)]

    def before(self, end: int) -> Iterator[Mention]:
        """The mentions that begin before the offset, the last one first."""
        for i in range(bisect_left(self.mentions, end, key=_start) - 1, -1, -1):
            yield self.mentions[i]
