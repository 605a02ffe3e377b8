"""The goods, topics and the border-trade decision of an invented text, by the real seeds."""

from pipeline.records import Tags
from pipeline.tagging.tag import tag
from tests.tagging.reading import LINK, RULES, document


def tags(lang: str, text: str, title: str = "") -> Tags:
    """All tags of a report of 5 March 2026."""
    return tag(document(lang, text, title), RULES)


def goods(lang: str, text: str, title: str = "") -> set[str]:
    """The ids of the goods that the text trades, once it is about North Korea."""
    return {g.id for g in tags(lang, text + LINK[lang], title).commodities}


def topics(lang: str, text: str, title: str = "") -> set[str]:
    """The ids of the text's topics."""
    return {t.id for t in tags(lang, text, title).topics}
