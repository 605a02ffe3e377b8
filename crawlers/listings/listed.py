"""What an index lists, and the choice of its newest items."""

import heapq
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from datetime import UTC, datetime, time

from crawlers.failures import Refused
from pipeline.records import Hint

NO_DATE = datetime.min.replace(tzinfo=UTC)


@dataclass(frozen=True, slots=True, kw_only=True)
class Listed:
    """One item of an index. `updated` is its last change as listed, "2026-03-01T02:00:00Z" or "2026-03-01".

    `content` is the item's full text as HTML where the index carries it.
    """

    url: str
    hint: Hint
    updated: str | None = None
    content: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Listing:
    """The newest items that are the source's own, and how many others the index listed."""

    items: tuple[Listed, ...]
    total: int
    elsewhere: int = 0
    over_limit: int = 0


def newest(items: Iterable[Listed], limit: int, own: Callable[[str], bool]) -> Listing:
    """The `limit` newest items with addresses of the source, newest first; undated ones follow as listed.

    Holds no more than `limit` items at a time, however long the index.
    """
    total = elsewhere = 0

    def ours() -> Iterable[tuple[datetime, int, Listed]]:
        nonlocal total, elsewhere
        for total, item in enumerate(items, start=1):
            if own(item.url):
                yield _rank(item.hint), -total, item
            else:
                elsewhere += 1

    kept = tuple(item for _, _, item in heapq.nlargest(limit, ours(), key=lambda ranked: ranked[:2]))
    return Listing(items=kept, total=total, elsewhere=elsewhere, over_limit=total - elsewhere - len(kept))


def useful(listing: Listing) -> None:
    """Raises Refused("empty-index") for an index that lists nothing of the source's own."""
    if not listing.total:
        raise Refused("empty-index", "it lists nothing")
    if listing.total == listing.elsewhere:
        detail = f"all {listing.total} items have addresses outside the source's base_url; mend it in sources.csv"
        raise Refused("empty-index", detail)


def _rank(hint: Hint) -> datetime:
    """How new an item is; for order only, so that a bare day may stand for its midnight."""
    day = None if hint.published_day is None else datetime.combine(hint.published_day, time(), UTC)
    return hint.published or day or hint.updated or NO_DATE
