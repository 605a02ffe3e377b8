"""Dates as machines and newsrooms write them, and which of a page's dates counts."""

from datetime import UTC, date, datetime

import pytest

from pipeline import seeds
from pipeline.extract import dates, extract, rules
from pipeline.records import Article, Hint, Moment, Rejected
from tests.extract.made import NOON, OUTLET, page

SEOUL = "Asia/Seoul"
PROSE = (
    "<p>" + "The market beside the bridge sells rope, salt and candles to whoever waits for the ferry. " * 4 + "</p>"
)


@pytest.mark.parametrize(
    ("written", "at", "precision"),
    [
        ("2024-05-03T09:12:00+09:00", "2024-05-03T00:12:00+00:00", "instant"),
        ("2024-05-03T00:12:00Z", "2024-05-03T00:12:00+00:00", "instant"),
        ("2024-05-03 09:12:33", "2024-05-03T00:12:33+00:00", "instant"),
        ("2024-05-03", "2024-05-02T15:00:00+00:00", "day"),
        ("20240503", "2024-05-02T15:00:00+00:00", "day"),
        ("20240503091200", "2024-05-03T00:12:00+00:00", "instant"),
        ("Fri, 03 May 2024 00:12:00 GMT", "2024-05-03T00:12:00+00:00", "instant"),
        ("입력 2024.05.03 09:12", "2024-05-03T00:12:00+00:00", "instant"),
        ("입력 : 2024-05-03 09:12 | 수정 : 2024-05-04 10:00", "2024-05-03T00:12:00+00:00", "instant"),
        ("승인 2024.05.03 (금) 21:05", "2024-05-03T12:05:00+00:00", "instant"),
        ("2024년 5월 3일 오전 9시", "2024-05-03T00:00:00+00:00", "instant"),
        ("2024년 5월 3일 오후 9시 5분", "2024-05-03T12:05:00+00:00", "instant"),
        ("2024년 5월 3일 낮 12시 30분", "2024-05-03T03:30:00+00:00", "instant"),
        ("2024년 5월 3일 밤 11시", "2024-05-03T14:00:00+00:00", "instant"),
        ("2024년 5월 3일 오전 12시 10분", "2024-05-02T15:10:00+00:00", "instant"),
        ("2024년 5월 3일 금요일", "2024-05-02T15:00:00+00:00", "day"),
        ("주체113(2024)년 5월 3일", "2024-05-02T15:00:00+00:00", "day"),
        ("주체113 (2024)년 5월 3일", "2024-05-02T15:00:00+00:00", "day"),
        ("May 3, 2024", "2024-05-02T15:00:00+00:00", "day"),
        ("Published: May 3rd, 2024 at 9:12 a.m. KST", "2024-05-03T00:12:00+00:00", "instant"),
        ("Friday, 3 May 2024, 09:12", "2024-05-03T00:12:00+00:00", "instant"),
        ("3 May 2024 5:12 PM EST", "2024-05-03T22:12:00+00:00", "instant"),
        ("Sept. 3, 2024", "2024-09-02T15:00:00+00:00", "day"),
        ("2024 May 3", "2024-05-02T15:00:00+00:00", "day"),
        ("31.05.2024", "2024-05-30T15:00:00+00:00", "day"),
        ("05/31/2024", "2024-05-30T15:00:00+00:00", "day"),
    ],
)
def test_a_written_date_is_read(written: str, at: str, precision: str) -> None:
    reading = dates.read(written)
    assert reading is not None
    moment = dates.moment(reading, "dateline", SEOUL)
    assert (moment.at.isoformat(), moment.precision) == (at, precision)


@pytest.mark.parametrize(
    "written",
    [
        "",
        "yesterday",
        "1999년",
        "주체115(2026)년",
        "May 2024",
        "05/06/2024",
        "2024-13-40",
        "2023-02-29",
        "version 4.5.2024.1",
        "99999999",
    ],
)
def test_what_is_no_date_or_could_be_two_is_not_read(written: str) -> None:
    assert dates.read(written) is None


@pytest.mark.parametrize(
    ("url", "day"),
    [
        ("https://www.dailynk.com/20240326-4/", date(2024, 3, 26)),
        ("https://x.test/korean/in-focus/2024/03/26/slug/", date(2024, 3, 26)),
        ("https://www.yna.co.kr/view/AKR20240326001200504", date(2024, 3, 26)),
        ("https://x.test/2024/03/slug/", None),
        ("https://x.test/20241399-1/", None),
        ("https://x.test/item/202403267788/", None),
    ],
)
def test_the_day_in_an_address(url: str, day: date | None) -> None:
    reading = dates.of_url(url)
    assert (reading.at.date() if reading else None) == day


def read(html: str, hint: Hint | None = None, url: str = "https://outlet.invalid/a-report/") -> Article | Rejected:
    return extract(page(f"<html><body>{html}</body></html>", hint=hint, url=url), OUTLET, rules(seeds.load()))


def published(html: str, hint: Hint | None = None, url: str = "https://outlet.invalid/a-report/") -> Moment:
    article = read(html, hint, url)
    assert isinstance(article, Article), article
    return article.published


def test_promise_23_a_date_in_the_running_text_is_never_the_publication() -> None:
    for sentence in (
        "In 1999년 it rained.",
        "주체115(2026)년 3월 1일에 열렸다.",
        "On May 3, 2017 the bridge was closed.",
    ):
        moment = published(f"<h1>A market by the bridge</h1>{PROSE}<p>{sentence}</p>{PROSE}")
        assert (moment.basis, moment.precision) == ("fetched", "day")
        assert moment.at == datetime(2026, 3, 19, 15, tzinfo=UTC)


def test_promise_23_an_undated_article_has_the_day_of_its_fetch_in_the_sources_zone() -> None:
    late = page(f"<h1>A market by the bridge</h1>{PROSE}", fetched_at=datetime(2026, 3, 20, 16, 30, tzinfo=UTC))
    article = extract(late, OUTLET, rules(seeds.load()))
    assert isinstance(article, Article)
    assert article.published == Moment(
        at=datetime(2026, 3, 20, 15, tzinfo=UTC), basis="fetched", precision="day", zone=SEOUL
    )


def test_promise_23_midnight_in_korea_is_the_korean_day() -> None:
    moment = published(f'<h1>A market</h1><time datetime="2026-03-19T00:00:00+09:00">19 March 2026</time>{PROSE}')
    assert moment.at == datetime(2026, 3, 18, 15, tzinfo=UTC)
    assert moment.local_day() == date(2026, 3, 19)


def test_promise_23_a_date_without_a_zone_is_in_the_sources_own() -> None:
    meta = '<meta property="article:published_time" content="2026-03-19 08:30:00">'
    assert published(f"{meta}<h1>A market</h1>{PROSE}").at == datetime(2026, 3, 18, 23, 30, tzinfo=UTC)


@pytest.mark.parametrize("date_in_head", ["2026-03-22T00:00:00+09:00", "2031-01-01"])
def test_promise_23_a_future_date_is_rejected(date_in_head: str) -> None:
    meta = f'<meta property="article:published_time" content="{date_in_head}">'
    answer = read(f"{meta}<h1>A market</h1>{PROSE}")
    assert isinstance(answer, Rejected)
    assert answer.reason == "future-date"


def test_promise_23_a_date_before_the_source_existed_is_rejected() -> None:
    loaded = seeds.load()
    old = '<meta property="article:published_time" content="1970-01-01T00:00:00Z">'
    source = loaded.source("rfa-en").model_copy(update={"since": date(1998, 1, 1)})
    answer = extract(page(f"<html><body>{old}<h1>A market</h1>{PROSE}</body></html>"), source, rules(loaded))
    assert isinstance(answer, Rejected)
    assert (answer.reason, answer.detail) == ("pre-source-date", "metadata says 1970-01-01T00:00:00+00:00")


def test_an_impossible_date_gives_way_to_the_next_that_is_possible() -> None:
    meta = '<meta property="article:published_time" content="2062-03-19T08:30:00+09:00">'
    moment = published(f'{meta}<h1>A market</h1><span class="date">입력 2026.03.19 08:30</span>{PROSE}')
    assert (moment.at, moment.basis) == (datetime(2026, 3, 18, 23, 30, tzinfo=UTC), "dateline")


def test_the_order_of_trust_is_discovery_then_metadata_then_address_then_dateline() -> None:
    body = f'<h1>A market</h1><span class="date">2026.03.18 07:00</span>{PROSE}'
    ld = '<script type="application/ld+json">{"@type":"NewsArticle","datePublished":"2026-03-18T09:00:00+09:00"}</script>'
    meta = '<meta property="article:published_time" content="2026-03-18T08:00:00+09:00">'
    hint = Hint(published=datetime(2026, 3, 18, 1, tzinfo=UTC), via="api")
    url = "https://outlet.invalid/20260318-1/"
    bases = [published(meta + ld + body, hint, url), published(meta + ld + body, None, url), published(meta + body)]
    bases += [published(body), published(f"<h1>A market</h1>{PROSE}", None, url)]
    assert [moment.basis for moment in bases] == ["api", "json-ld", "metadata", "dateline", "url"]


def test_a_mere_day_is_made_finer_by_an_instant_on_that_day() -> None:
    meta = '<meta property="article:published_time" content="2026-03-18T08:00:00+09:00">'
    hint = Hint(published_day=date(2026, 3, 18), via="given")
    assert published(f"{meta}<h1>A market</h1>{PROSE}", hint).at == datetime(2026, 3, 17, 23, tzinfo=UTC)


def test_updated_is_what_a_label_or_the_metadata_call_so() -> None:
    line = '<p class="info">입력 2026.03.18 08:00 | 수정 2026.03.18 10:30</p>'
    article = read(f"<h1>A market</h1>{line}{PROSE}")
    assert isinstance(article, Article)
    assert (article.published.at, article.updated and article.updated.at) == (
        datetime(2026, 3, 17, 23, tzinfo=UTC),
        datetime(2026, 3, 18, 1, 30, tzinfo=UTC),
    )


def test_dates_of_comments_related_items_and_tables_do_not_count() -> None:
    noise = (
        '<div class="comments"><time datetime="2026-03-19T01:00:00Z">yesterday</time></div>'
        '<div class="related-posts"><span class="date">2026.03.17 01:00</span></div>'
        "<table><tr><td>2026.03.01</td><td>5,000</td></tr></table>"
    )
    assert published(f"<h1>A market</h1>{PROSE}{noise}").basis == "fetched"
    assert datetime(2026, 3, 20, 12, tzinfo=UTC) == NOON
