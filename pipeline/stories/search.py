"""Candidates from the warehouse: versions that share enough keys, found through the index of `fingerprint`."""

from collections.abc import Collection
from datetime import date, timedelta
from typing import Any

from sqlalchemy import Connection, case, func, select

from pipeline.stories.keys import ENOUGH, TIMELESS, WEIGHT, WINDOW_DAYS, Key
from pipeline.warehouse.tables import fingerprint


def rows(version_id: str, article_id: str, day: date, keys: Collection[Key]) -> list[dict[str, Any]]:
    """The version's rows of `fingerprint`."""
    frame = {"version_id": version_id, "article_id": article_id, "day": day}
    return [frame | {"hash": key.hash, "kind": key.kind} for key in keys]


def candidates(connection: Connection, article_id: str, day: date, keys: Collection[Key]) -> frozenset[str]:
    """The versions of other articles that share enough keys with one of that article and day."""
    timeless = [key.hash for key in keys if key.kind in TIMELESS]
    near = [key.hash for key in keys if key.kind not in TIMELESS]
    f = fingerprint.c
    weight = func.sum(case(_WEIGHTS, value=f.kind, else_=ENOUGH))
    window = f.day.between(day - timedelta(days=WINDOW_DAYS), day + timedelta(days=WINDOW_DAYS))
    anywhen = select(f.version_id).where(f.hash.in_(timeless), f.article_id != article_id)
    lately = select(f.version_id).where(f.hash.in_(near), window, f.article_id != article_id)
    lately = lately.group_by(f.version_id).having(weight >= ENOUGH)
    return frozenset([*connection.scalars(anywhen), *connection.scalars(lately)])


_WEIGHTS: dict[str, int] = {str(kind): weight for kind, weight in WEIGHT.items()}
