"""Documents that no crawl brought: HTML, plain text or JSON lines become archived pages of the same path."""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import UTC, date, datetime
from pathlib import Path

from pipeline import archive
from pipeline.errors import InputError
from pipeline.records import Hint, Page

TEXT, HTML = "text/plain; charset=utf-8", "text/html"


@dataclass(frozen=True, slots=True, kw_only=True)
class Given:
    """What the person who ingests says of every document in the call; a JSON line's own fields come first."""

    source_id: str | None = None
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
    said = {"source": given.source_id, "title": given.title, "url": given.url, "date": given.published}
    said["lang"] = given.lang
    if path.suffix == ".jsonl":
        for number, line in enumerate(body.splitlines(), start=1):
            if line.strip():
                yield _line(f"{path}: line {number}", line, said, now)
    else:
        kind = HTML if path.suffix in (".html", ".htm") or body.lstrip()[:1] == b"<" else TEXT
        yield _page(str(path), body, kind, said, now)


def _line(place: str, line: bytes, said: dict[str, str | None], now: datetime) -> Page:
    try:
        record = json.loads(line)
        kind, text = (HTML, record["html"]) if "html" in record else (TEXT, record["text"])
        body = text.encode()
    except (ValueError, KeyError, TypeError, AttributeError):
        raise InputError(f'{place}: not an object with "text" or "html"; see borderwire ingest --help') from None
    own = {name: record.get(name) for name in said} | ({"date": record["published"]} if "published" in record else {})
    return _page(place, body, kind, said | {name: str(value) for name, value in own.items() if value}, now)


def _page(place: str, body: bytes, kind: str, said: dict[str, str | None], now: datetime) -> Page:
    digest = hashlib.sha256(body).hexdigest()
    source_id = said["source"]
    if source_id is None:
        raise InputError(f"{place}: whose document is it? name a source with --source or in the field source")
    url = said["url"] or f"urn:sha256:{digest}"
    instant, day = _when(said["date"], place)
    return Page(
        page_id=archive.page_id(source_id, url, now, digest),
        source_id=source_id,
        url=url,
        final_url=url,
        fetched_at=now,
        status=200,
        content_type=kind,
        body=body,
        sha256=digest,
        hint=Hint(title=said["title"], published=instant, published_day=day, lang=said["lang"], via="given"),
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
