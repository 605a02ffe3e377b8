"""The press, served once for the tests that only read it."""

from collections.abc import Iterator

import pytest

import press


@pytest.fixture(scope="session")
def base() -> Iterator[str]:
    with press.serving() as url:
        yield url
