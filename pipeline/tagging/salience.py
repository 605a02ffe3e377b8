"""From mentions to the report's regions: role, salience, the region and the place where its event happens.

A sentence lends its weight to each unit that it names: the title 3, the lead 2, others 1. An informant's place and a
mere orientation take little of it, so that the event's place leads (guideline P1). The far side of the border weighs a
little less, and half in a sentence that names both sides: a link between two ends belongs to the North Korean one.
"""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Mapping, Sequence

from pipeline.records import RegionTag, Role
from pipeline.tagging.places import Mention, MentionKind, Places
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.text import Reading

_BOUND = {
    "en": re.compile(
        r"\b(?:bound|destined|headed|meant|intended) for\s$|\ben route to\s$|\bon (?:the|its|their) way to\s$"
    ),
    "ko": re.compile(r"행(?![가-힣])|행(?:을|의|으로|에)?\s"),
}
_DIRECTION = 0.3
_KIND_WEIGHT: Mapping[MentionKind, float] = {"place": 1.0, "source": 0.25, "orientation": 0.2}
_TITLE, _LEAD, _BODY = 3.0, 2.0, 1.0
_FAR, _FAR_BESIDE_HOME = 0.9, 0.5
_LEAD_SENTENCES = 2
_TIE = 0.999
_DOMINATES = 0.6


def settle(reading: Reading, mentions: Sequence[Mention], rules: Rules, *, north_korea: bool) -> Places:
    """The article's tags and primary region and place."""
    named = [m for m in mentions if m.kind in _KIND_WEIGHT]
    base = _sentence_weights(reading, {m.sentence for m in named})
    strengths = [_strength(reading, m) for m in named]
    units = _scores(named, strengths, base, lambda m: rules.first_level(m.region))
    places = _scores(named, strengths, base, lambda m: m.region)
    region = _leading(units, _order(named, rules))
    place = _primary_place(region, places, units, rules)
    top = max(places.values(), default=1.0) or 1.0
    by_region: dict[str, list[Mention]] = defaultdict(list)
    for mention in named:
        by_region[mention.region].append(mention)
    tags = tuple(_tag(region_id, group, places[region_id] / top) for region_id, group in by_region.items())
    return Places(
        mentions=tuple(mentions), tags=tags, primary_region=region, primary_place=place, north_korea=north_korea
    )


def _strength(reading: Reading, mention: Mention) -> float:
    """How much of its sentence's weight a mention takes; little where it is only where something is bound for."""
    if mention.kind != "place":
        return _KIND_WEIGHT[mention.kind]
    whole = reading.whole
    if reading.lang == "ko":
        bound = _BOUND["ko"].match(whole, mention.end) is not None
    else:
        before = whole[max(0, mention.start - 24) : mention.start]
        bound = whole.startswith(("-bound", "–bound"), mention.end) or _BOUND["en"].search(before) is not None
    return _DIRECTION if bound else _KIND_WEIGHT["place"]


def _tag(region_id: str, group: Sequence[Mention], salience: float) -> RegionTag:
    best = max(group, key=lambda m: m.confidence)
    kinds = {m.kind for m in group}
    role: Role = "source" if kinds == {"source"} else "event" if "place" in kinds else "mention"
    return RegionTag(
        id=region_id,
        role=role,
        salience=round(salience, 3),
        spans=tuple(m.span for m in group),
        rule=best.rule,
        confidence=best.confidence,
    )


def _sentence_weights(reading: Reading, numbers: Iterable[int]) -> dict[int, float]:
    """The weight of those sentences; the title counts once, also where the text repeats it."""
    lead = {s.number for s in reading.lead[:_LEAD_SENTENCES]}
    weights = {number: _LEAD if number in lead else _BODY for number in numbers}
    for number in weights:
        if reading.paragraphs[reading.sentences[number].paragraph].kind == "title":
            weights[number] = _TITLE if number == 0 else 0.0
    return weights


def _scores(
    named: Sequence[Mention],
    strengths: Sequence[float],
    base: Mapping[int, float],
    key: Callable[[Mention], str],
) -> dict[str, float]:
    """The weight of each unit: from each sentence that names it, by the strongest of its mentions there."""
    strongest: dict[tuple[int, str], float] = defaultdict(float)
    home: set[int] = set()
    at_home = {key(m) for m in named if m.country == "KP"}
    for mention, strength in zip(named, strengths, strict=True):
        slot = (mention.sentence, key(mention))
        strongest[slot] = max(strongest[slot], strength)
        if mention.country == "KP" and strength == _KIND_WEIGHT["place"]:
            home.add(mention.sentence)
    scores: dict[str, float] = defaultdict(float)
    for (number, unit), strength in strongest.items():
        far = _FAR_BESIDE_HOME if number in home else _FAR
        scores[unit] += base[number] * strength * (1.0 if unit in at_home else far)
    return scores


def _leading(scores: Mapping[str, float], order: Sequence[frozenset[str]]) -> str | None:
    """The unit of most weight; of equal ones that which a sentence names first and alone, else None (guideline P2)."""
    best = max(scores.values(), default=0.0)
    equal = {unit for unit, score in scores.items() if score >= best * _TIE}
    first = next((units & equal for units in order if units & equal), equal)
    return next(iter(first)) if best and len(first) == 1 else None


def _order(named: Sequence[Mention], rules: Rules) -> list[frozenset[str]]:
    """The first-level units of each sentence that names any, in the order of the text."""
    sentences: dict[int, set[str]] = defaultdict(set)
    for mention in named:
        if mention.kind == "place":
            sentences[mention.sentence].add(rules.first_level(mention.region))
    return [frozenset(sentences[number]) for number in sorted(sentences)]


def _primary_place(
    region: str | None, places: Mapping[str, float], units: Mapping[str, float], rules: Rules
) -> str | None:
    """The town, port or crossing that dominates the primary region, else None."""
    within = {r: w for r, w in places.items() if r != region and region in rules.lineage(r)}
    if not within or region is None:
        return None
    best = max(within, key=lambda r: within[r])
    rivals = [w for r, w in within.items() if r not in rules.lineage(best) and best not in rules.lineage(r)]
    dominates = within[best] >= _DOMINATES * (within[best] + sum(rivals)) and within[best] >= units[region] / 3
    return best if dominates else None
