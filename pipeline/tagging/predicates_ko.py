"""Korean: what a predicate speaks of: the nearest noun before it in its clause, or the one it modifies."""

import re
from bisect import bisect_right
from typing import NamedTuple

from pipeline.tagging.cues import Change, Cues, Noun
from pipeline.tagging.text import Sentence
from pipeline.tagging.wordings import listed

_CONNECTIVE = re.compile(
    r"(?:[하되했됐었았였겠이]고|[하되으이]?며|면서|지만|[는은인한된던]데|[하되]자|(?:(?<!들)어|(?<![통위대비의인향더관련포함올난새매])해|돼|아|져|워)서?|[하되]여|[으하되]니|다가|라며|라고|다고|다며|때문에|"
    r"가운데|뿐|반면|던|으나|지만)(?=[\s,]|$)[\s,]*|“\s*|[”\"](?:며|면서|고|라고|라며)\s"
)
_ADVERBS = listed(
    "많이 없이 같이 높이 깊이 굳이 일일이 끊임없이 틀림없이 가까이 나란히 수없이 빠짐없이 예외없이 더없이 하루가 날이"
)
_SUBJECT = re.compile(r"([가-힣A-Za-z0-9·]+?)(?:이|가|을|를)(?=\s)")
_OBJECT = re.compile(r"([가-힣A-Za-z0-9·]+?)(?:을|를)(?=\s)")
_AS_OBJECT = re.compile(r"[가-힣”’'\")]{0,4}[을를](?=\s)")
_OFFICE = re.compile(r"[이가은는]\s|측[이은]\s")
_WORD_END = re.compile(r"\S*")
_ADVERBIAL = re.compile(
    r"(?:에서|에서는|에서도|에는|에도|에선|에|으로|로|으로는|로는|으로도|로도|으로 인해|로 인해|때문에|"
    r"속에서?|탓에|덕에|에게|보다|보다는|처럼|만큼|\s?뒤에는?|\s?배경|\s?과정에서|\s?혐의|\s?관련|\s?사건|\s?소식|\s?문제)(?=[\s,])"
)
_MEASURES = (
    "물량 량 양 규모 건수 횟수 활동 움직임 물자 물건 물품 상품 품목 차량 절차 수위 수준 강도 고삐 끈 조치 "
    "업무 작업 거래 운행 행위 사례 수 것 양상 차례 행렬 대열 선 편 길 루트"
)
_AGENTS = (
    "당국",
    "정부",
    "해관",
    "세관",
    "공안",
    "측",
    "군인들",
    "경비대",
    "보위부",
    "안전부",
    "중국",
    "북한",
    "러시아",
    "대방들",
)
_ASIDE = re.compile(r"\s(?:이유로|위해|위한|통해|통한|앞두고|핑계로|명분으로|계기로|비롯|포함|대상으로|중심으로|두고)")
_MEASURED = tuple(_MEASURES.split())
_WHO = re.compile(
    r"(?:을|를|에|로)?\s?(?:하는|한|하던|나서는|나선|뛰어드는|뛰어든|종사하는|가담하는|몰리는|돌아서는|매달리는|하려는)\s"
)
_DENIED = re.compile(r"[가-힣]{0,3}지\s?(?:않|못)")
_MODIFIES = re.compile(r"^[가-힣]{0,3}[한된진은는인난든긴힌린른운]\s")
REACH = 60


class Found(NamedTuple):
    """What a predicate speaks of, the rule that says so, and where its clause begins."""

    noun: Noun
    rule: str
    start: int


def clause_starts(whole: str, sentence: Sentence) -> list[int]:
    """Where the sentence's clauses begin: after connective endings and quotation marks."""
    marks = _CONNECTIVE.finditer(whole, sentence.start, sentence.end)
    return [sentence.start, *(mark.end() for mark in marks)]


def clause_start(starts: list[int], offset: int) -> int:
    """Where the clause that holds the offset begins."""
    return starts[bisect_right(starts, offset) - 1]


def read(whole: str, starts: list[int], cues: Cues, change: Change, carried: Noun | None) -> Found | None:
    """The predicate's argument; `carried` is what the sentence spoke of before, for a clause without a subject."""
    start = clause_start(starts, change.start)
    if change.form == "quantity":
        return _quantity(whole, cues, change, start)
    own = [n for n in cues.nouns if change.start <= n.start and n.end <= change.end and n.kind != "measure"]
    if own and change.end - change.start > own[0].end - own[0].start:
        return Found(own[0], "within", start)
    before = [n for n in cues.nouns if max(start, change.start - REACH) <= n.start and n.end <= change.start]
    modified = _modified(whole, cues, change)
    acting = change.applies_to in ("restriction", "control")
    noun = _nearest(whole, before, change.start, acting=acting)
    if noun:
        return Found(noun, "argument", start)
    if modified:
        return Found(modified, "modified", start)
    if carried and not before and not _SUBJECT.search(whole, start, change.start):
        return Found(carried, "carried", start)
    return None


def _quantity(whole: str, cues: Cues, change: Change, start: int) -> Found | None:
    """ "다시 … 나돌고": movement again; "더는 … 들어오지 않는다": movement no more."""
    verbs = [n for n in cues.nouns if change.end <= n.start <= change.end + 12 and n.kind == "verb"]
    if not verbs or (change.trend == "halted" and not _DENIED.match(whole, verbs[0].end)):
        return None
    return Found(verbs[0], "quantity", start)


def _nearest(whole: str, nouns: list[Noun], end: int, *, acting: bool) -> Noun | None:
    """The last noun before `end`, past locatives and measures, and past the office that acts on it with `acting`.

    None when another subject stands there.
    """
    for at in range(len(nouns) - 1, -1, -1):
        noun = nouns[at]
        if (
            noun.kind == "verb"
            and at + 1 < len(nouns)
            and nouns[at + 1].kind == "measure"
            and nouns[at + 1].start - noun.end < 4
        ):
            return noun
        office = acting and noun.kind == "service" and _OFFICE.match(whole, noun.end)
        if noun.kind in ("measure", "verb") or office or _ADVERBIAL.match(whole, noun.end):
            continue
        if (
            noun.kind == "other"
            and at
            and nouns[at - 1].flow == "smuggling"
            and _WHO.fullmatch(whole, nouns[at - 1].end, noun.start)
        ):
            return nouns[at - 1]
        if noun.kind == "other" or _another(whole, noun.end, end):
            return None
        return noun
    return None


def _another(whole: str, start: int, end: int) -> bool:
    """Whether a word that takes the noun's part, of unknown meaning, stands between it and its predicate.

    Behind an object ("반출을 중국 당국이 금지") that is another object; behind anything else any subject or object.
    """
    word = _WORD_END.match(whole, start, end)
    pattern = _OBJECT if _AS_OBJECT.match(whole, start) else _SUBJECT
    for found in pattern.finditer(whole, word.end() if word else start, end):
        aside = found.group() in _ADVERBS or _ASIDE.match(whole, found.end())
        if not aside and not found.group(1).endswith((*_MEASURED, *_AGENTS)):
            return True
    return False


def _modified(whole: str, cues: Cues, change: Change) -> Noun | None:
    """The noun right after an adnominal predicate: "늘어난 밀수", "강화된 세관 검사"."""
    ending = _MODIFIES.match(whole[change.end : change.end + 6])
    if ending is None or change.trend in ("halted", "resumed"):
        return None
    at = change.end + ending.end()
    after = [n for n in cues.nouns if at <= n.start < at + 8 and n.kind != "measure"]
    if not after or after[0].kind == "other":
        return None
    follow = [n for n in after[1:] if n.start - after[0].end <= 1]
    head = follow[-1] if follow else after[0]
    return None if head.kind in ("other", "verb") else head
