"""Says whom to telephone because no message arrives, and that messages did not arrive."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta

from committee.calling import Call, Unheard
from committee.meetings import Meeting
from committee.people import Seat
from messages.envelope import Kind, Outgoing
from messages.render import choice, plain, render
from messages.voice import Voice

SHOWN = 6  # people in one message
TOLD = 3  # things to say to one of them, before tasks are told by their codes only
NAMED = 5  # people in one line of a notice
LONGEST = 1600  # characters, so that with its choices it is one message also on Zalo


DIGITS = 16  # of a moment in microseconds, from 2001 to 2286
_EPOCH = datetime(1970, 1, 1, tzinfo=UTC)


def exactly(at: datetime) -> int:
    """A moment as the choices carry it: microseconds, as things can fail in the second in which one looks."""
    return (at - _EPOCH) // timedelta(microseconds=1)


def moment_of(mark: str) -> datetime | None:
    """The moment that a choice carries; None for something else, such as the seconds of earlier versions."""
    if not (mark.isascii() and mark.isdecimal() and len(mark) == DIGITS):
        return None
    return _EPOCH + timedelta(microseconds=int(mark))


@dataclass(frozen=True)
class Told:
    """One person's part of the list: what is said in full, and the codes of the tasks beyond."""

    call: Call
    items: tuple[Unheard, ...]
    codes: tuple[str, ...]


def call_list(
    voice: Voice, calls: Sequence[Call], at: datetime, *, done: str = "", replaces: str = ""
) -> Outgoing:
    """The people to be called and what to tell them, with a choice for each that he or she was called.

    Everything that there is to tell a person is named: it is all struck off at once. As many people are shown
    as one message holds, the others follow when these were called. The choices carry the moment of the list:
    what fails later is not struck off with what it shows. `done` is the name of whoever was just struck off.
    """
    told = [_told(call) for call in calls[:SHOWN]]
    text = _list(voice, told, len(calls), at, done)
    while len(text) > LONGEST and len(told) > 1:
        told.pop()
        text = _list(voice, told, len(calls), at, done)
    mark = exactly(at)
    choices = tuple(
        (choice(f"called:{holder.id}:{mark}", "called", voice, person=holder.name),)
        for one in told
        if (holder := one.call.seat.holder)
    )
    toast = plain("joining/called_toast", voice) if done else ""
    return Outgoing(text, choices=choices, replaces=replaces, toast=toast)


def _told(call: Call) -> Told:
    """Tasks beyond the first things to say shrink to their codes; meetings and the rest are told in full."""
    short = [item for item in call.unheard[TOLD:] if item.task and not item.meeting]
    items = tuple(item for item in call.unheard if item not in short)
    return Told(call, items, tuple(item.task.code for item in short if item.task))


def _list(voice: Voice, told: Sequence[Told], total: int, at: datetime, done: str) -> str:
    first = next((item.task for one in told for item in one.items if item.task and not item.meeting), None)
    seats = [one.call.seat for one in told]
    return render(
        "joining/calls",
        voice,
        people=told,
        total=total,
        more=total - len(told),
        record=first.code if first else "",
        no_number=any(seat.holder and not (seat.holder.phone or seat.agency.phone) for seat in seats),
        today=at.astimezone(voice.zone).date(),
        done=done,
    )


def unreached(voice: Voice, at: datetime, meetings: Sequence[tuple[Meeting, Sequence[Seat]]]) -> Outgoing:
    """To the secretariat: whom the invitations and changes of these meetings have not reached."""
    facts = [(meeting, seats[:NAMED], max(len(seats) - NAMED, 0)) for meeting, seats in meetings]
    return Outgoing(render("joining/unreached", voice, at=at, meetings=facts), kind=Kind.NOTICE)
