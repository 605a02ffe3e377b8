"""Which addresses are a source's own: those of its host below its base path, less what other sources have below it."""

from collections.abc import Iterable
from dataclasses import dataclass
from fnmatch import fnmatchcase
from urllib.parse import urlsplit, urlunsplit

from w3lib.url import safe_url_string

from pipeline.seeds import Source
from pipeline.urls import canonical


@dataclass(frozen=True, slots=True)
class Territory:
    """One source's base address and the longer base addresses of others within it."""

    base: str
    excepted: tuple[str, ...]

    def holds(self, url: str) -> bool:
        """Whether the address is the source's own; its `www.` and mobile twins count as its host."""
        try:
            scheme, address = urlsplit(url.strip()).scheme.lower(), canonical(url, base_url=self.base)
        except ValueError:
            return False
        return scheme in ("http", "https") and address.startswith(self.base) and not address.startswith(self.excepted)


def territory(source: Source, sources: Iterable[Source]) -> Territory:
    """The territory of a source among all that the seeds have."""
    base = _folder(source.base_url, source.base_url)
    others = {_folder(s.base_url, source.base_url) for s in sources if s.source_id != source.source_id}
    return Territory(base, tuple(sorted(o for o in others if o.startswith(base) and o != base)))


def host(url: str) -> str:
    """The name or address in the URL, lower-case, without port."""
    return urlsplit(safe_url_string(url)).hostname or ""


def plain(url: str, parameters: Iterable[str] = ()) -> str:
    """The address to ask for: without fragment and tracking parameters, otherwise as listed, percent-encoded."""
    parts = urlsplit(safe_url_string(url.strip()))
    return urlunsplit(parts._replace(fragment="", query=_kept(parts.query, tuple(parameters))))


def _kept(query: str, parameters: tuple[str, ...]) -> str:
    pairs = [p for p in query.split("&") if p]
    return "&".join(p for p in pairs if not any(fnmatchcase(p.partition("=")[0].lower(), n) for n in parameters))


def _folder(url: str, own: str) -> str:
    address = canonical(url, base_url=own)
    return address if address.endswith("/") else address + "/"
