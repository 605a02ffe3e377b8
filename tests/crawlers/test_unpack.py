"""Content codings are undone within a bound, and one that ends early is no body."""

import gzip
import zlib

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.failures import Refused
from crawlers.unpack import unpacked

ROOM = 1 << 20


def raw(body: bytes) -> bytes:
    """Deflate without the zlib frame, as some servers send it."""
    packer = zlib.compressobj(wbits=-15)
    return packer.compress(body) + packer.flush()


@given(st.binary(max_size=2000))
def test_what_was_packed_comes_back(body: bytes) -> None:
    assert unpacked(gzip.compress(body), "gzip", ROOM) == body
    assert unpacked(zlib.compress(body), "deflate", ROOM) == body
    assert unpacked(raw(body), "deflate", ROOM) == body
    assert unpacked(body, "identity", ROOM) == body


def test_members_one_after_the_other_are_one_body_and_padding_is_none() -> None:
    assert unpacked(gzip.compress(b"one ") + gzip.compress(b"two") + bytes(8), "x-gzip", ROOM) == b"one two"


@given(st.binary(min_size=1, max_size=500), st.data())
def test_a_gzip_body_that_ends_early_is_truncated(body: bytes, data: st.DataObject) -> None:
    packed = gzip.compress(body)
    cut = data.draw(st.integers(min_value=2, max_value=len(packed) - 1))
    with pytest.raises(Refused) as raised:
        unpacked(packed[:cut], "gzip", ROOM)
    assert raised.value.reason == "truncated"


@pytest.mark.parametrize("coding", ["gzip", "deflate"])
def test_a_bomb_is_too_big(coding: str) -> None:
    packed = gzip.compress(bytes(ROOM + 1)) if coding == "gzip" else zlib.compress(bytes(ROOM + 1))
    assert unpacked(packed, coding, ROOM + 1) == bytes(ROOM + 1)
    with pytest.raises(Refused) as raised:
        unpacked(packed, coding, ROOM)
    assert raised.value.reason == "too-big"


@pytest.mark.parametrize(("body", "coding"), [(b"<p>x</p>", "gzip"), (b"<p>x</p>", "deflate"), (b"x", "br")])
def test_a_coding_that_is_not_there_or_was_not_asked_for_is_refused(body: bytes, coding: str) -> None:
    with pytest.raises(Refused) as raised:
        unpacked(body, coding, ROOM)
    assert raised.value.reason == "unknown-coding"
