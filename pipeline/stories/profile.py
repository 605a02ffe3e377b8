"""What of an article can be compared with another's, in its own language or across languages."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal

from pipeline.stories.days import days
from pipeline.stories.names import hangul_sounds, latin_names
from pipeline.stories.numbers import numbers
from pipeline.stories.passages import letters, pieces
from pipeline.stories.terms import Terms

Lang = Literal["en", "ko"]

# A Korean syllable says what two or three Latin letters say.
_COMMON = re.compile(r"n:(?:19[5-9]\d|20[0-4]\d|19|20|\d)")
SIZE = {"en": 0.42, "ko": 1.0}


@dataclass(frozen=True, kw_only=True)
class Profile:
    """An article, or one version of it, as the pair evidence sees it.

    `first` and `last` enclose the publication day, both None when it is unknown. `origin` is the outlet whose report
    it says it carries, mostly its own. `marks`: places `p:`, goods `g:`, topics `t:`, terms `w:`, numbers `n:`, days
    `d:` and months `m:`. `names`: the sounds of names in an English text.
    """

    id: str
    lang: Lang
    outlet: str
    origin: str
    url: str | None
    alternate_url: str | None
    first: date | None
    last: date | None
    title: str
    text: str
    marks: frozenset[str]
    names: frozenset[str]

    @cached_property
    def letters(self) -> str:
        """The letters and digits of the text."""
        return letters(self.text)

    @cached_property
    def pieces(self) -> tuple[str, ...]:
        """The letters of the text, cut where stock phrases about sources stand."""
        return pieces(self.text, self.lang)

    @cached_property
    def figures(self) -> frozenset[str]:
        """The marks of days and numbers, but for years, digits that count nothing, and the number in COVID-19."""
        return frozenset(mark for mark in self.marks if mark[0] in "nd" and not _COMMON.fullmatch(mark))

    @cached_property
    def headline(self) -> str:
        """The letters and digits of the title."""
        return letters(self.title)

    @cached_property
    def size(self) -> float:
        """How much it says, in Korean syllables."""
        return (len(self.letters) + len(self.headline)) * SIZE[self.lang]

    @cached_property
    def sounds(self) -> frozenset[str]:
        """The sounds of its words that could be names; of a Korean text."""
        return hangul_sounds(f"{self.title}\n{self.text}")


def marks(
    title: str, text: str, lang: Lang, published: date | None, ids: Iterable[str], using: Terms
) -> frozenset[str]:
    """All marks of an article; `ids` are those that its tags give, with their prefix."""
    whole = f"{title}\n\n{text}"
    found = {f"w:{term}" for term in using.found(whole, lang)}
    return frozenset({*ids, *found, *numbers(whole, lang), *days(whole, lang, published)})


def names(text: str, lang: Lang, using: Terms) -> frozenset[str]:
    """The sounds of the names in an English text, but for those that many reports have."""
    return latin_names(text) - using.known_sounds if lang == "en" else frozenset()


def origin(text: str, outlet: str, using: Terms) -> str:
    """The outlet whose report the text carries: the first it cites, unless it is told itself."""
    cited = using.cited(text)
    return outlet if outlet in cited or not cited else cited[0]
