"""Stories as a filter over JSON lines: documents in, the story of each out."""

from collections.abc import Iterator, Mapping, Sequence
from datetime import date
from itertools import combinations
from typing import Any
from urllib.parse import urlsplit

from pipeline.records import Tags
from pipeline.stories.numbers import days, numbers
from pipeline.stories.pairs import Evidence, evidence
from pipeline.stories.passages import letters
from pipeline.stories.profile import Profile
from pipeline.tagging.jsonl import document_of
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.tag import tag


def cluster(documents: Sequence[Mapping[str, Any]], rules: Rules) -> Iterator[dict[str, Any]]:
    """Gives {"id", "story_id", "why"} for every document, in their order; a story's id is that of its first document."""
    profiles = [_profile(record, rules) for record in documents]
    leader = {p.id: p.id for p in profiles}
    why: dict[str, Evidence] = {}
    order = {p.id: n for n, p in enumerate(profiles)}

    def top(x: str) -> str:
        while leader[x] != x:
            x = leader[x]
        return x

    for a, b in combinations(profiles, 2):
        found = evidence(a, b)
        if found:
            first, second = sorted((top(a.id), top(b.id)), key=order.__getitem__)
            leader[second] = first
            why[b.id] = found
    for p in profiles:
        found = why.get(p.id)
        yield {"id": p.id, "story_id": top(p.id), "why": found.why if found else "first of its story"}


def _profile(record: Mapping[str, Any], rules: Rules) -> Profile:
    document = document_of(record)
    tags = tag(document, rules)
    url = record.get("url")
    return Profile(
        id=document.id,
        lang=document.lang,
        outlet=urlsplit(url or "").hostname or str(record.get("source")),
        url=url,
        alternate_url=record.get("alternate_url"),
        first=document.published,
        last=document.published,
        title=letters(document.title),
        text=letters(document.text),
        marks=_marks(tags) | numbers(document.text, document.lang) | days(document.text, document.lang, _day(document)),
    )


def _day(document: Any) -> date | None:
    found: date | None = document.published
    return found


def _marks(tags: Tags) -> frozenset[str]:
    return frozenset(
        [f"place {r.id}" for r in tags.regions]
        + [f"good {c.id}" for c in tags.commodities]
        + [f"topic {t.id}" for t in tags.topics]
    )
