"""The reports of the sample press: one TOML file a story in `press/reports/`, read into frozen records and checked.

The labels beside each text make the press a golden set: `labels` gives them in the shape that the scorers read.
"""

import re
import tomllib
from collections.abc import Iterator, Sequence
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any

from pydantic import TypeAdapter, ValidationError

from pipeline.errors import InputError
from press.editions import DAYS, EDITIONS, FIRST_DAY, KST, Lang, end_of
from press.sheets import Labels, Report, Sheet

BUNDLED = Path(__file__).resolve().parent / "reports"
_SHEET = TypeAdapter(Sheet)
_LABELS = TypeAdapter(Labels)


def _sheet(path: Path) -> Sheet:
    try:
        content = tomllib.loads(path.read_text(encoding="utf-8"))
        return _SHEET.validate_python({"story": path.stem, **content, "key": path.stem})
    except (UnicodeDecodeError, tomllib.TOMLDecodeError) as e:
        raise InputError(f"{path}: not a UTF-8 TOML file ({e}); see press/README.md") from None
    except ValidationError as e:
        first = e.errors()[0]
        raise InputError(f"{path}: {'.'.join(str(key) for key in first['loc'])}: {first['msg']}") from None


def _faults(lang: Lang, report: Report) -> Iterator[tuple[str, str]]:
    times = [report.published, *(r.at for r in report.revisions), *([report.takedown.at] if report.takedown else [])]
    if not all(FIRST_DAY <= at < end_of(DAYS) for at in times):
        yield "published", f"publication, revisions and takedown lie within the {DAYS} days from {FIRST_DAY:%Y-%m-%d}"
    if times != sorted(set(times)):
        yield "revisions", "revisions follow publication in time order, a takedown comes last"
    if lang == "ko" and not re.fullmatch(rf"{report.published.astimezone(KST):%Y%m%d}-\d+", report.slug):
        yield "slug", "a Korean slug is the publication day and a number, as in 20260301-1"
    if any(r.title is None and r.body is None for r in report.revisions):
        yield "revisions", "a revision replaces the title, the body or both"
    if lang == "ko" and (report.translator or not report.link_korean):
        yield "translator", "translator and link_korean belong to the English edition"


def _check(folder: Path, sheets: Sequence[Sheet]) -> None:
    seen: dict[tuple[Lang, str], str] = {}
    for sheet in sheets:
        path = folder / f"{sheet.key}.toml"
        if sheet.en is None and sheet.ko is None:
            raise InputError(f"{path}: en: a sheet has an [en] table, a [ko] table or both")
        if sheet.story not in {s.key for s in sheets}:
            raise InputError(f"{path}: story: no file {sheet.story}.toml; a repost names the original's file")
        for lang, report in sheet.editions():
            for key, message in _faults(lang, report):
                raise InputError(f"{path}: {lang}.{key}: {message}")
            if (lang, report.slug) in seen:
                raise InputError(f"{path}: {lang}.slug: {report.slug!r} stands in {seen[lang, report.slug]} too")
            seen[lang, report.slug] = f"{sheet.key}.toml"


@cache
def load(folder: Path = BUNDLED) -> tuple[Sheet, ...]:
    """All sheets of the folder in file order; raises InputError naming file and key of the first that does not fit."""
    sheets = tuple(_sheet(path) for path in sorted(folder.glob("*.toml")))
    if not sheets:
        raise InputError(f"{folder}: no report files (*.toml) there; see press/README.md")
    _check(folder, sheets)
    return sheets


def labels(day: int | None = None, base: str = "http://127.0.0.1:8737") -> list[dict[str, Any]]:
    """The reports that the site shows at the end of day `day` (default: the last), each with its expected labels.

    Documents are as in the evaluation's JSON lines (id, lang, source, title, published, url, text, labels), in file
    order, with `story` beside them: documents with one `story` carry the same report. `text` is the body and, where
    the page prints one, the credit line; no boilerplate.
    """
    as_of = end_of(day or DAYS)
    return [
        _document(sheet, lang, report, as_of, base)
        for sheet in load()
        for lang, report in sheet.editions()
        if report.visible(as_of)
    ]


def _document(sheet: Sheet, lang: Lang, report: Report, as_of: datetime, base: str) -> dict[str, Any]:
    title, body, found = report.wording(as_of)
    paragraphs = [re.sub("^## ", "", body, flags=re.MULTILINE)]
    return {
        "id": f"{sheet.key}-{lang}",
        "story": sheet.story,
        "lang": lang,
        "source": f"sample-{lang}",
        "title": title,
        "published": report.published.isoformat(),
        "url": f"{base}{EDITIONS[lang].path}/{report.slug}/",
        "text": "\n\n".join([*paragraphs, *([report.credits] if report.credits else [])]),
        "labels": {**_LABELS.dump_python(found, mode="json"), "translator": report.translator, "editor": report.editor},
    }
