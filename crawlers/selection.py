"""Which articles are due, in one crawl of one source.

Due are those never fetched, those whose listed change is another than at the last fetch, and those that an earlier
crawl could not finish. Those first fetched within the source's `recheck_days` are asked again as well where that costs
no body: conditionally. One that gave no validators is asked again only when no index vouches for it by listing the
change that is known, and once a day.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import timedelta

from crawlers.books import Books, now
from crawlers.listings import Listed, Listing
from crawlers.pages import feed_page
from crawlers.territory import plain
from pipeline.records import Hint
from pipeline.seeds import Source
from pipeline.urls import canonical
from pipeline.warehouse.ledger import Answer, Wanted

# Short of a day, so that a daily crawl that begins early does not skip one.
DAILY = timedelta(hours=20)


@dataclass(frozen=True, slots=True, kw_only=True)
class Choice:
    """The items due, by the address to ask; whether any is new, changed or young; how many were too many."""

    due: dict[str, Listed]
    alive: bool
    over_limit: int

    def wanted(self) -> list[Wanted]:
        """The items as the ledger schedules them."""
        return [Wanted(url=url, kind="article", listed_updated=item.updated) for url, item in self.due.items()]

    def hints(self) -> dict[str, Hint]:
        """What the index says of the items."""
        return {url: item.hint for url, item in self.due.items()}


class Selection:
    """Remembers what indexes listed in this crawl, what earlier ones owe, and what is young."""

    def __init__(self, source: Source, books: Books, parameters: Sequence[str]) -> None:
        self.source, self.books, self.parameters = source, books, parameters
        self.listed: set[str] = set()
        self.owed: dict[str, Wanted] = {}
        self.young: dict[str, Answer] = {}
        self.backlog = False

    def open(self) -> None:
        """Learns from the ledger what is owed and what is young.

        While anything is owed, indexes are asked and read whole: what they say of it is known by nothing else.
        """
        owed, recent = self.books.pending()
        self.backlog = bool(owed)
        if self.source.body == "page":
            self.owed = {w.url: w for w in owed if w.kind == "article"}
            self.young = {answer.url: answer for answer in recent}

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
        alive = bool(changed) or not self.young.keys().isdisjoint(taken)
        due = {url: item for url, item in taken.items() if url in changed or url in self.owed or self._cheap(url)}
        vouched = [url for url, item in taken.items() if item.updated is not None]
        for url in (*due, *vouched):
            self.owed.pop(url, None)
            self.young.pop(url, None)
        return Choice(due=due, alive=alive, over_limit=listing.over_limit + len(fresh) - len(taken))

    def rest(self) -> list[Wanted]:
        """What is due though no index of this crawl has said enough of it."""
        old = now() - DAILY
        again = [a for a in self.young.values() if a.url not in self.owed and (a.conditional or a.finished_at < old)]
        young = [Wanted(url=a.url, kind="article", listed_updated=a.listed_updated) for a in again]
        return [*self.owed.values(), *young]

    def _cheap(self, url: str) -> bool:
        return url in self.young and self.young[url].conditional

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
