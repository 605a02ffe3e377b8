"""Korean: the changes that a sentence asserts, predicate by predicate."""

import re
from collections.abc import Iterator

from pipeline.tagging.claims import Claim, trend_of
from pipeline.tagging.cues import SMUGGLED, Change, Cues, Noun
from pipeline.tagging.hedges import Context, Standing, Telling, past_year
from pipeline.tagging.predicates_ko import Found, clause_start, clause_starts, read
from pipeline.tagging.text import Sentence

_VERBAL = re.compile(
    r"^\s?(?:하|되|됐|돼|된|될|됨|했|한|할|해|함|하여|시키|시켰|시킨|당하|당한|당했|이다|이었|이라|인 |적|중)"
)
STATED, NAMED, CARRIED, CRACKDOWN = 0.75, 0.65, 0.15, 0.6
_ENDS_CLAUSE = re.compile(r"[,“”\"]|[가-힣](?:다|며|면서|지만|는데|자)(?=[\s.,])")
_ALMOST = re.compile(r"(?:거의|사실상 거의|대부분|대폭|절반)\s*(?:전면\s*)?$")
_STATE = re.compile(
    r"^(?:된|됐던|되었던|한|했던|당한|힌|긴|춘|힌|린|린)\s"
    r"(?!것|상태|상황|셈|실정|모습|분위기|추세|데|만큼|탓|때문|덕|바 |사실|듯|점|양상|가운데|지 )"
)
_NEW = re.compile(r"다시|새로|최근|이제|지금|부터|올해|이달|이번|요즘|재차|비로소|처음")
_SPACED = re.compile(r"^\s(?=[하되된한할될했됐]\S)")
RIEUL = 8
_FUTURE = re.compile(r"\s?(?:것|전망|예정|계획|방침|듯|가능성|경우|수 있|때|지[\s는도가를,]|조짐)")
_GOES_ON = re.compile(r"^(?:하|되|히|이|시키|지|리)?(?:고|며)\s(?!있|있었)")
_LATER = re.compile(
    r"[할될릴힐질날들을]\s?(?:것(?!으로 (?:알|전|파|확))|예정|계획|방침|전망|가능성|수 있|듯)|"
    r"기로 |려고 |라고 지시|라는 지시|[하되리]면[ ,]|도록 "
)
_DIRECT = re.compile(r"[을를이가은는도]\s(?:\S{1,6}\s){0,2}|\s?")
_CRACKDOWN = re.compile(r"(?:단속|집중단속|집중 단속|특별단속|일제단속|밀수 단속|밀수단속|밀수꾼 단속|국경 단속)")
_BECAUSE = re.compile(r"\s?때문에")
_UNDER_WAY = re.compile(
    r"에도|\s?때문에|으로\s|\s?속에서?도?|을 의식|(?:을|를|도|이|가)?\s?(?:강하게|대대적으로|집중적으로|계속|벌|"
    r"하고|한다|하는|했|해|심하|심한|심해|나서|나섰|에 나|에 들어|이어|펼|진행|실시|에 걸리)"
)


def claims(telling: Telling, cues: Cues) -> Iterator[Claim]:
    """Each change of the sentence with what it speaks of and how it stands."""
    if not cues.changes and not any(n.kind == "restraint" for n in cues.nouns):
        return
    carried: Noun | None = None
    starts = clause_starts(telling.whole, telling.sentence)
    for change in cues.changes:
        found = read(telling.whole, starts, cues, change, carried)
        if found:
            yield from _claim(telling, change, found)
            carried = found.noun if found.noun.kind != "verb" else carried
    yield from _crackdowns(telling, starts, cues)


def _claim(telling: Telling, change: Change, found: Found) -> Iterator[Claim]:
    trend, whole = trend_of(change, found.noun), telling.whole
    if trend is None or (change.applies_to == "permission" and not _newly(whole, change, found)):
        return
    end = _end(whole, telling.sentence, change)
    after = whole[change.end : end]
    if change.trend in ("halted", "resumed") and found.rule == "argument" and _STATE.match(after):
        return
    standing = _standing(telling, change, found.start, end)
    if trend == "halted" and _ALMOST.search(whole, found.start, change.start):
        trend = "down"
    if trend == "resumed" and standing == "denied":
        trend, standing = "halted", "reported"
    confidence = STATED if _VERBAL.match(after) or found.rule == "within" else NAMED
    confidence -= CARRIED * (found.rule == "carried")
    yield Claim(change, found.noun, trend, standing, found.start, end, f"ko-{found.rule}", confidence)


def _newly(whole: str, change: Change, found: Found) -> bool:
    """Whether the noun itself is what is allowed, and newly so."""
    direct = _DIRECT.fullmatch(whole[found.noun.end : change.start]) is not None
    return direct and _NEW.search(whole, found.start, change.start) is not None


def _end(whole: str, sentence: Sentence, change: Change) -> int:
    stop = _ENDS_CLAUSE.search(whole, change.end, sentence.end)
    return stop.end() if stop else sentence.end


def _standing(telling: Telling, change: Change, start: int, end: int) -> Standing:
    """How far the sentence asserts the change: by its endings, its hedges and the years it names.

    A clause that goes on with -고 stands as the one that ends the sentence does.
    """
    whole, begin, close = telling.whole, telling.sentence.start, telling.sentence.end
    rest = _SPACED.sub("", whole[change.end : close])
    context = Context(whole[start : change.start], rest, whole[start:end], whole[begin:close], change.start - begin)
    standing = telling.hedges.standing(context, change.trend)
    if standing == "reported" and _to_come(whole, change):
        return "planned"
    if standing == "reported" and past_year(
        whole[begin : change.end], telling.present, closed=change.trend == "halted"
    ):
        return "past"
    if standing == "reported" and _GOES_ON.match(rest) and _LATER.search(rest):
        return "planned"
    return standing


def _to_come(whole: str, change: Change) -> bool:
    """Whether the predicate itself ends in -ㄹ and a noun of the future follows: "문을 열 예정"."""
    final = (ord(whole[change.end - 1]) - ord("가")) % 28 == RIEUL
    return final and _FUTURE.match(whole, change.end) is not None


def _crackdowns(telling: Telling, starts: list[int], cues: Cues) -> Iterator[Claim]:
    """ "밀수 단속을 벌이고 있다" is control tightened, also without a predicate of change (S6)."""
    whole, sentence = telling.whole, telling.sentence
    reach = telling.reading.sentences[max(0, sentence.number - 1)].start
    for noun in cues.nouns:
        if noun.kind != "restraint" or not _CRACKDOWN.match(whole, noun.start, noun.end):
            continue
        start = clause_start(starts, noun.start)
        near = reach if _BECAUSE.match(whole, noun.end) else max(start, noun.start - 30)
        around = whole[near : min(sentence.end, noun.end + 20)]
        if _UNDER_WAY.match(whole[noun.end : noun.end + 12]) and SMUGGLED.search(around):
            change = Change(noun.start, noun.end, "tightened", "control", "predicate", "")
            end = _end(whole, sentence, change)
            standing = _standing(telling, change, start, end)
            yield Claim(
                change, noun._replace(flow="smuggling"), "tightened", standing, start, end, "ko-crackdown", CRACKDOWN
            )
