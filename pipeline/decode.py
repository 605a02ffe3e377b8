"""Reads a page's bytes as text: the bytes decide, what header and meta claim only breaks ties.

Order: byte-order mark, the zero bytes of UTF-16, strict UTF-8, then statistics over CP949 and GB18030 (each a superset
of EUC-KR and GB2312), then the declared encoding, at last Windows-1252. A page that is UTF-8 but for some lines, as
content management systems with two past encodings print, is read line by line.

Korean and Chinese share their byte range. Hangul fills the lead bytes B0–C8 of KS X 1001 and Korean prose holds hardly
anything else, while a third of Chinese prose lies above; the commonest hundred characters make two fifths of Chinese
prose and almost none of Korean bytes read as Chinese.
"""

import codecs
import re
import unicodedata

from pipeline.records import Decoding

COMMON_HAN = frozenset(
    "的一是不了在人有我他这个们中来上大为和国地到以说时要就出会可也你对生能而子那得于着下自之年过发后作里用道行所然家种事成方"
    "多经么去法学如都同现当没动面起看定天分还进好小部其些主样理心她本前开但因只从想实日军者意无力它与长把机十民第公此已工使情明"
    "性知全三又关点正业外将两高间由问很最重并物手应战向头文体政美相见被利什二等产或新己制身果加西斯月话合回特代内信表化老给世位"
    "次度门任常先海通教儿原东声提立及比员解水名真论处走义各入几口认条平系气题活尔更别打女变四神总何电数安少报才结反受目太量再感建"
)
HIGH = re.compile(rb"[\x80-\xff]")
CLAIM = re.compile(rb"""<meta[^>]{0,200}?charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
HEADER = re.compile(r"""charset\s*=\s*["']?\s*([\w.:-]+)""", re.IGNORECASE)
HANGUL = re.compile("[가-힣]")
WIDE = re.compile("[^\x00-\x7f]")
MARKS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32"),
    (codecs.BOM_UTF32_BE, "utf-32"),
    (codecs.BOM_UTF16_LE, "utf-16"),
    (codecs.BOM_UTF16_BE, "utf-16"),
)
# Zero, control and format characters that a reader does not see; they would break the load or hide a name from a match.
UNSEEN = re.compile(
    "[\x00-\x08\x0b\x0c\x0e-\x1f\x7f-\x84\x86-\x9f\xad\u034f\u061c\u180e\u200b\u200e\u200f\u202a-\u202e"
    "\u2060-\u206f\ufeff\ufff9-\ufffb\ufffe\uffff\ud800-\udfff]"
)
# UTF-8 that was once read as Latin-1 and encoded again: curly quotes and Hangul so treated show these bytes.
TWICE_MARKS = (b"\xc3\xa2\xc2\x80", b"\xc3\xab\xc2", b"\xc3\xac\xc2")
TWICE = re.compile("(?:[\u00c2-\u00f4][\u0080-\u00bf]{1,3})+")
BLANK_LETTER = re.compile("[\u115f\u1160\u3164\uffa0]")


def decode(body: bytes, content_type: str | None = None) -> tuple[str, Decoding]:
    """The text of the bytes, without zero characters, and how it was read.

    Never fails: bytes that no encoding explains become U+FFFD and are counted in `replaced`.
    """
    for mark, name in MARKS:
        if body.startswith(mark):
            return _read(body[len(mark) :] if name == "utf-8" else body, name, "bom")
    if wide := _utf16(body):
        return _read(body, wide, "statistics")
    try:
        text = body.decode("utf-8")
    except UnicodeDecodeError:
        return _legacy(body, _claimed(body, content_type))
    if b"\xc3" in body and any(mark in body for mark in TWICE_MARKS):
        text = TWICE.sub(_once, text)
    return _told(text, "utf-8", "utf-8")


def clean(text: str) -> str:
    """The text in NFC without characters that nobody sees: controls, bidi and zero-width marks, lone surrogates."""
    if not text.isprintable():
        text = UNSEEN.sub("", text)
    elif text.isascii():
        return text
    if BLANK_LETTER.search(text):
        text = BLANK_LETTER.sub(" ", text)
    return unicodedata.normalize("NFC", text)


def _told(text: str, encoding: str, basis: str) -> tuple[str, Decoding]:
    text = text.replace("\x00", "")
    return text, Decoding(encoding=encoding, basis=basis, replaced=text.count("\ufffd"))


def _once(run: "re.Match[str]") -> str:
    try:
        return run.group().encode("latin-1").decode("utf-8")
    except UnicodeDecodeError:
        return run.group()


def _read(body: bytes, encoding: str, basis: str) -> tuple[str, Decoding]:
    return _told(body.decode(encoding, "replace"), encoding, basis)


def _utf16(body: bytes) -> str | None:
    head = body[:4096]
    if 0 not in head:
        return None
    even, odd = head[0::2].count(0), head[1::2].count(0)
    half = len(head) // 2
    if half < 4 or max(even, odd) < half * 0.1 or min(even, odd) > half * 0.02:
        return None
    return "utf-16-le" if odd > even else "utf-16-be"


def _claimed(body: bytes, content_type: str | None) -> tuple[str, ...]:
    claims = HEADER.findall(content_type or "") + [c.decode("ascii", "replace") for c in CLAIM.findall(body[:4096])]
    return tuple(name for claim in claims if (name := _codec(claim)))


def _codec(name: str) -> str | None:
    try:
        found = codecs.lookup(name).name
    except LookupError:
        return None
    widened = {"euc_kr": "cp949", "gb2312": "gb18030", "gbk": "gb18030", "iso8859-1": "cp1252", "ascii": "cp1252"}
    return widened.get(found, found)


def _legacy(body: bytes, claims: tuple[str, ...]) -> tuple[str, Decoding]:
    if mixed := _mixed(body):
        return mixed
    korean, chinese = _hangul_share(body), _han_share(body)
    if korean >= 0.85 and korean > chinese:
        return _read(body, "cp949", "declared" if "cp949" in claims else "statistics")
    if chinese >= 0.15:
        return _read(body, "gb18030", "declared" if "gb18030" in claims else "statistics")
    for name in (*claims, "cp1252"):
        try:
            return _told(body.decode(name), name, "declared" if name in claims else "statistics")
        except UnicodeDecodeError:
            continue
    return _read(body, "cp1252", "statistics")


def _mixed(body: bytes) -> tuple[str, Decoding] | None:
    lines = body.splitlines(keepends=True)
    broken = sum(_utf8(line) is None for line in lines)
    wide = sum(HIGH.search(line) is not None for line in lines)
    high = len(HIGH.findall(body))
    lost = body.decode("utf-8", "replace").count("\ufffd")
    if broken * 2 > wide and lost * 20 > high:
        return None
    text = "".join(_line(line) for line in lines)
    return _told(text, "utf-8", "utf-8" if "\ufffd" in text else "statistics")


def _line(line: bytes) -> str:
    if (text := _utf8(line)) is not None:
        return text
    return line.decode("cp949", "replace") if _hangul_share(line) >= 0.85 else line.decode("utf-8", "replace")


def _utf8(line: bytes) -> str | None:
    try:
        return line.decode("utf-8")
    except UnicodeDecodeError:
        return None


def _hangul_share(body: bytes) -> float:
    wide = WIDE.findall(body.decode("cp949", "replace"))
    return len(HANGUL.findall("".join(wide))) / len(wide) if wide else 0.0


def _han_share(body: bytes) -> float:
    wide = WIDE.findall(body.decode("gb18030", "replace"))
    return sum(c in COMMON_HAN for c in wide) / len(wide) if wide else 0.0
