"""Dates as feeds print them."""

from datetime import UTC, date, datetime, timedelta
from email.utils import format_datetime
from zoneinfo import ZoneInfo

import pytest
from hypothesis import given
from hypothesis import strategies as st

from crawlers.listings.dates import day, instant, stamp

SEOUL = ZoneInfo("Asia/Seoul")
NINE = datetime(2026, 3, 3, 0, 0, tzinfo=UTC)
MOMENTS = st.integers(0, 2**32).map(lambda seconds: datetime.fromtimestamp(seconds, UTC))


@pytest.mark.parametrize(
    "text",
    [
        "Tue, 03 Mar 2026 09:00:00 +0900", "Tue, 03 Mar 2026 09:00:00 KST", "Tue, 03 Mar 2026 00:00:00 GMT",
        "Tue, 03 Mar 2026 00:00:00 UT", "Mon, 02 Mar 2026 19:00:00 EST", "3 Mar 2026 09:00 +0900",
        "Tue, 03 Mar 2026 09:00:00", "2026-03-03T09:00:00+09:00", "2026-03-03T00:00:00Z", "2026-03-03T00:00:00.123Z",
        "2026-03-03 09:00:00", "2026-03-03T09:00", " 2026-03-03T09:00:00+09:00\n", "Tue, 03 Mar 2026 09:00:00 JST",
    ],
)  # fmt: skip
def test_one_moment_in_every_form(text: str) -> None:
    assert instant(text, SEOUL) == NINE


@pytest.mark.parametrize(
    "text",
    [None, "", "yesterday", "2026-13-01T00:00:00Z", "Tue, 99 Mar 2026 09:00:00 GMT", "0001-01-01T00:00:00+09:00"],
)
def test_what_is_no_moment_is_none(text: str | None) -> None:
    assert instant(text, SEOUL) is None
    assert day(text) is None


def test_a_bare_day_is_a_day_and_no_moment() -> None:
    assert instant("2026-03-03", SEOUL) is None
    assert day("2026-03-03") == date(2026, 3, 3)
    assert day("2026-02-30") is None


@given(MOMENTS, st.integers(-12, 14))
def test_a_moment_written_in_any_offset_is_read_back(moment: datetime, hours: int) -> None:
    written = (moment + timedelta(hours=hours)).replace(tzinfo=None)
    offset = f"{hours:+03d}00"
    assert instant(f"{written:%Y-%m-%dT%H:%M:%S}{offset[:3]}:{offset[3:]}", UTC) == moment
    assert instant(f"{written:%d} {written:%b} {written.year:04d} {written:%H:%M:%S} {offset}", UTC) == moment
    assert instant(format_datetime(moment), SEOUL) == moment
    assert instant(stamp(moment), SEOUL) == moment
