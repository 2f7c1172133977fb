"""Fills an empty database with a committee from its sheets, asking nobody: for the sandbox and for tests."""

from datetime import datetime
from pathlib import Path

from committee.people import Agency, Person, lead_seat, short_form
from committee.tasks import Task
from messages.sheets.roster import read_roster
from storage.database import Database
from storage.work import working


async def found(database: Database, path: Path, now: datetime) -> None:
    """Put everything that the sheets say into the database."""
    reading = read_roster(path)
    async with working(database) as work:
        agencies = {}
        for row in reading.agencies:
            agency = Agency(
                row.code, row.name, row.short_name, row.block, row.duty, row.phone, row.email, row.position
            )
            agencies[row.code] = agency
            await work.seats.put_agency(agency)
        for member in reading.members:
            seat_id = await work.seats.put_seat(member.seat_code, member.role, member.agency_code)
            person = Person(
                0,
                member.name,
                short_form(member.name),
                member.courtesy,
                member.title,
                member.phone,
                member.email,
                member.note,
            )
            await work.seats.seat_person(seat_id, person, now.date())
        seats = await work.seats.all()
        for line in reading.tasks:
            lead = lead_seat(seats, line.lead_agency)
            task = Task(
                0,
                line.code,
                line.title,
                agencies[line.lead_agency],
                lead,
                line.source,
                line.deadline,
                group=line.group,
                product=line.product,
                cooperating=tuple(agencies[c] for c in line.cooperating),
            )
            await work.tasks.put(task, lead.id if lead else None, now)
        for day in reading.holidays:
            await work.holidays.put(day.date, day.name, day.kind.value)
