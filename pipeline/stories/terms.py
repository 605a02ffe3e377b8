"""The words of `seeds/story_terms.csv` and the outlets' names, compiled for finding them in a text."""

import re
import unicodedata
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cache
from typing import Any, Literal
from urllib.parse import urlsplit

import ahocorasick

from pipeline.seeds import Seeds
from pipeline.stories.names import latin_names

Lang = Literal["en", "ko"]

_NOT_WORD = re.compile(r"[^a-z0-9.'’]+")
_ENDING = re.compile(r"(?:s|es|ies|ed|d|ing|er|ers|['’]s)?(?![a-z0-9])")
_OPEN_START = 3


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Terms:
    """Matchers by language; `rarity` of each term; the sounds of names too well known to tell reports apart."""

    words: Mapping[str, Any]
    rarity: Mapping[str, int]
    outlets: tuple[tuple[str, re.Pattern[str]], ...]
    known_sounds: frozenset[str]

    def found(self, text: str, lang: Lang) -> frozenset[str]:
        """The ids of the terms that the text has."""
        return frozenset(self._english(text) if lang == "en" else self._korean(text))

    def _english(self, text: str) -> Iterator[str]:
        """Whole words, singular or plural, in any tense."""
        plain = f" {_NOT_WORD.sub(' ', text.lower())} "
        for end, (_, terms) in self.words["en"].iter(plain):
            if _ENDING.match(plain, end + 1):
                yield from terms

    def _korean(self, text: str) -> Iterator[str]:
        """Words of two syllables where a word begins, longer ones within compounds too."""
        plain = unicodedata.normalize("NFC", text)
        for end, (form, terms) in self.words["ko"].iter(plain):
            before = plain[end - len(form)] if end >= len(form) else " "
            if len(form) >= _OPEN_START or not "가" <= before <= "힣":
                yield from terms

    def outlet(self, name: str, url: str | None) -> str:
        """The id of an outlet that goes by that name or has that address; unknown ones are called by host or name."""
        host = urlsplit(url or "").hostname or ""
        labels = [label for label in host.split(".") if label not in ("www", "m", "news", "english")]
        for outlet, pattern in self.outlets:
            if pattern.search(name) or any(pattern.fullmatch(label) for label in labels):
                return outlet
        return max(labels, key=len) if labels else name.casefold()

    def cited(self, text: str) -> tuple[str, ...]:
        """The ids of the outlets that the text names, in that order."""
        places = ((match.start(), outlet) for outlet, pattern in self.outlets if (match := pattern.search(text)))
        return tuple(outlet for _, outlet in sorted(places))


@cache
def terms(seeds: Seeds) -> Terms:
    """The seeds compiled; the same object for the same seeds."""
    names = [row.surface.split("|") for row in seeds.informants if row.kind in ("outlet", "state-media")]
    names += [[source.outlet] for source in seeds.sources if source.outlet]
    return Terms(
        words={"en": _automaton(seeds, "en", " "), "ko": _automaton(seeds, "ko", "")},
        rarity={row.term_id: int(row.rarity) for row in seeds.story_terms},
        outlets=tuple((forms[0].casefold(), _names(forms)) for forms in _joined(names)),
        known_sounds=_known_sounds(seeds),
    )


def _automaton(seeds: Seeds, lang: Lang, before: str) -> Any:
    forms: dict[str, list[str]] = {}
    for row in seeds.story_terms:
        for form in getattr(row, lang).lower().split("|"):
            forms.setdefault(before + form, []).append(row.term_id)
            if lang == "en" and form.endswith("y"):
                forms.setdefault(before + form[:-1] + "ie", []).append(row.term_id)
    made = ahocorasick.Automaton()
    for form, found in forms.items():
        made.add_word(form, (form, tuple(found)))
    made.make_automaton()
    return made


def _joined(names: list[list[str]]) -> list[list[str]]:
    """Rows of one outlet, which share their first form, joined."""
    rows: dict[str, list[str]] = {}
    for forms in names:
        rows.setdefault(forms[0], []).extend(forms)
    return [sorted(set(forms), key=lambda form: (form != first, -len(form), form)) for first, forms in rows.items()]


def _names(forms: list[str]) -> re.Pattern[str]:
    alternatives = "|".join(re.escape(form).replace("\\ ", "[ -]?") for form in sorted(forms, key=len, reverse=True))
    return re.compile(rf"(?<![A-Za-z가-힣])(?:{alternatives})(?![A-Za-z])", re.IGNORECASE)


def _known_sounds(seeds: Seeds) -> frozenset[str]:
    """Places are tagged, outlets named in every report, leaders in every other."""
    known = [row.surface for row in seeds.region_names if row.lang == "en"]
    known += [row.surface.replace("|", " , ") for row in seeds.informants if row.kind in ("outlet", "state-media")]
    known += ["Kim Jong Un", "Kim Jong Il", "Kim Il Sung", "North Korea", "South Korea"]
    return frozenset().union(*(latin_names(f"x {name}") for name in known))
