"""What an article's words give: what a database can hold of them, hashes that tell contents apart, the excerpt."""

import hashlib
import re
import unicodedata
from typing import Any

EXCERPT = 240
COPY_LETTERS = 200

_UNSTORABLE = re.compile("[\x00\ud800-\udfff]")
_INVISIBLE = re.compile("[\x00-\x08\x0b-\x1f\x7f\u00ad\u200b-\u200f\u202a-\u202e\u2060-\u2069\ufeff]")
_PARAGRAPH = re.compile(r"\n\s*\n")
_LETTERS = re.compile(r"[^\W_]+")
_STOP = re.compile(r"(?<!\b[A-Z])(?<!\bMr)(?<!\bMrs)(?<!\bMs)(?<!\bDr)(?<!\bNo)[.!?。…]+[\"'”’」』)\]]*(?=\s|$)")


def storable(value: Any) -> Any:
    """The value with NUL and lone surrogates, which PostgreSQL cannot hold, as U+FFFD; spans keep their offsets."""
    if isinstance(value, str):
        return value if _is_storable(value) else _UNSTORABLE.sub("\ufffd", value)
    if isinstance(value, dict):
        return {storable(key): storable(item) for key, item in value.items()}
    if isinstance(value, (list, tuple)):
        return [storable(item) for item in value]
    return value


def _is_storable(text: str) -> bool:
    if "\x00" in text:
        return False
    try:
        text.encode()
    except UnicodeEncodeError:
        return False
    return True


def identity(*parts: object) -> str:
    """An id of 32 hex digits, the same for the same parts."""
    return _sha256("\n".join(map(str, parts)))[:32]


def content_sha256(title: str, text: str, *credits_: str | None) -> str:
    """The hash that says whether an article's words changed: NFC, white space and invisible characters apart."""
    paragraphs = [_spaced(paragraph) for paragraph in _PARAGRAPH.split(text)]
    parts = [_spaced(title), "\n\n".join(filter(None, paragraphs)), *(_spaced(credit or "") for credit in credits_)]
    return _sha256("\x1f".join(parts))


def text_sha256(text: str) -> str | None:
    """The hash by which exact copies find each other: letters and digits alone; None below 200 of them."""
    letters = "".join(_LETTERS.findall(unicodedata.normalize("NFC", text))).casefold()
    return _sha256(letters) if len(letters) >= COPY_LETTERS else None


def excerpt(text: str) -> str:
    """The first sentences that fit in 240 characters; a longer first sentence is cut at a word, with an ellipsis."""
    start = " ".join(text[: 4 * EXCERPT].split())
    if len(start) <= EXCERPT:
        return start
    ends = [stop.end() for stop in _STOP.finditer(start, 0, EXCERPT + 1) if stop.end() <= EXCERPT]
    if ends:
        return start[: ends[-1]]
    cut = start[: EXCERPT - 1]
    return (cut.rpartition(" ")[0] or cut) + "…"


def _spaced(text: str) -> str:
    return " ".join(_INVISIBLE.sub("", unicodedata.normalize("NFC", text)).split())


def _sha256(text: str) -> str:
    return hashlib.sha256(text.encode(errors="surrogatepass")).hexdigest()
