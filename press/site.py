"""What each edition shows at an instant: the posts up by then and not taken down, in the wording of then."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from urllib.parse import quote
from zlib import crc32

from press.editions import EDITIONS, Edition, Lang
from press.sheets import Report, Sheet


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class Post:
    """A report as its edition shows it: `path` is its address on the host, `korean` that of its Korean original."""

    id: int
    edition: Edition
    report: Report
    title: str
    body: str
    modified: datetime
    korean: str | None = None

    @property
    def path(self) -> str:
        """The address of the article page, from the host's root."""
        return f"{self.edition.path}/{self.report.slug}/"

    @property
    def authors(self) -> tuple[str, ...]:
        """Who signs the page: the report's authors, or the desk."""
        return self.report.authors or (self.edition.desk,)

    @property
    def section(self) -> str:
        """The category that the page stands in."""
        return self.report.section or self.edition.section

    @property
    def lead(self) -> str:
        """The first paragraph."""
        return self.body.split("\n\n", 1)[0]

    def varies(self, what: str, kinds: int) -> int:
        """A number below `kinds`, always the same for this page and `what`: pages differ as on a site of many hands."""
        return crc32(f"{what} {self.path}".encode()) % kinds


def term_slug(name: str) -> str:
    """The address part of a category, tag or author."""
    return quote("-".join(name.lower().split()))


def term_id(name: str) -> int:
    """WordPress's number for a category, tag or author."""
    return crc32(name.encode()) % 9000 + 100


@dataclass(frozen=True, eq=False)
class Site:
    """One edition at `base` (scheme, host and port) as of an instant; `posts` are newest first.

    `changed` is the last time that a post appeared, changed or was taken down, None while there was none. `sections`
    are the edition's, with or without posts as yet: a menu that grew would change every page.
    """

    base: str
    edition: Edition
    posts: tuple[Post, ...]
    changed: datetime | None
    sections: tuple[str, ...]

    @property
    def home(self) -> str:
        """The edition's address without a slash at the end."""
        return self.base + self.edition.path

    @cached_property
    def by_slug(self) -> dict[str, Post]:
        """Posts by slug."""
        return {post.report.slug: post for post in self.posts}

    def older(self, post: Post, count: int) -> tuple[Post, ...]:
        """The posts published just before this one, newest first."""
        at = self.posts.index(post)
        return self.posts[at + 1 : at + 1 + count]

    def terms(self, kind: str) -> dict[str, list[Post]]:
        """Posts by the name of their category, tag or author."""
        found: dict[str, list[Post]] = {}
        for post in self.posts:
            for name in names(post, kind):
                found.setdefault(name, []).append(post)
        return found


def names(post: Post, kind: str) -> tuple[str, ...]:
    """The names under which a post stands in the listing of that kind: category, tag or author."""
    return {"category": (post.section,), "tag": post.report.tags, "author": post.authors}[kind]


def _reports(sheets: Sequence[Sheet], lang: Lang) -> list[tuple[Sheet, Report]]:
    return [(sheet, report) for sheet in sheets for found, report in sheet.editions() if found == lang]


def _posts(sheets: Sequence[Sheet], lang: Lang, as_of: datetime) -> Iterator[Post]:
    both = _reports(sheets, lang)
    both.sort(key=lambda pair: (pair[1].published, pair[1].slug))
    for number, (sheet, report) in enumerate(both):
        if report.visible(as_of):
            original = sheet.ko if lang == "en" and report.link_korean else None
            linked = original is not None and original.published < as_of
            title, body, _ = report.wording(as_of)
            times = [report.published, *(r.at for r in report.made_by(as_of))]
            yield Post(
                id=41_000 + 7 * number,
                edition=EDITIONS[lang],
                report=report,
                title=title,
                body=body,
                modified=max([*times, original.published] if original and linked else times),
                korean=f"{EDITIONS['ko'].path}/{original.slug}/" if original and linked else None,
            )


def site(sheets: Sequence[Sheet], lang: Lang, as_of: datetime, base: str) -> Site:
    """The edition `lang` at `base` as of that instant."""
    reports = [report for _, report in _reports(sheets, lang)]
    posts = tuple(_posts(sheets, lang, as_of))[::-1]
    takedowns = [r.takedown.at for r in reports if r.takedown is not None and r.takedown.at < as_of]
    changed = max([*(post.modified for post in posts), *takedowns], default=None)
    sections = sorted({report.section or EDITIONS[lang].section for report in reports})
    return Site(base, EDITIONS[lang], posts, changed, tuple(sections))
