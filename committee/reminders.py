"""Which reminders of a meeting are due now and to whom: of the meeting itself, and to answer."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum

from committee.hours import offset_name
from committee.lateness import is_late
from committee.meetings import Answer, Invitation, Meeting, MeetingState
from committee.moments import (
    LAST_CALL,
    before_noon_rest,
    in_noon_rest,
    in_send_window,
    is_quiet,
    last_call,
    urgent_moment,
)
from committee.people import Seat
from committee.practice import Practice

ONE_DAY = timedelta(days=1)
EARLY_ENOUGH = timedelta(minutes=45)  # before the start, for a reminder that waited for the quiet to end
TIME_TO_ANSWER = timedelta(hours=4)  # whoever was invited later than this is not pressed at once


class ReminderKind(StrEnum):
    """What is reminded of."""

    MEETING = "meeting"
    ANSWER = "answer"


@dataclass(frozen=True)
class Slot:
    """A moment at which a reminder falls due; `part` is its name in keys ("3d", "answer-eve")."""

    part: str
    due_at: datetime
    useful_until: datetime
    kind: ReminderKind


@dataclass(frozen=True)
class Reminder:
    """One reminder for one seat; promising it twice is refused by its key."""

    meeting: Meeting
    seat: Seat
    slot: Slot
    late: bool

    @property
    def key(self) -> str:
        """Unrepeatable: the meeting, how often it was moved, which reminder, whose."""
        return f"{reminder_prefix(self.meeting)}{self.slot.part}:seat:{self.seat.id}"


def reminder_prefix(meeting: Meeting) -> str:
    """How the keys of all reminders of this meeting at its present start begin ("reminder:3:1:")."""
    return f"reminder:{meeting.id}:{meeting.revision}:"


def meeting_slots(meeting: Meeting, practice: Practice) -> tuple[Slot, ...]:
    """When those who attend are reminded, earliest first.

    A reminder a day or more ahead goes in a send window of a working day: on a day off it moves back to
    the last working day before, at noon forward to the afternoon, in the evening back to the last call.
    A shorter one goes when it falls due, also on a day off, with two exceptions: not in the noon rest
    (then at the last call of the morning: "2 hours" before 14h00 is told at 11h00), and not in quiet hours
    (then when they end, 7h00 for a meeting at 8h00; if that is under 45 minutes before the start, at the
    last call of the working day before).
    """
    slots = []
    for offset in practice.meeting_reminders:
        raw = meeting.starts_at - offset
        due = _long_before(raw, practice) if offset >= ONE_DAY else _shortly_before(raw, meeting, practice)
        slots.append(Slot(offset_name(offset), due, meeting.starts_at, ReminderKind.MEETING))
    # Two may fall on the same moment (over a weekend): the shorter one stands last then, and goes.
    return tuple(sorted(slots, key=lambda slot: slot.due_at))


def answer_slots(meeting: Meeting, practice: Practice) -> tuple[Slot, ...]:
    """When those who have not answered are asked to: two working days before the last day for answers, and
    on its morning. Without such a day it is the last working day before the meeting.
    """
    calendar = practice.calendar
    eve = calendar.previous_working(practice.day(meeting.starts_at))
    last = eve if meeting.answer_by is None else calendar.on_or_before(meeting.answer_by)
    slots = []
    for part, day in (("answer-eve", calendar.working_days_before(last, 2)), ("answer-day", last)):
        until = min(practice.at(day, practice.send_windows[-1][1]), meeting.starts_at)
        slots.append(Slot(part, practice.at(day, practice.nudge_time), until, ReminderKind.ANSWER))
    return tuple(slots)


def due_reminders(
    meeting: Meeting, invitations: Iterable[Invitation], now: datetime, practice: Practice
) -> list[Reminder]:
    """The reminders that may be promised now, at most one of the meeting and one to answer for each seat.

    Of the slots that have fallen due only the latest counts: what was missed earlier is dropped. A slot
    from before the seat was invited, or from before it said that it comes, is no longer needed: it knows.
    Asking again later gives the same keys, which the outbox refuses. Empty seats are left out.
    """
    if meeting.state is not MeetingState.CALLED or now >= meeting.starts_at:
        return []
    open_window = in_send_window(now, practice)
    coming = _latest(meeting_slots(meeting, practice), now)
    asking = _latest(answer_slots(meeting, practice), now)
    if coming and not (open_window or (_is_short(coming, practice) and not is_quiet(now, practice))):
        coming = None
    if asking and not (open_window and now < asking.useful_until):
        asking = None
    found = []
    for invitation in invitations:
        slot = None
        if invitation.comes:
            known_at = max(invitation.invited_at, invitation.answered_at or invitation.invited_at)
            slot = coming if coming and coming.due_at > known_at else None
        elif invitation.answer is Answer.NONE:
            slot = asking if asking and asking.due_at - invitation.invited_at >= TIME_TO_ANSWER else None
        if slot and invitation.seat.holder is not None:
            found.append(Reminder(meeting, invitation.seat, slot, is_late(slot.due_at, now)))
    return found


def _latest(slots: Iterable[Slot], now: datetime) -> Slot | None:
    due = [slot for slot in slots if slot.due_at <= now]
    return due[-1] if due else None


def _is_short(slot: Slot, practice: Practice) -> bool:
    """Whether the slot is under a day ahead, so that it need not wait for a send window."""
    return any(offset_name(offset) == slot.part for offset in practice.meeting_reminders if offset < ONE_DAY)


def _long_before(raw: datetime, practice: Practice) -> datetime:
    local = practice.local(raw)
    day, clock = local.date(), local.time()
    if not practice.calendar.is_working(day):
        day = practice.calendar.previous_working(day)
    for opens, closes in practice.send_windows:
        if clock < closes:
            return practice.at(day, max(clock, opens))
    return last_call(day, practice)


def _shortly_before(raw: datetime, meeting: Meeting, practice: Practice) -> datetime:
    local = practice.local(raw)
    day = local.date()
    if in_noon_rest(local.time(), practice):
        return before_noon_rest(day, local.time(), practice)
    if not is_quiet(raw, practice):
        return raw
    ends = urgent_moment(raw, practice)
    if meeting.starts_at - ends >= EARLY_ENOUGH:
        return ends
    if local.time() >= practice.quiet_from and day == practice.day(meeting.starts_at):
        return practice.at(day, practice.quiet_from) - LAST_CALL  # a meeting late in the evening
    return last_call(practice.calendar.previous_working(practice.day(meeting.starts_at)), practice)
