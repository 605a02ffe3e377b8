"""The canonical URL: one address for an article however it was linked, and no address for two articles.

Rules: lower-case scheme and host, the edition's own host for its mobile twin, percent-encoding of RFC 3986 over NFC, no
fragment, no `;jsessionid`, no `/amp/` or `/embed/` tail, no tracking or session parameter of
`seeds/url_parameters.csv`. What else stands after `?` is kept, for there the id of an article often is.
"""

import re
import unicodedata
from collections.abc import Iterable
from fnmatch import fnmatchcase
from urllib.parse import quote, unquote_to_bytes, urljoin, urlsplit, urlunsplit

SESSION = re.compile(r";jsessionid=[^/?#;]*", re.IGNORECASE)
TWIN_TAIL = re.compile(r"/(?:amp|embed)(/?)$", re.IGNORECASE)
MOBILE = re.compile(r"^(?:m|mn|mobile|amp)(?:\.(?=[^.]+\.)|-(?=[^.]+\.[^.]+\.))")
ENCODED = re.compile("(?:%[0-9A-Fa-f]{2})+")
PORTS = {"http": ":80", "https": ":443"}
RESERVED = "!$&'()*+,;=:@/?[]"


def canonical(url: str, parameters: Iterable[str] = (), base_url: str | None = None) -> str:
    """The canonical form of an absolute URL.

    `parameters` are the query names to drop, lower-case, `*` matching any run, with `@host` for those of one site.
    `base_url` is the source's: its scheme and host stand for those of its mobile, bare or `www.` twins.
    """
    parts = urlsplit(url.strip())
    scheme, host = _origin(parts.scheme.lower(), _host(parts.netloc, parts.scheme.lower()), base_url)
    path = TWIN_TAIL.sub(r"\1", SESSION.sub("", parts.path)) or "/"
    return urlunsplit((scheme, host, _encoded(path), _query(parts.query, host, tuple(parameters)), ""))


def absolute(href: str, base: str) -> str | None:
    """The web address that `href` means on the page at `base`; None when it is not one."""
    try:
        url = urljoin(base, href.strip())
        parts = urlsplit(url)
    except ValueError:
        return None
    return url if parts.scheme in ("http", "https") and parts.netloc else None


def _host(netloc: str, scheme: str) -> str:
    return netloc.rpartition("@")[2].lower().removesuffix(PORTS.get(scheme, "")).rstrip(".")


def _bare(host: str) -> str:
    return MOBILE.sub("", host).removeprefix("www.")


def _origin(scheme: str, host: str, base_url: str | None) -> tuple[str, str]:
    if base_url is not None:
        base = urlsplit(base_url)
        if _bare(_host(base.netloc, base.scheme)) == _bare(host):
            return base.scheme, _host(base.netloc, base.scheme)
    return scheme, MOBILE.sub("", host)


def _encoded(text: str) -> str:
    plain = ENCODED.sub(_readable, text)
    return quote(unicodedata.normalize("NFC", plain), safe=RESERVED + "~%")


def _readable(run: "re.Match[str]") -> str:
    """The characters of a percent-encoded run: reserved ones stay encoded, bytes that are not UTF-8 too."""
    raw = unquote_to_bytes(run.group())
    try:
        return "".join(f"%{ord(c):02X}" if c in RESERVED + "% #" or c < " " else c for c in raw.decode("utf-8"))
    except UnicodeDecodeError:
        return run.group().upper()


def _query(query: str, host: str, parameters: tuple[str, ...]) -> str:
    pairs = [_encoded(pair) for pair in query.split("&") if pair]
    return "&".join(sorted(p for p in pairs if not _dropped(p.partition("=")[0].lower(), host, parameters)))


def _dropped(name: str, host: str, parameters: tuple[str, ...]) -> bool:
    rules = (parameter.partition("@") for parameter in parameters)
    return any(fnmatchcase(name, rule) and f".{host}".endswith(f".{site}" if site else "") for rule, _, site in rules)
