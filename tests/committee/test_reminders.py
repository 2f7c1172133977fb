"""Reminders: when each falls due, whom it reaches, what is dropped, what says that it is late."""

from dataclasses import replace
from datetime import date, datetime, timedelta
from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from committee import moments, reminders
from committee.calendar import WorkCalendar
from committee.meetings import Answer, Meeting, MeetingState
from committee.reminders import ReminderKind
from tests.committee.province import (
    FESTIVE,
    FINANCE,
    PLAIN,
    YOUTH_MEMBER,
    ZONE,
    Role,
    at,
    invited,
    meeting,
    seat,
)

THURSDAY = meeting(at(26, "14:00"))
COMES = invited(answer=Answer.ATTENDING)
SILENT = invited(YOUTH_MEMBER)


def parts(held: Meeting, whose: list[object], now: datetime) -> list[tuple[str, int, bool]]:
    found = reminders.due_reminders(held, whose, now, PLAIN)  # type: ignore[arg-type]
    return [(reminder.slot.part, reminder.seat.id, reminder.late) for reminder in found]


@pytest.mark.parametrize(
    ("start", "due"),
    [
        # At 14h00 the "2 hours" would fall into the noon rest: it goes in the last call of the morning.
        (at(26, "14:00"), {"3d": at(23, "14:00"), "1d": at(25, "14:00"), "2h": at(26, "11:00")}),
        # At 8h00 into quiet hours: it goes when these end. (The 24th is off: the 23rd.)
        (at(27, "08:00"), {"3d": at(23, "08:00"), "1d": at(26, "08:00"), "2h": at(27, "07:00")}),
        (at(26, "09:30"), {"3d": at(23, "09:30"), "1d": at(25, "09:30"), "2h": at(26, "07:30")}),
        # On a Monday the eve is the Friday, here a worked Saturday.
        (at(30, "14:00"), {"3d": at(27, "14:00"), "1d": at(28, "14:00"), "2h": at(30, "11:00")}),
        # Too early for 7h00 to be of use: the last call of the day before.
        (at(26, "07:30"), {"3d": at(23, "07:45"), "1d": at(25, "07:45"), "2h": at(25, "16:30")}),
        # In the evening: the day reminder at the last call, the short one as it falls.
        (at(26, "19:00"), {"3d": at(23, "16:30"), "1d": at(25, "16:30"), "2h": at(26, "17:00")}),
        (at(26, "22:30"), {"3d": at(23, "16:30"), "1d": at(25, "16:30"), "2h": at(26, "19:45")}),
        (at(26, "12:00"), {"3d": at(23, "13:45"), "1d": at(25, "13:45"), "2h": at(26, "10:00")}),
    ],
)
def test_when_reminders_fall_due(start: datetime, due: dict[str, datetime]) -> None:
    slots = reminders.meeting_slots(meeting(start), FESTIVE)
    assert {slot.part: slot.due_at for slot in slots} == due


STARTS = st.datetimes(datetime(2026, 2, 1), datetime(2027, 12, 31), timezones=st.just(ZONE))


@given(STARTS)
def test_no_slot_is_quiet_at_noon_or_after_the_start(start: datetime) -> None:
    for slot in reminders.meeting_slots(meeting(start), FESTIVE):
        assert slot.due_at < start
        assert not moments.is_quiet(slot.due_at, FESTIVE)
        assert not moments.in_noon_rest(FESTIVE.local(slot.due_at).time(), FESTIVE)
        assert slot.part == "2h" or moments.in_send_window(slot.due_at, FESTIVE)


@given(STARTS, st.lists(st.integers(0, 8 * 24 * 60), min_size=2, max_size=40))
def test_ticks_in_any_number_give_each_reminder_once_and_in_order(start: datetime, ticks: list[int]) -> None:
    held = meeting(start)
    known = replace(COMES, invited_at=start - timedelta(days=30), answered_at=None)
    seen: list[str] = []
    for minutes in sorted(ticks, reverse=True):
        now = start - timedelta(minutes=minutes)
        for reminder in reminders.due_reminders(held, [known], now, FESTIVE):
            assert now >= reminder.slot.due_at
            assert now < start
            if reminder.key not in seen:
                seen.append(reminder.key)
    due = {
        f"{reminders.reminder_prefix(held)}{slot.part}:seat:4": slot.due_at
        for slot in reminders.meeting_slots(held, FESTIVE)
    }
    assert all(due[earlier] <= due[later] for earlier, later in pairwise(seen))


def test_only_those_who_come_are_reminded_of_the_meeting() -> None:
    whose = [
        COMES,
        invited(seat(11, Role.MEMBER, FINANCE), Answer.SUBSTITUTE),
        invited(seat(12, Role.MEMBER, FINANCE), Answer.ABSENT),
        invited(seat(13, Role.MEMBER, FINANCE, empty=True), Answer.ATTENDING),
        SILENT,
    ]
    assert parts(THURSDAY, whose, at(25, "14:00")) == [
        ("1d", 4, False),
        ("1d", 11, False),
        ("answer-day", 6, True),
    ]


def test_missed_reminders_are_dropped_for_the_latest() -> None:
    assert parts(THURSDAY, [COMES], at(25, "15:01")) == [("1d", 4, True)]
    assert parts(THURSDAY, [COMES], at(26, "11:05")) == [("2h", 4, False)]
    assert parts(THURSDAY, [COMES], at(26, "13:59")) == [("2h", 4, True)]


def test_nothing_after_the_start_or_for_a_meeting_that_is_off() -> None:
    assert parts(THURSDAY, [COMES], at(26, "14:00")) == []
    for state in (MeetingState.DRAFT, MeetingState.CANCELLED):
        assert parts(replace(THURSDAY, state=state), [COMES], at(25, "14:00")) == []


def test_a_late_day_reminder_waits_for_a_window() -> None:
    assert parts(THURSDAY, [COMES], at(25, "20:30")) == []
    assert parts(THURSDAY, [COMES], at(26, "07:45")) == [("1d", 4, True)]


def test_who_just_heard_is_left_in_peace() -> None:
    heard = invited(answer=Answer.ATTENDING, when=at(25, "14:30"))
    assert parts(THURSDAY, [heard], at(25, "14:31")) == []
    said = invited(answer=Answer.ATTENDING, answered_at=at(25, "14:30"))
    assert parts(THURSDAY, [said], at(25, "14:31")) == []
    assert parts(THURSDAY, [said], at(26, "11:00")) == [("2h", 4, False)]


def test_over_a_weekend_the_shorter_of_two_goes() -> None:
    monday = meeting(at(23, "14:00"))  # three days and one day before are both the Friday
    assert parts(monday, [COMES], at(20, "14:00")) == [("1d", 4, False)]


def test_a_moved_meeting_has_new_keys() -> None:
    (before,) = reminders.due_reminders(THURSDAY, [COMES], at(25, "14:00"), PLAIN)
    assert before.key == "reminder:3:1:1d:seat:4"
    moved = replace(THURSDAY, starts_at=at(27, "14:00"), revision=2)
    (after,) = reminders.due_reminders(moved, [COMES], at(26, "14:00"), PLAIN)
    assert after.key == "reminder:3:2:1d:seat:4"
    assert after.key.startswith(reminders.reminder_prefix(moved))


@pytest.mark.parametrize(
    ("answer_by", "days"),
    [
        (None, [23, 25]),  # the eve of the meeting
        (date(2026, 11, 24), [20, 24]),
        (date(2026, 11, 22), [18, 20]),  # a Sunday: the working day before
    ],
)
def test_when_those_who_are_silent_are_asked(answer_by: date | None, days: list[int]) -> None:
    slots = reminders.answer_slots(replace(THURSDAY, answer_by=answer_by), PLAIN)
    assert [slot.due_at for slot in slots] == [at(day, "08:00") for day in days]
    assert {slot.kind for slot in slots} == {ReminderKind.ANSWER}


def test_asking_ends_with_its_day_and_spares_the_newly_invited() -> None:
    assert parts(THURSDAY, [SILENT], at(23, "07:59")) == []
    assert parts(THURSDAY, [SILENT], at(23, "08:00")) == [("answer-eve", 6, False)]
    assert parts(THURSDAY, [SILENT], at(23, "16:45")) == []
    assert parts(THURSDAY, [SILENT], at(24, "09:00")) == []
    assert parts(THURSDAY, [invited(YOUTH_MEMBER, when=at(23, "06:56"))], at(23, "08:00")) == []
    assert parts(THURSDAY, [COMES], at(23, "08:00")) == []


def test_days_off_move_the_asking() -> None:
    off = replace(PLAIN, calendar=WorkCalendar(frozenset({date(2026, 11, 25), date(2026, 11, 23)})))
    slots = reminders.answer_slots(THURSDAY, off)
    assert [slot.due_at.day for slot in slots] == [19, 24]
