"""One document prepared for reading: title and text as one string, its paragraphs and sentences with offsets.

All offsets inside the tagging room count characters of `Reading.whole`, that is the title, a blank line and the text;
`Reading.span` turns them into a `Span` of the title or of the text.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date
from functools import cached_property
from typing import Literal, NamedTuple

from pipeline.records import Document, Span
from pipeline.tagging import lines

GAP = "\n\n"


_FOLD = tuple(zip("İ’‘ʼ`‐‑–—\u00a0ŏŎŭŬ・", "i''''---- oouu·", strict=True))
_BREVES = tuple(zip("ŏŎŭŬİ", "oouui", strict=True))
_TYPOGRAPHIC = tuple((mark, " ") for mark in "’‘“”–—…·•‐‑\u00a0※◆◇▲△▼■□●○★☆「」『』【】×→°€£©®")
_SPACED = (*_TYPOGRAPHIC, *_BREVES)
_MARKS = {code: " " for code in range(0x3100) if not chr(code).isalnum()}


def _exchange(text: str, pairs: Iterable[tuple[str, str]]) -> str:
    """The text with each first character turned into the second; far quicker than a table on text that is not ASCII."""
    for old, new in pairs:
        text = text.replace(old, new)
    return text


def fold(text: str) -> str:
    """The text in lower case with one apostrophe, one hyphen and no breves, character for character."""
    return _exchange(text, _FOLD).lower()


def words(text: str) -> str:
    """The text in lower case and without breves, a space for every mark, character for character between two spaces."""
    return f" {_exchange(text, _SPACED).translate(_MARKS).lower()} "


class Sentence(NamedTuple):
    """One sentence: offsets into `whole`, its number in the order, and the number of the paragraph that holds it."""

    start: int
    end: int
    number: int
    paragraph: int


class Paragraph(NamedTuple):
    """One line of text: offsets, number in the order, first and one past the last sentence, and what it is.

    `kind`: `title`; `body` (the report); `caption` (picture text, credit); `chrome` (what the page adds: menus,
    bylines, tickers, pointers to other articles).
    """

    start: int
    end: int
    number: int
    first: int
    last: int
    kind: Literal["title", "body", "caption", "chrome"]


@dataclass(frozen=True)
class Reading:
    """A document prepared once for every tagger; `whole` is NFC, `shift` is where the text begins in it."""

    lang: Literal["en", "ko"]
    whole: str
    shift: int
    published: date | None
    source: str | None
    paragraphs: tuple[Paragraph, ...]
    sentences: tuple[Sentence, ...]

    @cached_property
    def folded(self) -> str:
        """The whole string as surfaces are looked for in it: folded Korean, or English words between spaces."""
        return fold(self.whole) if self.lang == "ko" else words(self.whole)

    @cached_property
    def _starts(self) -> list[int]:
        return [s.start for s in self.sentences]

    def sentence_at(self, offset: int) -> Sentence:
        """The sentence that holds the offset, or the last one before it."""
        return self.sentences[max(0, bisect_right(self._starts, offset) - 1)]

    def paragraph_of(self, sentence: Sentence) -> Paragraph:
        """The paragraph that holds the sentence."""
        return self.paragraphs[sentence.paragraph]

    def paragraph_at(self, offset: int) -> Paragraph:
        """The paragraph that holds the offset."""
        return self.paragraphs[self.sentence_at(offset).paragraph]

    def sentences_of(self, paragraph: Paragraph) -> tuple[Sentence, ...]:
        """The paragraph's sentences in order."""
        return self.sentences[paragraph.first : paragraph.last]

    def text_of(self, piece: Sentence | Paragraph) -> str:
        """The characters of a sentence or paragraph."""
        return self.whole[piece.start : piece.end]

    def dateline(self, paragraph: Paragraph) -> int:
        """Where the paragraph's dateline ends ("DANDONG, China –", "(선양=연합뉴스)"), or its start if it has none."""
        found = _DATELINE[self.lang].match(self.whole, paragraph.start, paragraph.end)
        return found.end() if found else paragraph.start

    def span(self, start: int, end: int) -> Span:
        """Those offsets as a span of the document's title or text."""
        if start < self.shift:
            return Span(start, min(end, self.shift), "title")
        return Span(start - self.shift, end - self.shift, "text")

    @cached_property
    def title(self) -> Sentence | None:
        """The title as a sentence, if there is one."""
        return self.sentences[0] if self.sentences and self.sentences[0].start < self.shift else None

    @cached_property
    def lead(self) -> tuple[Sentence, ...]:
        """The sentences of the first paragraph that is a report and not a heading or the title again."""
        bodies = [p for p in self.paragraphs if p.kind == "body"]
        full = [p for p in bodies if lines.is_full(self.text_of(p), self.lang)]
        first = (full or bodies)[:1]
        return self.sentences_of(first[0]) if first else ()


_DATELINE = {
    "en": re.compile(
        r"[\[(]?[A-Z][A-Za-z’'. -]{2,30}(?:, [A-Z][A-Za-z. ]+){0,3}(?:, \w+ \d{1,2})?\)?\s?"
        r"(?:\([\w .’'/]+\)\s?)?(?:--|—|–|-)\s"
    ),
    "ko": re.compile(r"[(\[【〔][^)\]】〕\n]{1,24}[=＝][^)\]】〕\n]{1,24}[)\]】〕]"),
}
_LINE = re.compile(r"[^\n]+")
_WRAPPED = re.compile(r"\n(?=[a-z])")
_RUNS_ON = frozenset("abcdefghijklmnopqrstuvwxyz,;")
_STOP = {
    "en": re.compile(r"[.!?…]+[\"'”’』」)\]]*(?=\s)"),
    "ko": re.compile(r"[.!?…]+[\"'”’』」)\]]*(?:(?=\s)|(?<=[다요죠까][.!?])(?=[가-힣“‘\"']))"),
}
_SHORT_WORDS = (
    "mr mrs ms dr prof gen col lt sgt sen rep gov st mt no nos vs etc inc ltd co corp dept est fig cf al approx "
    "jan feb mar apr jun jul aug sep sept oct nov dec mon tue tues wed thu thurs fri sat sun e.g i.e u.s u.n u.k d.c "
    "a.m p.m"
)
_SHORT_FORMS = frozenset(_SHORT_WORDS.split())
_OPENING = "“‘\"'([<「『-–—"
_OPENS = re.compile(r"\s+[\"'“‘『「(\[<◆▲■△▶-]*([^\s])")


def _is_stop(whole: str, line_start: int, mark: re.Match[str], line_end: int, lang: str) -> bool:
    """Whether the mark ends a sentence: not an abbreviation, an initial, a numbered date or a list number."""
    following = _OPENS.match(whole, mark.end(), line_end)
    if following is None:
        return mark.end() < line_end
    character = following.group(1)
    if mark.group()[0] != ".":
        return lang == "ko" or not character.islower()
    word = _word_before(whole, line_start, mark.start())
    number = mark.start() - len(word)
    dated = lang == "ko" and whole[number - 2 : number] == ". " and whole[number - 3 : number - 2].isdigit()
    if word.isdigit() and (character.isdigit() or number == line_start or dated):
        return False
    if lang == "ko" and not word.isascii():
        return True
    return not (character.islower() or word.lower() in _SHORT_FORMS or (len(word) == 1 and word.isupper()))


def _word_before(whole: str, line_start: int, offset: int) -> str:
    return whole[max(line_start, whole.rfind(" ", line_start, offset) + 1) : offset].lstrip(_OPENING)


def _cut(whole: str, start: int, end: int, lang: str) -> list[tuple[int, int]]:
    """Sentence ranges of one line, trimmed of white space."""
    cuts = [m.end() for m in _STOP[lang].finditer(whole, start, end) if _is_stop(whole, start, m, end, lang)]
    ranges = []
    for a, b in zip([start, *cuts], [*cuts, end], strict=True):
        piece = whole[a:b]
        stripped = piece.strip()
        if stripped:
            left = a + len(piece) - len(piece.lstrip())
            ranges.append((left, left + len(stripped)))
    return ranges


def _unwrapped(text: str) -> str:
    """The text with a space for each line break within a sentence."""
    breaks = [m.start() for m in _WRAPPED.finditer(text) if text[m.start() - 1 : m.start()] in _RUNS_ON]
    if not breaks:
        return text
    pieces = list(text)
    for offset in breaks:
        pieces[offset] = " "
    return "".join(pieces)


def read(document: Document) -> Reading:
    """The document made ready: NFC, one string, paragraphs by line, sentences by language."""
    title, text = (unicodedata.normalize("NFC", part) for part in (document.title, document.text))
    shift = len(title) + len(GAP) if title.strip() else 0
    whole = _unwrapped(title.replace("\n", " ") + GAP + text if shift else text)
    paragraphs: list[Paragraph] = []
    sentences: list[Sentence] = []
    found = [line for line in _LINE.finditer(whole) if line.group().strip()]
    below = [line.group() for line in found if line.start() >= shift]
    kinds: list[lines.Kind] = ["title"] * (len(found) - len(below))
    kinds += lines.kinds(below, title, document.lang)
    for line, kind in zip(found, kinds, strict=True):
        ranges = [line.span()] if line.start() < shift else _cut(whole, *line.span(), document.lang)
        number, first = len(paragraphs), len(sentences)
        sentences += [Sentence(a, b, first + i, number) for i, (a, b) in enumerate(ranges)]
        paragraphs.append(Paragraph(ranges[0][0], ranges[-1][1], number, first, len(sentences), kind))
    return Reading(
        lang=document.lang,
        whole=whole,
        shift=shift,
        published=document.published,
        source=document.source,
        paragraphs=tuple(paragraphs),
        sentences=tuple(sentences),
    )
