"""The REST answers of an edition under `/wp-json/`, as WordPress 6 gives them to one who is not logged in."""

import json
from collections.abc import Mapping, Sequence
from datetime import UTC, datetime
from urllib.parse import parse_qs, urlencode

from press.content import excerpt, paragraph, rendered
from press.editions import KST
from press.query import RefusedError, chosen, whole_number
from press.reply import Reply
from press.site import Post, Site, term_id, term_slug

Fields = tuple[tuple[str, str], ...]


def _json(content: object, status: int = 200, changed: datetime | None = None, headers: Fields = ()) -> Reply:
    body = json.dumps(content, ensure_ascii=False, separators=(",", ":")).encode()
    kind = "application/json; charset=UTF-8"
    return Reply(body=body, status=status, kind=kind, changed=changed, headers=(("X-Robots-Tag", "noindex"), *headers))


def error(code: str, message: str, status: int, **data: object) -> Reply:
    """WordPress's error object."""
    return _json({"code": code, "message": message, "data": {"status": status, **data}}, status)


def _times(name: str, at: datetime) -> dict[str, str]:
    local, utc = at.astimezone(KST), at.astimezone(UTC)
    return {name: f"{local:%Y-%m-%dT%H:%M:%S}", f"{name}_gmt": f"{utc:%Y-%m-%dT%H:%M:%S}"}


def _term(site: Site, kind: str, name: str) -> dict[str, object]:
    link = f"{site.home}/{kind}/{term_slug(name)}/"
    taxonomy = {"tag": "post_tag"}.get(kind, kind)
    return {"id": term_id(name), "link": link, "name": name, "slug": term_slug(name), "taxonomy": taxonomy}


def _embedded(site: Site, post: Post) -> dict[str, object]:
    name = post.authors[0]
    author = {
        "id": term_id(name),
        "name": name,
        "link": f"{site.home}/author/{term_slug(name)}/",
        "slug": term_slug(name),
    }
    tags = [_term(site, "tag", tag) for tag in post.report.tags]
    return {"author": [author], "wp:term": [[_term(site, "category", post.section)], tags]}


def _links(site: Site, post: Post) -> dict[str, object]:
    api = f"{site.home}/wp-json/wp/v2"
    return {
        "self": [{"href": f"{api}/posts/{post.id}"}],
        "collection": [{"href": f"{api}/posts"}],
        "author": [{"embeddable": True, "href": f"{api}/users/{term_id(post.authors[0])}"}],
        "wp:term": [{"taxonomy": "category", "embeddable": True, "href": f"{api}/categories?post={post.id}"}],
    }


def _post(site: Site, post: Post) -> dict[str, object]:
    return {
        "id": post.id,
        **_times("date", post.report.published),
        "guid": {"rendered": f"{site.home}/?p={post.id}"},
        **_times("modified", post.modified),
        "slug": post.report.slug,
        "status": "publish",
        "type": "post",
        "link": site.base + post.path,
        "title": {"rendered": paragraph(post.title)[3:-4]},
        "content": {"rendered": rendered(site, post), "protected": False},
        "excerpt": {"rendered": paragraph(excerpt(post)) + "\n", "protected": False},
        "author": term_id(post.authors[0]),
        "featured_media": 0,
        "comment_status": "closed",
        "ping_status": "closed",
        "sticky": False,
        "template": "",
        "format": "standard",
        "meta": {},
        "categories": [term_id(post.section)],
        "tags": [term_id(tag) for tag in post.report.tags],
        "_links": _links(site, post),
    }


def _only(content: Mapping[str, object], wanted: Sequence[str]) -> dict[str, object]:
    found: dict[str, object] = {}
    for name, value in content.items():
        inner = [field[len(name) + 1 :] for field in wanted if field.startswith(f"{name}.")]
        if name in wanted or not wanted:
            found[name] = value
        elif inner and isinstance(value, dict):
            found[name] = _only(value, inner)
    return found


def _shown(site: Site, post: Post, query: Mapping[str, str]) -> dict[str, object]:
    embedded = {"_embedded": _embedded(site, post)} if "_embed" in query else {}
    wanted = [field.strip() for field in query.get("_fields", "").split(",") if field.strip()]
    return _only({**_post(site, post), **embedded}, wanted)


def _pages(site: Site, query: Mapping[str, str], page: int, last: int) -> Fields:
    links = [
        f'<{site.home}/wp-json/wp/v2/posts?{urlencode({**query, "page": number})}>; rel="{rel}"'
        for rel, number in (("prev", page - 1), ("next", page + 1))
        if 1 <= number <= last
    ]
    return (("Link", ", ".join(links)),) if links else ()


def _posts(site: Site, query: Mapping[str, str]) -> Reply:
    per_page, page = whole_number(query, "per_page", 10, 100), whole_number(query, "page", 1)
    posts = chosen(site, query)
    last = -(-len(posts) // per_page)
    if posts and page > last:
        message = "The page number requested is larger than the number of pages available."
        return error("rest_post_invalid_page_number", message, 400)
    shown = posts[(page - 1) * per_page : page * per_page]
    totals = (("X-WP-Total", str(len(posts))), ("X-WP-TotalPages", str(last)))
    content = [_shown(site, post, query) for post in shown]
    return _json(content, 200, site.changed, (*totals, *_pages(site, query, page, last)))


def _one(site: Site, number: str, query: Mapping[str, str]) -> Reply:
    for post in site.posts:
        if str(post.id) == number:
            return _json(_shown(site, post, query), changed=post.modified)
    return error("rest_post_invalid_id", "Invalid post ID.", 404)


def _categories(site: Site) -> Reply:
    return _json(
        [{**_term(site, "category", name), "count": len(posts)} for name, posts in site.terms("category").items()]
    )


def _index(site: Site) -> Reply:
    return _json(
        {
            "name": site.edition.outlet,
            "description": site.edition.tagline,
            "url": site.home,
            "home": site.home,
            "gmt_offset": "9",
            "timezone_string": "Asia/Seoul",
            "namespaces": ["oembed/1.0", "wp/v2"],
            "authentication": [],
            "routes": {
                f"/wp/v2/{name}": {"namespace": "wp/v2", "methods": ["GET"]} for name in ("posts", "categories")
            },
        }
    )


def _routed(site: Site, route: str, query: Mapping[str, str]) -> Reply:
    match [part for part in route.split("/") if part]:
        case []:
            return _index(site)
        case ["wp", "v2", "posts"]:
            return _posts(site, query)
        case ["wp", "v2", "posts", number]:
            return _one(site, number, query)
        case ["wp", "v2", "categories"]:
            return _categories(site)
        case _:
            return error("rest_no_route", "No route was found matching the URL and request method.", 404)


def answer(site: Site, route: str, query: str) -> Reply:
    """The answer to `/wp-json/<route>?<query>`."""
    asked = parse_qs(query, keep_blank_values=True)
    try:
        return _routed(site, route, {name.removesuffix("[]"): ",".join(values) for name, values in asked.items()})
    except RefusedError as e:
        name, message = e.args
        return error("rest_invalid_param", f"Invalid parameter(s): {name}", 400, params={name: message})
