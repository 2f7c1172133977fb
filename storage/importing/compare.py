"""Compares what a spreadsheet says with what is remembered; changes nothing."""

from dataclasses import replace
from datetime import datetime

from committee.people import Agency, Seat
from committee.practice import Practice
from messages.sheets.audiences import AudienceReader
from messages.sheets.records import AgencyRow, HolidayRow, Reading
from storage.importing.compare_meetings import compare_meetings
from storage.importing.compare_tasks import LeadSeats, compare_tasks
from storage.importing.difference import Change, Difference, Seating, Sort, Sorting, Why, changes
from storage.importing.seating import seatings
from storage.work import Work

_AGENCY_FIELDS = ("name", "short_name", "block", "duty", "phone", "email", "position")
_PERSON_FIELDS = ("name", "courtesy", "title", "phone", "email", "note")


async def compare(work: Work, reading: Reading, now: datetime, practice: Practice) -> Difference:
    """What taking this reading in would do. The same reading after it was taken in changes nothing."""
    sorting = Sorting()
    agencies = await work.seats.agencies()
    seats = await work.seats.all()
    merged = _merged(agencies, reading.agencies)
    _agencies(sorting, reading.agencies, agencies, merged)
    seated = seatings(reading.members, seats)
    _members(sorting, seated, seats)
    leads = LeadSeats(merged, seats, seated)
    compare_tasks(sorting, reading.tasks, await work.imports.tasks(), leads, practice.local(now).date())
    meetings = {meeting.code: meeting for meeting in await work.meetings.all()}
    compare_meetings(sorting, reading.meetings, meetings, AudienceReader(merged.values()), now, practice)
    await _holidays(sorting, reading.holidays, work)
    return sorting.difference()


def _agencies(
    sorting: Sorting, rows: tuple[AgencyRow, ...], stored: list[Agency], merged: dict[str, Agency]
) -> None:
    known = {agency.code: agency for agency in stored}
    for row in rows:
        old, new = known.get(row.code), merged[row.code]
        found = None
        if old is not None:
            found = changes({name: (getattr(old, name), getattr(new, name)) for name in _AGENCY_FIELDS})
        sorting.add(Sort.AGENCY, row.code, row.name, new, found)


def _merged(stored: list[Agency], rows: tuple[AgencyRow, ...]) -> dict[str, Agency]:
    """The agencies as they will be; an empty cell keeps what there was."""
    merged = {agency.code: agency for agency in stored}
    for row in rows:
        given = {name: getattr(row, name) for name in _AGENCY_FIELDS if getattr(row, name) != ""}
        merged[row.code] = replace(merged.get(row.code, Agency(row.code, row.name)), **given)
    return merged


def _members(sorting: Sorting, seated: list[Seating], seats: list[Seat]) -> None:
    known = {seat.id: seat for seat in seats}
    for seating in seated:
        seat = known.get(seating.seat_id or 0)
        found = _member_changes(seating, seat)
        sorting.add(Sort.MEMBER, seating.code, seating.row.name, seating, found)
    if not seated:
        return
    named = {seating.seat_id for seating in seated}
    for seat in seats:
        if seat.id not in named and seat.holder:
            sorting.remark(Sort.MEMBER, seat.code, seat.holder.name, Why.NOT_IN_FILE)


def _member_changes(seating: Seating, seat: Seat | None) -> tuple[Change, ...] | None:
    if seat is None:
        return None
    row, old = seating.row, seat.holder
    if old is None or seating.person_id is None:
        return (Change("holder", old.name if old else "", row.name),)
    return changes({name: (getattr(old, name), getattr(row, name)) for name in _PERSON_FIELDS})


async def _holidays(sorting: Sorting, rows: tuple[HolidayRow, ...], work: Work) -> None:
    known = await work.holidays.all()
    for row in rows:
        name, kind = known.get(row.date, ("", ""))
        found = None
        if row.date in known:
            found = changes({"name": (name, row.name), "kind": (kind, row.kind.value)})
        sorting.add(Sort.HOLIDAY, row.date.isoformat(), row.name, row, found)
