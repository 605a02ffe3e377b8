"""The filter `borderwire extract`: JSON lines that name HTML files in, JSON lines with articles out."""

import gzip
import zlib
from datetime import datetime
from functools import cache
from hashlib import sha256
from pathlib import Path
from typing import Any

from pipeline.archive import page_id
from pipeline.errors import InputError
from pipeline.extract.article import Draft, draft
from pipeline.extract.rules import ExtractRules, rules
from pipeline.records import Moment, Page, Rejected
from pipeline.seeds import Source, load

LARGEST = 64 << 20
ANYWHERE = Source(source_id="input", base_url="http://input.invalid/", lang="en", timezone="UTC")


def page_of(record: dict[str, Any], folder: Path, now: datetime) -> tuple[str, Page]:
    """The id and page of one input object, `html` read relative to `folder`; raises InputError naming what is wrong."""
    try:
        key, path = str(record["id"]), folder / record["html"]
    except (KeyError, TypeError):
        raise InputError('an object with "id" and "html" is expected; see borderwire extract --help') from None
    return key, page(_body(path), str(record.get("url") or ANYWHERE.base_url + "page"), now)


def page(body: bytes, url: str, now: datetime) -> Page:
    """A page that no crawl brought."""
    digest = sha256(body).hexdigest()
    return Page(
        page_id=page_id(ANYWHERE.source_id, url, now, digest),
        source_id=ANYWHERE.source_id,
        url=url,
        final_url=url,
        fetched_at=now,
        status=200,
        content_type=None,
        body=body,
        sha256=digest,
    )


def _body(path: Path) -> bytes:
    try:
        raw = path.read_bytes()
        if raw[:2] == b"\x1f\x8b":
            with gzip.open(path) as file:
                raw = file.read(LARGEST + 1)
    except (OSError, EOFError, zlib.error) as e:
        raise InputError(f"{path}: cannot be read ({e}); name a file of HTML, plain or gzip") from None
    if len(raw) > LARGEST:
        raise InputError(f"{path}: more than {LARGEST >> 20} MB; no page is so large, leave it out")
    return raw


def from_anywhere(seeds: Path, given: Page) -> Draft | Rejected:
    """What the filter reads of a page that no source is known for, in any language, by the rules of a seeds folder."""
    return draft(given, ANYWHERE, _rules(seeds))


@cache
def _rules(seeds: Path) -> ExtractRules:
    return rules(load(seeds))


def output(key: str, found: Draft | Rejected) -> dict[str, Any]:
    """The output object of one page; a stand-in date is printed as null."""
    if isinstance(found, Rejected):
        return {"id": key, "rejected": found.reason, "detail": found.detail}
    return {
        "id": key,
        "url": found.url,
        "title": found.title,
        "authors": list(found.authors),
        "published": _published(found),
        "published_basis": found.published.basis,
        "updated": _printed(found.updated),
        "lang": found.lang,
        "section": found.section,
        "translator": found.translator,
        "editor": found.editor,
        "alternate_url": found.alternate_url,
        "teaser": found.teaser,
        "text": found.text,
        "method": found.methods["body"],
        "methods": found.methods,
        "encoding": found.decoding.encoding,
    }


def _published(found: Draft) -> str | None:
    if found.printed is None:
        return None
    return found.printed.date().isoformat() if found.published.precision == "day" else found.printed.isoformat()


def _printed(moment: Moment | None) -> str | None:
    return moment.at.isoformat() if moment is not None else None
