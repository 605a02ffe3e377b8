"""The tagger as a filter over JSON lines: a document in, its tags out as one object.

The text may still carry the outlet's credit lines and boilerplate, which extraction takes out of pages: here they are
blanked, so that every span counts characters of the text as it was given, in whatever Unicode form.
"""

import unicodedata
from collections.abc import Mapping
from dataclasses import asdict, replace
from datetime import date
from typing import Any, Literal

from pipeline.errors import InputError
from pipeline.language import language
from pipeline.records import Document, Span, Tags
from pipeline.tagging.furniture import blank
from pipeline.tagging.ruleset import Rules
from pipeline.tagging.tag import tag

_DAY = len("2026-01-31")


def tag_line(record: Mapping[str, Any], rules: Rules) -> dict[str, Any]:
    """The tags of one JSON-lines document; raises InputError naming the field of a record that is no document."""
    document = document_of(record)
    blanked = blank(document.text, rules, document.source or "", document.lang)
    tags = tag(replace(document, text=blanked.text), rules)
    given = {"title": record.get("title") or "", "text": record["text"]}
    found = tags_record(document.id, replace(tags, translator=blanked.translator, editor=blanked.editor))
    return found if _is_nfc(given) else _in_given_form(found, {part: offsets(text) for part, text in given.items()})


def document_of(record: Mapping[str, Any]) -> Document:
    """The record as a document in NFC; raises InputError naming the field that is missing or malformed."""
    if not isinstance(record.get("text"), str):
        raise InputError(f"id {record.get('id')!r}: the field text is missing; a document needs id and text")
    title, text = (unicodedata.normalize("NFC", part) for part in (record.get("title") or "", record["text"]))
    return Document(
        id=str(record.get("id", "")),
        lang=_edition(record.get("lang"), text),
        title=title,
        text=text,
        published=_day(record),
        source=record.get("source"),
    )


def _edition(given: object, text: str) -> Literal["en", "ko"]:
    """The language given, else the one that the text is in; what is neither is read as English."""
    known = given if given in ("en", "ko") else language(text)
    return "ko" if known == "ko" else "en"


def _day(record: Mapping[str, Any]) -> date | None:
    """The publication day of an ISO 8601 instant or day; a bare month or year gives none, for no day is invented."""
    value = record.get("published")
    if value is None or (isinstance(value, str) and len(value) < _DAY):
        return None
    try:
        return date.fromisoformat(str(value)[:_DAY])
    except ValueError:
        raise InputError(f"id {record.get('id')!r}: published {value!r} is no date; write it as 2026-01-31") from None


def tags_record(identity: str, tags: Tags) -> dict[str, Any]:
    """The tags as one JSON object; an event date becomes its first and last day and their precision.

    `signals` are the changes reported as news; those planned, rumoured or denied stand apart in `hedged`.
    """
    found = asdict(tags)
    found["attribution"] = found.pop("attributions")
    for signal, printed in zip(tags.signals, found["signals"], strict=True):
        if signal.event_date is not None:
            printed["event_date"] = signal.event_date.start.isoformat()
            printed["event_date_end"] = signal.event_date.end.isoformat()
            printed["event_date_precision"] = signal.event_date.precision
    found["hedged"] = [s for s in found["signals"] if s["hedge"] != "reported"]
    found["signals"] = [s for s in found["signals"] if s["hedge"] == "reported"]
    return {"id": identity} | found


def _is_nfc(given: Mapping[str, str]) -> bool:
    return all(unicodedata.is_normalized("NFC", text) for text in given.values())


def offsets(text: str) -> list[int]:
    """For each character of the text's NFC form, and for its end, where it begins in the text as given."""
    starts: list[int] = []
    begin = 0
    for i in range(1, len(text) + 1):
        if i == len(text) or not (unicodedata.combining(text[i]) or "\u1160" <= text[i] <= "\u11ff"):
            starts += [begin] * len(unicodedata.normalize("NFC", text[begin:i]))
            begin = i
    return [*starts, len(text)]


def _in_given_form(found: Any, starts: Mapping[str, list[int]]) -> Any:
    """The object with every span counted in the given text instead of its NFC form."""
    if isinstance(found, dict) and found.keys() == set(Span.__dataclass_fields__):
        place = starts[found["part"]]
        return found | {"start": place[found["start"]], "end": place[found["end"]]}
    if isinstance(found, dict):
        return {key: _in_given_form(value, starts) for key, value in found.items()}
    if isinstance(found, (list, tuple)):
        return [_in_given_form(value, starts) for value in found]
    return found
