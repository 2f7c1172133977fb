"""Agencies, seats and the people who hold them."""

from datetime import date, datetime
from typing import Any

from committee.people import Actor, Agency, Person, Role, Seat
from storage.database import QUERIES as Q
from storage.moments import to_text


def agency_of(row: Any) -> Agency:
    """The agency in a row that has agency_… columns."""
    return Agency(
        code=row["agency_code"],
        name=row["agency_name"],
        short_name=row["agency_short_name"],
        block=row["agency_block"],
        position=row["agency_position"],
    )


def person_of(row: Any) -> Person | None:
    """The person in a row that has person_… columns, or nobody."""
    if row["person_id"] is None:
        return None
    return Person(
        id=row["person_id"],
        name=row["person_name"],
        short_name=row["person_short_name"],
        courtesy=row["person_courtesy"],
        title=row["person_title"],
        phone=row["person_phone"],
        email=row["person_email"],
        note=row["person_note"],
        language=row["person_language"],
        agreed=row["person_agreed_at"] is not None,
    )


def seat_of(row: Any) -> Seat:
    """The seat in a row of seat_view."""
    return Seat(
        id=row["seat_id"],
        code=row["seat_code"],
        role=Role(row["seat_role"]),
        agency=agency_of(row),
        holder=person_of(row),
    )


class Seats:
    """Who belongs to the committee."""

    def __init__(self, connection: Any) -> None:
        self._c = connection

    async def all(self) -> list[Seat]:
        """Every seat in protocol order, with whoever holds it today."""
        return [seat_of(row) async for row in Q.seats_all(self._c)]

    async def secretariat_and_chairs(self) -> list[Seat]:
        """The few seats that run the committee."""
        return [seat_of(row) async for row in Q.seats_with_roles(self._c)]

    async def secretariat(self) -> list[Seat]:
        """The secretariat's seats that somebody holds."""
        return [s for s in await self.secretariat_and_chairs() if s.role.in_secretariat and s.holder]

    async def reading_digest(self) -> list[Seat]:
        """The seats to which the digest comes by itself."""
        return [seat_of(row) async for row in Q.seats_reading_digest(self._c)]

    async def set_reads_digest(self, seat_id: int, reads: bool) -> None:
        """Name a seat as a reader of the digest, or take that back."""
        await Q.seat_reads_digest(self._c, seat_id=seat_id, reads=int(reads))

    async def by_id(self, seat_id: int) -> Seat | None:
        """One seat."""
        row = await Q.seat_by_id(self._c, seat_id=seat_id)
        return seat_of(row) if row else None

    async def by_code(self, code: str) -> Seat | None:
        """One seat by the code that the roster gave it, such as STC-UV."""
        row = await Q.seat_by_code(self._c, code=code)
        return seat_of(row) if row else None

    async def actor(self, channel: str, user: str) -> Actor | None:
        """Who is behind an account: the person who verified it, and the seat; nobody for a stranger."""
        row = await Q.seat_of_account(self._c, channel=channel, user_key=user)
        if row is None:
            return None
        seat = seat_of(row)
        return Actor(seat.holder, seat) if seat.holder else None

    async def agencies(self) -> list[Agency]:
        """Every agency in protocol order."""
        return [
            Agency(
                code=row["agency_code"],
                name=row["agency_name"],
                short_name=row["agency_short_name"],
                block=row["agency_block"],
                duty=row["agency_duty"],
                phone=row["agency_phone"],
                email=row["agency_email"],
                position=row["agency_position"],
            )
            async for row in Q.agencies_all(self._c)
        ]

    async def put_agency(self, agency: Agency) -> None:
        """Add an agency, or change the one with this code."""
        await Q.agency_put(
            self._c,
            code=agency.code,
            name=agency.name,
            short_name=agency.short_name,
            block=agency.block,
            duty=agency.duty,
            phone=agency.phone,
            email=agency.email,
            position=agency.position,
        )

    async def put_seat(self, code: str, role: Role, agency_code: str) -> int:
        """Add a seat, or change the one with this code; returns its id."""
        return int(
            await Q.seat_put(
                self._c,
                code=code,
                role=role.value,
                agency_code=agency_code,
                reads_digest=int(role.reads_digest),
            )
        )

    async def seat_person(self, seat_id: int, person: Person, today: date) -> int:
        """Let somebody new hold a seat from today; whoever held it until now holds it no longer."""
        await Q.tenure_end(self._c, seat_id=seat_id, day=today.isoformat())
        person_id = int(await Q.person_add(self._c, **_columns(person)))
        await Q.tenure_begin(self._c, seat_id=seat_id, person_id=person_id, day=today.isoformat())
        return person_id

    async def change_person(self, person: Person) -> None:
        """Correct a person's particulars."""
        await Q.person_change(self._c, person_id=person.id, **_columns(person))

    async def agree(self, person_id: int, words: str, now: datetime) -> None:
        """Keep that a person agreed, when, and to which version of the words (Law 91/2025/QH15)."""
        await Q.person_agree(self._c, person_id=person_id, at=to_text(now), words=words)

    async def set_language(self, person_id: int, language: str) -> None:
        """The language in which the bot speaks to a person."""
        await Q.person_language(self._c, person_id=person_id, language=language)


def _columns(person: Person) -> dict[str, str]:
    return {
        "name": person.name,
        "short_name": person.short_name,
        "courtesy": person.courtesy,
        "title": person.title,
        "phone": person.phone,
        "email": person.email,
        "note": person.note,
    }
