"""Sites and worlds shared by a module's tests."""

from collections.abc import Iterator

import pytest

from tests.crawlers.site import Site, serving
from tests.crawlers.world import World


@pytest.fixture(scope="module")
def site() -> Iterator[Site]:
    """A publisher on loopback."""
    with serving(Site()) as made:
        yield made


@pytest.fixture(scope="module")
def world(site: Site, tmp_path_factory: pytest.TempPathFactory) -> Iterator[World]:
    """A data folder that may crawl the site."""
    made = World(tmp_path_factory.mktemp("world"), [site.host])
    yield made
    made.close()
