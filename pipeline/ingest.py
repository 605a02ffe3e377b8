"""Documents that no crawl brought: HTML, plain text or JSON lines become archived pages of the same path."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

from pipeline import archive
from pipeline.errors import InputError
from pipeline.records import Hint, Page

TEXT, HTML = "text/plain; charset=utf-8", "text/html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the person who ingests says of every document in the call; a JSON line's own fields come first."""

    source_id: str
    title: str | None = None
    url: str | None = None
    published: str | None = None
    lang: str | None = None


def pages(path: Path, given: Given, now: datetime) -> Iterator[Page]:
    """The file's documents as pages received at `now`; raises InputError naming file and line."""
    try:
        body = path.read_bytes()
    except OSError as e:
        raise InputError(f"{path}: {e.strerror}; name a readable HTML, text or .jsonl file") from None
    if path.suffix == ".jsonl":
        yield from _lines(path, body, given, now)
    else:
        kind = HTML if path.suffix in (".html", ".htm") or body.lstrip()[:1] == b"<" else TEXT
        yield _page(path.name, body, kind, _fields(given), now)


def _fields(given: Given) -> dict[str, Any]:
    return {"source": given.source_id, "title": given.title, "url": given.url, "date": given.published, "lang": given.lang}


def _lines(path: Path, body: bytes, given: Given, now: datetime) -> Iterator[Page]:
    for number, line in enumerate(body.splitlines(), start=1):
        if not line.strip():
            continue
        place = f"{path}: line {number}"
        try:
            record = json.loads(line)
            text = record.get("html") or record["text"]
        except (ValueError, KeyError, AttributeError):
            raise InputError(f'{place}: not a JSON object with "text" or "html"; see borderwire ingest --help') from None
        own = {"date": record.get("published"), **{k: record.get(k) for k in ("source", "title", "url", "date", "lang")}}
        fields = _fields(given) | {k: v for k, v in own.items() if v}
        yield _page(f"{path.name}#{record.get('id', number)}", text.encode(), HTML if "html" in record else TEXT, fields, now, place)


def _page(name: str, body: bytes, kind: str, fields: dict[str, Any], now: datetime, place: str | None = None) -> Page:
    digest = hashlib.sha256(body).hexdigest()
    url = fields["url"] or f"urn:sha256:{digest}"
    instant, day = _when(fields["date"], place or name)
    hint = Hint(title=fields["title"], published=instant, published_day=day, lang=fields["lang"], via="given")
    return Page(
        page_id=archive.page_id(fields["source"], url, now, digest),
        source_id=fields["source"],
        url=url,
        final_url=url,
        fetched_at=now,
        status=200,
        content_type=kind,
        body=body,
        sha256=digest,
        hint=hint,
    )


def _when(value: str | None, place: str) -> tuple[datetime | None, date | None]:
    if value is None:
        return None, None
    try:
        if len(value) == len("2024-03-26"):
            return None, date.fromisoformat(value)
        instant = datetime.fromisoformat(value)
    except ValueError:
        raise InputError(f"{place}: {value!r} is no date; write 2024-03-26 or 2024-03-26T09:00:00+09:00") from None
    if instant.tzinfo is None:
        raise InputError(f"{place}: {value!r} has no zone; write 2024-03-26T09:00:00+09:00, or the day alone")
    return instant.astimezone(UTC), None
