"""Says whom to telephone because no message arrives, and that messages did not arrive."""

from collections.abc import Sequence
from datetime import datetime

from committee.calling import Call
from committee.meetings import Meeting
from committee.people import Seat
from messages.envelope import Kind, Outgoing
from messages.render import choice, plain, render
from messages.voice import Voice

SHOWN = 6  # people in one message
TOLD = 3  # things to say to one of them
NAMED = 5  # people in one line of a notice


def call_list(
    voice: Voice, calls: Sequence[Call], at: datetime, *, done: str = "", replaces: str = ""
) -> Outgoing:
    """The people to be called and what to tell them, with a choice for each that he or she was called.

    The choices carry the moment of the list: what fails later is not struck off with what it shows. `done` is
    the name of whoever has just been struck off.
    """
    shown = calls[:SHOWN]
    text = render(
        "joining/calls",
        voice,
        calls=shown,
        total=len(calls),
        more=len(calls) - len(shown),
        told=TOLD,
        at=at,
        today=at.astimezone(voice.zone).date(),
        done=done,
    )
    mark = int(at.timestamp())
    choices = tuple(
        (choice(f"called:{call.seat.holder.id}:{mark}", "called", voice, person=call.seat.holder.name),)
        for call in shown
        if call.seat.holder
    )
    toast = plain("joining/called_toast", voice) if done else ""
    return Outgoing(text, choices=choices, replaces=replaces, toast=toast)


def unreached(voice: Voice, at: datetime, meetings: Sequence[tuple[Meeting, Sequence[Seat]]]) -> Outgoing:
    """To the secretariat: whom the invitations and changes of these meetings have not reached."""
    facts = [(meeting, seats[:NAMED], max(len(seats) - NAMED, 0)) for meeting, seats in meetings]
    return Outgoing(render("joining/unreached", voice, at=at, meetings=facts), kind=Kind.NOTICE)
