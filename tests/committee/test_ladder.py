"""The ladder: on which days a task calls for a nudge, and what one message of a seat holds."""

from datetime import date, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from committee import ladder
from committee.ladder import Step
from committee.silence import Nudges
from committee.tasks import Status, Task
from tests.committee.province import (
    CULTURE,
    CULTURE_MEMBER,
    FESTIVE,
    FINANCE,
    PLAIN,
    SEATS,
    YOUTH,
    YOUTH_MEMBER,
    Role,
    at,
    report,
    seat,
    task,
)

MONDAY = date(2026, 11, 23)


def nudges(
    tasks: list[Task], day: date = MONDAY, nudged: dict[int, Nudges] | None = None
) -> list[ladder.Nudge]:
    return ladder.nudges_of(tasks, nudged or {}, SEATS, day, PLAIN)


def steps(deadline: date, practice: object = PLAIN) -> dict[int, str]:
    """From the 1st of November on: on which day of the month which step, until the 8th of December."""
    found = {}
    for n in range(38):
        day = date(2026, 11, 1) + timedelta(days=n)
        for nudge in ladder.nudges_of([task(deadline=deadline)], {}, SEATS, day, practice):  # type: ignore[arg-type]
            step = nudge.owed[0].step
            assert step is not None
            found[n + 1] = step.value
    return found


def test_the_rungs_of_a_friday() -> None:
    assert steps(date(2026, 11, 27)) == {
        18: "before",
        24: "before",
        26: "before",
        27: "due",
        31: "overdue",  # 1/12, the second working day after
        33: "overdue",
        37: "overdue",
    }


@pytest.mark.parametrize("deadline", [date(2026, 11, 28), date(2026, 11, 29)])
def test_a_deadline_on_a_weekend_is_reminded_on_the_friday(deadline: date) -> None:
    found = steps(deadline)
    assert found[27] == "due"
    assert found[26] == found[18] == "before"
    assert 30 not in found
    assert found[31] == "overdue"


def test_days_off_and_made_up_days_move_the_rungs() -> None:
    found = steps(date(2026, 11, 28), FESTIVE)  # a Saturday that is worked; the 24th is off
    assert (found[28], found[27], found[25]) == ("due", "before", "before")
    assert 24 not in found
    assert ladder.nudges_of([task(deadline=MONDAY)], {}, SEATS, date(2026, 11, 24), FESTIVE) == []


@given(st.dates(date(2026, 1, 1), date(2027, 6, 30)), st.integers(-40, 40))
def test_a_task_calls_only_on_its_rungs(deadline: date, offset: int) -> None:
    day = deadline + timedelta(days=offset)
    found = ladder.nudges_of([task(deadline=deadline)], {}, SEATS, day, FESTIVE)
    calendar = FESTIVE.calendar
    due = calendar.on_or_before(deadline)
    rungs = {calendar.working_days_before(due, n) for n in (0, 1, 3, 7)}
    late = day > deadline and calendar.working_days_between(due, day) % 2 == 0
    assert bool(found) == (calendar.is_working(day) and (day in rungs or late))


def test_one_message_holds_all_that_is_near_or_late() -> None:
    due = task(1, MONDAY)
    near = task(2, date(2026, 11, 25))
    late = task(3, date(2026, 11, 20))  # one working day: not a rung today
    far = task(4, date(2026, 12, 10))
    never = task(5, None)
    done = task(6, MONDAY, done_on=MONDAY)
    (nudge,) = nudges([far, near, due, late, never, done])
    assert nudge.key == "nudge:2026-11-23:seat:4"
    assert [(item.task.id, item.step) for item in nudge.owed] == [(3, None), (1, Step.DUE), (2, None)]
    assert [(item.days_left, item.days_overdue) for item in nudge.owed] == [(-1, 3), (0, 0), (2, 0)]


def test_no_rung_no_message() -> None:
    assert nudges([task(2, date(2026, 11, 25)), task(3, date(2026, 11, 20))]) == []


def test_seats_come_in_protocol_order_and_empty_ones_not() -> None:
    nobody = seat(20, Role.MEMBER, FINANCE, empty=True)
    tasks = [task(1, MONDAY, lead=YOUTH_MEMBER), task(2, MONDAY), task(3, MONDAY, lead=nobody)]
    assert [nudge.seat.id for nudge in nudges(tasks)] == [4, 6]


def test_an_answer_stops_the_nudge() -> None:
    answered = task(1, MONDAY, latest=report(Status.IN_PROGRESS, at(20)))
    assert nudges([answered]) == []


def test_cooperating_agencies_get_one_copy() -> None:
    shared = task(1, MONDAY, cooperating=(CULTURE, FINANCE, YOUTH))
    other = task(2, MONDAY, lead=CULTURE_MEMBER)
    found = {nudge.seat.id: nudge for nudge in nudges([shared, other])}
    assert sorted(found) == [4, 5, 6]
    assert found[4].copied == ()
    assert [item.task.id for item in found[5].owed] == [2]
    assert [copied.id for copied in found[5].copied] == [1]
    assert (found[6].owed, [copied.id for copied in found[6].copied]) == ((), [1])
    again = nudges([shared], nudged={1: Nudges(first=date(2026, 11, 18), last=date(2026, 11, 18), silent=1)})
    assert [nudge.seat.id for nudge in again] == [4]


def test_a_copy_is_the_same_when_the_day_is_planned_again() -> None:
    shared = task(1, MONDAY, cooperating=(YOUTH,))
    once = {1: Nudges(first=MONDAY, last=MONDAY, silent=1, silent_since=MONDAY)}
    assert nudges([shared]) == nudges([shared], nudged=once)


@pytest.mark.parametrize(
    ("before", "called"),
    [
        (None, False),
        (Nudges(date(2026, 11, 18), date(2026, 11, 18), 1), False),
        (Nudges(date(2026, 11, 18), date(2026, 11, 20), 2), True),
        (Nudges(date(2026, 11, 18), MONDAY, 3), True),  # the day is planned again
        (Nudges(date(2026, 11, 18), date(2026, 11, 20), 3), False),
        (Nudges(date(2026, 11, 18), date(2026, 11, 20), 5), True),
    ],
)
def test_the_third_silent_nudge_is_told_to_the_secretariat(before: Nudges | None, called: bool) -> None:
    nudged = {1: before} if before else {}
    told = ladder.call_list(nudges([task(1, MONDAY)], nudged=nudged), nudged, PLAIN)
    if not called:
        assert told is None
        return
    assert told is not None
    assert told.key == "call:2026-11-23"
    assert [silent.id for silent in told.tasks] == [1]


@pytest.mark.parametrize(
    ("clock", "goes"), [("07:59", 0), ("08:00", 1), ("11:20", 0), ("13:45", 1), ("16:45", 0)]
)
def test_nudges_go_in_send_windows_only(clock: str, goes: int) -> None:
    found = ladder.due_nudges([task(1, MONDAY)], {}, SEATS, at(23, clock), PLAIN)
    assert len(found) == goes
    assert all(ladder.useful_until(nudge, PLAIN) == at(23, "16:45") for nudge in found)
