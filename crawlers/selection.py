"""Which of what an index lists is due, in one crawl of one source.

Due are articles never fetched, those whose listed change is another than at the last fetch, those first fetched within
the source's `recheck_days`, and those that an earlier crawl could not finish.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from crawlers.books import Books
from crawlers.listings import Listed, Listing
from crawlers.pages import feed_page
from crawlers.territory import plain
from pipeline.records import Hint
from pipeline.seeds import Source
from pipeline.urls import canonical
from pipeline.warehouse.ledger import Answer, Wanted


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The items due, by the address to ask; whether any is new or changed; how many were too many."""

    due: dict[str, Listed]
    changed: bool
    over_limit: int

    def wanted(self) -> list[Wanted]:
        """The items as the ledger schedules them."""
        return [Wanted(url=url, kind="article", listed_updated=item.updated) for url, item in self.due.items()]

    def hints(self) -> dict[str, Hint]:
        """What the index says of the items."""
        return {url: item.hint for url, item in self.due.items()}


class Selection:
    """Remembers what indexes listed in this crawl, and what is left to ask again though none does."""

    def __init__(self, source: Source, books: Books, parameters: Sequence[str]) -> None:
        self.source, self.books, self.parameters = source, books, parameters
        self.listed: set[str] = set()
        self.left: dict[str, Wanted] = {}
        self.backlog = False

    def open(self) -> None:
        """Learns from the ledger what earlier crawls owe and what is young enough to be asked again.

        While anything is owed, indexes are asked and read whole: what they list of it may be known by nothing else.
        """
        owed, recent = self.books.pending()
        self.backlog = bool(owed)
        if self.source.body == "page":
            self.left = {w.url: w for w in owed if w.kind == "article"}
            self.left |= {url: Wanted(url=url, kind="article") for url in recent}

    @property
    def full(self) -> bool:
        """Whether as many items were listed as the source allows."""
        return len(self.listed) >= self.source.max_items

    def choose(self, listing: Listing) -> Choice:
        """What is due of the listing's items, less those that an index before it listed."""
        fresh = self._fresh(listing.items)
        room = max(0, self.source.max_items - len(self.listed))
        taken = dict(list(fresh.items())[:room])
        self.listed |= {self._key(url) for url in taken}
        changed = self._changed(taken)
        due = {url: item for url, item in taken.items() if url in changed or url in self.left}
        for url in due:
            self.left.pop(url, None)
        return Choice(due=due, changed=bool(changed), over_limit=listing.over_limit + len(fresh) - len(taken))

    def _fresh(self, items: Iterable[Listed]) -> dict[str, Listed]:
        found: dict[str, Listed] = {}
        keys = set(self.listed)
        for item in items:
            url = plain(item.url, self.parameters)
            if (key := self._key(url)) not in keys:
                keys.add(key)
                found[url] = item
        return found

    def _key(self, url: str) -> str:
        return canonical(url, self.parameters, self.source.base_url)

    def _changed(self, items: dict[str, Listed]) -> set[str]:
        """Which items are new or changed; where the feed is the page, its text is compared."""
        if self.source.body == "feed":
            kept = self.books.last_pages(list(items))
            return {u for u, i in items.items() if u not in kept or kept[u][0] != feed_page(self.source, u, i).sha256}
        answers = self.books.answers(list(items))
        return {url for url, item in items.items() if _differs(item, answers.get(url))}


def _differs(item: Listed, answer: Answer | None) -> bool:
    return answer is None or (item.updated is not None and item.updated != answer.listed_updated)
