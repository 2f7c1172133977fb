"""Says what invited people hear of a meeting: the invitation, what was recorded, reminders, the question."""

from collections.abc import Sequence
from dataclasses import replace
from datetime import date

from committee.meetings import Answer, Invitation, Meeting
from committee.people import Seat
from committee.register import Address, address
from committee.reminders import Reminder, ReminderKind
from messages.envelope import Choice, Kind, Outgoing
from messages.render import choice, plain, render
from messages.voice import Voice

LONGEST_LABEL = 40  # characters on a button; more is cut by a phone in the middle of a word


def about(meeting: Meeting) -> str:
    """How promises and questions name a meeting."""
    return f"meeting:{meeting.id}"


def answer_choices(voice: Voice, meeting: Meeting) -> tuple[tuple[Choice, ...], ...]:
    """Attend, absent, send somebody; the key carries the revision, so that an old button is told."""
    key = f"rsvp:{meeting.id}:{meeting.revision}"
    return (
        (choice(f"{key}:yes", "rsvp_yes", voice), choice(f"{key}:no", "rsvp_no", voice)),
        (choice(f"{key}:sub", "rsvp_sub", voice),),
    )


def again_choice(voice: Voice, meeting: Meeting) -> tuple[tuple[Choice, ...], ...]:
    """The button with which an answer is changed before the start."""
    return ((choice(f"rsvp:{meeting.id}:{meeting.revision}:again", "rsvp_again", voice),),)


def invitation(
    voice: Voice, meeting: Meeting, seat: Seat, answer_day: date | None, *, again: bool = False
) -> Outgoing:
    """The invitation of one seat with its three answers; `again` when an old button was pressed.

    `answer_day` is the last day for answers, None when there is only the start to name.
    """
    to = _address(seat)
    text = render(
        "meetings/invitation",
        voice,
        address=to,
        meeting=meeting,
        chairs=to.name in meeting.chaired_by,
        answer_day=answer_day,
        again=again,
    )
    return Outgoing(
        text,
        kind=Kind.INVITATION,
        choices=answer_choices(voice, meeting),
        about=about(meeting),
        expires_at=meeting.starts_at,
    )


def addressed(out: Outgoing, seat: Seat, key: str) -> Outgoing:
    """The same message promised to the holder of a seat under an unrepeatable key."""
    assert seat.holder is not None, f"nobody holds {seat.code}"
    return replace(out, person=seat.holder.id, seat=seat.id, key=f"{key}:seat:{seat.id}")


def answered(voice: Voice, meeting: Meeting, invited: Invitation, *, replaces: str = "") -> Outgoing:
    """What was recorded, with the button to change it."""
    said = {"answer": invited.answer.value, "reason": invited.reason, "substitute": invited.substitute}
    return Outgoing(
        render("meetings/answered", voice, meeting=meeting, **said),
        choices=again_choice(voice, meeting),
        about=about(meeting),
        replaces=replaces,
        toast=plain("meetings/answered_toast", voice, answer=invited.answer.value),
    )


def ask_again(voice: Voice, meeting: Meeting, *, unclear: bool = False, replaces: str = "") -> Outgoing:
    """The three answers once more: to change one's mind, or because the words were not clear."""
    return Outgoing(
        render("meetings/ask_answer_again", voice, meeting=meeting, unclear=unclear),
        choices=answer_choices(voice, meeting),
        about=about(meeting),
        replaces=replaces,
    )


def ask_reason(voice: Voice, meeting: Meeting) -> Outgoing:
    """Why one is absent, in one line."""
    return Outgoing(render("meetings/ask_reason", voice), about=about(meeting))


def ask_substitute(voice: Voice, meeting: Meeting, *, again: bool = False) -> Outgoing:
    """Who comes instead."""
    return Outgoing(render("meetings/ask_substitute", voice, again=again), about=about(meeting))


def ask_which(voice: Voice, meetings: Sequence[Meeting]) -> Outgoing:
    """To which of several invitations the words answer."""
    rows = tuple((meeting_choice(voice, f"rsvpw:{one.id}", one),) for one in meetings)
    return Outgoing(render("meetings/which", voice, number=len(meetings)), choices=rows)


def meeting_choice(voice: Voice, key: str, meeting: Meeting) -> Choice:
    """A button that names a meeting: code, moment, the beginning of its title."""
    moment = meeting.starts_at.astimezone(voice.zone)
    at = f"{moment.day}/{moment.month}"
    one = choice(key, "meeting_item", voice, code=meeting.code, at=at, title=meeting.title)
    if len(one.label) <= LONGEST_LABEL:
        return one
    return Choice(key, one.label[: LONGEST_LABEL - 1].rsplit(" ", 1)[0].rstrip(" ,.:") + "…")


def _predecessor(seat: Seat, invited: Invitation) -> str:
    """Who answered, when it was not the seat's holder of today: an answer is the seat's, not the person's."""
    return invited.answered_by if seat.holder and invited.answered_by != seat.holder.name else ""


def reminder(
    voice: Voice, due: Reminder, invited: Invitation, today: date, answer_day: date | None
) -> Outgoing:
    """A reminder of the meeting to whoever comes, or to answer to whoever has not."""
    meeting = due.meeting
    if due.slot.kind is ReminderKind.ANSWER:
        out = to_answer(voice, meeting, due.seat, answer_day, late=due.late)
    else:
        text = render(
            "meetings/reminder",
            voice,
            address=_address(due.seat),
            meeting=meeting,
            late=due.late,
            days=(meeting.starts_at.astimezone(voice.zone).date() - today).days,
            substitute=invited.substitute if invited.answer is Answer.SUBSTITUTE else "",
            by=_predecessor(due.seat, invited),
        )
        out = Outgoing(text, choices=again_choice(voice, meeting))
    return replace(
        out,
        kind=Kind.REMINDER,
        about=about(meeting),
        person=due.seat.holder.id if due.seat.holder else None,
        seat=due.seat.id,
        key=due.key,
        expires_at=due.slot.useful_until,
    )


def to_answer(
    voice: Voice, meeting: Meeting, seat: Seat, answer_day: date | None, *, late: bool = False
) -> Outgoing:
    """The reminder to answer, with the three answers."""
    text = render(
        "meetings/reminder_to_answer",
        voice,
        address=_address(seat),
        meeting=meeting,
        late=late,
        answer_day=answer_day,
    )
    return Outgoing(text, kind=Kind.REMINDER, choices=answer_choices(voice, meeting), about=about(meeting))


def changed(
    voice: Voice, before: Meeting, meeting: Meeting, what: Sequence[str], seat: Seat, *, asked: bool
) -> Outgoing:
    """The one notice of an edit; whoever has (no longer) answered finds the three answers below it."""
    text = render(
        "meetings/changed",
        voice,
        address=_address(seat),
        before=before,
        meeting=meeting,
        changed=[str(one) for one in what],
        asked=asked,
    )
    choices = answer_choices(voice, meeting) if asked else ()
    return Outgoing(text, kind=Kind.CHANGE, choices=choices, about=about(meeting))


def cancelled(voice: Voice, meeting: Meeting, seat: Seat) -> Outgoing:
    """The meeting will not take place."""
    text = render("meetings/cancelled", voice, address=_address(seat), meeting=meeting)
    return Outgoing(text, kind=Kind.CHANGE, about=about(meeting))


def left_out(voice: Voice, meeting: Meeting, seat: Seat) -> Outgoing:
    """The seat is no longer among those who are called."""
    text = render("meetings/left_out", voice, address=_address(seat), meeting=meeting)
    return Outgoing(text, kind=Kind.CHANGE, about=about(meeting))


def place_later(voice: Voice) -> str:
    """What stands for a place that is not known yet."""
    return plain("meetings/place_later", voice)


def _address(seat: Seat) -> Address:
    assert seat.holder is not None, f"nobody holds {seat.code}"
    return address(seat.holder, seat.role)
