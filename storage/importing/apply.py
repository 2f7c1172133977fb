"""Takes a difference in, all of it in the transaction it is given, and says whose accounts that released."""

from collections.abc import Callable
from dataclasses import replace
from datetime import datetime
from typing import cast

from committee.meetings import Meeting
from committee.people import Agency, Person, short_form
from committee.practice import Practice
from messages.sheets.records import HolidayRow
from storage.importing.difference import Difference, Item, Seating, Sort
from storage.imports import TaskLine
from storage.joining import Identity
from storage.work import Work

BATCH = 500  # tasks

Progress = Callable[[int, int], None]


async def apply(
    work: Work, difference: Difference, now: datetime, practice: Practice, progress: Progress | None = None
) -> list[Identity]:
    """Write everything; returns the accounts of those who were replaced, so that they can be told."""
    tell = _Telling(progress, len(difference.new) + len(difference.changed))
    released: list[Identity] = []
    for item in _of(difference, Sort.AGENCY):
        await work.seats.put_agency(cast(Agency, item.record))
        await _note(work, item, f"agency:{item.key}", now)
        tell.step()
    for item in _of(difference, Sort.MEMBER):
        released += await _member(work, item, now, practice)
        tell.step()
    await _tasks(work, difference, now, tell)
    for item in _of(difference, Sort.MEETING):
        await _meeting(work, item, now)
        tell.step()
    for item in _of(difference, Sort.HOLIDAY):
        row = cast(HolidayRow, item.record)
        await work.holidays.put(row.date, row.name, row.kind.value)
        await _note(work, item, f"holiday:{item.key}", now)
        tell.step()
    return released


def _of(difference: Difference, sort: Sort) -> list[Item]:
    return [*difference.items(sort, new=True), *difference.items(sort, new=False)]


async def _member(work: Work, item: Item, now: datetime, practice: Practice) -> list[Identity]:
    seating = cast(Seating, item.record)
    row = seating.row
    if seating.person_id is not None and seating.seat_id is not None:
        seat = await work.seats.by_id(seating.seat_id)
        assert seat is not None and seat.holder is not None
        changed = {change.field: change.new for change in item.changes}
        person = replace(seat.holder, **changed, short_name=short_form(row.name))  # type: ignore[arg-type]
        await work.seats.change_person(person)
        await _note(work, item, f"person:{seat.holder.id}", now, seat.id)
        return []
    seat_id = await work.seats.put_seat(seating.code, row.role, row.agency_code)
    released = await _leave(work, seating.replaced, seat_id, now) if seating.replaced else []
    person = Person(
        id=0,
        name=row.name,
        short_name=short_form(row.name),
        courtesy=row.courtesy,
        title=row.title,
        phone=row.phone,
        email=row.email,
        note=row.note,
    )
    person_id = await work.seats.seat_person(seat_id, person, practice.day(now))
    await _note(work, item, f"person:{person_id}", now, seat_id)
    return released


async def _leave(work: Work, person_id: int, seat_id: int, now: datetime) -> list[Identity]:
    """Whoever is replaced loses access the same day; the seat keeps its tasks and answers."""
    accounts = await work.joining.accounts_of(person_id)
    await work.joining.release(person_id, now)
    await work.joining.revoke_codes(seat_id, now)
    await work.imports.close_questions(person_id, now)
    return accounts


async def _tasks(work: Work, difference: Difference, now: datetime, tell: "_Telling") -> None:
    for new in (True, False):
        lines = [cast(TaskLine, item.record) for item in difference.items(Sort.TASK, new=new)]
        for start in range(0, len(lines), BATCH):
            batch = lines[start : start + BATCH]
            await work.imports.put_tasks(batch, now, new=new)
            tell.step(len(batch))


async def _meeting(work: Work, item: Item, now: datetime) -> None:
    meeting = cast(Meeting, item.record)
    if item.changes:
        await work.meetings.change(meeting, now)
    else:
        meeting = await work.meetings.add(meeting, now)
    await _note(work, item, f"meeting:{meeting.id}", now)


async def _note(work: Work, item: Item, name: str, now: datetime, seat: int | None = None) -> None:
    """What an import did stands in the audit trail as the act of nobody: it came by the command line."""
    before = "; ".join(f"{change.field}: {change.old or ''}" for change in item.changes)
    after = "; ".join(f"{change.field}: {change.new or ''}" for change in item.changes)
    await work.audit.add(None, "imported", name, now, before=before, after=after or item.name, for_seat=seat)


class _Telling:
    """Counts what is done for the progress bar."""

    def __init__(self, progress: Progress | None, total: int) -> None:
        self._progress = progress
        self._total = total
        self._done = 0

    def step(self, number: int = 1) -> None:
        """So many more are done."""
        self._done += number
        if self._progress:
            self._progress(self._done, self._total)
