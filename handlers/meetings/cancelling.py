"""Cancels a meeting: shows what that touches, then tells everybody once."""

from dataclasses import replace

from committee.consequences import consequence
from committee.lateness import useful_until
from committee.meetings import Meeting, MeetingState
from committee.permissions import Act, require
from handlers.meetings import cards
from handlers.meetings.finding import (
    by_code,
    fresh,
    looks_like_code,
    pressed,
    refuse_cancelled,
    refuse_past,
)
from handlers.meetings.guests import reach, voice_of
from handlers.visit import Visit
from messages.envelope import Kind, Outgoing
from messages.words import meeting_changes, meeting_lists
from messages.words import meetings as words
from messages.words.meeting_cards import named


async def cancel(visit: Visit, typed: str) -> list[Outgoing]:
    """/huyhop 3."""
    code = typed.split(maxsplit=1)[0] if typed else ""
    if not looks_like_code(code):
        ahead = await visit.work.meetings.upcoming(visit.now)
        return [meeting_lists.pick(visit.voice, ahead, "cancel")]
    return [await _confirmation(visit, await by_code(visit, code))]


async def chosen(visit: Visit, rest: str) -> list[Outgoing]:
    """A meeting chosen from the list of /huyhop."""
    require(visit.actor, Act.CHANGE_MEETING)
    return [await _confirmation(visit, await pressed(visit, rest), visit.incoming.message)]


async def confirm(visit: Visit, rest: str) -> list[Outgoing]:
    """A press on "Hủy họp" of a card ("ask"), or of its confirmation ("yes", "no")."""
    require(visit.actor, Act.CHANGE_MEETING)
    number, version, how = (*rest.split(":"), "", "")[:3]
    meeting = await pressed(visit, number)
    refuse_cancelled(meeting)
    refuse_past(meeting, visit.now)
    await fresh(visit, meeting, version)
    if how == "ask":
        return [await _confirmation(visit, meeting, visit.incoming.message)]
    if how != "yes":
        return [await cards.show(visit, meeting, replaces=visit.incoming.message)]
    return await _cancel(visit, meeting)


async def _confirmation(visit: Visit, meeting: Meeting, replaces: str = "") -> Outgoing:
    refuse_cancelled(meeting)
    refuse_past(meeting, visit.now)
    invitations = await visit.work.meetings.invitations(meeting.id)
    touched = consequence(meeting, invitations, visit.now, visit.practice)
    filing = await visit.work.meetings.filing(meeting.id)
    return meeting_changes.cancel_card(visit.voice, meeting, touched, filing.version, replaces=replaces)


async def _cancel(visit: Visit, meeting: Meeting) -> list[Outgoing]:
    """Nothing more goes out about it but one notice to each who had been told of it."""
    meetings, about = visit.work.meetings, words.about(meeting)
    seats = [one.seat for one in await meetings.invitations(meeting.id) if one.seat.holder]
    unsent = await meetings.unsent(meeting.id)
    called = meeting.state is MeetingState.CALLED
    gone = replace(meeting, state=MeetingState.CANCELLED)
    await meetings.change(gone, visit.now)
    await meetings.withdraw_messages(meeting.id, visit.now, reason="cancelled")
    await visit.work.questions.close_about(about, visit.now)
    await visit.work.audit.add(visit.actor, "cancel_meeting", about, visit.now, before=meeting.title)
    later = cards.after_quiet(visit, meeting.starts_at)
    until = useful_until(Kind.CHANGE, later or visit.now, visit.practice, starts_at=meeting.starts_at)
    told = [seat for seat in seats if seat.id not in unsent] if called else []
    said = []
    for seat in told:
        assert seat.holder is not None
        out = words.cancelled(voice_of(visit, seat.holder), gone, seat)
        out = replace(out, not_before=later, expires_at=until)
        said.append(words.addressed(out, seat, f"cancel:{meeting.id}"))
    reached = await reach(visit)
    missed = (reached.absent(seats) + reached.gone(seats)) if called else []
    result = meeting_changes.cancel_done(
        visit.voice,
        gone,
        told=len([seat for seat in told if seat not in missed]),
        absent=[named(seat, phone=True) for seat in missed],
        later=later,
        replaces=visit.incoming.message,
    )
    return [result, *said]
