"""What is done with a draft's card: sending the invitations, or dropping it."""

from dataclasses import replace
from datetime import datetime

from committee.meetings import Meeting, MeetingState, check_start
from committee.permissions import Act, require
from committee.refusals import Refusal, RefusalReason
from handlers.meetings.cards import better_moment
from handlers.meetings.finding import answer_day, fresh, pressed, refuse_cancelled
from handlers.meetings.guests import guests, reach, voice_of
from handlers.visit import Visit
from messages.envelope import Outgoing
from messages.words import meeting_cards as words
from messages.words import meetings as invited_words
from messages.words.meeting_cards import Guests, named

SENT = "call_meeting"  # the audit trail's name for it


async def send(visit: Visit, rest: str) -> list[Outgoing]:
    """A press on "Gửi" or "Hẹn …": whoever presses first; the second is told who did."""
    require(visit.actor, Act.CALL_MEETING)
    number, version, how = (*rest.split(":"), "", "")[:3]
    meeting = await pressed(visit, number)
    refuse_cancelled(meeting)
    if meeting.state is MeetingState.CALLED:
        first = await visit.work.meetings.last_act(meeting.id, SENT)
        by, at = (first.by, first.at) if first else ("", None)
        return [words.called_already(visit.voice, meeting, by, at)]
    await fresh(visit, meeting, version)
    check_start(meeting.starts_at, visit.now, meeting.ends_at)
    called = await guests(visit, meeting)
    if not called.seats:
        raise Refusal(RefusalReason.AUDIENCE_EMPTY)
    meeting = replace(meeting, state=MeetingState.CALLED)
    await visit.work.meetings.change(meeting, visit.now)
    await visit.work.questions.close_about(f"meeting:{meeting.id}", visit.now)
    await visit.work.audit.add(visit.actor, SENT, f"meeting:{meeting.id}", visit.now, after=meeting.audience)
    later = better_moment(visit, meeting.starts_at) if how == "later" else None
    said = [await _result(visit, meeting, called, later)]
    for seat in called.seats:
        await visit.work.meetings.invite(meeting, seat.id, visit.now)
        assert seat.holder is not None
        out = invited_words.invitation(
            voice_of(visit, seat.holder), meeting, seat, answer_day(visit, meeting)
        )
        key = f"invitation:{meeting.id}:{meeting.revision}"
        said.append(replace(invited_words.addressed(out, seat, key), not_before=later))
    return said


async def _result(visit: Visit, meeting: Meeting, called: Guests, later: datetime | None) -> Outgoing:
    """How many are invited, and who has to be told by telephone."""
    reached = await reach(visit)
    absent, lost = reached.absent(called.seats), reached.gone(called.seats)
    return words.called(
        visit.voice,
        meeting,
        called,
        len(called.seats) - len(absent) - len(lost),
        [named(seat, phone=True) for seat in absent],
        [named(seat, phone=True) for seat in lost],
        later=later,
        replaces=visit.incoming.message,
    )


async def drop(visit: Visit, rest: str) -> list[Outgoing]:
    """A press on "Bỏ": a draft that was typed goes; one from the roster's sheet stays a draft."""
    require(visit.actor, Act.CALL_MEETING)
    number, _, version = rest.partition(":")
    meeting = await pressed(visit, number)
    refuse_cancelled(meeting)
    if meeting.state is MeetingState.CALLED:
        raise Refusal(RefusalReason.BUTTON_OLD)
    await fresh(visit, meeting, version)
    filing = await visit.work.meetings.filing(meeting.id)
    kept = filing.made_by is None
    if not kept:
        await visit.work.meetings.change(replace(meeting, state=MeetingState.CANCELLED), visit.now)
        await visit.work.audit.add(visit.actor, "drop_meeting", f"meeting:{meeting.id}", visit.now)
    await visit.work.questions.close_about(f"meeting:{meeting.id}", visit.now)
    message = visit.incoming.message
    return [words.dropped(visit.voice, meeting, draft=True, kept=kept, replaces=message)]
