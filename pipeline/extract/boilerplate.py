"""Takes out of the blocks what is not the report, keeping what it tells: credits, the other edition, a paywall."""

from collections.abc import Sequence
from dataclasses import dataclass, field, replace

from pipeline.extract.blocks import Block
from pipeline.extract.rules import Pattern, Patterns

HEAD, TAIL = 6, 12


@dataclass(slots=True)
class Stripped:
    """The blocks that are left and what was learnt from those that are gone."""

    blocks: list[Block] = field(default_factory=list)
    translator: str | None = None
    editor: str | None = None
    alternate: str | None = None
    teaser: bool = False
    reject: str | None = None


def strip(blocks: Sequence[Block], patterns: Patterns) -> Stripped:
    """The blocks without boilerplate, in order; patterns are tried line by line, each only where its row says."""
    out = Stripped()
    for index, block in enumerate(blocks):
        if not patterns.any_of.search(block.text) and "\n" not in block.text:
            out.blocks.append(block)
            continue
        places = _places(index, len(blocks))
        lines = [_line(line, block, patterns, places, out) for line in block.text.split("\n")]
        if "end" in lines:
            break
        if text := "\n".join(line for line in lines if line):
            out.blocks.append(replace(block, text=text))
    return out


def title(text: str, patterns: Patterns) -> str:
    """The headline without what the outlet glues to it."""
    for pattern in patterns.rows:
        if pattern.row.position == "title":
            text = pattern.regex.sub("", text).strip()
    return text


def _places(index: int, count: int) -> set[str]:
    return {"anywhere"} | ({"head"} if index < HEAD else set()) | ({"tail"} if index >= count - TAIL else set())


def _line(line: str, block: Block, patterns: Patterns, places: set[str], out: Stripped) -> str:
    for pattern in patterns.rows:
        if pattern.row.position in places and (match := pattern.regex.search(line)):
            if pattern.row.action == "cut":
                line = " ".join(pattern.regex.sub(" ", line).split())
                continue
            _learn(pattern, match.groupdict(), match.group(), block, out)
            return "end" if pattern.row.action == "end" else ""
    return line


def _learn(pattern: Pattern, groups: dict[str, str | None], words: str, block: Block, out: Stripped) -> None:
    match pattern.row.action:
        case "credit":
            out.translator = groups.get("translator") or out.translator
            out.editor = groups.get("editor") or out.editor
        case "alternate":
            hrefs = [link.href for link in block.links if pattern.regex.search(link.text) or link.text in words]
            out.alternate = out.alternate or next(iter(hrefs), None)
        case "teaser":
            out.teaser = True
        case "reject":
            out.reject = words
        case _:
            pass
