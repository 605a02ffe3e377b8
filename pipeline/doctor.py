"""What is wrong with an installation: versions, warehouse, seeds, rights, disk, archive, clock; when asked, sources.

Each check is one finding with its remedy; none changes anything.
"""

import os
import shutil
import sys
import tempfile
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from functools import partial
from importlib.metadata import PackageNotFoundError, requires, version
from pathlib import Path

from packaging.requirements import Requirement
from sqlalchemy import func, select

from pipeline import archive
from pipeline.errors import BorderwireError, SettingsError
from pipeline.seeds import Source, load
from pipeline.settings import Settings
from pipeline.warehouse import schema
from pipeline.warehouse.engine import engine, reading
from pipeline.warehouse.tables import page

LEAST_FREE = 2 << 30
MOST_SKEW = timedelta(minutes=2)
NEWEST_PAGES = 20
SHOWN = ("scrapy", "trafilatura", "sqlalchemy")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One thing that was looked at, whether it is in order, and what was seen with the remedy."""

    thing: str
    fine: bool
    seen: str


def examine(settings: Settings, sources: Sequence[Source], now: datetime) -> Iterator[Finding]:
    """Looks at the installation and, over the network, at the sources given."""
    for thing, look in INSTALLATION.items():
        yield _finding(thing, partial(look, settings))
    warehouse = _finding("warehouse", partial(_warehouse, settings))
    yield warehouse
    if warehouse.fine:
        yield _finding("archive", partial(_archive, settings))
        yield _finding("clock", partial(_clock, settings, now))
    if sources:
        from pipeline.probe import probe  # noqa: PLC0415  Scrapy takes a second to import, and only this needs it

        yield _finding("operator", partial(_operator, settings, sources))
        probes = probe(sources, settings)
        for each in probes:
            yield Finding(thing=each.source_id, fine=each.fine, seen=each.seen)
        yield _finding("clock, as hosts see it", partial(_skew, [each.date for each in probes], now))


def _finding(thing: str, look: Callable[[], str]) -> Finding:
    try:
        return Finding(thing=thing, fine=True, seen=look())
    except BorderwireError as e:
        return Finding(thing=thing, fine=False, seen=str(e))


def _versions(_: Settings) -> str:
    """The packages that this project asks for, at versions that it asks for."""
    for asked in map(Requirement, requires("borderwire") or ()):
        if asked.marker is not None and not asked.marker.evaluate({"extra": ""}):
            continue
        try:
            found = version(asked.name)
        except PackageNotFoundError:
            raise SettingsError(f"{asked.name} is not installed; make setup installs it") from None
        if not asked.specifier.contains(found, prereleases=True):
            raise SettingsError(
                f"{asked.name} {found} is not {asked.specifier}; make setup installs the locked version"
            )
    python = ".".join(map(str, sys.version_info[:3]))
    return f"Python {python}, " + ", ".join(f"{name} {version(name)}" for name in SHOWN)


def _warehouse(settings: Settings) -> str:
    made = engine(settings.warehouse_url)
    schema.check(made)
    return f"{schema.name(made)}, at this code's revision"


def _seeds(settings: Settings) -> str:
    found = load(settings.seeds)
    return f"{len(found.sources)} sources, {len(found.regions)} regions, {len(found.commodities)} goods"


def _data(settings: Settings) -> str:
    """That files can be made where they are to lie, in the folder or the nearest one above that is there."""
    for folder in (settings.data, settings.archive_dir, settings.refined_dir):
        there = _existing(folder)
        try:
            with tempfile.TemporaryFile(dir=there):
                pass
        except OSError as e:
            raise SettingsError(
                f"{there}: {e.strerror}; give this user the right to write there, or set BORDERWIRE_DATA"
            ) from e
    return f"{settings.data.resolve()} can be written by {_user()}"


def _disk(settings: Settings) -> str:
    usage = shutil.disk_usage(_existing(settings.data))
    words = f"{usage.free / (1 << 30):.1f} GiB free of {usage.total / (1 << 30):.0f}"
    if usage.free < LEAST_FREE:
        raise SettingsError(f"{words}; free some, a crawl stops when the disk is full")
    return words


def _archive(settings: Settings) -> str:
    newest = select(page.c.archive_path, page.c.sha256).order_by(page.c.fetched_at.desc(), page.c.page_id)
    with reading(engine(settings.warehouse_url)) as connection:
        rows = connection.execute(newest.limit(NEWEST_PAGES)).all()
    for row in rows:
        archive.read(settings.archive_dir, row.archive_path, row.sha256)
    return f"the newest {len(rows)} pages are whole" if rows else "empty"


def _clock(settings: Settings, now: datetime) -> str:
    """That nothing was fetched in what is now the future."""
    with reading(engine(settings.warehouse_url)) as connection:
        newest = connection.scalar(select(func.max(page.c.fetched_at)))
    if newest is not None and newest - now > MOST_SKEW:
        raise SettingsError(
            f"{now:%Y-%m-%d %H:%M}Z, but a page was fetched at {newest:%Y-%m-%d %H:%M}Z; set the clock by NTP"
        )
    return f"{now:%Y-%m-%d %H:%M}Z, after all that was fetched"


INSTALLATION: dict[str, Callable[[Settings], str]] = {
    "versions": _versions,
    "seeds": _seeds,
    "data folder": _data,
    "disk": _disk,
}


def _operator(settings: Settings, sources: Sequence[Source]) -> str:
    unnamed = Settings.model_fields["operator"].default
    if settings.operator == unnamed and any(source.group == "live" for source in sources):
        raise SettingsError("publishers are not told who crawls; set BORDERWIRE_OPERATOR to a name and an address")
    return settings.operator


def _skew(dates: Sequence[datetime | None], now: datetime) -> str:
    """That most hosts' clocks agree with this one."""
    skews = sorted(date - now for date in dates if date is not None)
    if not skews:
        return "no host said what time it is"
    median = skews[len(skews) // 2]
    if abs(median) > MOST_SKEW:
        raise SettingsError(f"{median.total_seconds():.0f} s off; set the clock by NTP")
    return f"within {MOST_SKEW.seconds} s"


def _existing(folder: Path) -> Path:
    return next(path for path in (folder.resolve(), *folder.resolve().parents) if path.exists())


def _user() -> str:
    return f"user {os.getuid()}"
