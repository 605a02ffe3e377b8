"""What each line of a text is: the report, a picture's caption, or what the page adds around the report.

Extraction leaves little of the page, but text that comes from elsewhere carries menus, tickers, bylines and pointers to
other articles, whose place names and goods are not the report's (guideline R2, R3, C2).
"""

import re
from collections.abc import Sequence
from typing import Literal

Kind = Literal["title", "body", "caption", "chrome"]

_ENDS = re.compile(r"[.!?…]['\"’”」』)\]]*(?:\s?\([^)]{2,60}\))?\s*$|(?:다|요|죠)['\"’”]*\s*$")
_FULL = {"en": 60, "ko": 30}
_CUT = {"en": 90, "ko": 50}
_HEADING_WORDS = 2

_CAPTION_BEGINS = re.compile(
    r"\s*[▲△▼▽]|\[?(?:사진|자료\s?사진|그래픽|이미지)\s*[\]=:/ⓒ]"
    r"|(?:FILE PHOTO|[Ff]ile (?:photo|image|picture)|\S+\.jpe?g )"
)
_CAPTION_ENDS = re.compile(
    r"(?:사진|그래픽|이미지)\s*[=:/ⓒ]|(?:사진|자료)\s?제공|자료\s?사진\]?\s*$|캡[처쳐]\s*\)?$|제공\)?\s*$"
    r"|/\s*(?:Image|Photo|Capture|Picture)\b|\([Ff]ile (?:photo|image|picture)"
    r"|\((?:Photo|Image|Picture|Credit|Courtesy|Source|Wikimedia|Daily ?NK|Reuters|REUTERS|AFP|AP|Rodong Sinmun|KCNA"
    r"|Google|NK News|사진)[^)]{0,60}\)\s*$|\b(?:REUTERS|AFP|AP Photo|Getty Images)(?:/[\w .]+)?\s*$"
)
_AGENCY_PHOTO = re.compile(
    r"(?:This|In this|A|The|An) (?:\w+ ){0,3}(?:photo|image|picture|photograph)\b.*\((?:Yonhap|KCNA)"
)
_TAIL = 80
_CARRIES_REPORT = re.compile(r"\b(?:reported|according to|said|told|announced)\b|(?:보도했|전했|밝혔|따르면)")
_CAPTION_LENGTH = 90

_BROADCAST = re.compile(r"^\s*[<\[(](?:앵커|기자|리포트|녹취|인터뷰|질문|답변|싱크|현장)")
_POINTER = re.compile(
    r"^\s*(?:[▶►☞➤※]|\[?관련\s?(?:기사|뉴스)|READ\b|Read (?:also|more|in)\b|RELATED|Related (?:Articles?|Stories|News)"
    r"|See also|Full article|RECOMMEND|Recommended|More (?:from|on|stories)|Tags?\s*[:：]|태그\s?[:：]?|키워드|해시태그"
    r"|#\S+|많이 본|인기 ?기사|핫뉴스|추천 ?기사|댓글|구독|좋아요|공유|소셜|Share\b|Copyright|저작권|무단"
    r"|Advertisement|광고"
    r"|Subscribe|Sign up|Follow us|Home\s|Continue reading|의견을 남|답글|본문|상단 메뉴|동영상|기사제보"
    r"|[ⓒ©<]\s*[ⓒ©])"
)
_INLINE_HEADLINE = re.compile(r"^\s*<[^>]{5,60}>\s*\S")
_TABLE = re.compile(r"\|.*\|")
_BYLINE = re.compile(
    r"^\s*(?:입력|수정|등록|승인|기사등록|기사입력|작성|게시|송고|Posted|Published|Updated|Last updated)\b"
    r"|^\s*By [A-Z][\w.’'-]+(?: [A-Z][\w.’'-]+){0,3}\s*$"
    r"|\S+@\S+|\[email|^\s*[\[(]?\s?[가-힣]{2,4} (?:기자|특파원|논설위원)|\d{4}[-./]\d{1,2}[-./]\d{1,2}"
)
_BYLINE_LENGTH = 90
_TAG_SOUP = re.compile(
    r"^\s*(?:[a-z][a-z0-9’' -]*,\s*){2,}[a-z][a-z0-9’' -]*\s*$"
    r"|^\s*(?:[가-힣A-Za-z0-9×·]{1,8}\s?,\s*){3,}[가-힣A-Za-z0-9×·]{1,8}\s*$"
)
_DIGITS = 0.3
_PROSE, _MARKS_OF_AN_END = 200, frozenset('.!?”"')
_LETTERS = re.compile(r"[\W_]+")
_TITLE_MARKS, _TITLE_LETTERS = 20, 10


def kinds(lines: Sequence[str], title: str, lang: str) -> list[Kind]:
    """The kind of each line of a text, given the document's title."""
    found = [_kind(line.strip(), title.strip()) for line in lines]
    _before_title(found, lines, title)
    _after_report(found, lines, lang)
    return found


def is_full(line: str, lang: str) -> bool:
    """Whether the line is a paragraph of whole sentences and not a heading."""
    return len(line) >= _FULL[lang] and _ends(line)


def _kind(line: str, title: str) -> Kind:
    if title and _is_title(line, title):
        return "title"
    if len(line) > _PROSE and "|" not in line and line[-1] in _MARKS_OF_AN_END and not _CAPTION_BEGINS.match(line):
        return "body"
    if _is_caption(line) and not _is_report(line):
        return "caption"
    return "chrome" if _is_furniture(line) else "body"


def _is_caption(line: str) -> bool:
    """Whether the line begins or ends as the text of a picture does."""
    return bool(_CAPTION_BEGINS.match(line) or _CAPTION_ENDS.search(line[-_TAIL:]) or _AGENCY_PHOTO.match(line))


def _is_title(line: str, title: str) -> bool:
    """Whether the line is the title again, perhaps with a mark or the outlet's name beside it."""
    if len(line) > len(title) + _TITLE_MARKS or len(title) > len(line) + _TITLE_MARKS:
        return False
    a, b = _letters(line), _letters(title)
    return a == b or (min(len(a), len(b)) >= _TITLE_LETTERS and (a in b or b in a))


def _letters(text: str) -> str:
    return _LETTERS.sub("", text).casefold()


def _is_report(line: str) -> bool:
    """A caption that itself carries the report, or a paragraph that ends in a sentence of its own."""
    carries = len(line) > _CAPTION_LENGTH and _CARRIES_REPORT.search(line) is not None
    return carries or (line.endswith("다.") and not line.startswith(("▲", "△", "▼")))


def _ends(line: str) -> bool:
    """Whether the line ends as a sentence does."""
    return _ENDS.search(line[-_TAIL:]) is not None


def _is_furniture(line: str) -> bool:
    if _BROADCAST.match(line):
        return False
    ended = _ends(line)
    if ("|" in line and _TABLE.search(line)) or _TAG_SOUP.match(line):
        return True
    if _POINTER.match(line) and (not ended or len(line) < _BYLINE_LENGTH) and not line.endswith("다."):
        return True
    if ended:
        return False
    digits = sum(c.isdigit() for c in line)
    short = len(line.split()) <= _HEADING_WORDS and len(line) < 12
    byline = len(line) < _BYLINE_LENGTH and _BYLINE.search(line) is not None
    return short or byline or digits > _DIGITS * len(line) or _INLINE_HEADLINE.match(line) is not None


def _before_title(found: list[Kind], lines: Sequence[str], title: str) -> None:
    """What stands above the title, repeated to the letter, is the page's menu, unless most of the text stands there."""
    letters = _letters(title)
    first = next((i for i, kind in enumerate(found) if kind == "title" and _letters(lines[i]) == letters), 0)
    above, below = sum(map(len, lines[:first])), sum(map(len, lines[first:]))
    if above < below:
        found[:first] = ["chrome"] * first


def _after_report(found: list[Kind], lines: Sequence[str], lang: str) -> None:
    """Headings after the report's last paragraph belong to other articles; a long last line is a report cut off."""
    full = [i for i, line in enumerate(lines) if found[i] == "body" and is_full(line.strip(), lang)]
    if not full:
        return
    for i in range(full[-1] + 1, len(lines)):
        if found[i] == "body" and len(lines[i]) < _CUT[lang] and not _ends(lines[i]):
            found[i] = "chrome"
