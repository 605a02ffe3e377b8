"""What a reader sees above an article: headline, byline and dateline in the page's own markup, whoever made it.

Only text that markup or a label sets apart as byline or dateline counts, and only outside comments, related items and
page furniture; a date or a name in the running text says nothing.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import urlsplit

from selectolax.lexbor import LexborHTMLParser, LexborNode

from pipeline.decode import clean
from pipeline.extract import dates, names
from pipeline.extract.blocks import APART, BESIDE, CAMEL, FURNITURE
from pipeline.extract.metadata import Facts

AUTHOR = re.compile(
    r"(?:^|[\s_-])(?:authors?|authored|byline|byl|by|writer|reporter|journalist|contributors?|written)(?=[\s_-]|$)",
    re.IGNORECASE,
)
DATED = re.compile(
    r"(?:^|[\s_-])(?:date|dates|dateline|datetime|time|timestamp|published|publish|pubdate|pub|posted|post-?date|created|"
    r"updated|modified|meta|byline|infos?|info-?text|infomation)(?=[\s_-]|$)",
    re.IGNORECASE,
)
CELLS = frozenset(("td", "th", "li"))
UNREAD = frozenset(("script", "style", "noscript", "template", "svg", "iframe", "head", "option", "textarea"))
BY = re.compile(
    r"^(?:(?:written|posted|published|reported|words|story|article|text) )?by\b:?|^(?:author|글|기자)\s*:",
    re.IGNORECASE,
)
WRITTEN = re.compile(r"^(?:written|posted|reported|words|text) by\b", re.IGNORECASE)
OTHERS = re.compile(
    r"^\W*(?:(?:medically |legally |expert )?(?:reviewed|checked|edited|translated|verified|photo\w*|illustrated|"
    r"research\w*)(?: (?:by|and))?\b|fact|photo)",
    re.IGNORECASE,
)
FIRST = re.compile(
    r"publi(?:shed|cation|é)|posted|created|first|issued|released|입력|등록|승인|송고|게재|작성|date\b|on\b",
    re.IGNORECASE,
)
AGAIN = re.compile(r"updat|modif|revis|edited|reviewed|수정|최종|업데이트|갱신", re.IGNORECASE)
SEPARATORS = re.compile(r"\s+(?:[|–—«»:·-]|::)\s+|\s*[|｜]\s*")
WORDS = re.compile(r"[가-힣ᄀ-ᇿ぀-ヿ㐀-鿿]|[^\W가-힣ᄀ-ᇿ぀-ヿ㐀-鿿]+")


@dataclass(frozen=True, slots=True)
class Text:
    """A run of text with what the elements around it say it is.

    `author` and `dated`: 0 nothing, 1 and 2 by class, 3 by relation or property. `aside`: 1 beside the article (a side
    bar, a card), 2 apart from it (comments, menus, other articles). `machine` is the `datetime` of a time element.
    """

    text: str
    tag: str
    author: int
    dated: int
    aside: int
    machine: str = ""


@dataclass(frozen=True, slots=True)
class _Around:
    """What holds inside an element."""

    tag: str = ""
    author: int = 0
    dated: int = 0
    aside: int = 0
    machine: str = ""


def facts(tree: LexborHTMLParser, references: Sequence[str], site: str = "") -> Facts:
    """Headline, byline and dateline as the page shows them; `references` are what its metadata call it."""
    headline, node = title(tree, references, site)
    seen, at = texts(tree, node)
    if at is None:
        at = _position(seen, headline)
    published, updated = datelines(seen, at)
    return Facts(title=headline, authors=byline(seen, at), published=published, updated=updated)


def title(tree: LexborHTMLParser, references: Sequence[str], site: str = "") -> tuple[str | None, LexborNode | None]:
    """The heading most like what the metadata call the page, with its node; else the metadata's title alone."""
    named = [short for r in references if (short := without_site(r, site))]
    parts = [part for r in references for part in SEPARATORS.split(r) if len(WORDS.findall(part)) >= 3]
    for css, wanted, least in (("h1", named, 0.5), ("h2, h3, [class*=title]", named + parts, 0.9)):
        candidates = [(text, n) for n in tree.css(css)[:40] if (text := _line(n)) and len(text) < 300 and not _home(n)]
        scored = [(max((_alike(c, n) for n in wanted), default=0.0), -i) for i, (c, _) in enumerate(candidates)]
        best = max(scored, default=None)
        if best is not None and (best[0] >= least or (not named and css == "h1")):
            return candidates[-best[1]]
    return (named[0] if named else None), None


def _home(node: LexborNode) -> bool:
    """Whether a heading is the site's name: all of it a link to the front page."""
    link = node.css_first("a[href]")
    href = (link.attributes.get("href") or "") if link is not None else ""
    return link is not None and _line(link) == _line(node) and not urlsplit(href).path.strip("/")


def without_site(name: str, site: str) -> str:
    """The title without the site's name that stands before or behind it."""
    parts = SEPARATORS.split(name)
    if len(parts) < 2:
        return name
    if site and _alike(parts[-1], site) > 0.6:
        return name[: name.rfind(parts[-1])].rstrip(" |–—«»:·-｜")
    if site and _alike(parts[0], site) > 0.6:
        return name[len(parts[0]) :].lstrip(" |–—«»:·-｜")
    tail = parts[-1]
    head = name[: len(name) - len(tail)]
    short = head.rstrip(" |–—«»:·-｜")
    return short if len(tail.split()) <= 5 and len(short.split()) >= 3 and not head.rstrip().endswith(":") else name


def _alike(one: str, other: str) -> float:
    a, b = (WORDS.findall(text.casefold()) for text in (one, other))
    common = len(set(a) & set(b))
    return 2 * common / (len(set(a)) + len(set(b))) if common else 0.0


def _line(node: LexborNode) -> str:
    return " ".join(clean(node.text(separator=" ")).split())


def texts(tree: LexborHTMLParser, headline: LexborNode | None = None) -> tuple[list[Text], int | None]:
    """The page's runs of text in reading order, each with what stands around it, and the place of the headline.

    What holds the headline is never apart from the article, whatever its class says.
    """
    root, around_headline = tree.body, set(_ancestors(headline))
    stack: list[tuple[LexborNode, _Around]] = [(root, _Around())] if root is not None else []
    seen: list[Text] = []
    place = None
    while stack:
        node, around = stack.pop()
        tag = node.tag or ""
        if tag == "-text":
            if text := " ".join((node.text_content or "").split()):
                seen.append(Text(clean(text), around.tag, around.author, around.dated, around.aside, around.machine))
        elif tag not in UNREAD:
            inside = _inside(node, tag, around, node.mem_id in around_headline)
            if headline is not None and node.mem_id == headline.mem_id:
                place = len(seen)
            child = node.last_child
            while child is not None:
                stack.append((child, inside))
                child = child.prev
    return seen, place


def _ancestors(node: LexborNode | None) -> Iterator[int]:
    while node is not None:
        yield node.mem_id
        node = node.parent


def _inside(node: LexborNode, tag: str, around: _Around, holds_headline: bool) -> _Around:
    attributes = node.attributes
    names = CAMEL.sub("-", f"{attributes.get('class') or ''} {attributes.get('id') or ''}")
    role = f"{attributes.get('rel') or ''} {attributes.get('itemprop') or ''}"
    author = (
        3 if "author" in role else 2 if AUTHOR.search(names) else max(around.author - 1, 0) if around.author < 3 else 3
    )
    if tag == "a" and "/author" in (attributes.get("href") or ""):
        author = max(author, 2)
    dated = 3 if "datePublished" in role else 2 if tag == "time" or DATED.search(names) else around.dated
    machine = (attributes.get("datetime") or "") if tag == "time" else around.machine
    if holds_headline:
        return _Around(tag, 0, 0, 0, "")
    apart = 2 if tag in FURNITURE or APART.search(names) else 1 if tag == "aside" or BESIDE.search(names) else 0
    return _Around(tag, author, dated, max(around.aside, apart), machine)


def _position(seen: Sequence[Text], headline: str | None) -> int:
    """Where the headline stands among the texts: its heading, not a breadcrumb or a list that repeats it."""
    words = set(WORDS.findall((headline or "").casefold()))
    best, place = 0.0, 0
    for index, text in enumerate(seen):
        if text.aside:
            continue
        own = set(WORDS.findall(text.text.casefold()))
        common = len(own & words)
        score = 2 * common / (len(own) + len(words)) + (0.2 if text.tag in ("h1", "h2") else 0) if common else 0.0
        if score > best:
            best, place = score, index
    return place


def byline(seen: Sequence[Text], at: int) -> tuple[str, ...]:
    """The names in the nearest and best marked byline: by relation, by class, by the word "by" near the headline."""
    found: list[tuple[int, int, int, tuple[str, ...]]] = []
    for index, text in enumerate(seen):
        if text.aside == 2 or len(text.text) > 120 or index == at or OTHERS.match(text.text):
            continue
        near = -12 <= index - at <= 40
        before = seen[index - 1].text if index else ""
        labelled = bool(BY.match(text.text)) or bool(BY.fullmatch(before))
        strength = max(text.author, 1 if labelled and (near or WRITTEN.match(text.text)) else 0)
        if not strength or not (near or not text.aside or strength == 3) or OTHERS.match(before):
            continue
        if people := names.names([text.text], strict=strength < 2):
            found.append((0 if near else 1, -(strength + labelled), index, people))
    return min(found)[3] if found else ()


def datelines(seen: Sequence[Text], at: int) -> tuple[dates.Reading | None, dates.Reading | None]:
    """The published and the updated date shown beside the headline or under a label."""
    published: list[tuple[int, int, int, dates.Reading]] = []
    updated: list[dates.Reading] = []
    end, lead = _first_longer(seen, at, 200), _first_longer(seen, at, 100)
    for index, text in enumerate(seen):
        near = at - 10 <= index <= end
        if text.aside == 2 or (text.aside and not near) or len(text.text) > 160:
            continue
        before = seen[index - 1].text if index and len(seen[index - 1].text) < 40 else ""
        for label, reading in _labelled(text, before):
            if AGAIN.search(label):
                updated.append(reading)
            elif near or text.dated == 3 or (FIRST.search(label) and text.dated):
                rank = 3 if text.dated == 3 else 2 if FIRST.search(label) else 1 if text.dated else 0
                if rank > 1 or (text.tag not in CELLS and (rank or (index < lead and len(text.text) < 60))):
                    published.append((text.aside, -rank, index, reading))
    return (min(published)[3] if published else None), (updated[0] if updated else None)


def _first_longer(seen: Sequence[Text], at: int, length: int) -> int:
    """Where running text of more than so many characters begins after the headline, thirty texts on at most."""
    return next((i for i in range(at + 1, min(at + 30, len(seen))) if len(seen[i].text) > length), at + 30)


def _labelled(text: Text, before: str) -> Iterator[tuple[str, dates.Reading]]:
    """The dates in a text, each with the words before it."""
    if text.machine and (reading := dates.read(text.machine)):
        yield before + " " + text.text, reading
        return
    rest, label = text.text, before
    while found := dates.find(rest):
        reading, start, end = found
        yield label + " " + rest[:start], reading
        rest, label = rest[end:], ""
