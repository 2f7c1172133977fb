"""Finds for each line of the members' table the seat that it means, so that nobody is replaced by mistake."""

from collections import defaultdict
from collections.abc import Iterable

from committee.people import Role, Seat
from messages.sheets.cells import fold
from messages.sheets.records import MemberRow
from messages.sheets.roles import SUFFIXES
from storage.importing.difference import Seating

Group = tuple[str, Role]


def seatings(rows: Iterable[MemberRow], seats: Iterable[Seat]) -> list[Seating]:
    """The lines with their seats, in file order.

    Within an agency and a role a line first finds the seat whose holder has its name (accents and case
    aside), so that a line put in between moves nobody. The others take the seat of their code, then seats
    whose holder the file does not name, and new ones last.
    """
    groups: dict[Group, list[Seat]] = defaultdict(list)
    codes = set()
    for seat in seats:
        groups[seat.agency.code, seat.role].append(seat)
        codes.add(seat.code)
    lines: dict[Group, list[MemberRow]] = defaultdict(list)
    listed = list(rows)
    for row in listed:
        lines[row.agency_code, row.role].append(row)
    found: dict[int, Seating] = {}
    for group, own in lines.items():
        found |= _seat_group(own, groups.get(group, []), codes)
    return [found[id(row)] for row in listed]


def _seat_group(rows: list[MemberRow], seats: list[Seat], codes: set[str]) -> dict[int, Seating]:
    free = list(seats)
    found: dict[int, Seating] = {}
    for row in rows:
        held = next((s for s in free if s.holder and fold(s.holder.name) == fold(row.name)), None)
        if held and held.holder:
            free.remove(held)
            found[id(row)] = Seating(row, held.code, held.id, held.holder.id)
    for row in rows:
        if id(row) in found:
            continue
        seat = next((s for s in free if s.code == row.seat_code), free[0] if free else None)
        if seat:
            free.remove(seat)
            replaced = seat.holder.id if seat.holder else None
            found[id(row)] = Seating(row, seat.code, seat.id, None, replaced)
        else:
            found[id(row)] = Seating(row, _new_code(row, codes))
    return found


def _new_code(row: MemberRow, codes: set[str]) -> str:
    stem = f"{row.agency_code}-{SUFFIXES[row.role]}"
    number = 2
    code = row.seat_code
    while code in codes:
        code = f"{stem}{number}"
        number += 1
    codes.add(code)
    return code
