"""Backup and restore of all that cannot be had again: the warehouse, the archive, the alert feed.

A backup is a folder: a file of the warehouse, `archive/`, `alerts.xml` and, written last, `manifest.json`, which names
the file and without which the folder is no backup. Made again into the same folder, it copies only pages that are not
there yet. The warehouse is saved first: a page lies in the archive before the ledger knows of it, so the copy has every
page that the saved ledger names.
"""

import hashlib
import json
import os
import shutil
from dataclasses import asdict, dataclass
from datetime import datetime
from pathlib import Path

from sqlalchemy import select

from pipeline import archive
from pipeline.errors import ArchiveError, InputError, SettingsError
from pipeline.settings import Settings
from pipeline.warehouse import dump, schema
from pipeline.warehouse.engine import engine, reading
from pipeline.warehouse.tables import page

FEED = "alerts.xml"
MANIFEST = "manifest.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Manifest:
    """What a backup holds: when it was made, the warehouse's file with its SHA-256, and how many pages."""

    made_at: str
    warehouse: str
    sha256: str
    pages: int


def backup(settings: Settings, folder: Path, now: datetime) -> Manifest:
    """Saves into the folder; until it is done an older backup there stays whole.

    Raises SettingsError when the folder cannot be written, WarehouseError when the warehouse cannot be read,
    ArchiveError when a page that the ledger names is not in the archive.
    """
    made = engine(settings.warehouse_url)
    schema.check(made)
    saved = folder / f"warehouse-{now:%Y%m%dT%H%M%SZ}{dump.SUFFIX[made.dialect.name]}"
    try:
        (folder / "archive").mkdir(parents=True, exist_ok=True)
        saved.unlink(missing_ok=True)
        dump.save(made, saved)
        pages = _copy_pages(settings.archive_dir, folder / "archive")
        if (settings.data / FEED).exists():
            _copy(settings.data / FEED, folder / FEED)
        _check_complete(settings, folder / "archive")
        manifest = Manifest(made_at=now.isoformat(), warehouse=saved.name, sha256=_sha256(saved), pages=pages)
        _write(folder / MANIFEST, json.dumps(asdict(manifest), indent=2))
        for old in folder.glob("warehouse-*"):
            if old != saved:
                old.unlink()
    except OSError as e:
        raise SettingsError(f"{e.filename}: {e.strerror}; name a folder with room that can be written") from e
    return manifest


def restore(settings: Settings, folder: Path) -> Manifest:
    """Brings a backup back into an empty data folder and an empty database, each page read whole on the way.

    Raises InputError when the folder holds no whole backup, SettingsError or WarehouseError when there is something in
    the place already, ArchiveError at a page that is damaged.
    """
    manifest = _manifest(folder)
    saved = folder / manifest.warehouse
    if not saved.is_file() or _sha256(saved) != manifest.sha256:
        raise InputError(f"{saved}: not the file that {MANIFEST} names; take another backup")
    if next(archive.walk(settings.archive_dir), None) is not None:
        raise SettingsError(f"{settings.archive_dir}: not empty; set BORDERWIRE_DATA to an empty folder")
    pages = 0
    for relative in archive.walk(folder / "archive"):
        archive.read(folder / "archive", relative)
        _copy(folder / "archive" / relative, settings.archive_dir / relative)
        pages += 1
    if pages < manifest.pages:
        raise ArchiveError(f"{folder / 'archive'}: {pages} pages where the manifest says {manifest.pages}")
    if (folder / FEED).exists():
        _copy(folder / FEED, settings.data / FEED)
    dump.restore(engine(settings.warehouse_url), saved)
    schema.upgrade(settings.warehouse_url)
    return manifest


def _manifest(folder: Path) -> Manifest:
    try:
        return Manifest(**json.loads((folder / MANIFEST).read_text(encoding="utf-8")))
    except (OSError, ValueError, TypeError):
        raise InputError(f"{folder}: no backup there ({MANIFEST} is missing or unreadable)") from None


def _copy_pages(source: Path, target: Path) -> int:
    """Copies what the target lacks; a page never changes once it is kept."""
    pages = list(archive.walk(source))
    for relative in pages:
        if not (target / relative).exists():
            _copy(source / relative, target / relative)
    return len(pages)


def _check_complete(settings: Settings, copied: Path) -> None:
    with reading(engine(settings.warehouse_url)) as connection:
        missing = [path for path in connection.scalars(select(page.c.archive_path)) if not (copied / path).exists()]
    if missing:
        first = f"{settings.archive_dir / missing[0]}: not there, and {len(missing) - 1} more pages of the ledger"
        raise ArchiveError(f"{first}; restore them from an older backup, which stays as it was")


def _copy(source: Path, target: Path) -> None:
    target.parent.mkdir(parents=True, exist_ok=True)
    temporary = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    shutil.copyfile(source, temporary)
    temporary.replace(target)


def _write(target: Path, text: str) -> None:
    temporary = target.with_name(f"{target.name}.{os.getpid()}.tmp")
    with temporary.open("w", encoding="utf-8") as file:
        file.write(text + "\n")
        file.flush()
        os.fsync(file.fileno())
    temporary.replace(target)


def _sha256(path: Path) -> str:
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
