"""Who belongs to the committee: agencies, seats, the people who hold them, and what a role is."""

from dataclasses import dataclass
from enum import StrEnum


class Role(StrEnum):
    """The part a seat plays; the values are the glossary's English."""

    CHAIR = "chair"
    STANDING_DEPUTY = "standing_deputy"
    DEPUTY = "deputy"
    MEMBER = "member"
    SECRETARIAT_LEAD = "secretariat_lead"
    SECRETARY = "secretary"

    @property
    def in_secretariat(self) -> bool:
        """Whether the seat belongs to the secretariat (Tổ giúp việc)."""
        return self in (Role.SECRETARIAT_LEAD, Role.SECRETARY)

    @property
    def reads_digest(self) -> bool:
        """Whether the digest comes to this seat without being asked for."""
        return self in (Role.CHAIR, Role.STANDING_DEPUTY)


@dataclass(frozen=True)
class Agency:
    """A body that has seats and leads tasks; `position` is its place in the protocol order."""

    code: str
    name: str
    short_name: str = ""
    block: str = ""
    duty: str = ""
    phone: str = ""
    email: str = ""
    position: int = 0


@dataclass(frozen=True)
class Person:
    """A human being who holds a seat; `short_name` is how one says "đồng chí Khoa"."""

    id: int
    name: str
    short_name: str = ""
    courtesy: str = ""  # "ông" or "bà", as the roster has it
    title: str = ""
    phone: str = ""
    email: str = ""
    note: str = ""
    language: str = "vi"
    agreed: bool = False


@dataclass(frozen=True)
class Seat:
    """An agency's place on the committee with its role, and who holds it today (or nobody)."""

    id: int
    code: str
    role: Role
    agency: Agency
    holder: Person | None = None

    @property
    def title(self) -> str:
        """The holder's title, or the agency's name for an empty seat."""
        return self.holder.title if self.holder else self.agency.name


@dataclass(frozen=True)
class Actor:
    """Somebody known who is writing now: the person and the seat he or she acts for."""

    person: Person
    seat: Seat

    @property
    def role(self) -> Role:
        """The role in which the person acts."""
        return self.seat.role


def short_form(full_name: str) -> str:
    """The given name, for "đồng chí Khoa" (never the family name).

    Kinh names end with the given name. Names of some minorities do not (Y Bliêng Niê, H'Loan Byă,
    Thạch Sô Phol): for those that can be told by their first word the second word or the whole name is
    kept, and a roster may store its own short form.
    """
    words = full_name.split()
    if not words:
        return ""
    first = words[0]
    if first == "Y" and len(words) > 1:
        return " ".join(words[:2])
    if first.startswith(("H'", "H’")):
        return first
    return words[-1]


def lead_seat(seats: list[Seat], agency_code: str) -> Seat | None:
    """The seat that answers for an agency's task: its member first, then deputies, the chair last.

    A chair is asked only when the agency has nobody else on the committee: one does not nudge upward.
    """
    order = [
        Role.MEMBER,
        Role.DEPUTY,
        Role.STANDING_DEPUTY,
        Role.SECRETARIAT_LEAD,
        Role.SECRETARY,
        Role.CHAIR,
    ]
    own = [seat for seat in seats if seat.agency.code == agency_code]
    own.sort(key=lambda seat: (seat.holder is None, order.index(seat.role), seat.id))
    return own[0] if own else None


_RANK = {role: rank for rank, role in enumerate(Role)}


def protocol(seat: Seat) -> tuple[int, int, int]:
    """Sort key of the protocol order: by role, then by the agency's place, then as the roster has it."""
    return (_RANK[seat.role], seat.agency.position, seat.id)
