"""What calling, moving or cancelling a meeting does to others, shown before it is done."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta

from committee.meetings import Answer, Invitation, Meeting
from committee.practice import Practice
from committee.reminders import answer_slots, meeting_slots

CLASH = timedelta(hours=3)  # two meetings that start closer than this cannot both be attended


@dataclass(frozen=True)
class Consequence:
    """What hangs on a meeting's present start; seats without a holder count nowhere."""

    invited: int  # who gets the notice
    answered: int  # answers that a new start makes void
    reminders: int  # reminders still to come that a new start or a cancellation does away with


def consequence(
    meeting: Meeting, invitations: Iterable[Invitation], now: datetime, practice: Practice
) -> Consequence:
    """What moving or cancelling this meeting now would touch.

    Whoever is absent gets no reminders; whoever has not answered is counted with those who come.
    """
    held = [one for one in invitations if one.seat.holder is not None]
    coming = sum(1 for one in held if one.answer is not Answer.ABSENT)
    silent = sum(1 for one in held if one.answer is Answer.NONE)
    ahead = sum(1 for slot in meeting_slots(meeting, practice) if slot.due_at > now)
    asking = sum(1 for slot in answer_slots(meeting, practice) if slot.due_at > now)
    return Consequence(len(held), len(held) - silent, coming * ahead + silent * asking)


def last_answer_day(meeting: Meeting, today: date, practice: Practice) -> date | None:
    """Until when to ask for answers: the day that was set, else the working day before the meeting.

    Nothing when that day has passed: then the start is all there is to name.
    """
    last = meeting.answer_by or practice.calendar.previous_working(practice.day(meeting.starts_at))
    return last if last >= today else None


def clashes(starts_at: datetime, others: Iterable[Meeting]) -> list[Meeting]:
    """Those of the other meetings that start within three hours of this moment, the nearest first."""
    found = [other for other in others if abs(other.starts_at - starts_at) < CLASH]
    return sorted(found, key=lambda other: (abs(other.starts_at - starts_at), other.id))
