"""How a document is read: offsets, paragraphs, sentences."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import Span
from tests.tagging.reading import reading

SENTENCES = [
    ("en", "Dr. Kim met Gen. Ri at 8 a.m. Monday. They left.", ["Dr. Kim met Gen. Ri at 8 a.m. Monday.", "They left."]),
    ("en", "The U.S. said so. U.N. Resolution 2397 holds.", ["The U.S. said so.", "U.N. Resolution 2397 holds."]),
    ("en", "“It is over. Nobody comes,” he said. “No.”", ["“It is over.", "Nobody comes,” he said.", "“No.”"]),
    (
        "en",
        "Prices rose 3.5 percent on Jan. 5. Then they fell.",
        ["Prices rose 3.5 percent on Jan. 5.", "Then they fell."],
    ),
    ("en", "Is it open? Yes! It is.", ["Is it open?", "Yes!", "It is."]),
    ("ko", "밀수가 늘었다. 단속도 강화됐다.", ["밀수가 늘었다.", "단속도 강화됐다."]),
    ("ko", "그는 “없다. 아무도 안 온다”고 말했다. 끝.", ["그는 “없다.", "아무도 안 온다”고 말했다.", "끝."]),
    ("ko", "2024. 3. 26. 쌀값은 3.5% 올랐다. 환율도 올랐다.", ["2024. 3. 26. 쌀값은 3.5% 올랐다.", "환율도 올랐다."]),
    ("ko", "열렸다고 한다.그러나 한산하다.", ["열렸다고 한다.", "그러나 한산하다."]),
]


@pytest.mark.parametrize(("lang", "text", "sentences"), SENTENCES)
def test_sentences_end_where_a_reader_ends_them(lang: str, text: str, sentences: list[str]) -> None:
    made = reading(lang, text)
    assert [made.text_of(s) for s in made.sentences] == sentences


def test_title_and_text_share_one_string_and_spans_count_in_their_own_part() -> None:
    made = reading("en", "First line.\n\nSecond line. Third.", title="A title")
    title, third = made.sentences[0], made.sentences[-1]
    assert (made.text_of(title), made.span(title.start, title.end)) == ("A title", Span(0, 7, "title"))
    assert (made.text_of(third), made.span(third.start, third.end)) == ("Third.", Span(26, 32, "text"))


def test_the_lead_is_the_first_paragraph_of_sentences_not_the_title_again_nor_a_byline() -> None:
    text = "Bridge opens at last\nBy Some One\n\nThe bridge between the two towns opened to trucks on Monday. It is new.\n\nMore."
    made = reading("en", text, title="Bridge opens at last")
    assert [made.text_of(s) for s in made.lead] == [
        "The bridge between the two towns opened to trucks on Monday.",
        "It is new.",
    ]


@given(st.text(alphabet="ab다요. \n“”!?1A가", max_size=80))
def test_every_character_that_is_not_space_lies_in_exactly_one_sentence(text: str) -> None:
    made = reading("ko", text)
    covered = [i for s in made.sentences for i in range(s.start, s.end)]
    assert len(covered) == len(set(covered))
    assert {i for i, c in enumerate(made.whole) if not c.isspace()} <= set(covered)


@given(st.text(alphabet="ab다. \nA", max_size=80), st.integers(0, 79))
def test_the_sentence_at_an_offset_is_the_one_that_begins_last_before_it(text: str, offset: int) -> None:
    made = reading("ko", text)
    if made.sentences and offset < len(made.whole):
        found = made.sentence_at(offset)
        starts = [s.start for s in made.sentences if s.start <= offset]
        assert found.start == (max(starts) if starts else made.sentences[0].start)
