"""The places and sources of an invented text, by the real seeds."""

from datetime import date

from pipeline.records import Attribution, Document
from pipeline.seeds import load
from pipeline.tagging import attribution, regions, salience
from pipeline.tagging.places import Places
from pipeline.tagging.ruleset import rules
from pipeline.tagging.text import Reading, read

RULES = rules(load())
LINK = {"en": " North Korea is meant.", "ko": " 북한 이야기다."}


def document(lang: str, text: str, title: str = "", source: str | None = None) -> Document:
    return Document(
        id="x", lang="ko" if lang == "ko" else "en", title=title, text=text, published=date(2026, 3, 5), source=source
    )


def reading(lang: str, text: str, title: str = "") -> Reading:
    return read(document(lang, text, title))


def tagged(lang: str, text: str, title: str = "", source: str | None = None) -> tuple[Places, tuple[Attribution, ...]]:
    """Places and attributions of the text."""
    made = read(document(lang, text, title, source))
    hits = RULES.matchers[lang].hits(made)
    mentions, north_korea = regions.find(made, hits.regions, RULES)
    sources, mentions = attribution.find(made, hits, mentions, RULES)
    return salience.settle(made, mentions, RULES, north_korea=north_korea), sources


def places(lang: str, text: str, title: str = "") -> set[str]:
    """The ids of the text's regions."""
    return {tag.id for tag in tagged(lang, text, title)[0].tags}


def wheres(lang: str, text: str, source: str | None = None) -> set[str]:
    """Where the text's informants are."""
    return {a.where for a in tagged(lang, text, source=source)[1] if a.where}
