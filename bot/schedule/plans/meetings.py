"""Reminders of called meetings: of the meeting to those who come, and to answer to those who have not."""

from dataclasses import replace
from datetime import datetime

from committee.consequences import last_answer_day
from committee.meetings import Invitation, Meeting
from committee.practice import Practice
from committee.reminders import answer_slots, due_reminders, meeting_slots
from messages.voice import Voice
from messages.words.meetings import reminder
from storage.work import Work


async def plan(work: Work, now: datetime, practice: Practice, voice: Voice) -> int:
    """Promise the reminders that are due; returns how many.

    Only a meeting of which some moment has come is looked at closely. Whoever was not told of the meeting
    yet (has not joined, or the invitation still waits) is reminded of nothing; once told, from then on.
    """
    made = 0
    for meeting in await work.meetings.called_after(now):
        slots = (*meeting_slots(meeting, practice), *answer_slots(meeting, practice))
        if any(slot.due_at <= now for slot in slots):
            made += await _promise(work, meeting, now, practice, voice)
    return made


async def _promise(work: Work, meeting: Meeting, now: datetime, practice: Practice, voice: Voice) -> int:
    invitations = await _told(work, meeting)
    due = due_reminders(meeting, invitations.values(), now, practice)
    if not due:
        return 0
    promised = await work.meetings.reminded(meeting.id)
    reached = {account.person_id for account in await work.joining.identities() if not account.unreachable}
    today = practice.day(now)
    until = last_answer_day(meeting, today, practice)
    made = 0
    for one in due:
        holder = one.seat.holder
        if holder is None or holder.id not in reached or one.key in promised:
            continue
        spoken = voice.to(holder.language)
        out = reminder(spoken, one, invitations[one.seat.id], today, until)
        made += await work.outbox.promise(out, now) is not None
    return made


async def _told(work: Work, meeting: Meeting) -> dict[int, Invitation]:
    """The invitations of those who know of the meeting, dated from when they were last told."""
    told = await work.meetings.told(meeting.id)
    return {
        one.seat.id: replace(one, invited_at=max(one.invited_at, told[one.seat.id]))
        for one in await work.meetings.invitations(meeting.id)
        if one.seat.id in told
    }
