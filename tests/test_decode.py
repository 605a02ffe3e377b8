"""Bytes become the text that was meant, whatever header and meta claim."""

import codecs
import unicodedata

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from pipeline.decode import clean, decode

KOREAN = "혜산 세관 앞 장마당에서 뷁 상표와 똠양 소스, 펲시 병이 팔린다고 소식통이 전했다. 값은 어제보다 올랐다."
CHINESE = "丹东海关的工作人员说，这些货物已经在这里等了两天。他们不知道什么时候可以出发。㐂𠀀"
ENGLISH = "The café by the bridge serves naïve tourists — “slowly”, they say."
CLAIMS = ("utf-8", "euc-kr", "gb2312", "iso-8859-1", "no-such-encoding", None)


def html(text: str, meta: str | None) -> str:
    head = f'<meta charset="{meta}">' if meta else ""
    return f"<html><head>{head}<title>x</title></head><body><p>{text}</p></body></html>"


@pytest.mark.parametrize("header", CLAIMS)
@pytest.mark.parametrize("meta", CLAIMS)
@pytest.mark.parametrize(
    ("text", "encoding"),
    [
        (KOREAN, "utf-8"),
        (KOREAN, "cp949"),
        (KOREAN, "utf-16"),
        (KOREAN, "utf-16-le"),
        (KOREAN, "utf-16-be"),
        (KOREAN, "utf-8-sig"),
        (CHINESE, "gb18030"),
        (CHINESE, "utf-8"),
        (ENGLISH, "utf-8"),
    ],
)
def test_promise_15_each_encoding_is_read_right_whatever_header_and_meta_claim(
    text: str, encoding: str, header: str | None, meta: str | None
) -> None:
    page = html(text, meta)
    content_type = f"text/html; charset={header}" if header else "text/html"
    read, decoding = decode(page.encode(encoding), content_type)
    assert read == page
    assert decoding.replaced == 0


def test_rare_syllables_of_cp949_outside_euc_kr_survive_under_a_lying_header() -> None:
    rare = "".join(chr(c) for c in range(0xAC00, 0xD7A4) if not _in_euc_kr(chr(c)))
    text = html("장마당에서 팔리는 물건의 이름은 다음과 같다. " * 400 + rare[:2000], None)
    assert decode(text.encode("cp949"), "text/html; charset=utf-8")[0] == text


def _in_euc_kr(syllable: str) -> bool:
    try:
        return len(syllable.encode("euc-kr")) == 2
    except UnicodeEncodeError:
        return False


@pytest.mark.parametrize("text", ["신의주", "회령시장", "쌀값 급등", "단둥 세관, 검사 강화"])
@pytest.mark.parametrize("claim", ["utf-8", "iso-8859-1", "euc-kr"])
def test_a_few_syllables_suffice(text: str, claim: str) -> None:
    assert decode(text.encode("cp949"), f"text/plain; charset={claim}")[0] == text


def test_latin_text_is_read_as_windows_1252_where_it_claims_nothing_better() -> None:
    assert decode("Café — “naïve”".encode("cp1252"), "text/html; charset=iso-8859-1")[0] == "Café — “naïve”"
    assert decode("Łódź, zażółć".encode("iso-8859-2"), "text/html; charset=iso-8859-2")[0] == "Łódź, zażółć"


def test_a_page_of_utf_8_with_lines_of_euc_kr_is_read_line_by_line() -> None:
    lines = [KOREAN.encode(), "관련기사 세관 저울 고장".encode("cp949"), KOREAN.encode()]
    assert decode(b"\n".join(lines))[0].split("\n") == [KOREAN, "관련기사 세관 저울 고장", KOREAN]


def test_a_truncated_page_of_utf_8_loses_its_last_character_alone() -> None:
    whole = KOREAN.encode() * 20
    read, decoding = decode(whole[:-3], "text/html; charset=euc-kr")
    assert read[:-1] == (KOREAN * 20)[:-2]
    assert (decoding.encoding, decoding.replaced) == ("utf-8", 1)


def test_text_that_was_encoded_twice_is_read_once() -> None:
    twice = "Traders’ “notes” — 쌀값".encode().decode("latin-1").encode()
    assert decode(twice)[0] == "Traders’ “notes” — 쌀값"


def test_what_decided_is_told() -> None:
    told = [
        decode(codecs.BOM_UTF8 + b"x")[1],
        decode(KOREAN.encode())[1],
        decode(KOREAN.encode("cp949"), "text/html; charset=ks_c_5601-1987")[1],
        decode(KOREAN.encode("cp949"), "text/html; charset=utf-8")[1],
    ]
    assert [(d.encoding, d.basis) for d in told] == [
        ("utf-8", "bom"),
        ("utf-8", "utf-8"),
        ("cp949", "declared"),
        ("cp949", "statistics"),
    ]


@settings(deadline=None)
@given(st.binary(max_size=400), st.sampled_from([f"text/html; charset={c}" for c in CLAIMS] + [None]))
def test_promise_17_any_bytes_become_text_that_both_databases_take(body: bytes, content_type: str | None) -> None:
    text = clean(decode(body, content_type)[0])
    assert "\x00" not in text
    text.encode("utf-8")


@settings(deadline=None)
@given(st.text())
def test_promise_17_clean_text_has_no_unseen_character_and_is_nfc(text: str) -> None:
    cleaned = clean(text)
    assert unicodedata.is_normalized("NFC", cleaned)
    assert not [c for c in cleaned if unicodedata.category(c) in ("Cc", "Cs") and c not in "\t\n\r\x85"]
    assert clean(cleaned) == cleaned


def test_promise_17_marks_within_a_name_do_not_hide_it() -> None:
    assert clean("신\u200b의\u202e주\ufeff \x00세\u00ad관\ud800\u3164앞") == "신의주 세관 앞"


@settings(deadline=None)
@given(st.text(st.characters(min_codepoint=0xAC00, max_codepoint=0xD7A3), min_size=1))
def test_promise_16_decomposed_hangul_is_composed(text: str) -> None:
    assert clean(unicodedata.normalize("NFD", text)) == text
