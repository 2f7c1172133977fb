"""The strings in which hours are set: what reads, and what is refused."""

from datetime import time, timedelta

import pytest

from committee import hours


@pytest.mark.parametrize(
    ("text", "clock"), [("07:30", time(7, 30)), ("7h30", time(7, 30)), (" 17h ", time(17)), ("0:00", time(0))]
)
def test_a_clock_reads(text: str, clock: time) -> None:
    assert hours.parse_clock(text) == clock


@pytest.mark.parametrize("text", ["", "7", "24:00", "7:60", "7:5", "a:00", "07:3a", "-1:00", "7:30:00"])
def test_a_clock_that_is_none(text: str) -> None:
    with pytest.raises(ValueError, match="not a time of day"):
        hours.parse_clock(text)


def test_working_hours_read() -> None:
    expected = ((time(7, 30), time(11, 30)), (time(13, 30), time(17)))
    assert hours.parse_hours("07:30-11:30,13:30-17:00") == expected
    assert hours.parse_hours(" 7h30 – 11h30 , 13h30-17h ") == expected


@pytest.mark.parametrize(
    "text", ["", ",", "07:30", "11:30-07:30", "13:30-17:00,07:30-11:30", "07:30-11:30,11:00-12:00", "8h-8h"]
)
def test_working_hours_that_are_none(text: str) -> None:
    with pytest.raises(ValueError):
        hours.parse_hours(text)


def test_quiet_hours_may_pass_midnight() -> None:
    assert hours.parse_span("20:00-07:00") == (time(20), time(7))


def test_steps_and_offsets_read_largest_first() -> None:
    assert hours.parse_steps("1, 7,3") == (7, 3, 1)
    assert hours.parse_offsets("2h,3d,1d") == (timedelta(days=3), timedelta(days=1), timedelta(hours=2))


@pytest.mark.parametrize("text", ["", "7,x", "0", "7,7", "-1", "999"])
def test_steps_that_are_none(text: str) -> None:
    with pytest.raises(ValueError):
        hours.parse_steps(text)


@pytest.mark.parametrize("text", ["", "3", "d", "3w", "0d", "24h,1d", "1d,1d"])
def test_offsets_that_are_none(text: str) -> None:
    with pytest.raises(ValueError):
        hours.parse_offsets(text)


@pytest.mark.parametrize("name", ["3d", "1d", "2h", "45m"])
def test_an_offset_reads_back_from_its_name(name: str) -> None:
    assert hours.offset_name(hours.parse_offsets(name)[0]) == name


def test_narrowed_leaves_out_what_is_too_short() -> None:
    quarter = timedelta(minutes=15)
    assert hours.narrowed(((time(8), time(8, 30)), (time(9), time(10))), quarter) == (
        (time(9, 15), time(9, 45)),
    )
    only = ((time(8), time(8, 20)),)
    assert hours.narrowed(only, quarter) == only
