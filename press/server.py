"""Serves the press over HTTP on loopback, in threads of this process."""

import os
import re
import socket
import struct
import sys
import threading
import time
from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager, suppress
from functools import lru_cache
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from socketserver import TCPServer
from typing import Any
from urllib.parse import unquote, urlsplit

from pipeline.errors import SettingsError
from press import reports
from press.editions import DAYS, end_of
from press.faults import find, for_path
from press.log import Hit, Log
from press.reply import SMALL, Reply, page
from press.routes import Host
from press.theme import TEMPLATES


def _gzip_accepted(accepted: str) -> bool:
    return re.search(r"(^|[\s,])(gzip|\*)\s*(;\s*q=(0\.0*[1-9]|1)[\d.]*)?\s*(,|$)", accepted) is not None


class _Handler(BaseHTTPRequestHandler):
    protocol_version = "HTTP/1.1"
    timeout = 60
    # Head and body go out in two packets; without this the second waits for the client's delayed acknowledgement.
    disable_nagle_algorithm = True
    server: "Press"

    def do_GET(self) -> None:
        url = urlsplit(self.path)
        hit = Hit(
            method=self.command,
            path=url.path,
            query=url.query,
            at=time.monotonic(),
            agent=self.headers.get("User-Agent", ""),
            conditional="If-None-Match" in self.headers or "If-Modified-Since" in self.headers,
        )
        exchange = _Exchange(self, hit, self.server.log.add(hit))
        found = for_path(unquote(url.path), self.server.rules)
        if found is not None and self.command == "GET":
            fault, argument = found
            fault.act(exchange, argument)
        else:
            exchange.send(exchange.usual())

    do_HEAD = do_GET  # noqa: N815 -- the base class looks it up by this name

    def version_string(self) -> str:
        """The Server header."""
        return "press"

    def log_message(self, format: str, *args: Any) -> None:  # noqa: A002 -- the base class names it
        """Says nothing: `Log` keeps what was asked."""


class _Exchange:
    """One request at the handler: see `faults.Exchange`."""

    def __init__(self, handler: _Handler, hit: Hit, nth: int) -> None:
        self.handler, self.hit, self.nth = handler, hit, nth
        self.base, self.path, self.agent = handler.server.base, hit.path, hit.agent

    def usual(self) -> Reply:
        if for_path(self.path, {}) is not None:
            return page((TEMPLATES / "fault.html").read_text(encoding="utf-8"))
        return self.handler.server.answer(self.path, self.hit.query)

    def send(self, reply: Reply) -> None:
        asked = self.handler.headers
        zipped = len(reply.body) >= SMALL and _gzip_accepted(asked.get("Accept-Encoding", ""))
        known = reply.known({name: asked[name] for name in ("If-None-Match", "If-Modified-Since") if name in asked})
        body = b"" if known else reply.zipped if zipped else reply.body
        fields = [
            ("Vary", "Accept-Encoding"),
            *(reply.validators(zipped=zipped) if reply.status == 200 else {}).items(),
        ]
        if not known:
            fields += [("Content-Type", reply.kind), ("Content-Length", str(len(body))), *reply.headers]
            fields += [("Content-Encoding", "gzip")] if zipped else []
        self._head(304 if known else reply.status, fields)
        self.write(body)

    def begin(self, status: int, headers: Mapping[str, str]) -> None:
        self.handler.close_connection = True
        self._head(status, [*headers.items(), ("Connection", "close")])

    def _head(self, status: int, fields: Sequence[tuple[str, str]]) -> None:
        self.hit.status = status
        self.handler.send_response(status)
        for name, value in fields:
            self.handler.send_header(name, value)
        self.handler.end_headers()

    def write(self, data: bytes) -> None:
        if self.handler.command == "HEAD":
            return
        self.hit.sent += len(data)
        self.handler.wfile.write(data)

    def reset(self) -> None:
        self.handler.close_connection = True
        self.handler.connection.setsockopt(socket.SOL_SOCKET, socket.SO_LINGER, struct.pack("ii", 1, 0))
        os.close(self.handler.connection.detach())


class Press(ThreadingHTTPServer):
    """The press at an address: both editions as of the end of a day, `rules` laying faults over paths."""

    request_queue_size = 128
    daemon_threads = False

    def __init__(self, host: str, port: int, rules: Mapping[str, str], log: Log) -> None:
        self.log, self.rules = log, rules
        self.answer: Callable[[str, str], Reply]
        self.connections: set[socket.socket] = set()
        super().__init__((host, port), _Handler)
        self.base = f"http://{host}:{self.server_port}"

    def server_bind(self) -> None:
        """Binds without asking the resolver for the host's name, which can take seconds."""
        TCPServer.server_bind(self)
        self.server_name, self.server_port = self.socket.getsockname()[:2]

    def get_request(self) -> tuple[socket.socket, Any]:
        """Accepts a connection and remembers it."""
        connection, address = super().get_request()
        self.connections.add(connection)
        return connection, address

    def shutdown_request(self, request: Any) -> None:
        """Closes a connection and forgets it."""
        self.connections.discard(request)
        super().shutdown_request(request)

    def handle_error(self, request: Any, client_address: Any) -> None:
        """Lets clients hang up; anything else is a defect and is shown."""
        if not isinstance(sys.exception(), ConnectionError | TimeoutError):
            super().handle_error(request, client_address)

    def stop(self) -> None:
        """Ends serving, hanging up on clients that keep their connection open, and waits for the threads."""
        self.shutdown()
        for connection in list(self.connections):
            with suppress(OSError):
                connection.shutdown(socket.SHUT_RDWR)
        self.server_close()


@contextmanager
def serving(
    port: int = 0,
    day: int | None = None,
    faults: Mapping[str, str] | None = None,
    *,
    host: str = "127.0.0.1",
    disallow: Sequence[str] = (),
    log: Log | None = None,
    folder: Path = reports.BUNDLED,
) -> Iterator[str]:
    """Serves the press while the block runs and yields its address, `http://host:port`, without a slash at the end.

    `port` 0 takes a free one. The press stands as at the end of `day` (1..60; None is the last). `faults` lays a fault
    over each path that matches a pattern, `{"/english/feed/": "empty-feed", "/2026*": "flaky:2"}`. `disallow` adds
    paths to robots.txt. Each request is entered in `log`. To turn to another day, serve again on the same port.
    Raises SettingsError for a port that is taken or an unknown fault, InputError for a report that cannot be read.
    """
    rules = dict(faults or {})
    for asked in rules.values():
        find(asked)
    sheets, as_of = reports.load(folder), end_of(DAYS if day is None else day)
    try:
        press = Press(host, port, rules, log if log is not None else Log())
    except OSError as e:
        raise SettingsError(f"the press cannot listen on {host}:{port} ({e.strerror}); name another port") from None
    press.answer = lru_cache(maxsize=4096)(Host(sheets, as_of, press.base, disallow).answer)
    thread = threading.Thread(target=press.serve_forever, kwargs={"poll_interval": 0.02}, name="press")
    thread.start()
    try:
        yield press.base
    finally:
        press.stop()
        thread.join()
