"""Which of the report's sources speaks in a sentence."""

from collections.abc import Sequence

from pipeline.records import Attribution
from pipeline.tagging.text import Reading, Sentence


def in_force(reading: Reading, attributions: Sequence[Attribution], sentence: Sentence) -> int | None:
    """The index of the source that speaks: in an open quotation the one named behind it, else the one named last.

    None in the title and before any source.
    """
    if sentence == reading.title:
        return None
    starts = {i: a.span.start + reading.shift for i, a in enumerate(attributions) if a.span.part == "text"}
    paragraph = reading.paragraph_of(sentence)
    if _quoting(reading.whole[paragraph.start : sentence.end]):
        behind = [i for i, at in starts.items() if sentence.end <= at < paragraph.end]
        if behind:
            return min(behind, key=lambda i: starts[i])
    spoken = [i for i, at in starts.items() if at < sentence.end]
    return max(spoken, key=lambda i: starts[i], default=None)


def _quoting(text: str) -> bool:
    """Whether a quotation is open at the end of the text."""
    return text.count("“") > text.count("”") or text.count('"') % 2 == 1
