"""Answers that fail, stall, break off or change."""

import time

from press.faults.registry import Exchange, fault
from press.reply import page

LIBRARIES = (
    "python", "curl", "wget", "scrapy", "go-http", "java", "okhttp", "aiohttp", "httpx", "libwww", "axios", "node",
)  # fmt: skip


@fault("status", "500")
def _status(exchange: Exchange, argument: str) -> None:
    """Always answers with this status and an error page."""
    exchange.send(page(f"<html><body><h1>{argument}</h1></body></html>", int(argument)))


@fault("flaky", "2")
def _flaky(exchange: Exchange, argument: str) -> None:
    """Answers the first so many requests with 500, then as usual."""
    exchange.send(
        page("<html><body><h1>500</h1></body></html>", 500) if exchange.nth <= int(argument) else exchange.usual()
    )


@fault("slow", "30")
def _slow(exchange: Exchange, argument: str) -> None:
    """Dribbles the usual answer over so many seconds, a piece every tenth of a second."""
    reply = exchange.usual()
    pieces = max(1, round(float(argument) * 10))
    size = max(1, -(-len(reply.body) // pieces))
    exchange.begin(reply.status, {"Content-Type": reply.kind, "Content-Length": str(len(reply.body))})
    for start in range(0, len(reply.body), size):
        time.sleep(0.1)
        exchange.write(reply.body[start : start + size])


@fault("truncated", "2")
def _truncated(exchange: Exchange, argument: str) -> None:
    """Announces the whole length, sends one part in so many, and closes."""
    reply = exchange.usual()
    exchange.begin(reply.status, {"Content-Type": reply.kind, "Content-Length": str(len(reply.body))})
    exchange.write(reply.body[: len(reply.body) // int(argument)])


@fault("reset")
def _reset(exchange: Exchange, _: str) -> None:
    """Resets the connection instead of answering."""
    exchange.reset()


@fault("paywall")
def _paywall(exchange: Exchange, _: str) -> None:
    """Answers 403 to a user agent that is a library's default, else as usual."""
    refused = not exchange.agent or exchange.agent.lower().startswith(LIBRARIES)
    exchange.send(page("<html><body><h1>403 Forbidden</h1></body></html>", 403) if refused else exchange.usual())


@fault("restless")
def _restless(exchange: Exchange, _: str) -> None:
    """Sends the usual page with a new visitor count in it each time, so that no two answers are the same bytes."""
    html = exchange.usual().body.decode().replace("</body>", f'<p class="visits">{exchange.nth}</p></body>', 1)
    exchange.send(page(html))
