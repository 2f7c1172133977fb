"""Which planned meetings come near while nobody was invited: the secretariat is told in time."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime

from committee.meetings import Meeting, MeetingState
from committee.practice import Practice

WORKING_DAYS_BEFORE = (3, 1)  # an invitation goes 3 to 5 working days ahead (domain.md § 2.3)


@dataclass(frozen=True)
class Planned:
    """A meeting with the moment at which somebody last looked at it."""

    meeting: Meeting
    changed_at: datetime


def due_uncalled(planned: Iterable[Planned], now: datetime, practice: Practice) -> list[tuple[Meeting, int]]:
    """The drafts of which the secretariat is to be told now, each with how many working days before it is.

    Of the moments that have come only the latest counts, and only when the draft was not touched since:
    whoever is still writing it needs no reminder.
    """
    found = []
    for one in planned:
        meeting = one.meeting
        if meeting.state is not MeetingState.DRAFT or meeting.starts_at <= now:
            continue
        for days in reversed(WORKING_DAYS_BEFORE):
            day = practice.calendar.working_days_before(practice.day(meeting.starts_at), days)
            moment = practice.at(day, practice.nudge_time)
            if moment <= now:
                if one.changed_at < moment:
                    found.append((meeting, days))
                break
    return found
