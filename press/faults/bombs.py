"""Answers that are far larger than they look, or have no end."""

import zlib
from functools import cache

from press.faults.registry import Exchange, fault
from press.reply import HTML

MEGABYTE = 1 << 20
FILLER = "<p>같은 문장이 되풀이된다. The same sentence comes again.</p>\n".encode()
CHUNK = FILLER * (65_536 // len(FILLER))


@cache
def gzip_of_zeros(megabytes: int) -> bytes:
    """One gzip member of so many MiB of zeros, about a thousandth of that in size."""
    zeros = bytes(MEGABYTE)
    packer, check = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS), 0
    # The first block refers to nothing before it and a flush ends it on a whole byte, so it can simply be repeated.
    block = packer.compress(zeros) + packer.flush(zlib.Z_SYNC_FLUSH)
    for _ in range(megabytes):
        check = zlib.crc32(zeros, check)
    tail = zlib.compressobj(9, zlib.DEFLATED, -zlib.MAX_WBITS).flush()
    size = (megabytes * MEGABYTE) & 0xFFFFFFFF
    head = b"\x1f\x8b\x08\x00\x00\x00\x00\x00\x02\xff"
    return head + block * megabytes + tail + check.to_bytes(4, "little") + size.to_bytes(4, "little")


@fault("gzip-bomb", "1024")
def _gzip_bomb(exchange: Exchange, argument: str) -> None:
    """Sends a gzip body that unpacks to so many MiB, a thousandth of that on the wire."""
    body = gzip_of_zeros(int(argument))
    exchange.begin(200, {"Content-Type": HTML, "Content-Encoding": "gzip", "Content-Length": str(len(body))})
    exchange.write(body)


@fault("endless")
def _endless(exchange: Exchange, _: str) -> None:
    """Sends a page that has no length and never ends, until the client hangs up."""
    exchange.begin(200, {"Content-Type": HTML})
    while True:
        exchange.write(CHUNK)


@fault("huge", "100")
def _huge(exchange: Exchange, argument: str) -> None:
    """Announces and sends a page of so many MiB."""
    left = int(argument) * MEGABYTE
    exchange.begin(200, {"Content-Type": HTML, "Content-Length": str(left)})
    while left > 0:
        exchange.write(CHUNK[:left])
        left -= len(CHUNK)
