"""The days that sentences speak of, against the publication date and the edition's lag."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from pipeline.records import Document, EventDate
from pipeline.tagging.days import Clock
from pipeline.tagging.event_dates import event_date
from pipeline.tagging.text import read
from tests.tagging.reading import RULES

PUBLISHED = date(2026, 5, 20)  # a Wednesday


def resolved(lang: str, text: str, published: date | None = PUBLISHED, source: str | None = None) -> EventDate | None:
    edition = Document(
        id="x", lang="ko" if lang == "ko" else "en", title="", text=text, published=published, source=source
    )
    reading = read(edition)
    sentence = reading.sentences[0]
    return event_date(reading, sentence, RULES.dates[lang], sentence.start, sentence.end)


def brief(found: EventDate | None) -> str:
    return f"{found.start} {found.end} {found.precision}" if found else ""


ENGLISH = [
    ("The customs house closed on Tuesday.", "2026-05-19 2026-05-19 day"),
    ("It closed last Wednesday.", "2026-05-20 2026-05-20 day"),
    ("As of Sunday, no trucks had come.", "2026-05-17 2026-05-17 day"),
    ("It reopened last month.", "2026-04-01 2026-04-30 month"),
    ("It reopened late last month.", "2026-04-21 2026-04-30 interval"),
    ("Trade fell earlier this month.", "2026-05-01 2026-05-20 interval"),
    ("Trains ran until Aug. 9.", "2025-08-09 2025-08-09 day"),
    ("It stopped on the 8th.", "2026-05-08 2026-05-08 day"),
    ("It stopped on the 28th.", "2026-04-28 2026-04-28 day"),
    ("Since mid-May trade has fallen.", "2026-05-11 2026-05-20 interval"),
    ("In late April, imports rose.", "2026-04-21 2026-04-30 interval"),
    ("Imports rose at the beginning of April.", "2026-04-01 2026-04-10 interval"),
    ("It was shut in November last year.", "2025-11-01 2025-11-30 month"),
    ("It was shut in November 2024.", "2024-11-01 2024-11-30 month"),
    ("Trade grew from January to March.", "2026-01-01 2026-03-31 interval"),
    ("Trade grew in the first quarter of this year.", "2026-01-01 2026-03-31 interval"),
    ("Trade grew in the second half of 2025.", "2025-07-01 2025-12-31 interval"),
    ("Trade grew last year.", "2025-01-01 2025-12-31 year"),
    ("So far this year trade has grown.", "2026-01-01 2026-05-20 interval"),
    ("Last week trade grew.", "2026-05-11 2026-05-17 interval"),
    ("The gate closed yesterday.", "2026-05-19 2026-05-19 day"),
    ("The gate opened on the Day of the Sun.", "2026-04-15 2026-04-15 day"),
    ("Trade may resume in June.", ""),
    ("The bridge opens on June 12.", ""),
    ("Recently trade has grown.", ""),
    ("Trade was shut for weeks.", ""),
    ("They may trade again, a source said.", ""),
    ("A source told the paper on Tuesday that trade grew.", ""),
]
KOREAN = [
    ("지난 7일 세관이 문을 닫았다.", "2026-05-07 2026-05-07 day"),
    ("지난 28일 세관이 문을 닫았다.", "2026-04-28 2026-04-28 day"),
    ("이달 초부터 수입이 줄었다.", "2026-05-01 2026-05-20 interval"),
    ("이달 2일부터 수입이 줄었다.", "2026-05-02 2026-05-20 interval"),
    ("지난달 말 무역이 재개됐다.", "2026-04-21 2026-04-30 interval"),
    ("지난달 13일 다리가 열렸다.", "2026-04-13 2026-04-13 day"),
    ("작년 11월 무역이 중단됐다.", "2025-11-01 2025-11-30 month"),
    ("2024년 11월 무역이 중단됐다.", "2024-11-01 2024-11-30 month"),
    ("지난해 1~9월 수입이 늘었다.", "2025-01-01 2025-09-30 interval"),
    ("5월 3일 운행을 시작했다.", "2026-05-03 2026-05-03 day"),
    ("3월 말부터 밀수가 끊겼다.", "2026-03-21 2026-05-20 interval"),
    ("올해 들어 수입이 늘었다.", "2026-01-01 2026-05-20 interval"),
    ("지난해 수입이 늘었다.", "2025-01-01 2025-12-31 year"),
    ("지난해보다 수입이 늘었다.", ""),
    ("지난주 다리가 열렸다.", "2026-05-11 2026-05-17 interval"),
    ("어제(19일) 다리가 열렸다.", "2026-05-19 2026-05-19 day"),
    ("2019년 이후 무역이 줄었다.", "2019-01-01 2026-05-20 interval"),
    ("태양절을 맞아 통관이 중단됐다.", "2026-04-15 2026-04-15 day"),
    ("최근 무역이 늘었다.", ""),
    ("15일간 무역이 중단됐다.", ""),
    ("6월에 세관이 열린다.", ""),
    ("양강도 소식통은 8일 데일리NK에 밀수가 줄었다고 말했다.", ""),
    ("18일 데일리NK 평안북도 소식통에 따르면 수입이 줄었다.", ""),
]


@pytest.mark.parametrize(("text", "expected"), ENGLISH)
def test_an_english_sentence_names_these_days(text: str, expected: str) -> None:
    assert brief(resolved("en", text)) == expected


@pytest.mark.parametrize(("text", "expected"), KOREAN)
def test_a_korean_sentence_names_these_days(text: str, expected: str) -> None:
    assert brief(resolved("ko", text)) == expected


@pytest.mark.parametrize("published", [date(2024, 3, 28), date(2024, 3, 31), date(2024, 4, 2), date(2024, 4, 3)])
def test_a_weekday_of_a_translated_edition_is_the_originals(published: date) -> None:
    found = resolved("en", "Customs closed on Tuesday.", published, "dailynk-en")
    assert brief(found) == "2024-03-26 2024-03-26 day"


def test_the_lag_is_known_by_the_name_of_the_outlet_too() -> None:
    found = resolved("en", "Customs closed on Tuesday.", date(2024, 4, 3), "Daily NK EN")
    assert brief(found) == "2024-03-26 2024-03-26 day"


def test_last_month_spans_both_months_that_a_lagging_edition_may_mean() -> None:
    assert (
        brief(resolved("en", "It opened last month.", date(2024, 4, 3), "dailynk-en"))
        == "2024-02-01 2024-03-31 interval"
    )
    assert (
        brief(resolved("en", "It opened last month.", date(2024, 4, 20), "dailynk-en")) == "2024-03-01 2024-03-31 month"
    )


def test_yesterday_of_a_lagging_edition_is_no_day() -> None:
    assert resolved("en", "It opened yesterday.", date(2024, 4, 3), "dailynk-en") is None


def test_without_a_publication_date_nothing_is_resolved() -> None:
    assert resolved("en", "It opened on May 3.", None) is None


def test_of_two_days_the_one_beside_the_claim_counts() -> None:
    text = "On Monday the gate was shut, and on Tuesday trade resumed."
    reading = read(Document(id="x", lang="en", title="", text=text, published=PUBLISHED))
    at = text.index("trade")
    found = event_date(reading, reading.sentences[0], RULES.dates["en"], at - 13, len(text))
    assert brief(found) == "2026-05-19 2026-05-19 day"


@given(st.dates(date(2001, 1, 1), date(2040, 12, 31)), st.integers(0, 10), st.sampled_from(ENGLISH + KOREAN))
def test_no_day_lies_after_publication(published: date, lag: int, row: tuple[str, str]) -> None:
    clock = Clock(published, lag)
    assert clock.earliest <= clock.latest <= published
    lang = "en" if row[0].isascii() else "ko"
    found = resolved(lang, row[0], published, "dailynk-en" if lag else None)
    if found:
        assert found.start <= found.end <= published
        assert found.precision != "day" or found.end - found.start < timedelta(days=1)
