"""Finds the seats that somebody means by a seat's code, an agency or a person's name."""

from collections.abc import Callable, Iterable, Sequence

from committee.people import Seat, protocol
from messages.sheets.cells import fold

EVERYBODY = ("tatca", "tat ca", "all")


def means_everybody(typed: str) -> bool:
    """Whether all seats are meant."""
    return fold(typed) in EVERYBODY


def find_seats(seats: Iterable[Seat], typed: str) -> list[Seat]:
    """The seats meant, in protocol order; none when nobody is called so.

    A seat's code goes before an agency's code or name, that before a whole name, and only when nothing is
    called exactly so, all words of what was typed are looked for in the names of people and agencies.
    """
    wanted = fold(typed)
    known = sorted(seats, key=protocol)
    if not wanted:
        return []
    for names in (_code, _agency, _person):
        found = [seat for seat in known if wanted in map(fold, names(seat))]
        if found:
            return found
    return _holding(known, wanted, _person) or _holding(known, wanted, _agency)


def _holding(seats: Sequence[Seat], wanted: str, names: Callable[[Seat], tuple[str, ...]]) -> list[Seat]:
    words = set(wanted.split())
    return [seat for seat in seats if any(words <= set(fold(name).split()) for name in names(seat))]


def _code(seat: Seat) -> tuple[str, ...]:
    return (seat.code,)


def _agency(seat: Seat) -> tuple[str, ...]:
    return tuple(filter(None, (seat.agency.code, seat.agency.name, seat.agency.short_name)))


def _person(seat: Seat) -> tuple[str, ...]:
    return (seat.holder.name,) if seat.holder else ()
