"""The keys by which articles find those they may share a story with, without being compared with all others.

Two articles are candidates when they share one key of kind `text` (a band of the text's MinHash) or `link` whenever
they came, or within WINDOW_DAYS one of kind `title` or `words` (how a sentence begins, one MinHash value of longer
runs), or two of kind `mark` (the rarest things they speak of). So what an article costs depends on the news of its
weeks, not on the archive.
"""

import hashlib
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from rensa import RMinHash

from pipeline.stories.chance import met
from pipeline.stories.passages import RUN, beginnings, grams
from pipeline.stories.profile import Profile

Kind = Literal["text", "link", "title", "words", "mark"]

WINDOW_DAYS = 21
TIMELESS: tuple[Kind, ...] = ("text", "link")
WEIGHT: dict[Kind, int] = {"text": 2, "link": 2, "title": 2, "words": 2, "mark": 1}
ENOUGH = 2

# English needs longer shingles: unrelated reports share one in seven of their four-letter ones.
SHINGLE = {"en": 9, "ko": 4}
WORDS = {"en": 16, "ko": 8}
BEGINNING = {"en": 32, "ko": 14}
BANDS, ROWS = 20, 5
SINGLES = 8
SHORTEST = 80
MARKS = 12
COMMONEST = 0.1
SEED = 42


@dataclass(frozen=True, slots=True, order=True)
class Key:
    """A key as the warehouse stores it: 64 bits, signed."""

    kind: Kind
    hash: int


def keys(profile: Profile, rarity: Mapping[str, int]) -> Iterator[Key]:
    """All keys of an article."""
    for band in _bands(profile):
        yield _key("text", f"{profile.lang} {band}")
    for address in filter(None, (profile.url, profile.alternate_url)):
        yield _key("link", address)
    if len(profile.headline) >= RUN[profile.lang]:
        yield _key("title", profile.headline)
    for beginning in beginnings(profile.text, profile.lang, BEGINNING[profile.lang]):
        yield _key("words", f"{profile.lang} {beginning}")
    for value in _singles(profile):
        yield _key("words", f"{profile.lang} {value}")
    rarest = sorted((met(mark, rarity), mark) for mark in profile.marks)
    for _, mark in [(chance, mark) for chance, mark in rarest if chance <= COMMONEST][:MARKS]:
        yield _key("mark", mark)


def _bands(profile: Profile) -> Iterator[str]:
    if len(profile.letters) < SHORTEST:
        return
    values = _minhash(sorted(grams(profile.letters, SHINGLE[profile.lang])), BANDS * ROWS)
    for band in range(BANDS):
        yield f"{band} {values[band * ROWS : (band + 1) * ROWS]}"


def _singles(profile: Profile) -> Iterator[str]:
    runs = frozenset().union(*(grams(piece, WORDS[profile.lang]) for piece in profile.pieces))
    if runs:
        yield from (f"{number} {value}" for number, value in enumerate(_minhash(sorted(runs), SINGLES)))


def _minhash(shingles: Sequence[str], permutations: int) -> list[int]:
    made = RMinHash(num_perm=permutations, seed=SEED)
    made.update(shingles)
    digest: list[int] = made.digest()
    return digest


def _key(kind: Kind, text: str) -> Key:
    digest = hashlib.blake2b(f"{kind} {text}".encode(), digest_size=8).digest()
    return Key(kind, int.from_bytes(digest, "big", signed=True))
