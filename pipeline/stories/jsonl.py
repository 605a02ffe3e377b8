"""Stories as a filter over JSON lines: documents in, the story and the event group of each out."""

import calendar
import re
from collections import defaultdict
from collections.abc import Iterator, Mapping, Sequence
from datetime import UTC, date, datetime, timedelta
from typing import Any

from pipeline.records import Tags
from pipeline.stories.groups import Told, grouped
from pipeline.stories.keys import ENOUGH, TIMELESS, WEIGHT, WINDOW_DAYS, Key, keys
from pipeline.stories.pairs import evidence, lag
from pipeline.stories.partition import Link, Member, stories, strongest_first
from pipeline.stories.profile import Profile, marks, names, origin
from pipeline.stories.terms import Terms, terms
from pipeline.tagging.jsonl import document_of
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.tag import tag

ALONE = "nothing joins it to another document"
FIRST = "the story's first document"

_START = datetime(1, 1, 1, tzinfo=UTC)
_DAY = re.compile(r"(\d{4})(?:-(\d\d)(?:-(\d\d))?)?")


def cluster(documents: Sequence[Mapping[str, Any]], rules: Rules) -> Iterator[dict[str, Any]]:
    """Gives {"id", "story_id", "event_group", "why"} for every document, in their order.

    Documents are as for the tagger, with "alternate_url" where the other edition's address is known; `published` may be
    a day, a month or a year. A story's id is that of its first document; a story alone in its event has no group.
    """
    using = terms(rules.seeds)
    profiles = {str(n): _profile(record, rules, using, str(n)) for n, record in enumerate(documents)}
    links = list(_links(profiles, using))
    since = {key: _START + timedelta(seconds=int(key)) for key in profiles}
    members = [Member(id=p.id, edition=f"{p.outlet} {p.lang}", since=since[p.id]) for p in profiles.values()]
    story = stories(members, links)
    group = _groups(profiles, story, links, since)
    joining = [link for link in links if story[link.a] == story[link.b]]
    why = {end: link.why for link in sorted(joining, key=strongest_first, reverse=True) for end in (link.a, link.b)}
    ids = {str(n): record["id"] for n, record in enumerate(documents)}
    for key, leader in sorted(story.items(), key=lambda item: int(item[0])):
        event = group[leader]
        reason = ALONE if key not in why else FIRST if key == leader else why[key]
        yield {"id": ids[key], "story_id": ids[leader], "event_group": event and ids[event], "why": reason}


def _links(profiles: Mapping[str, Profile], using: Terms) -> Iterator[Link]:
    for a, b in sorted(_candidates(profiles, using)):
        said = evidence(profiles[a], profiles[b], using.rarity)
        if said is not None:
            yield Link(a=a, b=b, kind=said.kind, score=said.score, why=said.why)


def _candidates(profiles: Mapping[str, Profile], using: Terms) -> Iterator[tuple[str, str]]:
    """The pairs that share enough keys, the smaller id first."""
    holders: dict[Key, list[str]] = defaultdict(list)
    for profile in profiles.values():
        shared: dict[str, int] = defaultdict(int)
        for key in sorted(set(keys(profile, using.rarity))):
            for other in holders[key]:
                if key.kind in TIMELESS or (lag(profile, profiles[other]) or 0) <= WINDOW_DAYS:
                    shared[other] += WEIGHT[key.kind]
            holders[key].append(profile.id)
        yield from ((min(profile.id, o), max(profile.id, o)) for o, weight in shared.items() if weight >= ENOUGH)


def _groups(
    profiles: Mapping[str, Profile], story: Mapping[str, str], links: Sequence[Link], since: Mapping[str, datetime]
) -> dict[str, str | None]:
    days: dict[str, list[Profile]] = defaultdict(list)
    for key, leader in story.items():
        days[leader].append(profiles[key])
    told = {
        leader: Told(
            since=since[leader],
            first=min((p.first for p in each if p.first), default=None),
            last=min((p.last for p in each if p.last), default=None),
        )
        for leader, each in days.items()
    }
    pairs = [(link.score, story[link.a], story[link.b]) for link in links if link.kind == "event"]
    return grouped(told, [(score, min(a, b), max(a, b)) for score, a, b in pairs if a != b])


def _profile(record: Mapping[str, Any], rules: Rules, using: Terms, key: str) -> Profile:
    document = document_of(record)
    url, source = record.get("url"), str(record.get("source") or "")
    known = {row.source_id: row.outlet for row in rules.seeds.sources}
    outlet = using.outlet(known.get(source, source), url)
    first, last = _published(record.get("published"))
    ids = _ids(tag(document, rules))
    return Profile(
        id=key,
        lang=document.lang,
        outlet=outlet,
        origin=origin(document.text, outlet, using),
        url=url,
        alternate_url=record.get("alternate_url"),
        first=first,
        last=last,
        title=document.title,
        text=document.text,
        marks=marks(document.title, document.text, document.lang, document.published, ids, using),
        names=names(document.text, document.lang, using),
    )


def _published(value: object) -> tuple[date | None, date | None]:
    """The first and the last day that a day, a month or a year may mean; the tagger has refused what is no date."""
    match = _DAY.match(value) if isinstance(value, str) else None
    if match is None:
        return None, None
    year, month, day = int(match[1]), int(match[2] or 0), int(match[3] or 0)
    last_day = day or calendar.monthrange(year, month or 12)[1]
    return date(year, month or 1, day or 1), date(year, month or 12, last_day)


def _ids(tags: Tags) -> Iterator[str]:
    yield from (f"p:{tag.id}" for tag in tags.regions)
    yield from (f"g:{tag.id}" for tag in tags.commodities)
    yield from (f"t:{tag.id}" for tag in tags.topics)
