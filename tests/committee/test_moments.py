"""When messages may go: windows, the noon rest, quiet hours, days off, and the digest's moment."""

from datetime import UTC, datetime, time

import pytest
from hypothesis import given
from hypothesis import strategies as st

from committee import moments
from committee.hours import within
from tests.committee.province import FESTIVE, PLAIN, at

MOMENTS = st.datetimes(datetime(2026, 1, 1), datetime(2027, 12, 31), timezones=st.just(UTC))


@pytest.mark.parametrize(
    ("now", "then"),
    [
        (at(23, "06:55"), at(23, "07:45")),
        (at(23, "07:45"), at(23, "07:45")),
        (at(23, "09:12"), at(23, "09:12")),
        (at(23, "11:15"), at(23, "13:45")),
        (at(23, "12:00"), at(23, "13:45")),
        (at(23, "16:45"), at(25, "07:45")),  # the 24th is off
        (at(24, "09:00"), at(25, "07:45")),
        (at(27, "17:00"), at(28, "07:45")),  # the Saturday is worked
        (at(28, "23:59"), at(30, "07:45")),
    ],
)
def test_next_moment(now: datetime, then: datetime) -> None:
    assert moments.next_moment(now, FESTIVE) == then


@given(MOMENTS)
def test_next_moment_is_never_before_and_always_in_a_window(now: datetime) -> None:
    then = moments.next_moment(now, FESTIVE)
    assert then >= now
    assert moments.in_send_window(then, FESTIVE)
    assert moments.next_moment(then, FESTIVE) == then


@given(MOMENTS)
def test_urgent_waits_only_for_the_end_of_quiet(now: datetime) -> None:
    then = moments.urgent_moment(now, PLAIN)
    assert then >= now
    assert not moments.is_quiet(then, PLAIN)
    assert (then - now).total_seconds() <= 11 * 3600


@pytest.mark.parametrize(
    ("clock", "quiet"),
    [("06:59", True), ("07:00", False), ("19:59", False), ("20:00", True), ("00:00", True)],
)
def test_quiet(clock: str, quiet: bool) -> None:
    assert moments.is_quiet(at(23, clock), PLAIN) is quiet


def test_noon_rest() -> None:
    assert not moments.in_noon_rest(time(11, 29), PLAIN)
    assert moments.in_noon_rest(time(11, 30), PLAIN)
    assert moments.in_noon_rest(time(13, 29), PLAIN)
    assert not moments.in_noon_rest(time(13, 30), PLAIN)
    assert moments.before_noon_rest(at(23).date(), time(12), PLAIN) == at(23, "11:00")


def test_last_call_lies_in_the_last_window() -> None:
    call = moments.last_call(at(23).date(), PLAIN)
    assert call == at(23, "16:30")
    assert within(PLAIN.local(call).time(), PLAIN.send_windows)


@pytest.mark.parametrize(
    ("now", "goes"),
    [
        (at(23, "06:59"), False),
        (at(23, "07:00"), True),
        (at(23, "11:59"), True),  # made up after a stop
        (at(23, "12:00"), False),
        (at(24, "07:00"), False),  # day off
        (at(28, "07:00"), True),
        (at(29, "07:00"), False),
    ],
)
def test_digest_moment(now: datetime, goes: bool) -> None:
    due = moments.digest_moment(now, FESTIVE)
    assert due == (PLAIN.at(now.date(), time(7)) if goes else None)
