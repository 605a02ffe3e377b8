"""The archive: each page's bytes in a WARC file of one gzip member, on disk whole before the ledger knows of it.

`<folder>/<source>/<YYYY-MM-DD>/<page_id>.warc.gz` holds one WARC/1.1 `resource` record: the body as received, its
SHA-256 as payload digest, and what discovery said of the page as a JSON header. The archive alone suffices to rebuild
the warehouse; any WARC reader opens it.
"""

import base64
import hashlib
import json
import os
from collections.abc import Iterator
from datetime import UTC, date, datetime
from io import BytesIO
from pathlib import Path
from typing import Any

from warcio.archiveiterator import ArchiveIterator
from warcio.exceptions import ArchiveLoadFailed
from warcio.warcwriter import WARCWriter

from pipeline.errors import ArchiveError
from pipeline.records import Hint, Page

SECOND = "%Y-%m-%dT%H:%M:%SZ"


def page_id(source_id: str, url: str, fetched_at: datetime, sha256: str) -> str:
    """The page's id: 32 hex digits of a hash over what makes it distinct."""
    key = "\n".join((source_id, url, fetched_at.astimezone(UTC).strftime(SECOND), sha256))
    return hashlib.sha256(key.encode()).hexdigest()[:32]


def path_of(page: Page) -> Path:
    """Where the page's file lies, relative to the archive folder."""
    return Path(page.source_id) / page.fetched_at.astimezone(UTC).strftime("%Y-%m-%d") / f"{page.page_id}.warc.gz"


def keep(folder: Path, page: Page) -> Path:
    """Writes the page whole and durable (temporary file, fsync, rename) and returns its relative path.

    Keeping the same page again changes nothing. Raises ArchiveError when the disk is full or the folder not writable.
    """
    relative = path_of(page)
    target = folder / relative
    temporary = target.with_suffix(f".{os.getpid()}.tmp")
    try:
        target.parent.mkdir(parents=True, exist_ok=True)
        with temporary.open("wb") as file:
            file.write(_record(page))
            file.flush()
            os.fsync(file.fileno())
        temporary.replace(target)
        _sync(target.parent)
    except OSError as e:
        raise ArchiveError(f"{target}: {e.strerror}; free space or mend its rights, then run again") from e
    return relative


def _sync(folder: Path) -> None:
    descriptor = os.open(folder, os.O_RDONLY)
    try:
        os.fsync(descriptor)
    finally:
        os.close(descriptor)


def _record(page: Page) -> bytes:
    buffer = BytesIO()
    digest = base64.b32encode(bytes.fromhex(page.sha256)).decode()
    headers = {
        "WARC-Date": page.fetched_at.astimezone(UTC).strftime(SECOND),
        "WARC-Payload-Digest": f"sha256:{digest}",
        "X-Borderwire-Page": json.dumps(_facts(page), ensure_ascii=True, sort_keys=True),
    }
    writer = WARCWriter(buffer, gzip=True, warc_version="1.1")
    record = writer.create_warc_record(
        page.url,
        "resource",
        payload=BytesIO(page.body),
        length=len(page.body),
        warc_content_type=page.content_type or "application/octet-stream",
        warc_headers_dict=headers,
    )
    writer.write_record(record)
    return buffer.getvalue()


def _facts(page: Page) -> dict[str, Any]:
    hint = page.hint
    return {
        "page_id": page.page_id,
        "source_id": page.source_id,
        "url": page.url,
        "final_url": page.final_url,
        "status": page.status,
        "content_type": page.content_type,
        "sha256": page.sha256,
        "hint": hint_to_json(hint),
    }


def hint_to_json(hint: Hint) -> dict[str, Any]:
    """The hint as JSON values, fields that say nothing left out."""
    values = {name: getattr(hint, name) for name in Hint.__dataclass_fields__}
    return {
        name: value.isoformat() if isinstance(value, (datetime, date)) else value
        for name, value in values.items()
        if value not in (None, ())
    }


def hint_from_json(values: dict[str, Any]) -> Hint:
    """The hint that `hint_to_json` wrote."""
    fields = dict(values)
    for name in ("published", "updated"):
        if name in fields:
            fields[name] = datetime.fromisoformat(fields[name])
    if "published_day" in fields:
        fields["published_day"] = date.fromisoformat(fields["published_day"])
    fields["authors"] = tuple(fields.get("authors", ()))
    return Hint(**fields)


def read(folder: Path, relative: Path | str, sha256: str | None = None) -> Page:
    """The page of one file; raises ArchiveError when it is absent, cut short, altered, or not the one with `sha256`."""
    path = folder / relative
    try:
        with path.open("rb") as file:
            record = next(iter(ArchiveIterator(file)))
            body = record.content_stream().read()
            headers = record.rec_headers
    except (OSError, StopIteration, ArchiveLoadFailed) as e:
        raise ArchiveError(f"{path}: the page is not there whole ({e}); restore it from a backup") from None
    return _page(path, headers, body, sha256)


def _page(path: Path, headers: Any, body: bytes, sha256: str | None) -> Page:
    try:
        facts = json.loads(headers.get_header("X-Borderwire-Page"))
        page = Page(
            body=body,
            fetched_at=datetime.strptime(headers.get_header("WARC-Date"), SECOND).replace(tzinfo=UTC),
            **facts | {"hint": hint_from_json(facts["hint"])},
        )
    except (TypeError, ValueError, KeyError) as e:
        raise ArchiveError(f"{path}: not a page of this archive ({e}); restore it from a backup") from None
    if hashlib.sha256(body).hexdigest() != page.sha256 or (sha256 is not None and page.sha256 != sha256):
        raise ArchiveError(f"{path}: the bytes are not those that were kept; restore the page from a backup")
    return page


def day_of(relative: Path) -> date:
    """The day (UTC) of the fetch whose page lies at the relative path."""
    return date.fromisoformat(relative.parts[1])


def walk(folder: Path, sources: frozenset[str] | None = None) -> Iterator[Path]:
    """The relative paths of all pages in a fixed order (source, day, id); all sources unless some are named."""
    for path in sorted(folder.glob("*/*/*.warc.gz")):
        relative = path.relative_to(folder)
        if sources is None or relative.parts[0] in sources:
            yield relative
