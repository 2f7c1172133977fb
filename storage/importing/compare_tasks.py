"""Compares a sheet's tasks with those remembered: fields, the answering seat, whose deadline stands."""

from collections.abc import Iterable, Mapping
from dataclasses import replace
from datetime import date, timedelta

from committee.people import Agency, Person, Seat, lead_seat
from messages.sheets.records import TaskRow
from storage.importing.difference import Seating, Sort, Sorting, Value, Why, changes
from storage.imports import StoredTask, TaskLine

_FIELDS = ("title", "lead_agency", "seat_code", "cooperating", "source", "deadline", "group", "product")
_LONG_AGO, _LONG_AHEAD = timedelta(days=366), timedelta(days=5 * 366)
_NEW = 1_000_000_000  # seats that are still to be made come after all others


class LeadSeats:
    """Which seat answers for an agency's tasks, once the members of the sheet are seated."""

    def __init__(
        self, agencies: Mapping[str, Agency], seats: Iterable[Seat], seated: Iterable[Seating]
    ) -> None:
        self._by_agency: dict[str, list[Seat]] = {}
        self._found: dict[str, str | None] = {}
        known = {seat.code: seat for seat in seats}
        for number, seating in enumerate(seated):
            row = seating.row
            holder = Person(id=0, name=row.name)
            old = known.get(seating.code)
            known[seating.code] = (
                replace(old, holder=holder)
                if old
                else Seat(_NEW + number, seating.code, row.role, agencies[row.agency_code], holder)
            )
        for seat in known.values():
            self._by_agency.setdefault(seat.agency.code, []).append(seat)

    def of(self, agency_code: str) -> str | None:
        """The code of the seat, or nothing for an agency that has none."""
        if agency_code not in self._found:
            seat = lead_seat(self._by_agency.get(agency_code, []), agency_code)
            self._found[agency_code] = seat.code if seat else None
        return self._found[agency_code]


def compare_tasks(
    sorting: Sorting,
    rows: Iterable[TaskRow],
    stored: Mapping[str, StoredTask],
    leads: LeadSeats,
    today: date,
) -> None:
    """Sort the rows into new, changed, unchanged and refused."""
    unled = set()
    for row in rows:
        seat = leads.of(row.lead_agency)
        old = stored.get(row.code)
        if seat is None and row.lead_agency not in unled:
            unled.add(row.lead_agency)
            sorting.remark(Sort.TASK, row.code, row.title, Why.NOBODY_LEADS, row.lead_agency)
        day = row.deadline
        far = day is not None and not today - _LONG_AGO <= day <= today + _LONG_AHEAD
        if far and (old is None or day not in (old.deadline, old.original)):
            sorting.remark(Sort.TASK, row.code, row.title, Why.FAR_DAY, day)
        if old is None:
            sorting.add(Sort.TASK, row.code, row.title, TaskLine(row.code, _new(row, seat)), None)
        elif _contradicts(row.deadline, old):
            days = (old.original, old.deadline, row.deadline)
            sorting.refuse(Sort.TASK, row.code, row.title, Why.EXTENDED, *days)
        else:
            _compare(sorting, row, old, seat)


def _new(row: TaskRow, seat: str | None) -> StoredTask:
    return StoredTask(
        title=row.title,
        lead_agency=row.lead_agency,
        seat_code=seat,
        source=row.source,
        deadline=row.deadline,
        original=row.deadline,
        group=row.group,
        product=row.product,
        cooperating=row.cooperating,
    )


def _contradicts(deadline: date | None, old: StoredTask) -> bool:
    """Whether the sheet names a third day where an extension moved the first: nobody can tell which holds."""
    granted = old.deadline != old.original
    return granted and deadline is not None and deadline not in (old.deadline, old.original)


def _compare(sorting: Sorting, row: TaskRow, old: StoredTask, seat: str | None) -> None:
    """An empty cell keeps what there was, and so does the first deadline of a task that was extended."""
    granted = old.deadline != old.original
    deadline = old.deadline if granted or row.deadline is None else row.deadline
    new = StoredTask(
        title=row.title,
        lead_agency=row.lead_agency,
        seat_code=seat or old.seat_code,
        source=row.source or old.source,
        deadline=deadline,
        original=old.original if granted else deadline,
        group=row.group or old.group,
        product=row.product or old.product,
        cooperating=tuple(sorted(row.cooperating)) or old.cooperating,
    )
    found = changes({name: (_shown(old, name), _shown(new, name)) for name in _FIELDS})
    before = "; ".join(f"{change.field}: {change.old or ''}" for change in found)
    after = "; ".join(f"{change.field}: {change.new or ''}" for change in found)
    sorting.add(Sort.TASK, row.code, row.title, TaskLine(row.code, new, before, after), found)


def _shown(task: StoredTask, name: str) -> Value:
    value: Value | tuple[str, ...] = getattr(task, name)
    return "; ".join(value) if isinstance(value, tuple) else value
