"""Of the places named where a claim stands: both ends of a way, each of a list, or where an authority acts."""

from itertools import pairwise
from typing import TypeAlias

from pipeline.tagging.places import Mention
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.text import Reading, Sentence
from pipeline.tagging.wordings import Wordings

HOME = "KP"
BEFORE, BEHIND = 40, 12
Ends: TypeAlias = list[Mention]


def chosen(
    reading: Reading, sentence: Sentence, mentions: Ends, near: int | None, rules: Rules, *, control: bool
) -> list[tuple[str, str | None]]:
    """Pairs of region and counterpart: the North Korean end of a link, each of two places side by side.

    A control belongs to the place whose authority acts. Of several places the ones nearest to the offset `near` count,
    or the first ones.
    """
    words = rules.wordings[reading.lang]
    home = [m for m in mentions if m.country == HOME]
    abroad = [m for m in mentions if m.country != HOME]
    if home and abroad:
        acting = _acting(reading, sentence, mentions, words) if control else None
        if acting:
            return [(acting.region, next(m.region for m in mentions if m.country != acting.country))]
        if not _side_by_side(reading, mentions, words):
            return [(m.region, abroad[0].region) for m in _group(reading, home, near, words)]
    return [(m.region, None) for m in _group(reading, mentions, near, words)]


def _acting(reading: Reading, sentence: Sentence, mentions: Ends, words: Wordings) -> Mention | None:
    """The place whose authority acts: "Dandong customs", 창바이 해관, or the foreign one of a Chinese authority."""
    for mention in mentions:
        behind = words["authority"].match(reading.whole[mention.end : mention.end + BEFORE])
        if behind or words.found("authority-before", reading.whole, max(0, mention.start - BEFORE), mention.start):
            return mention
    foreign = words["foreign-authority"].search(reading.text_of(sentence))
    return next((m for m in mentions if m.country != HOME), None) if foreign else None


def _side_by_side(reading: Reading, mentions: Ends, words: Wordings) -> bool:
    """Whether a home and a foreign place stand as two places of one flow, not as two ends of a way."""
    for a, b in pairwise(mentions):
        if (a.country == HOME) != (b.country == HOME):
            between = words.found("between", reading.whole, max(0, a.start - BEFORE), a.start)
            behind = words.found("between-behind", reading.whole, b.end, b.end + BEHIND)
            return words.found("joined", reading.whole, a.end, b.start) and not between and not behind
    return False


def _group(reading: Reading, mentions: Ends, near: int | None, words: Wordings) -> Ends:
    """The mentions joined by commas and "and" around the one nearest to the predicate, or around the first."""
    groups: list[Ends] = [[mentions[0]]]
    for a, b in pairwise(mentions):
        if words.found("joined", reading.whole, a.end, b.start):
            groups[-1].append(b)
        else:
            groups.append([b])
    if near is None:
        return groups[0]
    return min(groups, key=lambda g: min(abs(m.start - near) for m in g))
