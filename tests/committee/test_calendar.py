"""The calendar: tables of known days, and counting that agrees with walking day by day for ten years."""

from datetime import date, timedelta

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from committee.calendar import CalendarError, DayKind, WorkCalendar

DAYS = st.dates(date(2020, 1, 1), date(2030, 12, 31))
CALENDARS = st.builds(WorkCalendar, st.frozensets(DAYS, max_size=30), st.frozensets(DAYS, max_size=30))
NEAR = st.builds(lambda start, days: (start, start + timedelta(days=days)), DAYS, st.integers(-60, 60))
CULTURE_DAY = date(2026, 11, 24)
WORKED = date(2026, 11, 28)
CALENDAR = WorkCalendar.of([(CULTURE_DAY, DayKind.DAY_OFF), (WORKED, DayKind.MADE_UP)])


@pytest.mark.parametrize(
    ("day", "working"),
    [
        (date(2026, 11, 23), True),
        (CULTURE_DAY, False),
        (date(2026, 11, 27), True),
        (WORKED, True),
        (date(2026, 11, 29), False),
    ],
)
def test_working_days(day: date, working: bool) -> None:
    assert CALENDAR.is_working(day) is working


@pytest.mark.parametrize(
    ("day", "after", "before", "on_or_after", "on_or_before"),
    [
        (date(2026, 11, 23), 25, 20, 23, 23),  # the day after is off
        (date(2026, 11, 24), 25, 23, 25, 23),
        (date(2026, 11, 27), 28, 26, 27, 27),  # the Saturday is worked
        (date(2026, 11, 29), 30, 28, 30, 28),
    ],
)
def test_neighbours(day: date, after: int, before: int, on_or_after: int, on_or_before: int) -> None:
    assert CALENDAR.next_working(day).day == after
    assert CALENDAR.previous_working(day).day == before
    assert CALENDAR.on_or_after(day).day == on_or_after
    assert CALENDAR.on_or_before(day).day == on_or_before


@pytest.mark.parametrize(("n", "before"), [(0, 30), (1, 28), (3, 26), (5, 23), (7, 19)])
def test_working_days_before_a_deadline(n: int, before: int) -> None:
    assert CALENDAR.working_days_before(date(2026, 11, 30), n).day == before


def test_a_negative_count_turns_round() -> None:
    monday = date(2026, 11, 30)
    assert CALENDAR.working_days_after(monday, -3) == CALENDAR.working_days_before(monday, 3)
    assert CALENDAR.working_days_before(monday, -3) == CALENDAR.working_days_after(monday, 3)


def test_made_up_wins_over_day_off() -> None:
    both = WorkCalendar(frozenset({CULTURE_DAY}), frozenset({CULTURE_DAY}))
    assert both.is_working(CULTURE_DAY)


def test_a_table_without_working_days_is_a_mistake() -> None:
    start = date(2026, 1, 1)
    never = WorkCalendar(frozenset(start + timedelta(days=n) for n in range(200)))
    with pytest.raises(CalendarError):
        never.next_working(start + timedelta(days=50))


@given(CALENDARS, NEAR)
def test_counting_agrees_with_walking(calendar: WorkCalendar, span: tuple[date, date]) -> None:
    a, b = span
    first, last = min(a, b), max(a, b)
    walked = sum(calendar.is_working(first + timedelta(days=n)) for n in range(1, (last - first).days + 1))
    assert calendar.working_days_between(a, b) == (walked if a <= b else -walked)


@given(CALENDARS, DAYS, st.integers(1, 30))
def test_there_and_back(calendar: WorkCalendar, day: date, n: int) -> None:
    there = calendar.working_days_after(day, n)
    assert calendar.is_working(there)
    assert calendar.working_days_between(day, there) == n
    assert calendar.working_days_before(there, n) == calendar.on_or_before(day)


@settings(max_examples=3)
@given(CALENDARS)
def test_ten_years_day_by_day(calendar: WorkCalendar) -> None:
    day, count, start = date(2020, 12, 31), 0, date(2020, 12, 31)
    while day < date(2030, 12, 31):
        day += timedelta(days=1)
        count += calendar.is_working(day)
        assert calendar.working_days_between(start, day) == count
