"""The card of a meeting for the secretariat, with who is called and what is unusual about its start."""

from datetime import datetime, timedelta

from committee.consequences import clashes
from committee.meetings import Meeting, MeetingState, StartWarning, count_answers, start_warnings
from committee.moments import in_send_window, is_quiet, next_moment, urgent_moment
from handlers.meetings.guests import guests
from handlers.visit import Visit
from messages.envelope import Outgoing
from messages.words import meeting_cards as words
from messages.words.meeting_cards import Clash, Guests, Warned

SOON = timedelta(hours=2)  # a message about a meeting nearer than this does not wait for better hours


async def show(visit: Visit, meeting: Meeting, *, replaces: str = "") -> Outgoing:
    """The card as the meeting is now."""
    called = await guests(visit, meeting)
    filing = await visit.work.meetings.filing(meeting.id)
    draft = meeting.state is MeetingState.DRAFT
    counts = None if draft else count_answers(await visit.work.meetings.invitations(meeting.id))
    return words.card(
        visit.voice,
        meeting,
        called,
        filing.version,
        await warned(visit, meeting, called) if draft else Warned(),
        later=better_moment(visit, meeting.starts_at) if draft else None,
        counts=counts,
        replaces=replaces,
    )


async def warned(visit: Visit, meeting: Meeting, called: Guests) -> Warned:
    """What the secretary should see before sending; none of it forbids anything."""
    found = start_warnings(meeting.starts_at, visit.practice)
    special = await visit.work.holidays.all()
    others = [one for one in await visit.work.meetings.called_after(visit.now) if one.id != meeting.id]
    seats = {seat.id for seat in called.seats}
    near = []
    for other in clashes(meeting.starts_at, others):
        theirs = {one.seat.id for one in await visit.work.meetings.invitations(other.id)}
        near.append(Clash(other.code, other.starts_at, len(seats & theirs)))
    return Warned(
        weekend=StartWarning.WEEKEND in found,
        day_off=StartWarning.DAY_OFF in found,
        day_off_name=special.get(visit.practice.day(meeting.starts_at), ("", ""))[0],
        outside_hours=StartWarning.OUTSIDE_HOURS in found,
        clashes=tuple(near),
    )


def better_moment(visit: Visit, starts_at: datetime) -> datetime | None:
    """The next moment at which people are usually written to, when this is none and there is time."""
    if in_send_window(visit.now, visit.practice):
        return None
    moment = next_moment(visit.now, visit.practice)
    return moment if starts_at - moment >= SOON else None


def after_quiet(visit: Visit, starts_at: datetime) -> datetime | None:
    """When the quiet hours end, for a notice that can wait until then."""
    if not is_quiet(visit.now, visit.practice):
        return None
    moment = urgent_moment(visit.now, visit.practice)
    return moment if starts_at - moment >= SOON else None
