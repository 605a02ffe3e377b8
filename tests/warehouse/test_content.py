"""Hashes that see words and not their encoding, text that any database holds, excerpts that end well."""

import unicodedata

import pytest
from hypothesis import given
from hypothesis import strategies as st
from sqlalchemy import Engine, select

from pipeline.records import Attribution, Span, Tags
from pipeline.warehouse import tables as t
from pipeline.warehouse.content import content_sha256, excerpt, storable, text_sha256
from pipeline.warehouse.engine import reading
from tests.warehouse.dump import dump
from tests.warehouse.made import ENGLISH, KOREAN, deliver, english, korean

HANGUL = st.text(st.sampled_from("신의주세관밀가루각갂값 .\n한글é"), min_size=1, max_size=400)
HOSTILE = st.text(st.sampled_from("a가\x00\ud800\udfff\ufffd\u202e\u200b\x07😀 \n."), min_size=1, max_size=60)


@given(HANGUL)
def test_composed_and_decomposed_text_hash_alike(text: str) -> None:
    twin = unicodedata.normalize("NFD", text)
    assert content_sha256(text, text) == content_sha256(twin, twin)
    assert text_sha256(text) == text_sha256(twin)


def test_only_words_and_paragraphs_make_a_content() -> None:
    same = content_sha256("Title", "One two.\n\nThree.")
    for text in ("One  two.\n \n\nThree. ", "One\u00a0two.\n\nThree.", "One\u200b two.\n\nThree.\u200e"):
        assert content_sha256(" Title", text) == same
    others = {content_sha256("Title", text) for text in ("One two. Three.", "One two\n\nThree.", "One too.\n\nThree.")}
    assert len(others | {same, content_sha256("Title", "One two.\n\nThree.", "A Translator")}) == 5


def test_a_short_text_is_no_evidence_of_a_copy() -> None:
    assert text_sha256("Photo: the bridge at night.") is None
    assert text_sha256(ENGLISH) == text_sha256(ENGLISH.upper().replace(",", " –"))
    assert text_sha256(ENGLISH) != text_sha256(ENGLISH.replace("two", "three"))


@given(HOSTILE)
def test_what_is_stored_keeps_its_length_and_can_be_encoded(text: str) -> None:
    kept = storable({"key": [text, (text,)]})["key"][0]
    assert len(kept) == len(text)
    assert "\x00" not in kept.encode().decode()
    assert [a for a, b in zip(text, kept, strict=True) if a != b] == [a for a in text if a in "\x00\ud800\udfff"]


@pytest.mark.parametrize("text", [ENGLISH, KOREAN])
def test_an_excerpt_holds_whole_sentences(text: str) -> None:
    short = excerpt(text)
    assert " ".join(text.split()).startswith(short)
    assert short.endswith(".")
    assert len(short) <= 240


def test_an_excerpt_of_one_long_sentence_is_cut_at_a_word() -> None:
    assert excerpt("word " * 100) == "word " * 46 + "word…"
    assert excerpt("가" * 300) == "가" * 239 + "…"
    assert excerpt("Short.") == "Short."


def test_an_excerpt_does_not_end_at_an_abbreviation() -> None:
    text = (
        "Mr. Kim of the U.S. office in Dandong "
        + "waited for the trucks and " * 8
        + "left with Dr. Pak of the harbour."
    )
    assert excerpt(text).endswith("…")


def test_hostile_text_loads_alike_on_both_databases(sqlite_warehouse: Engine, postgres_warehouse: Engine) -> None:
    odd = "Trucks\x00 \ud800crossed\u202e again\u200f\ufffd. " + ENGLISH
    said = Attribution(
        where=None, who="a \x00source\udfff", told=None, kind="x", anonymous=True, hearsay=0, span=Span(0, 6), rule="r"
    )
    pages = (
        english(title="Odd \x00 title \udcff", text=odd, tags=Tags(attributions=(said,)), authors=("A\x00B",)),
        korean(text=unicodedata.normalize("NFD", KOREAN), methods={"title\x00": "\ud800"}),
    )
    for made in (sqlite_warehouse, postgres_warehouse):
        deliver(made, *pages)
        with reading(made) as connection:
            found = connection.execute(select(t.article_version.c.text).where(t.article_version.c.title.like("Odd%")))
            assert found.scalar_one() == odd.replace("\x00", "\ufffd").replace("\ud800", "\ufffd")
            assert connection.scalar(select(t.attribution.c.who)) == "a \ufffdsource\ufffd"
    assert dump(sqlite_warehouse) == dump(postgres_warehouse)
