"""Turns of phrase that say which way goods go, where a claim is, and what ranks (seeds `wordings.csv`)."""

import re
from collections.abc import Mapping

from pipeline.seeds import Wording


def listed(words: str) -> frozenset[str]:
    """The words of a line as a set."""
    return frozenset(words.split())


NEVER = re.compile(r"(?!)")


class Wordings:
    """The wordings of one language, one expression a sense."""

    def __init__(self, rows: tuple[Wording, ...], lang: str) -> None:
        grouped: dict[str, list[str]] = {}
        for row in rows:
            if row.lang == lang:
                grouped.setdefault(row.sense, []).append(row.pattern_regex)
        self._patterns: Mapping[str, re.Pattern[str]] = {
            sense: re.compile("|".join(f"(?:{p})" for p in patterns), re.IGNORECASE)
            for sense, patterns in grouped.items()
        }

    def __getitem__(self, sense: str) -> re.Pattern[str]:
        """The sense's expression; one that never matches where the language has no such wording."""
        return self._patterns.get(sense, NEVER)

    def found(self, sense: str, whole: str, start: int, end: int) -> bool:
        """Whether the wording stands between the offsets; `^` and `$` mean these."""
        return self[sense].search(whole[start:end]) is not None
