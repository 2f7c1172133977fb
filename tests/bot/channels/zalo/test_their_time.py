"""A message is dated when it was written, by our clock, even where our clock is a little wrong."""

from datetime import datetime, timedelta
from email.utils import format_datetime
from typing import Any

import pytest

from bot.channels.zalo.their_time import TheirTime
from tests.messages.made_up import ZONE

NOW = datetime(2026, 11, 23, 7, 0, tzinfo=ZONE)


class StillClock:
    """A clock that stands still."""

    def now(self) -> datetime:
        return NOW


def milliseconds(at: datetime) -> int:
    return round(at.timestamp() * 1000)


def learned(ahead: timedelta) -> TheirTime:
    """Our clock is so much ahead of Zalo's, and an answer has told it."""
    times = TheirTime(StillClock())
    times.learn(format_datetime(NOW - ahead))
    return times


def test_what_lay_waiting_is_dated_when_it_was_written() -> None:
    written = NOW - timedelta(hours=2)
    at = TheirTime(StillClock()).written(milliseconds(written), NOW)
    assert at == written and at.utcoffset() == NOW.utcoffset()


@pytest.mark.parametrize("ahead", [-600, -5, 0, 5, 600])
def test_clocks_that_are_apart(ahead: int) -> None:
    apart = timedelta(seconds=ahead)
    times = learned(apart)
    just_now = times.written(milliseconds(NOW - apart), NOW)
    a_minute_ago = times.written(milliseconds(NOW - apart - timedelta(minutes=1)), NOW)
    assert (just_now, a_minute_ago) == (NOW, NOW - timedelta(minutes=1))


@pytest.mark.parametrize(
    "date", ["", "yesterday", "Mon, 99 Nov 2026 00:00:00 GMT", format_datetime(NOW + timedelta(days=9))]
)
def test_a_date_that_is_no_measure(date: str) -> None:
    times = TheirTime(StillClock())
    times.learn(date)
    assert times.written(milliseconds(NOW - timedelta(minutes=1)), NOW) == NOW - timedelta(minutes=1)


def test_seconds_instead_of_milliseconds() -> None:
    written = NOW - timedelta(minutes=1)
    assert TheirTime(StillClock()).written(int(written.timestamp()), NOW) == written


@pytest.mark.parametrize("date", [None, "", "1795402800123", True, 0, -5, 1e300, float("inf"), 2**60, {}, []])
def test_what_cannot_be_believed_is_now(date: Any) -> None:
    assert TheirTime(StillClock()).written(date, NOW) == NOW
