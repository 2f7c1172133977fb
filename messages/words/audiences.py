"""Says whom an announcement is for, and names people shortly."""

from collections.abc import Sequence

from committee.announcements import Part, PartKind, parse
from committee.people import Agency, Seat
from messages.envelope import Choice
from messages.render import choice, label
from messages.voice import Voice

# What can be chosen with one tap: the expressions of committee.announcements, and their labels.
CHOICES = (
    ("all", "audience_all"),
    ("participants", "audience_participants"),
    ("role:secretary", "audience_role_secretary"),
    ("role:member", "audience_role_member"),
    ("role:deputy", "audience_role_deputy"),
)
TYPED = "type"


def audience_words(voice: Voice, expression: str, agencies: Sequence[Agency]) -> str:
    """An audience's expression in words: "Ủy viên, Sở TC, trừ CA tỉnh"; empty for none."""
    if not expression:
        return ""
    names = {agency.code: agency.short_name or agency.name for agency in agencies}
    return ", ".join(_part(voice, part, names) for part in parse(expression).parts)


def _part(voice: Voice, part: Part, names: dict[str, str]) -> str:
    match part.kind:
        case PartKind.ALL | PartKind.PARTICIPANTS:
            said = label(f"audience_{part.kind}", voice)
        case PartKind.ROLE:
            said = label(f"audience_role_{part.value}", voice)
        case PartKind.AGENCY:
            said = names.get(part.value, part.value)
        case _:
            said = label(f"audience_{part.kind}", voice, who=part.value)
    return label("audience_but", voice, who=said) if part.excludes else said


def audience_choices(voice: Voice, tail: str) -> tuple[tuple[Choice, ...], ...]:
    """The buttons that choose an audience; `tail` is the announcement and its revision, "5:3"."""
    found = [choice(f"an_aud:{tail}:{key}", name, voice) for key, name in CHOICES]
    found.append(choice(f"an_aud:{tail}:{TYPED}", "audience_type", voice))
    return tuple(tuple(found[at : at + 2]) for at in range(0, len(found), 2))


def place(seat: Seat) -> str:
    """A seat's agency, short."""
    return seat.agency.short_name or seat.agency.name


def people(seats: Sequence[Seat], most: int) -> str:
    """Names with agencies, at most so many; the rest is shown as "…"."""
    named = [f"{seat.holder.name} ({place(seat)})" for seat in seats if seat.holder]
    return ", ".join(named[:most]) + (" …" if len(named) > most else "")
