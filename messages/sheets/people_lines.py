"""Turns the lines of the agency and member tables into records."""

from committee.people import Role
from messages.sheets.agency_book import AgencyBook, AmbiguousAgency
from messages.sheets.cells import fold, text_of
from messages.sheets.lines import Line
from messages.sheets.records import AgencyRow, MemberRow, Reason
from messages.sheets.roles import SeatCodes, read_role


class Seen:
    """The codes met so far in the file, each with its first row."""

    def __init__(self) -> None:
        self._rows: dict[str, int] = {}

    def again(self, line: Line, field: str, value: str) -> bool:
        """Refuse a line whose code was met before; remember it otherwise."""
        if not value:
            return False
        first = self._rows.setdefault(value.casefold(), line.row)
        if first != line.row:
            line.refuse(field, Reason.DUPLICATE, value, other=first)
        return first != line.row


def read_agency(line: Line, seen: Seen, names: Seen, place: int) -> AgencyRow | None:
    """The agency of a line; `place` is its protocol position when no STT is given."""
    code, name = line.code(), line.text("name", required=True)
    if not seen.again(line, "code", code):
        names.again(line, "name", fold(name) and name)
    number = text_of(line.raw("number"))
    row = AgencyRow(
        code=code,
        name=name,
        short_name=line.text("short_name"),
        block=line.text("block"),
        duty=line.listed("duty"),
        phone=line.phone(),
        email=line.email(),
        position=int(number) if number.isdecimal() and len(number) < 7 else place,
    )
    return row if line.good else None


def find_agency(line: Line, field: str, book: AgencyBook) -> str:
    """The code of the agency in a cell that must name one; "" when refused."""
    words = line.text(field, required=True)
    if not words:
        return ""
    try:
        code = book.find(words)
        several = code is None and len(book.find_all(words)[0]) > 1
    except AmbiguousAgency:
        line.refuse(field, Reason.AMBIGUOUS_AGENCY, words)
        return ""
    if several:
        line.refuse(field, Reason.SEVERAL_LEADS, words)
    elif code is None:
        line.refuse(field, Reason.UNKNOWN_AGENCY, words, suggestion=book.nearest(words))
    return code or ""


def read_member(line: Line, seen: Seen, seats: SeatCodes, book: AgencyBook) -> MemberRow | None:
    """The person of a line with his or her seat.

    A seat is counted even when something else in the line is refused, so that mending the line later does
    not rename the seats after it.
    """
    name = line.text("name", required=True)
    agency = find_agency(line, "agency", book)
    words = line.text("role", required=True)
    role = read_role(words) if words else None
    if words and role is None:
        line.refuse("role", Reason.UNKNOWN_ROLE, words)
    seat = ""
    if agency and role and name and not seen.again(line, "name", f"{name} – {agency} – {words}"):
        seat = seats.next(agency, role)
    row = MemberRow(
        name=name,
        agency_code=agency,
        role=role or Role.MEMBER,
        seat_code=seat,
        courtesy=line.text("courtesy"),
        title=line.text("title"),
        phone=line.phone(),
        email=line.email(),
        note=line.lines("note"),
    )
    return row if line.good else None
