"""Which places the report names and as what: each hit is judged by what stands around it, then by lists it is in."""

import re
from collections.abc import Mapping, Sequence
from types import ModuleType

from pipeline.seeds import PlaceTrap, RegionName
from pipeline.tagging import crossings, gazetteer_en, gazetteer_ko
from pipeline.tagging.matcher import Hit, PlaceRow
from pipeline.tagging.places import Mention
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.scene import METONYM, Scene, Settled, Verdict, scene
from pipeline.tagging.text import Reading

_JUDGES: dict[str, ModuleType] = {"en": gazetteer_en, "ko": gazetteer_ko}
_RIVER = Verdict(kind="river", rule="river-or-mountain")
_COUNTRY = Verdict(kind="country", rule="country")
_LONGEST_DATELINE = 60
_DATELINE = Verdict(kind="dateline", rule="dateline", confidence=0.5)
_OUTSIDE: Mapping[str, Verdict] = {
    "chrome": Verdict(kind="chrome", rule="page-furniture"),
    "caption": Verdict(kind="caption", rule="caption", confidence=0.5),
}


def find(reading: Reading, found: tuple[Hit[PlaceRow], ...], rules: Rules) -> tuple[tuple[Mention, ...], bool]:
    """All mentions in the order of the text, and whether the document has a link to North Korea."""
    settled = Settled(countries=_countries(reading, found, rules))
    verdicts = [_without_context(reading, hit, rules) for hit in found]
    scenes = {i: scene(reading, found, i, rules) for i, verdict in enumerate(verdicts) if verdict is None}
    judge = _JUDGES[reading.lang].judge
    for _ in ("first", "with what the whole text has shown"):
        for i, here in scenes.items():
            if here is not None and verdicts[i] is None:
                verdicts[i] = _judged(here, judge(here, settled, rules), settled, rules)
                if (verdict := verdicts[i]) is not None and verdict.kind == "place":
                    settled.add(here.row.region_id, rules)
    _along_lists(reading, scenes, verdicts)
    mentions = [
        _mention(reading, hit, hit.row.region_id, verdict, rules)
        for hit, verdict in zip(found, verdicts, strict=True)
        if isinstance(hit.row, RegionName)
    ]
    return tuple(crossings.find(reading, mentions, rules)), settled.north_korea


def _countries(reading: Reading, found: Sequence[Hit[PlaceRow]], rules: Rules) -> set[str]:
    """The countries that the report speaks of: named, or by a place that is there beyond doubt.

    North Korea counts only outside page furniture, by its name, its leaders or what is inter-Korean.
    """
    report = (h for h in found if reading.paragraph_at(h.start).kind != "chrome")
    countries = {c for hit in report if (c := _beyond_doubt(hit.row, reading.lang, rules))}
    domestic = re.compile(rules.place_cues[reading.lang].patterns["domestic"])
    if "KP" not in countries:
        bodies = (p for p in reading.paragraphs if p.kind != "chrome")
        if any(domestic.search(reading.whole, p.start, p.end) for p in bodies):
            countries.add("KP")
    return countries


def _beyond_doubt(row: PlaceRow, lang: str, rules: Rules) -> str | None:
    """The country of a spelling that names a place there and nothing else."""
    if not isinstance(row, RegionName) or row.ambiguous or row.region_id.startswith("GEO-"):
        return None
    country = rules.country(row.region_id)
    if row.region_id == country:
        return country if country != "KP" else None
    sure = row.match_rule == "word" if lang == "en" else len(row.surface) > 2
    return country if sure else None


def _without_context(reading: Reading, hit: Hit[PlaceRow], rules: Rules) -> Verdict | None:
    """What needs no look at the words around: traps, rivers, bare countries, page furniture, captions, datelines."""
    if isinstance(hit.row, PlaceTrap):
        return Verdict(kind=hit.row.kind, rule="trap")
    if rules.parent(hit.row.region_id) is None:
        return _RIVER if hit.row.region_id.startswith("GEO-") else _COUNTRY
    paragraph = reading.paragraph_at(hit.start)
    if (
        hit.end - paragraph.start < _LONGEST_DATELINE
        and paragraph.kind == "body"
        and hit.end <= reading.dateline(paragraph)
    ):
        return _DATELINE
    return _OUTSIDE.get(paragraph.kind)


def _judged(here: Scene, verdict: Verdict | None, settled: Settled, rules: Rules) -> Verdict | None:
    """The verdict, unless another town has the spelling and the text does not say which is meant."""
    if here.rivals and verdict is not None and verdict.kind in ("place", "orientation"):
        return _between_rivals(here, verdict, settled, rules)
    return verdict


def _between_rivals(here: Scene, verdict: Verdict, settled: Settled, rules: Rules) -> Verdict | None:
    """A spelling that two provinces share: the place in the province that the text names, if it names but one."""
    named = [r for r in (here.row.region_id, *here.rivals) if rules.first_level(r) in settled.around]
    near = {h.row.region_id for h in (here.previous, here.following) if h is not None and isinstance(h.row, RegionName)}
    beside = [r for r in named if rules.first_level(r) in near]
    return verdict if (beside or named) == [here.row.region_id] else None


def _along_lists(reading: Reading, scenes: Mapping[int, Scene | None], verdicts: list[Verdict | None]) -> None:
    """Names still open, and capitals taken for governments, are places where a list joins them to towns."""
    module = _JUDGES[reading.lang]
    links = [i for i, here in scenes.items() if here is not None and module.joined(here)]
    pairs = [pair for i in links for pair in ((i, i - 1), (i - 1, i))]
    for open_, sure in (*pairs, *pairs[::-1]):
        here = scenes.get(open_)
        if here is not None and verdicts[open_] in (None, METONYM) and _town(scenes.get(sure), verdicts[sure], here):
            verdicts[open_] = Verdict(kind="place", rule="list-of-places", confidence=0.8)


def _town(here: Scene | None, verdict: Verdict | None, open_: Scene) -> bool:
    """Whether the neighbour is a place and no capital, of the same country or at the other end of a line (A–B)."""
    if here is None or verdict is None or verdict.kind != "place" or here.row.match_rule == "capital":
        return False
    line = {gap.strip()[-1:] for gap in (here.gap_before(), here.gap_after()) if gap is not None} & set("-–~")
    return here.row.region_id[:2] == open_.row.region_id[:2] or bool(line)


def _mention(reading: Reading, hit: Hit[PlaceRow], region: str, verdict: Verdict | None, rules: Rules) -> Mention:
    verdict = verdict or Verdict(kind="homograph", rule="no-evidence", confidence=0.7)
    return Mention(
        start=hit.start,
        end=hit.end,
        sentence=reading.sentence_at(hit.start).number,
        span=reading.span(hit.start, hit.end),
        region=region,
        country=rules.country(region),
        kind=verdict.kind,
        rule=verdict.rule,
        confidence=verdict.confidence,
    )
