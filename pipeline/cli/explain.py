"""`borderwire explain`: an article's text with each tag and the rule that made it, for an analyst to contest."""

import sys
from collections.abc import Sequence
from typing import Annotated

import typer

from pipeline.cli.options import Data, SeedsDir, configured
from pipeline.console import heading, say, table
from pipeline.records import Span
from pipeline.warehouse import engine, schema
from pipeline.warehouse.explain import Explained, Mark, explain

COLOURS = {"region": "36", "good": "33", "topic": "35", "source": "32", "signal": "31"}
INLINE = ("region", "good", "topic")


def register(app: typer.Typer) -> None:
    """Adds the verb to the command line."""
    app.command("explain")(show)


def show(
    article: Annotated[str, typer.Argument(metavar="ARTICLE", help="Article id, the beginning of one, or address.")],
    data: Data = None,
    seeds: SeedsDir = None,
) -> None:
    """Prints an article with each of its tags: where it stands, how sure it is, and which rule made it.

    Numbers in the text are those of the list below it. Example:

        borderwire explain 3f2a91
    """
    made = engine.engine(configured(data, seeds).warehouse_url)
    schema.check(made)
    found = explain(made, article)
    inline = [(number, mark) for number, mark in enumerate(found.marks, start=1) if mark.kind in INLINE]
    say(f"{found.article_id}  {found.url}")
    heading(_marked(found.title, "title", inline))
    say()
    say(_marked(found.text, "text", inline))
    heading("Tags")
    rows = [_row(number, mark, found) for number, mark in enumerate(found.marks, start=1)]
    for line in table(("no.", "kind", "tag", "sure", "rule", "words"), rows):
        say(line)
    heading("Border-trade story?")
    say(found.story_why)
    say(f"rule set {found.ruleset}")


def _marked(text: str, part: str, marks: Sequence[tuple[int, Mark]]) -> str:
    """The text with each span in brackets, its tags' numbers behind it; of spans that overlap the longest stands."""
    tags: dict[Span, list[tuple[int, str]]] = {}
    for number, mark in marks:
        for span in mark.spans:
            if span.part == part:
                tags.setdefault(span, []).append((number, mark.kind))
    out, end = [], 0
    for span in sorted(tags, key=lambda s: (s.start, -s.end)):
        if span.start >= end:
            numbers = ",".join(str(number) for number, _ in tags[span])
            out += [text[end : span.start], _coloured(f"[{text[span.start : span.end]}]{numbers}", tags[span][0][1])]
            end = span.end
    return "".join([*out, text[end:]])


def _coloured(text: str, kind: str) -> str:
    return f"\x1b[{COLOURS[kind]}m{text}\x1b[0m" if sys.stdout.isatty() else text


def _row(number: int, mark: Mark, found: Explained) -> tuple[object, ...]:
    texts = {"title": found.title, "text": found.text}
    words = " / ".join(dict.fromkeys(texts[s.part][s.start : s.end] for s in mark.spans))
    sure = "" if mark.confidence is None else f"{mark.confidence:.2f}"
    return number, mark.kind, mark.label, sure, mark.rule, words
