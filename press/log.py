"""The press's own record of what was asked of it, so that politeness and conditional requests can be asserted."""

import threading
from collections import Counter
from dataclasses import dataclass, field
from itertools import pairwise


@dataclass(slots=True, kw_only=True)
class Hit:
    """One request; `at` is monotonic seconds of its arrival, `sent` the bytes of body written so far."""

    method: str
    path: str
    query: str
    at: float
    agent: str
    conditional: bool
    status: int = 0
    sent: int = 0


@dataclass(slots=True)
class Log:
    """All requests in order of arrival; safe to read while the press serves."""

    hits: list[Hit] = field(default_factory=list)
    _nth: Counter[str] = field(default_factory=Counter, repr=False)
    _lock: threading.Lock = field(default_factory=threading.Lock, repr=False)

    def add(self, hit: Hit) -> int:
        """Enters a request and answers how many to its path there are now, this one included."""
        with self._lock:
            self.hits.append(hit)
            self._nth[hit.path] += 1
            return self._nth[hit.path]

    def select(self, path: str | None = None, status: int | None = None) -> list[Hit]:
        """The requests to that path (without query) that got that status."""
        with self._lock:
            return [h for h in self.hits if path in (None, h.path) and status in (None, h.status)]

    def count(self, path: str | None = None, status: int | None = None) -> int:
        """How many requests to that path got that status."""
        return len(self.select(path, status))

    def paths(self) -> Counter[str]:
        """Requests by path."""
        return Counter(h.path for h in self.select())

    def statuses(self) -> Counter[int]:
        """Requests by status."""
        return Counter(h.status for h in self.select())

    def sent(self) -> int:
        """Bytes of body sent in all."""
        return sum(h.sent for h in self.select())

    def gaps(self) -> list[float]:
        """Seconds between each request and the one before it."""
        times = [h.at for h in self.select()]
        return [later - earlier for earlier, later in pairwise(times)]

    def clear(self) -> None:
        """Forgets everything."""
        with self._lock:
            self.hits.clear()
            self._nth.clear()
