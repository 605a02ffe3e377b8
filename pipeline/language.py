"""The language of a text: scripts decide Korean, Chinese and Japanese; among Latin scripts langdetect does, seeded.

Langdetect is asked only where it is needed. A text in which English function words abound is English: they are a
quarter of English prose and of no other language's. A headline is too short for langdetect, which takes every fifth
English one for Dutch or Danish: it is English unless a letter or a function word of another language stands in it. Only
the first 1,000 characters are read.
"""

import re
import unicodedata
from functools import cache

from langdetect.detector_factory import PROFILES_DIRECTORY, DetectorFactory
from langdetect.lang_detect_exception import LangDetectException

READ = 1_000
SHORT = 20
HANGUL = re.compile("[\u1100-\u11ff\u3130-\u318f\uac00-\ud7a3]+")
KANA = re.compile("[\u3041-\u309f\u30a1-\u30fa\u30fc-\u30ff]+")
HAN = re.compile("[\u3400-\u4dbf\u4e00-\u9fff]+")
EASTERN = re.compile("[\u1100-\u11ff\u3041-\u30ff\u3130-\u318f\u3400-\u9fff\uac00-\ud7a3]")
LATIN = re.compile(r"[A-Za-z\u00c0-\u024f]+")
WORD = re.compile(r"[^\W\d_]+")
ENGLISH = frozenset(
    "the of and to that is was for on with as by at from this have has had are were been be it its their they he she "
    "his her who which would will could said says not but after into about than more also between through during under "
    "where when while there other these those you your we our can what how why amid over against".split()
)
FOREIGN = (
    frozenset(
        (
            "le les des du une et est dans pour sur aux avec der das und dem ein eine ist im mit auf von zu nach bei "
            "el los las de del en por con para que il lo gli di della dei nel per os da dos das em um uma het een van "
            "dan yang untuk dengan ke och att som til og ved ikke jest nie w z na do się"
        ).split()
    )
    - ENGLISH
)


def language(text: str) -> str:
    """The ISO 639-1 code of the text's language, "und" for a text without letters; the same text, the same answer."""
    head = unicodedata.normalize("NFC", text[:READ])
    if EASTERN.search(head) is None:
        return _among_letters(head)
    if len(HANGUL.sub("", head)) < len(head) / 2:
        return "ko"
    hangul, kana, han, latin = (sum(map(len, script.findall(head))) for script in (HANGUL, KANA, HAN, LATIN))
    # A syllable or an ideograph carries about what two and a half Latin letters do.
    if max(hangul, kana + han) * 2.5 > latin:
        return "ko" if hangul >= kana + han else "ja" if kana * 10 > kana + han else "zh"
    return _among_letters(head)


def _among_letters(head: str) -> str:
    words = WORD.findall(head.lower())
    english = sum(map(ENGLISH.__contains__, words))
    if len(words) >= SHORT:
        return "en" if english >= 0.2 * len(words) else _detected(head)
    foreign = sum(word in FOREIGN or not word.isascii() for word in words)
    return "en" if words and (foreign == 0 or english > foreign) else _detected(head)


def _detected(head: str) -> str:
    detector = _factory().create()
    detector.append(head)
    try:
        found: str = detector.detect()
    except LangDetectException:
        return "und"
    return "und" if found == "unknown" else found


@cache
def _factory() -> DetectorFactory:
    factory = DetectorFactory()
    factory.load_profile(PROFILES_DIRECTORY)
    factory.set_seed(0)
    return factory
