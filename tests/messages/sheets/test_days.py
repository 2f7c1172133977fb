"""Dates and times as real values, Excel serials and every way people type them."""

from contextlib import suppress
from datetime import date, datetime, time, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from messages.sheets.cells import Value
from messages.sheets.days import (
    UnreadableDay,
    last_day_of_period,
    means_no_date,
    read_date,
    read_hours,
    read_time,
)
from messages.sheets.records import Reason

DAY = date(2026, 12, 4)  # a Friday


@pytest.mark.parametrize(
    "value",
    [
        "4/12/2026", "04/12/2026", "4-12-26", "4.12.2026", "04.12.26.", "2026-12-04", "2026/12/4",
        "4 / 12 / 2026", "2026-12-04 00:00:00", "2026-12-04T17:00", "04/12/2026 17:00",
        "17h00 ngày 04/12/2026", "ngày 4/12/2026",
        "thứ Sáu, ngày 4/12/2026", "Thứ 6 4/12/2026", "T6, 04-12-2026", "ngày 04 tháng 12 năm 2026",
        "4 tháng 12, 2026", "trước 17h00, thứ Sáu, ngày 04/12/2026", "trước ngày 4/12/2026", "4 12 2026",
        date(2026, 12, 4), datetime(2026, 12, 4, 17, 30), 46360, 46360.0, 46360.75, "46360", "46360.75",
    ],
)  # fmt: skip
def test_dates(value: Value) -> None:
    assert read_date(value) == DAY


def test_serials_of_1904_workbooks() -> None:
    assert read_date(46360 - 1462, epoch_1904=True) == DAY


def test_sunday() -> None:
    assert read_date("Chủ nhật, 6/12/2026") == read_date("CN 6/12/2026") == date(2026, 12, 6)


@pytest.mark.parametrize(
    ("value", "reason"),
    [
        ("31/11/2026", Reason.NO_SUCH_DAY),
        ("29/2/2027", Reason.NO_SUCH_DAY),
        ("12/31/2026", Reason.NO_SUCH_DAY),
        ("2026-13-01", Reason.NO_SUCH_DAY),
        ("0/12/2026", Reason.NO_SUCH_DAY),
        ("4/12", Reason.DATE_WITHOUT_YEAR),
        ("ngày 4 tháng 12", Reason.DATE_WITHOUT_YEAR),
        ("4/12/2206", Reason.ODD_YEAR),
        ("4/12/0026", Reason.ODD_YEAR),
        ("thứ Năm, 4/12/2026", Reason.WEEKDAY_DIFFERS),
        ("sớm", Reason.BAD_DATE),
        ("quý IV/2026", Reason.BAD_DATE),
        ("4/12/026", Reason.BAD_DATE),
        ("4/12/2026 - 5/12/2026", Reason.BAD_DATE),
        (5, Reason.BAD_DATE),
        (4.12, Reason.BAD_DATE),
        (1e300, Reason.BAD_DATE),
        (-1e300, Reason.BAD_DATE),
        (float("nan"), Reason.BAD_DATE),
        (True, Reason.BAD_DATE),
        (time(8), Reason.BAD_DATE),
        ("", Reason.BAD_DATE),
    ],
)
def test_what_is_no_date(value: Value, reason: Reason) -> None:
    with pytest.raises(UnreadableDay) as refused:
        read_date(value)
    assert refused.value.reason is reason


@pytest.mark.parametrize(
    ("words", "end"),
    [
        ("tháng 2/2028", date(2028, 2, 29)),
        ("hết quý I/2027", date(2027, 3, 31)),
        ("Tháng 13/2026", None),
        ("quý V/2026", None),
        ("quý 0/2026", None),
        ("tháng 12/9999", None),
        ("tháng 12", None),
    ],
)
def test_the_last_day_of_a_period(words: str, end: date | None) -> None:
    assert last_day_of_period(words) == end


@pytest.mark.parametrize("words", ["", "-", "–", "Thường xuyên", "không", "THUONG XUYEN"])
def test_no_deadline(words: str) -> None:
    assert means_no_date(words)
    assert not means_no_date("30/11/2026")


@pytest.mark.parametrize(
    "value",
    [
        "14:30", "14h30", "14h30'", "14 giờ 30", "14 giờ 30 phút", "14g30", "14.30", "14H30", "2:30 PM",
        "02:30 CH",
        "2h30 chiều", "14:30:00", time(14, 30), time(14, 30, 12), datetime(1900, 1, 1, 14, 30),
        timedelta(hours=14, minutes=30), 14.5 / 24, 46360 + 14.5 / 24, "0.6041666667", "0,6041666667",
    ],
)  # fmt: skip
def test_times(value: Value) -> None:
    assert read_time(value) == time(14, 30)


@pytest.mark.parametrize(
    ("value", "expected"),
    [("8h", time(8)), ("08h", time(8)), ("8 giờ", time(8)), (8, time(8)), ("8", time(8)),
     ("12:15 am", time(0, 15)),
     (0.9999999, time(0)), (8 / 24 + 1e-9, time(8)), ("8h sáng", time(8))],
)  # fmt: skip
def test_other_times(value: Value, expected: time) -> None:
    assert read_time(value) == expected


@pytest.mark.parametrize(
    "value", ["25:00", "14:60", "trưa", "", "14h3", -0.5, float("nan"), float("inf"), "14:30 27/11/2026", 30]
)
def test_what_is_no_time(value: Value) -> None:
    with pytest.raises(UnreadableDay) as refused:
        read_time(value)
    assert refused.value.reason is Reason.BAD_TIME


@pytest.mark.parametrize("span", ["14h00 - 16h30", "14:00-16:30", "14h–16h30", "từ 14h00 đến 16h30"])
def test_spans(span: str) -> None:
    assert read_hours(span) == (time(14), time(16, 30))


def test_a_start_alone() -> None:
    assert read_hours("14h") == read_hours(time(14)) == (time(14), None)


@given(st.dates(date(2000, 1, 1), date(2100, 12, 31)), st.sampled_from(["%d/%m/%Y", "%Y-%m-%d", "%d-%m-%Y"]))
def test_every_day_comes_back(day: date, form: str) -> None:
    assert read_date(day.strftime(form)) == read_date((day - date(1899, 12, 30)).days) == day


@given(st.text(max_size=40) | st.floats() | st.integers())
def test_nothing_else_is_raised(value: Value) -> None:
    for read in (read_date, read_time, read_hours):
        with suppress(UnreadableDay):
            read(value)
