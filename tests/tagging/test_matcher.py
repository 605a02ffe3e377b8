"""Which surfaces the matcher finds."""

from pipeline.tagging.text import fold
from tests.tagging.reading import RULES, reading


def regions(lang: str, text: str) -> list[str]:
    made = reading(lang, text)
    found = RULES.matchers[lang].hits(made).regions
    return [made.whole[h.start : h.end] for h in found]


def goods(lang: str, text: str) -> list[str]:
    made = reading(lang, text)
    return [made.whole[h.start : h.end] for h in RULES.matchers[lang].hits(made).goods]


def test_english_names_are_whole_words_that_begin_with_a_capital() -> None:
    assert regions("en", "Sinuiju, not Uiju; samsu is no county and Samsung no place; Onsong-gun is.") == [
        "Sinuiju",
        "Uiju",
        "Onsong",
    ]


def test_capitals_apostrophes_dashes_and_breves_do_not_matter() -> None:
    text = "SINUIJU, Ji’an, Ji'an, Sinŭiju, North Pyongan province"
    assert regions("en", text) == ["SINUIJU", "Ji’an", "Ji'an", "Sinŭiju", "North Pyongan province"]


def test_the_longest_name_wins() -> None:
    assert regions("en", "the North Pyongan Province Party") == ["North Pyongan Province"]
    assert regions("ko", "흑룡강성과 신의주시") == ["흑룡강성", "신의주시"]


def test_english_goods_are_found_in_the_plural() -> None:
    assert goods("en", "batteries, tires and a battery") == ["batteries", "tires", "battery"]


def test_a_korean_syllable_counts_only_at_the_beginning_of_a_word() -> None:
    assert "쌀" in goods("ko", "쌀을 샀다")
    assert goods("ko", "햇쌀을 받았다") == []


def test_folding_keeps_every_offset() -> None:
    text = "İstanbul ’–\u00a0ŎŬ 신의주 Ǆ"
    assert len(fold(text)) == len(text)


def test_hits_come_in_the_order_of_the_text_and_are_the_same_each_time() -> None:
    made = reading("en", "Hyesan, Sinuiju, Dandong and Hyesan again.")
    first, second = (RULES.matchers["en"].hits(made) for _ in range(2))
    starts = [h.start for h in first.regions]
    assert (first, starts) == (second, sorted(starts))
