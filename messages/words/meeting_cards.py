"""Says what a secretary sees while a meeting is being called: questions, the card, what was sent."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from committee.meetings import AnswerCounts, Meeting, MeetingState
from committee.people import Agency, Seat
from messages import spelling
from messages.envelope import Choice, Outgoing
from messages.render import choice, label, plain, render
from messages.voice import Voice
from messages.words.audiences import audience_words
from messages.words.meetings import about

NEW = "meeting:new"  # what the questions are about until the meeting exists
FIELDS = ("when", "place", "title", "who")
# What can be chosen with one tap, and its label; "type" asks for the names of agencies.
AUDIENCES = (
    ("participants", "audience_participants"),
    ("all", "meeting_who_all"),
    ("role:secretary", "audience_role_secretary"),
    ("type", "audience_type"),
)


@dataclass(frozen=True)
class Trouble:
    """Why a time was not taken; `reason` is that of UnclearTime, or "too_far"."""

    reason: str
    day: date | None = None
    said: str = ""  # the weekday that was typed
    real: str = ""  # the weekday on which the day falls


@dataclass(frozen=True)
class Clash:
    """Another meeting near the same hour, and how many are called to both."""

    code: str
    starts_at: datetime
    shared: int


@dataclass(frozen=True)
class Warned:
    """What is unusual about a start."""

    weekend: bool = False
    day_off: bool = False
    day_off_name: str = ""
    outside_hours: bool = False
    clashes: tuple[Clash, ...] = ()


@dataclass(frozen=True)
class Named:
    """Somebody in a list for the secretariat."""

    name: str
    agency: str
    phone: str = ""
    reason: str = ""
    substitute: str = ""


@dataclass(frozen=True)
class Guests:
    """Who is called: the words for it, the seats with a holder, and those without."""

    audience: str
    seats: tuple[Seat, ...]
    empty: tuple[Seat, ...] = ()


def named(seat: Seat, *, phone: bool = False, reason: str = "", substitute: str = "") -> Named:
    """A seat's holder by name and agency; an empty seat by its agency."""
    holder, agency = seat.holder, seat.agency.short_name or seat.agency.name
    number = holder.phone if holder and phone else ""
    return Named(holder.name if holder else seat.code, agency, number, reason, substitute)


def weekday(voice: Voice, number: int) -> str:
    """The name of a weekday, 0 for Monday."""
    return spelling.WEEKDAYS[voice.language][number]


def guests_note(voice: Voice, names: Sequence[str]) -> str:
    """The note about those who are invited on paper, for they are not of this committee; empty for none."""
    return label("meeting_guests", voice, names="; ".join(names)) if names else ""


def ask_all(voice: Voice) -> Outgoing:
    """What, when and where, in one sentence."""
    return Outgoing(render("meetings/ask_all", voice))


def ask_missing(
    voice: Voice,
    what: str,
    kept: Sequence[str],
    *,
    day: date | None = None,
    why: Trouble | None = None,
) -> Outgoing:
    """The next missing piece: "when", "hour", "title" or "place"; what was typed already is shown."""
    text = render("meetings/ask_missing", voice, what=what, kept=kept, day=day, why=why)
    later = ((choice("mplace:later", "meeting_place_later", voice),),) if what == "place" else ()
    return Outgoing(text, choices=later, about=NEW)


def card(
    voice: Voice,
    meeting: Meeting,
    guests: Guests,
    version: int,
    warned: Warned,
    *,
    later: datetime | None = None,
    counts: AnswerCounts | None = None,
    replaces: str = "",
) -> Outgoing:
    """A meeting as the secretariat sees it; the keys carry the version, so that an old card is told."""
    draft = meeting.state is MeetingState.DRAFT
    text = render(
        "meetings/card",
        voice,
        meeting=meeting,
        draft=draft,
        version=version,
        warned=warned,
        later=later,
        counts=counts,
        **_guests(guests),
    )
    key = f"{meeting.id}:{version}"
    edit = choice(f"mfix:{key}", "meeting_edit", voice)
    rows: tuple[tuple[Choice, ...], ...]
    if draft:
        send: tuple[Choice, ...] = (choice(f"mcall:{key}:now", "meeting_send", voice),)
        if later is not None:
            send += (choice(f"mcall:{key}:later", "meeting_later", voice, at=_clock(voice, later)),)
        rows = (send, (edit, choice(f"mdrop:{key}", "meeting_drop", voice)))
    else:
        cancel = choice(f"mcan:{key}:ask", "meeting_cancel", voice)
        rows = ((choice(f"mlist:{meeting.id}", "meeting_answers", voice),), (edit, cancel))
    return Outgoing(text, choices=rows, about=about(meeting), replaces=replaces)


def ask_edit(voice: Voice, meeting: Meeting, *, replaces: str = "") -> Outgoing:
    """What is to be edited: by button, or in one sentence."""
    buttons = [choice(f"mfield:{meeting.id}:{name}", f"meeting_field_{name}", voice) for name in FIELDS]
    back = choice(f"mcard:{meeting.id}", "meeting_back", voice)
    return Outgoing(
        render("meetings/ask_edit", voice, meeting=meeting),
        choices=(tuple(buttons[:2]), tuple(buttons[2:]), (back,)),
        about=about(meeting),
        replaces=replaces,
    )


def ask_field(
    voice: Voice,
    meeting: Meeting,
    field: str,
    *,
    why: Trouble | None = None,
    unknown: str = "",
    replaces: str = "",
) -> Outgoing:
    """One thing to edit: "when", "place", "title", "agencies", or "who" with its buttons."""
    text = render("meetings/ask_field", voice, meeting=meeting, field=field, why=why, unknown=unknown)
    rows: tuple[tuple[Choice, ...], ...] = ()
    if field == "who":
        rows = tuple((choice(f"mwho:{meeting.id}:{key}", name, voice),) for key, name in AUDIENCES)
    return Outgoing(text, choices=rows, about=about(meeting), replaces=replaces)


def called(
    voice: Voice,
    meeting: Meeting,
    guests: Guests,
    reached: int,
    absent: Sequence[Named],
    lost: Sequence[Named],
    *,
    later: datetime | None = None,
    replaces: str = "",
) -> Outgoing:
    """The invitations are promised: how many, and who has to be called by telephone."""
    text = render(
        "meetings/called",
        voice,
        meeting=meeting,
        reached=reached,
        absent=absent,
        lost=lost,
        later=later,
        **_guests(guests),
    )
    answers = choice(f"mlist:{meeting.id}", "meeting_answers", voice)
    return Outgoing(text, choices=((answers,),), about=about(meeting), replaces=replaces)


def called_already(voice: Voice, meeting: Meeting, by: str, at: datetime | None) -> Outgoing:
    """Somebody else was first."""
    facts = {"meeting": meeting, "by": by, "at": at}
    answers = choice(f"mlist:{meeting.id}", "meeting_answers", voice)
    return Outgoing(
        render("meetings/called_already", voice, **facts),
        choices=((answers,),),
        about=about(meeting),
        toast=plain("meetings/called_already", voice, **facts),
    )


def dropped(voice: Voice, meeting: Meeting, *, draft: bool, kept: bool, replaces: str) -> Outgoing:
    """A draft was dropped (or stays, when it came from the sheet), or a change was not made."""
    text = render("meetings/dropped", voice, meeting=meeting, draft=draft, kept=kept)
    return Outgoing(text, about=about(meeting), replaces=replaces)


def audience_of(voice: Voice, expression: str, agencies: Sequence[Agency]) -> str:
    """Whom a meeting is for, in words."""
    if expression == "all":
        return label("meeting_who_all", voice)
    return audience_words(voice, expression, agencies)


def _guests(guests: Guests) -> dict[str, object]:
    return {
        "audience": guests.audience,
        "people": len(guests.seats),
        "empty": [named(seat).agency for seat in guests.empty],
    }


def _clock(voice: Voice, moment: datetime) -> str:
    return spelling.clock(moment.astimezone(voice.zone), voice.language)
