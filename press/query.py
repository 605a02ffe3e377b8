"""The query parameters of WordPress's collection of posts: which are understood, refused, and what they choose."""

from collections.abc import Callable, Mapping, Sequence
from datetime import UTC, datetime
from typing import Any

from press.editions import KST
from press.site import Post, Site

ORDERS: dict[str, Callable[[Post], Any]] = {
    "date": lambda post: post.report.published,
    "modified": lambda post: post.modified,
    "id": lambda post: post.id,
    "slug": lambda post: post.report.slug,
    "title": lambda post: post.title,
}
MOMENTS = ("after", "before", "modified_after", "modified_before")
EARLIEST, LATEST = datetime.min.replace(tzinfo=UTC), datetime.max.replace(tzinfo=UTC)


class RefusedError(Exception):
    """A query parameter that WordPress answers with 400; holds its name and what is wrong with it."""


def _moment(name: str, value: str) -> datetime:
    """A date-time; one without zone is in the site's own."""
    try:
        at = datetime.fromisoformat(value)
    except ValueError:
        raise RefusedError(name, "Invalid date.") from None
    if "T" not in value:
        raise RefusedError(name, "Invalid date.")
    return at if at.tzinfo else at.replace(tzinfo=KST)


def whole_number(query: Mapping[str, str], name: str, default: int, most: int | None = None) -> int:
    """The parameter as an integer of 1 and more; raises RefusedError beyond `most` or for anything else."""
    value = query.get(name, str(default))
    if not value.lstrip("-").isdecimal():
        raise RefusedError(name, f"{name} is not of type integer.")
    if int(value) < 1 or (most is not None and int(value) > most):
        bounds = "greater than or equal to 1" if most is None else f"between 1 (inclusive) and {most} (inclusive)"
        raise RefusedError(name, f"{name} must be {bounds}")
    return int(value)


def _one_of(query: Mapping[str, str], name: str, default: str, known: Sequence[str]) -> str:
    value = query.get(name, default)
    if value not in known:
        raise RefusedError(name, f"{name} is not one of {', '.join(known)}.")
    return value


def chosen(site: Site, query: Mapping[str, str]) -> list[Post]:
    """The posts asked for, in the order asked for; raises RefusedError. Bounds in time are exclusive."""
    at = {name: _moment(name, query[name]) for name in MOMENTS if name in query}
    key = ORDERS[_one_of(query, "orderby", "date", tuple(ORDERS))]
    descending = _one_of(query, "order", "desc", ("asc", "desc")) == "desc"
    slugs = query["slug"].split(",") if "slug" in query else None
    posts = [
        post
        for post in site.posts
        if at.get("after", EARLIEST) < post.report.published < at.get("before", LATEST)
        and at.get("modified_after", EARLIEST) < post.modified < at.get("modified_before", LATEST)
        and (slugs is None or post.report.slug in slugs)
    ]
    return sorted(posts, key=key, reverse=descending)
