"""The load: whole rows, once, whatever the order, the batching, the repetition or a second loader."""

from sqlalchemy import Engine

from tests.warehouse.dump import dump
from tests.warehouse.made import deliver, english, korean, refused


def test_loading_the_same_pages_twice_changes_nothing(warehouse: Engine) -> None:
    pages = [english(), korean(), refused(), english(hours=5)]
    first = deliver(warehouse, *pages)
    before = dump(warehouse)
    second = deliver(warehouse, *pages)
    assert dump(warehouse) == before
    assert first.dispositions == {"loaded": 2, "rejected": 1, "unchanged": 1}
    assert first.reasons == {"empty-body": 1}
    assert (first.closed_before, second.closed_before) == (0, 4)
