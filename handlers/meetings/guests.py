"""Who is called to a meeting: the seats behind its audience, who of them can be reached, and typed names."""

from collections.abc import Sequence
from dataclasses import dataclass

from committee.announcements import PartKind, parse, resolve
from committee.meetings import Meeting
from committee.people import Person, Role, Seat
from committee.refusals import Refusal
from handlers.visit import Visit
from messages.reading import fold
from messages.voice import Voice
from messages.words.meeting_cards import Guests, audience_of

EVERYBODY = PartKind.PARTICIPANTS.value
_SECRETARIAT = (Role.SECRETARY.value, Role.SECRETARIAT_LEAD.value)


def voice_of(visit: Visit, person: Person) -> Voice:
    """The voice in which a person is spoken to: his or her own language, else the committee's."""
    practice = visit.practice
    return Voice(practice.language, practice.zone, practice.name).to(person.language)


async def guests(visit: Visit, meeting: Meeting) -> Guests:
    """The seats that a meeting's audience means; nobody when it means nothing (any more)."""
    agencies = await visit.work.seats.agencies()
    found = _resolved(meeting.audience or EVERYBODY, await visit.work.seats.all())
    return Guests(
        audience=audience_of(visit.voice, meeting.audience or EVERYBODY, agencies),
        seats=tuple(seat for seat in found if seat.holder),
        empty=tuple(seat for seat in found if not seat.holder),
    )


def _resolved(expression: str, seats: Sequence[Seat]) -> list[Seat]:
    try:
        audience = parse(expression)
        found = resolve(audience, seats, lambda typed, stored: fold(typed) == fold(stored))
    except Refusal:
        return []
    agencies = {part.value for part in audience.parts if part.kind is PartKind.AGENCY}
    if not agencies or any(
        part.kind in (PartKind.ALL, PartKind.SEAT) or part.value in _SECRETARIAT for part in audience.parts
    ):
        return found
    # An agency is called by its place on the committee, not by those who help the committee.
    members = [seat for seat in found if not seat.role.in_secretariat]
    heard = {seat.agency.code for seat in members}
    return [s for s in found if not s.role.in_secretariat or s.agency.code not in heard]


@dataclass(frozen=True)
class Reach:
    """Which people have joined, and which of them cannot be reached any more."""

    joined: frozenset[int]
    lost: frozenset[int]

    def absent(self, seats: Sequence[Seat]) -> list[Seat]:
        """Those who have not joined."""
        return [seat for seat in seats if seat.holder and seat.holder.id not in self.joined]

    def gone(self, seats: Sequence[Seat]) -> list[Seat]:
        """Those who had joined and cannot be reached."""
        return [seat for seat in seats if seat.holder and seat.holder.id in self.lost]


async def reach(visit: Visit) -> Reach:
    """Who can be reached at this moment."""
    accounts = await visit.work.joining.identities()
    good = {account.person_id for account in accounts if not account.unreachable}
    joined = {account.person_id for account in accounts}
    return Reach(frozenset(joined), frozenset(joined - good))
