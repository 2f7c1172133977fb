"""A meeting order is taken apart: when, where, and the title that is left."""

from datetime import date, datetime, timedelta, timezone

import pytest

from messages.reading import UnclearTime, find_when

ZONE = timezone(timedelta(hours=7))
NOW = datetime(2026, 11, 21, 9, tzinfo=ZONE)


@pytest.mark.parametrize(
    ("text", "when", "where", "rest"),
    [
        (
            "14h thứ Năm, góp ý dự thảo kế hoạch 2027, phòng họp A",
            datetime(2026, 11, 26, 14, tzinfo=ZONE), "phòng họp A", "góp ý dự thảo kế hoạch 2027",
        ),
        (
            "Giao ban tháng 11/2026, 8h 27/11/2026, Phòng họp A, Tỉnh ủy Bình Sơn",
            datetime(2026, 11, 27, 8, tzinfo=ZONE), "Phòng họp A, Tỉnh ủy Bình Sơn", "Giao ban tháng 11/2026",
        ),
        (
            "Hop to giup viec 14h ngay 25/11 phong hop so 3",
            datetime(2026, 11, 25, 14, tzinfo=ZONE), "phong hop so 3", "Hop to giup viec",
        ),
        (
            "8h30 ngày 9/12 tại Phòng họp 2, Sở Ngoại vụ: Họp phân công đón đoàn",
            datetime(2026, 12, 9, 8, 30, tzinfo=ZONE), "Phòng họp 2, Sở Ngoại vụ", "Họp phân công đón đoàn",
        ),
        (
            "Sơ kết 6 tháng đầu năm, 14h00 thứ Hai tuần sau, trực tuyến",
            datetime(2026, 11, 23, 14, tzinfo=ZONE), "trực tuyến", "Sơ kết 6 tháng đầu năm",
        ),
        ("mai họp tổ", date(2026, 11, 22), "", "họp tổ"),
        ("góp ý dự thảo kế hoạch 2027", None, "", "góp ý dự thảo kế hoạch 2027"),
        (
            "họp giao ban quý IV thứ 6 tuần sau 8h",
            datetime(2026, 11, 27, 8, tzinfo=ZONE), "", "họp giao ban quý IV",
        ),
    ],
)  # fmt: skip
def test_an_order_is_taken_apart(text, when, where, rest):
    found = find_when(text, now=NOW)
    assert (found.when, found.where, found.rest) == (when, where, rest)


@pytest.mark.parametrize(
    ("text", "reason"),
    [
        ("15h thứ Tư 26/11, họp tổ", "contradicts"),
        ("30/2 họp tổ", "impossible"),
        ("họp tổ 7h hôm nay", "past"),
    ],
)
def test_a_wrong_time_is_refused(text, reason):
    with pytest.raises(UnclearTime) as refusal:
        find_when(text, now=NOW)
    assert refusal.value.reason == reason
