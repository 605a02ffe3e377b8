"""What a killed crawl left: open fetches, and pages on disk that the ledger had not yet heard of.

A page is kept before its row is written. One whose row is missing is taken into the ledger, and its fetch closed as
fetched; every other open fetch is closed as interrupted, and its URL asked again.
"""

from collections.abc import Iterator
from pathlib import Path

from sqlalchemy import Connection

from crawlers.books import now
from pipeline import archive
from pipeline.errors import ArchiveError
from pipeline.records import Page
from pipeline.warehouse import ledger
from pipeline.warehouse.ledger import Closing, Open

KILLED = Closing(outcome="failed", reason="interrupted", detail="the crawl was killed")


def recover(connection: Connection, source_id: str, folder: Path) -> None:
    """Closes every open fetch of the source, which no other process may be crawling."""
    left = {fetch.url: fetch for fetch in ledger.open_articles(connection, source_id)}
    for path, page in _unbooked(connection, source_id, folder, left):
        fetch = left[page.url]
        ledger.keep_page(connection, fetch.run_id, fetch.fetch_id, page, str(path))
        closing = Closing(outcome="fetched", status=page.status, bytes=len(page.body))
        ledger.close_fetch(connection, fetch.fetch_id, closing, now())
    ledger.close_open(connection, source_id, KILLED, now())


def _unbooked(
    connection: Connection, source_id: str, folder: Path, left: dict[str, Open]
) -> Iterator[tuple[Path, Page]]:
    """Whole pages of the open URLs, from the day the first was scheduled, whose row is missing."""
    if not left:
        return
    first = min(fetch.scheduled_at for fetch in left.values()).strftime("%Y-%m-%d")
    paths = {
        p.stem.removesuffix(".warc"): p for p in (folder / source_id).glob("*/*.warc.gz") if p.parent.name >= first
    }
    for page_id in sorted(paths.keys() - ledger.booked(connection, list(paths))):
        relative = paths[page_id].relative_to(folder)
        try:
            page = archive.read(folder, relative)
        except ArchiveError:
            continue
        if page.url in left:
            yield relative, page
