"""How near an extracted article comes to the one a person copied out of the page."""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping, Sequence
from typing import Any

WORD = re.compile(
    r"[\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]|[^\W\u1100-\u11ff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]+"
)
RUN = 4


def words(text: object) -> list[str]:
    """The text's words, folded; a syllable of Hangul, an ideograph or a kana is a word."""
    return WORD.findall(unicodedata.normalize("NFC", str(text or "")).casefold())


def text_f1(gold: str, found: str | None) -> float:
    """F1 over runs of four words, counted as often as they stand."""
    a, b = (_runs(words(text)) for text in (gold, found))
    both = (a & b).total()
    return 2 * both / (a.total() + b.total()) if both else 0.0


def _runs(found: Sequence[str]) -> "Counter[tuple[str, ...]]":
    return Counter(tuple(found[i : i + RUN]) for i in range(max(1, len(found) - RUN + 1))) if found else Counter()


def scores(gold: Sequence[Mapping[str, Any]], found: Mapping[str, Mapping[str, Any]]) -> dict[str, float]:
    """Mean text F1, and the shares of titles, authors and days that are right among the pages that have them."""
    pairs = [(row, found.get(row["id"], {})) for row in gold]
    return {
        "text F1": _mean([text_f1(row["text"], said.get("text")) for row, said in pairs]),
        "title": _mean([words(row["title"]) == words(said.get("title")) for row, said in pairs if row.get("title")]),
        "author": _mean([_author(row["author"], said) for row, said in pairs if row.get("author")]),
        "date": _mean([str(row["date"])[:10] == _day(said) for row, said in pairs if row.get("date")]),
    }


def _mean(values: Sequence[float]) -> float:
    return sum(values) / len(values) if values else 0.0


def _author(gold: str, said: Mapping[str, Any]) -> bool:
    names = said.get("authors") or [said.get("author") or ""]
    return any(words(name) and set(words(name)) <= set(words(gold)) for name in names)


def _day(said: Mapping[str, Any]) -> str:
    return str(said.get("published") or said.get("date"))[:10]
