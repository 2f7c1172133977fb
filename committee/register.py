"""How a person is addressed: as comrade or by courtesy, and whether the message goes upward."""

from dataclasses import dataclass
from enum import StrEnum

from committee.people import Person, Role, short_form


class AddressKind(StrEnum):
    """The form of address of domain.md § 3.1."""

    COMRADE = "comrade"  # đồng chí
    COURTESY = "courtesy"  # ông, bà


@dataclass(frozen=True)
class Address:
    """What a salutation needs to know; the words themselves are in the templates.

    `upward` is true towards the chair and the standing deputy: one reports to them (Kính báo cáo), one
    does not remind them.
    """

    kind: AddressKind
    upward: bool
    name: str
    short: str
    courtesy: str = ""


def address(person: Person, role: Role | None) -> Address:
    """How to address a person in a role; None is a guest of one meeting.

    Whoever has a seat is a comrade. For a guest "đồng chí" would be a guess, so the roster's courtesy
    is used where there is one (domain.md § 3.1).
    """
    guest = role is None and bool(person.courtesy)
    return Address(
        kind=AddressKind.COURTESY if guest else AddressKind.COMRADE,
        upward=role in (Role.CHAIR, Role.STANDING_DEPUTY),
        name=person.name,
        short=person.short_name or short_form(person.name),
        courtesy=person.courtesy,
    )
