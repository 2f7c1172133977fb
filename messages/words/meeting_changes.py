"""Says to the secretariat what moving or cancelling a meeting would do, and that it was done."""

from collections.abc import Sequence
from datetime import datetime

from committee.consequences import Consequence
from committee.meetings import Meeting, MeetingState
from messages.envelope import Outgoing
from messages.render import choice, plain, render
from messages.voice import Voice
from messages.words.meeting_cards import Guests, Named, Warned
from messages.words.meetings import about


def change_card(
    voice: Voice,
    before: Meeting,
    after: Meeting,
    guests: Guests,
    touched: Consequence,
    warned: Warned,
    number: int,
    *,
    added: int,
    removed: int,
) -> Outgoing:
    """A change that waits for confirmation, with what it would touch; `number` tells an old card."""
    text = render(
        "meetings/change_card",
        voice,
        before=before,
        after=after,
        audience=guests.audience,
        people=len(guests.seats),
        touched=touched,
        moved=after.starts_at != before.starts_at,
        added=added,
        removed=removed,
        warned=warned,
    )
    key = f"mchg:{before.id}:{number}"
    send = choice(f"{key}:send", "meeting_send", voice)
    rest = (choice(f"{key}:edit", "meeting_edit", voice), choice(f"{key}:drop", "meeting_drop", voice))
    return Outgoing(text, choices=((send,), rest), about=about(before))


def nothing_changed(voice: Voice, meeting: Meeting) -> Outgoing:
    """What was typed is what the meeting is already."""
    return Outgoing(render("meetings/change_nothing", voice, meeting=meeting), about=about(meeting))


def change_done(
    voice: Voice,
    meeting: Meeting,
    *,
    told: int,
    asked: int,
    added: int,
    absent: Sequence[Named],
    later: datetime | None,
    replaces: str,
) -> Outgoing:
    """The change is made and its one notice promised."""
    text = render(
        "meetings/change_done",
        voice,
        meeting=meeting,
        told=told,
        asked=asked,
        added=added,
        absent=absent,
        later=later,
    )
    return Outgoing(text, about=about(meeting), replaces=replaces)


def cancel_card(
    voice: Voice, meeting: Meeting, touched: Consequence, version: int, *, replaces: str = ""
) -> Outgoing:
    """Whether it is really cancelled, with what that would touch."""
    draft = meeting.state is MeetingState.DRAFT
    text = render("meetings/cancel_card", voice, meeting=meeting, touched=touched, draft=draft)
    key = f"mcan:{meeting.id}:{version}"
    row = (choice(f"{key}:yes", "meeting_cancel", voice), choice(f"{key}:no", "meeting_keep", voice))
    return Outgoing(text, choices=(row,), about=about(meeting), replaces=replaces)


def cancel_done(
    voice: Voice,
    meeting: Meeting,
    *,
    told: int,
    absent: Sequence[Named],
    later: datetime | None,
    replaces: str,
) -> Outgoing:
    """The meeting is cancelled and its one notice promised."""
    text = render("meetings/cancel_done", voice, meeting=meeting, told=told, absent=absent, later=later)
    return Outgoing(text, about=about(meeting), replaces=replaces)


def reminded(voice: Voice, meeting: Meeting, number: int, later: datetime | None) -> Outgoing:
    """Those who have not answered are reminded."""
    facts = {"meeting": meeting, "number": number, "later": later}
    return Outgoing(
        render("meetings/answers_reminded", voice, **facts),
        about=about(meeting),
        toast=plain("meetings/answers_reminded", voice, **facts),
    )


def remind_later(
    voice: Voice, meeting: Meeting, *, by: str = "", at: datetime | None = None, again: datetime | None = None
) -> Outgoing:
    """Nobody is left to remind, or they were reminded a short while ago."""
    facts = {"meeting": meeting, "by": by, "at": at, "again": again}
    return Outgoing(
        render("meetings/answers_rest", voice, **facts),
        about=about(meeting),
        toast=plain("meetings/answers_rest", voice, **facts),
    )
