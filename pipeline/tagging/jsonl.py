"""The tagger as a filter over JSON lines: a document in, its tags out, in one JSON shape."""

from collections.abc import Mapping
from dataclasses import asdict
from datetime import date
from typing import Any

from pipeline.errors import InputError
from pipeline.records import Attribution, Document, Signal, Span, Tags
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.tag import tag


def _day(value: object) -> date | None:
    """The day of an ISO instant, a day or a month (its last day is not invented: a bare month gives None)."""
    if not isinstance(value, str) or len(value) < len("2026-01-01"):
        return None
    try:
        return date.fromisoformat(value[:10])
    except ValueError:
        raise InputError(f"published: {value!r} is no date; write 2026-01-31 or an ISO 8601 instant") from None


def _language(record: Mapping[str, Any]) -> str:
    given = record.get("lang")
    if given in ("en", "ko"):
        return str(given)
    text = str(record.get("text", ""))[:4000]
    hangul = sum("가" <= c <= "힣" for c in text)
    letters = sum(c.isalpha() for c in text)
    return "ko" if letters and hangul * 10 > letters * 3 else "en"


def document_of(record: Mapping[str, Any]) -> Document:
    """The record as a document; raises InputError naming the field that is missing or malformed."""
    if not isinstance(record.get("text"), str):
        raise InputError(f"id {record.get('id')!r}: field text is missing; a document needs id and text")
    return Document(
        id=str(record.get("id", "")),
        lang="ko" if _language(record) == "ko" else "en",
        title=record.get("title") or "",
        text=record["text"],
        published=_day(record.get("published")),
        source=record.get("source"),
    )


def _span(span: Span) -> dict[str, Any]:
    return asdict(span)


def _signal(signal: Signal) -> dict[str, Any]:
    cells = asdict(signal)
    if signal.event_date:
        cells["event_date"] = signal.event_date.start.isoformat()
        cells["event_date_end"] = signal.event_date.end.isoformat()
        cells["event_date_precision"] = signal.event_date.precision
    return cells


def _attribution(entry: Attribution) -> dict[str, Any]:
    return asdict(entry)


def tags_record(identity: str, tags: Tags) -> dict[str, Any]:
    """The tags as one JSON object."""
    return {
        "id": identity,
        "regions": [asdict(r) for r in tags.regions],
        "primary_region": tags.primary_region,
        "primary_place": tags.primary_place,
        "commodities": [asdict(c) for c in tags.commodities],
        "topics": [asdict(t) for t in tags.topics],
        "is_border_trade_story": tags.is_border_trade_story,
        "story_why": tags.story_why,
        "signals": [_signal(s) for s in tags.signals],
        "rankings": [asdict(r) for r in tags.rankings],
        "attribution": [_attribution(a) for a in tags.attributions],
        "translator": tags.translator,
        "editor": tags.editor,
        "ruleset": tags.ruleset,
    }


def tag_line(record: Mapping[str, Any], rules: Rules) -> dict[str, Any]:
    """The tags of one JSON-lines document; raises InputError for a record that is no document."""
    document = document_of(record)
    return tags_record(document.id, tag(document, rules))
