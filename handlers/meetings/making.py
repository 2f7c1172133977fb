"""Makes a confirmed change: the meeting, its answers, what was promised about it, and one notice to each."""

from collections.abc import Sequence
from dataclasses import replace

from committee.lateness import useful_until
from committee.meetings import Answer, Changed, Invitation, Meeting, asks_again, changes, check_start, revised
from committee.people import Seat
from handlers.meetings.cards import after_quiet, better_moment
from handlers.meetings.finding import answer_day
from handlers.meetings.guests import guests, reach, voice_of
from handlers.visit import Visit
from messages.envelope import Kind, Outgoing
from messages.words import meeting_changes
from messages.words import meetings as words
from messages.words.meeting_cards import named


async def make(visit: Visit, before: Meeting, edited: Meeting) -> list[Outgoing]:
    """Move or edit a called meeting.

    Old reminders and whatever has reached nobody are withdrawn. Who was invited gets one notice, or, when
    the invitation itself had reached nobody, the invitation as it is now. Answers are asked for again only
    when the start moved.
    """
    what = changes(before, edited)
    moved = asks_again(what)
    if moved:
        check_start(edited.starts_at, visit.now, edited.ends_at)
    after = revised(before, edited)
    meetings = visit.work.meetings
    answered = [one for one in await meetings.invitations(after.id) if one.answer is not Answer.NONE]
    unsent = await meetings.unsent(after.id)
    await meetings.change(after, visit.now)
    if what:
        await meetings.withdraw_messages(after.id, visit.now, reason="changed")
    if moved:
        await meetings.ask_again(after)
        await visit.work.questions.close_about(words.about(after), visit.now)
    await visit.work.audit.add(
        visit.actor,
        "change_meeting",
        words.about(after),
        visit.now,
        before=_particulars(before),
        after=_particulars(after),
    )
    added, removed = await _audience(visit, before, after)
    told = [one for one in await meetings.invitations(after.id) if one.seat.holder and one.seat not in added]
    said = await _notices(visit, before, after, what, told if what else [], unsent)
    said += await _others(visit, after, added, [seat for seat in removed if seat.id not in unsent])
    reached = await reach(visit)
    seats = [one.seat for one in told] if what else []
    missed = reached.absent(seats) + reached.gone(seats)
    result = meeting_changes.change_done(
        visit.voice,
        after,
        told=len(seats) - len(missed),
        asked=len(answered) if moved else 0,
        added=len(added),
        absent=[named(seat, phone=True) for seat in missed],
        later=after_quiet(visit, after.starts_at),
        replaces=visit.incoming.message,
    )
    return [result, *said]


async def _audience(visit: Visit, before: Meeting, after: Meeting) -> tuple[list[Seat], list[Seat]]:
    """Invite whoever is called now and was not, leave out the others; returns both."""
    if before.audience == after.audience:
        return [], []
    invited = {one.seat.id: one.seat for one in await visit.work.meetings.invitations(after.id)}
    called = {seat.id: seat for seat in (await guests(visit, after)).seats}
    added = [seat for seat in called.values() if seat.id not in invited]
    removed = [seat for seat in invited.values() if seat.id not in called]
    for seat in added:
        await visit.work.meetings.invite(after, seat.id, visit.now)
    for seat in removed:
        await visit.work.meetings.leave_out(after.id, seat.id, visit.now)
        await visit.work.meetings.withdraw_messages(after.id, visit.now, reason="left_out", seat_id=seat.id)
    return added, removed


async def _notices(
    visit: Visit,
    before: Meeting,
    after: Meeting,
    what: Sequence[Changed],
    told: Sequence[Invitation],
    unsent: set[int],
) -> list[Outgoing]:
    version = (await visit.work.meetings.filing(after.id)).version
    later, better = after_quiet(visit, after.starts_at), better_moment(visit, after.starts_at)
    until = useful_until(Kind.CHANGE, later or visit.now, visit.practice, starts_at=after.starts_at)
    said = []
    for one in told:
        assert one.seat.holder is not None
        voice = voice_of(visit, one.seat.holder)
        if one.seat.id in unsent:
            out = words.invitation(voice, after, one.seat, answer_day(visit, after))
            out = replace(out, not_before=better)  # it waited for better hours, and still does
            key = f"invitation:{after.id}:{after.revision}:{version}"
        else:
            asked = one.answer is Answer.NONE
            out = words.changed(voice, before, after, what, one.seat, asked=asked)
            out = replace(out, not_before=later, expires_at=until)
            key = f"change:{after.id}:{version}"
        said.append(words.addressed(out, one.seat, key))
    return said


async def _others(
    visit: Visit, after: Meeting, added: Sequence[Seat], removed: Sequence[Seat]
) -> list[Outgoing]:
    """The invitations of those who are newly called, a notice to those who no longer are."""
    version = (await visit.work.meetings.filing(after.id)).version
    later = after_quiet(visit, after.starts_at)
    said = []
    for seat in added:
        assert seat.holder is not None
        out = words.invitation(voice_of(visit, seat.holder), after, seat, answer_day(visit, after))
        said.append(words.addressed(out, seat, f"invitation:{after.id}:{after.revision}:{version}"))
    for seat in removed:
        if seat.holder is not None:
            out = words.left_out(voice_of(visit, seat.holder), after, seat)
            out = replace(out, expires_at=after.starts_at)
            said.append(words.addressed(out, seat, f"change:{after.id}:{version}"))
    return [replace(out, not_before=later) for out in said]


def _particulars(meeting: Meeting) -> str:
    return "; ".join((meeting.title, meeting.starts_at.isoformat(), meeting.place, meeting.audience))
