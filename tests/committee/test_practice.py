"""The customs of a committee: what follows from its working hours, and its own clocks."""

from datetime import UTC, date, datetime, time

from committee.practice import Practice
from tests.committee.province import PLAIN, at


def test_send_windows_follow_from_the_working_hours() -> None:
    assert PLAIN.send_windows == ((time(7, 45), time(11, 15)), (time(13, 45), time(16, 45)))
    early = Practice(working_hours=((time(7), time(11)), (time(13), time(16, 30))))
    assert early.send_windows == ((time(7, 15), time(10, 45)), (time(13, 15), time(16, 15)))


def test_send_windows_may_be_given() -> None:
    given = ((time(9), time(10)),)
    assert Practice(send_windows=given).send_windows == given


def test_the_committees_own_clock_decides_the_day() -> None:
    late = datetime(2026, 11, 22, 23, 55, tzinfo=UTC)  # 6:55 on the 23rd in Vietnam
    assert PLAIN.day(late) == date(2026, 11, 23)
    assert PLAIN.local(late).time() == time(6, 55)
    assert PLAIN.at(date(2026, 11, 23), time(6, 55)) == late
    assert PLAIN.day_ends(date(2026, 11, 23)) == at(23, "17:00")
