"""Feeds that are empty, far too long, or explosive."""

from functools import cache

from press.faults.registry import Exchange, fault
from press.reply import Reply

RSS = "application/rss+xml; charset=UTF-8"
XML = '<?xml version="1.0" encoding="UTF-8"?>'


def _channel(items: str, doctype: str = "") -> Reply:
    whole = f'{XML}{doctype}<rss version="2.0"><channel><title>국경통신</title>{items}</channel></rss>'
    return Reply(body=whole.encode(), kind=RSS)


@fault("empty-feed")
def _empty_feed(exchange: Exchange, _: str) -> None:
    """Sends a feed that is a 200 with no items."""
    exchange.send(_channel(""))


@cache
def _items(base: str, count: int) -> str:
    return "".join(
        f"<item><title>Report number {n} of a very long feed</title><link>{base}/english/report-{n}/</link>"
        f'<guid isPermaLink="false">{base}/?p={n}</guid><description>Lead of report number {n}.</description></item>\n'
        for n in range(count, 0, -1)
    )


@fault("long-feed", "100000")
def _long_feed(exchange: Exchange, argument: str) -> None:
    """Sends a feed of so many items, the highest number first."""
    exchange.send(_channel(_items(exchange.base, int(argument))))


@fault("entity-bomb", "9")
def _entity_bomb(exchange: Exchange, argument: str) -> None:
    """Sends a feed whose title is an XML entity that unfolds tenfold so many times."""
    depth = int(argument)
    entities = "".join(f'<!ENTITY e{n} "{f"&e{n - 1};" * 10}">' for n in range(1, depth + 1))
    item = f"<item><title>&e{depth};</title><link>{exchange.base}/english/bomb/</link></item>"
    exchange.send(_channel(item, f'<!DOCTYPE rss [<!ENTITY e0 "lol">{entities}]>'))
