"""Takes out of the blocks what is not the report, keeping what it tells: credits, the other edition, a paywall."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass, field, replace

from pipeline.extract.blocks import Block, Link
from pipeline.extract.rules import Pattern, Patterns

TAIL = 12
LEAD = 60
PROSE = 80


@dataclass(slots=True)
class Stripped:
    """The blocks that are left and what was learnt from those that are gone."""

    blocks: list[Block] = field(default_factory=list)
    authors: list[str] = field(default_factory=list)
    translator: str | None = None
    editor: str | None = None
    alternate: str | None = None
    teaser: bool = False
    reject: str | None = None


def strip(blocks: Sequence[Block], patterns: Patterns, headline: str = "") -> Stripped:
    """The blocks without boilerplate, in order; patterns are tried line by line, each only where its row says.

    The headline printed again above the text and a lead printed twice go too.
    """
    out, in_table, seen = Stripped(), False, {headline}
    lead = next((i for i, block in enumerate(blocks) if len(block.text) >= PROSE), len(blocks))
    for index, block in enumerate(blocks):
        in_table = in_table and "|" in block.text
        repeated = block.text in seen and (len(block.text) >= LEAD or not out.blocks)
        if in_table or repeated:
            continue
        seen.add(block.text)
        if not patterns.touch(block.text):
            out.blocks.append(block)
            continue
        places = {
            "anywhere",
            *(("head",) if index <= lead else ()),
            *(("tail",) if index >= len(blocks) - TAIL else ()),
        }
        ended = [_line(line, block, patterns, places, out) for line in block.text.split("\n")]
        if any(action == "end" for _, action in ended):
            break
        in_table = any(action == "table" for _, action in ended)
        if text := "\n".join(line for line, _ in ended if line):
            out.blocks.append(replace(block, text=text))
    return out


def title(text: str, patterns: Patterns) -> str:
    """The headline without what the outlet glues to it."""
    for pattern in patterns.titles:
        text = pattern.regex.sub("", text).strip()
    return text


def alternate(links: Iterable[Link], patterns: Patterns) -> str | None:
    """Where the page links to its other edition, anywhere on it."""
    rows = [pattern for pattern in patterns.lines if pattern.row.action == "alternate"]
    return next((link.href for link in links if any(pattern.find(link.text) for pattern in rows)), None)


def _line(line: str, block: Block, patterns: Patterns, places: set[str], out: Stripped) -> tuple[str, str]:
    """What is left of the line, and the action that took it away, if one did."""
    for pattern in patterns.lines:
        if pattern.row.position in places and (match := pattern.find(line)):
            _credit(match.groupdict(), out)
            if pattern.row.action == "cut":
                line = " ".join(pattern.regex.sub(" ", line).split())
            else:
                _learn(pattern, match.group(), block, out)
                return "", pattern.row.action
    return line, ""


def _credit(groups: Mapping[str, str | None], out: Stripped) -> None:
    out.translator = groups.get("translator") or out.translator
    out.editor = groups.get("editor") or out.editor
    if author := groups.get("author"):
        out.authors.append(author)


def _learn(pattern: Pattern, words: str, block: Block, out: Stripped) -> None:
    if pattern.row.action == "alternate":
        hrefs = (link.href for link in block.links if pattern.regex.search(link.text) or link.text in words)
        out.alternate = out.alternate or next(hrefs, None)
    elif pattern.row.action == "teaser":
        out.teaser = True
    elif pattern.row.action == "reject":
        out.reject = words
