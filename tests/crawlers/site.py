"""A small publisher on loopback for crawls to meet: pages, validators and faults that a test sets while it runs."""

import hashlib
import json
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager, suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from email.utils import format_datetime
from html import escape
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from typing import Any
from urllib.parse import parse_qs, urlsplit

HTML = "text/html; charset=utf-8"


@dataclass(frozen=True, slots=True)
class Seen:
    """A request as the server saw it."""

    path: str
    at: float
    status: int
    headers: dict[str, str]
    sent: int


@dataclass(slots=True)
class Reply:
    """What the server answers. A body is sent `times` over; `promised` is a Content-Length that may be a lie."""

    body: bytes = b""
    status: int = 200
    headers: dict[str, str] = field(default_factory=dict)
    etag: bool = True
    promised: int | None = None
    wait: float = 0.0
    times: int = 1


Route = Callable[[str], Reply | None]


class Site(ThreadingHTTPServer):
    """Answers by `replies` (path with query first, then path), then by `routes`; remembers what it saw.

    Of several replies at a path each is given once, the last for ever.
    """

    daemon_threads = True

    def __init__(self, address: tuple[str, int] = ("127.0.0.1", 0)) -> None:
        super().__init__(address, Handler)
        self.replies: dict[str, Reply | list[Reply]] = {}
        self.answering = self.busiest = 0
        self.routes: list[Route] = []
        self.seen: list[Seen] = []

    @property
    def host(self) -> str:
        """The pair that a setting allows."""
        return f"127.0.0.1:{self.server_address[1]}"

    @property
    def url(self) -> str:
        """The address, ending in a slash."""
        return f"http://{self.host}/"

    def reply(self, path: str) -> Reply:
        """What stands at the path."""
        for key in (path, path.partition("?")[0]):
            match self.replies.get(key):
                case [first, _, *_] as several:
                    self.replies[key] = several[1:]
                    return first
                case [only]:
                    return only
                case Reply() as reply:
                    return reply
        answers = (route(path) for route in self.routes)
        return next((a for a in answers if a is not None), Reply(b"nothing here", 404, etag=False))

    def handle_error(self, request: object, client_address: object) -> None:
        """Says nothing of clients that hang up, as they do on bodies that are too large."""

    def paths(self, status: int | None = None) -> list[str]:
        """The paths asked for, in order, robots.txt left out."""
        wanted = [s for s in self.seen if s.path != "/robots.txt"]
        return [s.path for s in wanted if status is None or s.status == status]


class Handler(BaseHTTPRequestHandler):
    """One connection."""

    protocol_version = "HTTP/1.1"
    wbufsize = -1
    server: Site

    def do_GET(self) -> None:
        """Answers."""
        at = time.time()
        self.server.answering += 1
        self.server.busiest = max(self.server.busiest, self.server.answering)
        reply = self.server.reply(self.path)
        time.sleep(reply.wait)
        self._send(reply, at)
        self.server.answering -= 1

    def _send(self, reply: Reply, at: float) -> None:
        tag = f'"{hashlib.sha256(reply.body).hexdigest()[:16]}"'
        headers = {"Content-Type": HTML} | reply.headers | ({"ETag": tag} if reply.etag else {})
        unchanged = reply.etag and reply.status == 200 and self.headers.get("If-None-Match") == tag
        status, body = (304, b"") if unchanged else (reply.status, reply.body)
        size = len(body) * reply.times
        self.server.seen.append(Seen(self.path, at, status, dict(self.headers), size))
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name, value)
        if not unchanged:
            self.send_header("Content-Length", str(size if reply.promised is None else reply.promised))
        self.end_headers()
        with suppress(ConnectionError):
            for _ in range(reply.times):
                self.wfile.write(body)
            self.wfile.flush()
        self.close_connection = reply.promised is not None

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002  the base class names it
        """Says nothing."""


@contextmanager
def serving(site: Site) -> Iterator[Site]:
    """The site, answering until the block ends."""
    thread = threading.Thread(target=site.serve_forever, kwargs={"poll_interval": 0.02})
    thread.start()
    try:
        yield site
    finally:
        site.shutdown()
        thread.join()
        site.server_close()


@dataclass(slots=True)
class Post:
    """One report of a WordPress-shaped site."""

    slug: str
    title: str
    published: datetime
    modified: datetime | None = None
    text: str = "Trucks stood at the bridge."
    author: str = "Kim Writer"
    section: str = "Economy"

    def page(self) -> bytes:
        """The article page."""
        return f"<html><head><title>{self.title}</title></head><body><p>{self.text}</p></body></html>".encode()


class WordPress:
    """A route that serves posts as REST, feed, home page and article pages below a base path.

    With `plain` permalinks everything is a query of the base path.
    """

    def __init__(self, site: Site, posts: list[Post], base: str = "/", *, plain: bool = False) -> None:
        self.site, self.posts, self.base, self.plain = site, posts, base, plain
        self.rest = self.linked = self.etag = True
        self.also: list[str] = []
        site.routes.append(self)

    @property
    def url(self) -> str:
        """Address of the edition."""
        return self.site.url.rstrip("/") + self.base

    def path(self, post: Post) -> str:
        """Path of a post."""
        return f"{self.base}?p={post.slug}" if self.plain else f"{self.base}{post.slug}/"

    def link(self, post: Post) -> str:
        """Address of a post."""
        return self.site.url.rstrip("/") + self.path(post)

    @property
    def feed(self) -> str:
        """Path of the feed."""
        return f"{self.base}?feed=rss2" if self.plain else f"{self.base}feed/"

    def newest(self) -> list[Post]:
        """Posts, newest first."""
        return sorted(self.posts, key=lambda p: p.published, reverse=True)

    def __call__(self, path: str) -> Reply | None:
        """The answer to a path below the base."""
        pages = {self.path(post): post for post in self.posts}
        parts = urlsplit(path)
        query = {name: values[0] for name, values in parse_qs(parts.query).items()}
        if path in pages:
            return Reply(pages[path].page(), etag=self.etag)
        if path == self.feed:
            return Reply(self.rss(), headers={"Content-Type": "application/rss+xml"})
        if path == self.base:
            return self.home()
        rest = query.get("rest_route") if self.plain else parts.path.removeprefix(f"{self.base}wp-json")
        if rest == "/wp/v2/posts":
            return self.rest_page(int(query["per_page"]), int(query["page"])) if self.rest else Reply(b"{}", 401)
        return None

    def home(self) -> Reply:
        """The home page."""
        api = f"{self.url}?rest_route=/" if self.plain else f"{self.url}wp-json/"
        header = {"Link": f'<{api}>; rel="https://api.w.org/"'} if self.linked else {}
        comments = f'<link rel="alternate" type="application/rss+xml" href="{self.base}comments/feed/">'
        feed = f'<link rel="alternate" type="application/rss+xml" href="{self.feed}">'
        return Reply(f"<html><head>{comments}{feed}</head></html>".encode(), headers=header)

    def rest_page(self, size: int, number: int) -> Reply:
        """A page of posts, and of whatever else the API lists."""
        records = [self.record(p) for p in self.newest()]
        records += [records[0] | {"link": link} for link in self.also]
        chosen = records[size * (number - 1) : size * number]
        return Reply(json.dumps(chosen).encode(), headers={"Content-Type": "application/json"})

    def record(self, post: Post) -> dict[str, Any]:
        """A post as the API gives it."""
        form = "%Y-%m-%dT%H:%M:%S"
        terms = [[{"taxonomy": "category", "name": post.section}], [{"taxonomy": "post_tag", "name": "tag"}]]
        return {
            "id": 1,
            "link": self.link(post),
            "date_gmt": post.published.astimezone(UTC).strftime(form),
            "modified_gmt": (post.modified or post.published).astimezone(UTC).strftime(form),
            "title": {"rendered": post.title},
            "_embedded": {"author": [{"name": post.author}], "wp:term": terms},
        }

    def rss(self) -> bytes:
        """The feed."""
        return rss([(p.title, self.link(p), p.published) for p in self.newest()[:10]])


def rss(items: list[tuple[str, str, datetime]]) -> bytes:
    """A feed of titles, links and dates."""
    body = "".join(
        f"<item><title>{title}</title><link>{escape(link)}</link><pubDate>{format_datetime(at)}</pubDate></item>"
        for title, link, at in items
    )
    return f'<?xml version="1.0"?><rss version="2.0"><channel>{body}</channel></rss>'.encode()
