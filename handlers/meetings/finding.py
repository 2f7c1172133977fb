"""Finds the meeting that a command or a button means, and refuses what cannot be done to it any more."""

import re
from datetime import date, datetime

from committee.consequences import last_answer_day
from committee.meetings import Meeting, MeetingState
from committee.refusals import Refusal, RefusalReason
from handlers.visit import Visit

_CODE = re.compile(r"(?:ch)?[ -]*0*(\d{1,6})", re.IGNORECASE)


def question_ends(visit: Visit) -> datetime:
    """A question that was asked today ends with the next working day."""
    return visit.practice.day_ends(visit.practice.calendar.next_working(visit.today))


async def by_code(visit: Visit, typed: str) -> Meeting:
    """The meeting with this code: "CH-03", "ch3", "3"; a code of the roster's own making as it stands.

    Raises:
        Refusal: MEETING_UNKNOWN.
    """
    meetings = visit.work.meetings
    found = await meetings.by_code(typed.strip().upper())
    number = _CODE.fullmatch(typed.strip())
    if found is None and number is not None:
        found = await meetings.by_code(f"CH-{int(number[1]):02}") or await meetings.by_id(int(number[1]))
    if found is None:
        raise Refusal(RefusalReason.MEETING_UNKNOWN, typed=typed.strip()[:40])
    return found


def looks_like_code(word: str) -> bool:
    """Whether a word may be a meeting's code rather than the beginning of a sentence."""
    return _CODE.fullmatch(word) is not None


async def pressed(visit: Visit, number: str) -> Meeting:
    """The meeting behind a button.

    Raises:
        Refusal: BUTTON_OLD when there is none.
    """
    found = await visit.work.meetings.by_id(int(number)) if number.isdecimal() else None
    if found is None:
        raise Refusal(RefusalReason.BUTTON_OLD)
    return found


def answer_day(visit: Visit, meeting: Meeting) -> date | None:
    """The last day for answers that people are told."""
    return last_answer_day(meeting, visit.today, visit.practice)


def refuse_cancelled(meeting: Meeting) -> None:
    """Refuse whatever concerns a meeting that was cancelled."""
    if meeting.state is MeetingState.CANCELLED:
        raise Refusal(RefusalReason.MEETING_CANCELLED, title=meeting.title, starts_at=meeting.starts_at)


def refuse_past(meeting: Meeting, now: datetime) -> None:
    """Refuse a change to a meeting that was called and has begun; a draft may still get another date."""
    if meeting.state is MeetingState.CALLED and now >= meeting.starts_at:
        raise Refusal(RefusalReason.MEETING_STARTED, title=meeting.title, starts_at=meeting.starts_at)


async def fresh(visit: Visit, meeting: Meeting, version: str) -> int:
    """The version of a meeting, which must be the one that the button was made for.

    Raises:
        Refusal: BUTTON_OLD when the meeting was changed since.
    """
    filing = await visit.work.meetings.filing(meeting.id)
    if version != str(filing.version):
        raise Refusal(RefusalReason.BUTTON_OLD)
    return filing.version
