"""Which of the report's sources speaks in a sentence."""

from pipeline.records import Attribution
from pipeline.tagging.text import Reading, Sentence


def in_force(reading: Reading, attributions: tuple[Attribution, ...], sentence: Sentence) -> int | None:
    """The index of the source named last before the sentence's end; None in the title and before any source."""
    if sentence == reading.title:
        return None
    end = sentence.end - reading.shift
    spoken = [i for i, a in enumerate(attributions) if a.span.part == "text" and a.span.start < end]
    return max(spoken, key=lambda i: attributions[i].span.start, default=None)
