"""What of an article can be compared with another's, in its own language or across languages."""

from dataclasses import dataclass
from datetime import date
from typing import Literal


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """An article as the pair evidence sees it.

    `first` and `last` enclose the publication day, both None when it is unknown; `marks` are the concept ids, numbers,
    days and names of the text.
    """

    id: str
    lang: Literal["en", "ko"]
    outlet: str
    url: str | None
    alternate_url: str | None
    first: date | None
    last: date | None
    title: str
    text: str
    marks: frozenset[str]
