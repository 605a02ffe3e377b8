"""Answers that lead somewhere else, or nowhere."""

from press.faults.registry import Exchange, fault
from press.reply import Reply, page


def _to(url: str) -> Reply:
    return Reply(body=b"", status=302, headers=(("Location", url),))


@fault("redirect-loop")
def _redirect_loop(exchange: Exchange, _: str) -> None:
    """Redirects for ever, to its own address with another number each time."""
    exchange.send(_to(f"{exchange.base}{exchange.path}?{exchange.nth}"))


@fault("redirect", "http://169.254.169.254/latest/meta-data/")
def _redirect(exchange: Exchange, argument: str) -> None:
    """Redirects to this address, by default a cloud's metadata service."""
    exchange.send(_to(argument))


@fault("redirect-port", "9")
def _redirect_port(exchange: Exchange, argument: str) -> None:
    """Redirects to another port of loopback."""
    exchange.send(_to(f"http://127.0.0.1:{argument}/"))


@fault("refresh", "http://10.0.0.1/")
def _refresh(exchange: Exchange, argument: str) -> None:
    """Sends a page whose meta refresh leads to this address, by default a private one."""
    exchange.send(
        page(f'<html><head><meta http-equiv="refresh" content="0; url={argument}"></head><body></body></html>')
    )
