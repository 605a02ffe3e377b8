"""Stories as a filter over JSON lines: documents in, the story of each out."""

import calendar
import re
from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Any

from pipeline.records import Tags
from pipeline.stories.pairs import Evidence, evidence
from pipeline.stories.profile import Profile, marks, names, origin
from pipeline.stories.terms import Terms, terms
from pipeline.tagging.jsonl import document_of
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.tag import tag


def cluster(documents: Sequence[Mapping[str, Any]], rules: Rules) -> Iterator[dict[str, Any]]:
    """Gives {"id", "story_id", "why"} for every document, in order; a story's id is that of its first document."""
    using = terms(rules.seeds)
    profiles = [_profile(record, rules, using) for record in documents]
    leader = {p.id: p.id for p in profiles}
    why: dict[str, Evidence] = {}
    order = {p.id: n for n, p in enumerate(profiles)}

    def top(x: str) -> str:
        while leader[x] != x:
            x = leader[x]
        return x

    for a, b in combinations(profiles, 2):
        found = evidence(a, b, using.rarity)
        if found and found.kind != "event":
            first, second = sorted((top(a.id), top(b.id)), key=order.__getitem__)
            leader[second] = first
            why[b.id] = found
    for p in profiles:
        said = why.get(p.id)
        yield {"id": p.id, "story_id": top(p.id), "why": said.why if said else "first of its story"}


def _profile(record: Mapping[str, Any], rules: Rules, using: Terms) -> Profile:
    document = document_of(record)
    tags = tag(document, rules)
    url = record.get("url")
    sources = {source.source_id: source.outlet for source in rules.seeds.sources}
    source = str(record.get("source") or "")
    outlet = using.outlet(sources.get(source, source), url)
    first, last = _published(record.get("published"))
    return Profile(
        id=document.id,
        lang=document.lang,
        outlet=outlet,
        origin=origin(document.text, outlet, using),
        url=url,
        alternate_url=record.get("alternate_url"),
        first=first,
        last=last,
        title=document.title,
        text=document.text,
        marks=marks(document.title, document.text, document.lang, document.published, _ids(tags), using),
        names=names(document.text, document.lang, using),
    )


_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def _published(value: object) -> tuple[date | None, date | None]:
    """The first and the last day that a day, a month or a year may mean."""
    match = _DAY.match(value) if isinstance(value, str) else None
    if match is None:
        return None, None
    year, month, day = (int(part) if part else None for part in match.groups())
    if year is None:
        return None, None
    last_month = month or 12
    last_day = day or calendar.monthrange(year, last_month)[1]
    return date(year, month or 1, day or 1), date(year, last_month, last_day)


def _ids(tags: Tags) -> Iterator[str]:
    yield from (f"p:{tag.id}" for tag in tags.regions)
    yield from (f"g:{tag.id}" for tag in tags.commodities)
    yield from (f"t:{tag.id}" for tag in tags.topics)
