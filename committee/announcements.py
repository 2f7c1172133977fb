"""Who an announcement goes to: the audience expression ("all,-agency:STC"), read and resolved to seats."""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum

from committee.people import Role, Seat, protocol
from committee.refusals import Refusal, RefusalReason


class PartKind(StrEnum):
    """What a part of an audience names."""

    ALL = "all"
    PARTICIPANTS = "participants"  # everyone but the secretariat
    ROLE = "role"
    AGENCY = "agency"  # by code, name or short name
    GROUP = "group"  # a block of agencies, "Chính quyền"
    SEAT = "seat"  # by code


WHOLE = (PartKind.ALL, PartKind.PARTICIPANTS)  # parts that need no name behind a colon
DASHES = "-−–"


@dataclass(frozen=True)
class Part:
    """One part of an audience; `excludes` takes its seats out again."""

    kind: PartKind
    value: str = ""
    excludes: bool = False

    def __str__(self) -> str:
        name = f"{self.kind}:{self.value}" if self.value else self.kind.value
        return f"-{name}" if self.excludes else name


@dataclass(frozen=True)
class Audience:
    """A read expression; its text form reads back to the same."""

    parts: tuple[Part, ...]

    def __str__(self) -> str:
        return ",".join(str(part) for part in self.parts)


class BadAudience(Refusal, ValueError):
    """A part of an audience that means nothing or that nobody answers to; `part` is as it was typed."""

    def __init__(self, part: str) -> None:
        super().__init__(RefusalReason.AUDIENCE_BAD, part=part)
        self.part = part


# A role takes in the narrower one beside it: the standing deputy is a deputy too.
_WIDER: dict[Role, frozenset[Role]] = {
    Role.DEPUTY: frozenset({Role.DEPUTY, Role.STANDING_DEPUTY}),
    Role.SECRETARY: frozenset({Role.SECRETARY, Role.SECRETARIAT_LEAD}),
}


def parse(text: str) -> Audience:
    """Read an expression such as `all`, `role:member`, `agency:STC`, `group:Đảng`, `seat:STC-1`.

    Parts are separated by commas or semicolons; `-` before a part excludes. A name may hold commas
    ("group:Mặt trận, đoàn thể"): what follows one and is no part of its own belongs to the name before it.
    An expression of exclusions only starts from everybody. Raises BadAudience for a part that is none,
    Refusal(AUDIENCE_EMPTY) when there is no part at all.
    """
    parts = tuple(_part(piece) for piece in _pieces(text))
    if not parts:
        raise Refusal(RefusalReason.AUDIENCE_EMPTY)
    if all(part.excludes for part in parts):
        parts = (Part(PartKind.ALL), *parts)
    return Audience(parts)


def _pieces(text: str) -> list[str]:
    found: list[str] = []
    for group in text.split(";"):
        named = False  # whether the piece before, in this group, ends with a name that may go on
        for piece in (piece.strip() for piece in group.split(",")):
            if named and piece and ":" not in piece and piece[0] not in DASHES and piece.lower() not in WHOLE:
                found[-1] += f", {piece}"
            elif piece:
                found.append(piece)
                named = ":" in piece
    return found


def _part(text: str) -> Part:
    excludes = text[0] in DASHES
    name, colon, value = (text[1:] if excludes else text).strip().partition(":")
    try:
        kind = PartKind(name.strip().lower())
        value = value.strip()
        if (kind in WHOLE) == bool(colon):
            raise ValueError
        if colon and not value:
            raise ValueError
        if kind is PartKind.ROLE:
            value = Role(value.lower()).value
    except ValueError:
        raise BadAudience(text) from None
    return Part(kind, value, excludes)


def resolve(
    audience: Audience, seats: Iterable[Seat], matches: Callable[[str, str], bool] | None = None
) -> list[Seat]:
    """The seats meant, each once, in protocol order.

    `matches(typed, stored)` compares names after folding accents and case (default: only case). Order of
    parts does not matter: exclusions win. An agency, group or seat that does not exist raises BadAudience,
    also behind a `-`: a misspelt exclusion would write to somebody who was not meant. When nobody is left,
    Refusal(AUDIENCE_EMPTY). Seats without a holder are kept: the delivery report shows them.
    """
    same = matches or _same
    known = list(seats)
    chosen: dict[int, Seat] = {}
    excluded: set[int] = set()
    for part in audience.parts:
        found = [seat for seat in known if _belongs(seat, part, same)]
        if not found and part.kind in (PartKind.AGENCY, PartKind.GROUP, PartKind.SEAT):
            raise BadAudience(str(part))
        if part.excludes:
            excluded.update(seat.id for seat in found)
        else:
            chosen.update((seat.id, seat) for seat in found)
    left = [seat for seat in chosen.values() if seat.id not in excluded]
    if not left:
        raise Refusal(RefusalReason.AUDIENCE_EMPTY)
    return sorted(left, key=protocol)


def _same(typed: str, stored: str) -> bool:
    return typed.casefold() == stored.casefold()


def _belongs(seat: Seat, part: Part, same: Callable[[str, str], bool]) -> bool:
    match part.kind:
        case PartKind.ALL:
            return True
        case PartKind.PARTICIPANTS:
            return not seat.role.in_secretariat
        case PartKind.ROLE:
            role = Role(part.value)
            return seat.role in _WIDER.get(role, frozenset({role}))
        case PartKind.AGENCY:
            names = (seat.agency.code, seat.agency.name, seat.agency.short_name)
            return any(name and same(part.value, name) for name in names)
        case PartKind.GROUP:
            return bool(seat.agency.block) and same(part.value, seat.agency.block)
        case PartKind.SEAT:
            return same(part.value, seat.code)
