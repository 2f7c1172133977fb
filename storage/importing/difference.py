"""What an import would do: new, changed and unchanged things, what is refused, and what to look at."""

from dataclasses import dataclass, field
from datetime import date, datetime
from enum import StrEnum

from committee.meetings import Meeting
from committee.people import Agency
from messages.sheets.records import HolidayRow, MemberRow
from storage.imports import TaskLine

Value = str | int | date | datetime | None


class Sort(StrEnum):
    """The tables, in the order in which they are taken in."""

    AGENCY = "agency"
    MEMBER = "member"
    TASK = "task"
    MEETING = "meeting"
    HOLIDAY = "holiday"


class Why(StrEnum):
    """Why a good line is not taken in, or only remarked on; its sentence is in cli/import/remark.txt."""

    EXTENDED = "extended"  # refused: the deadline was moved by an extension, and the sheet names a third day
    MEETING_CALLED = "meeting_called"  # refused: people were told; it is changed in the chat
    MEETING_PAST = "meeting_past"  # remarked: it can no longer be called
    GUESTS = "guests"  # remarked: pieces of the audience that name nobody of the committee; kept in the note
    AUDIENCE_UNCLEAR = "audience_unclear"  # remarked: nothing of the audience was understood
    NOBODY_LEADS = "nobody_leads"  # remarked: a task of an agency that has no seat
    FAR_DAY = "far_day"  # remarked: a new deadline so far from today that its year may be mistyped
    NOT_IN_FILE = "not_in_file"  # remarked: a seat that the file leaves out; it is kept


@dataclass(frozen=True)
class Change:
    """One field that differs."""

    field: str
    old: Value
    new: Value


@dataclass(frozen=True)
class Seating:
    """Whom a line of the members' table seats where.

    `seat_id` and `person_id` are None for a seat or a holder that is new; `replaced` is the id of whoever
    held the seat until now.
    """

    row: MemberRow
    code: str
    seat_id: int | None = None
    person_id: int | None = None
    replaced: int | None = None


Record = Agency | Seating | TaskLine | Meeting | HolidayRow


@dataclass(frozen=True)
class Item:
    """One thing that is new (no changes) or changed."""

    sort: Sort
    key: str
    name: str
    record: Record
    changes: tuple[Change, ...] = ()


@dataclass(frozen=True)
class Remark:
    """A line that is refused, or something to look at."""

    sort: Sort
    key: str
    name: str
    why: Why
    values: tuple[Value, ...] = ()


@dataclass(frozen=True)
class Difference:
    """All that an import would do; equal ones do the same."""

    new: tuple[Item, ...] = ()
    changed: tuple[Item, ...] = ()
    unchanged: dict[Sort, int] = field(default_factory=dict)
    refused: tuple[Remark, ...] = ()
    remarks: tuple[Remark, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is nothing to take in."""
        return not self.new and not self.changed

    def items(self, sort: Sort, *, new: bool) -> list[Item]:
        """The new or the changed ones of one table."""
        return [item for item in (self.new if new else self.changed) if item.sort is sort]


class Sorting:
    """Collects a difference item by item."""

    def __init__(self) -> None:
        self._new: list[Item] = []
        self._changed: list[Item] = []
        self._unchanged = dict.fromkeys(Sort, 0)
        self._refused: list[Remark] = []
        self._remarks: list[Remark] = []

    def add(
        self, sort: Sort, key: str, name: str, record: Record, changes: tuple[Change, ...] | None
    ) -> None:
        """Count a thing as new (None), unchanged (no changes) or changed."""
        if changes is None:
            self._new.append(Item(sort, key, name, record))
        elif changes:
            self._changed.append(Item(sort, key, name, record, changes))
        else:
            self._unchanged[sort] += 1

    def refuse(self, sort: Sort, key: str, name: str, why: Why, *values: Value) -> None:
        """A good line that cannot be taken in."""
        self._refused.append(Remark(sort, key, name, why, values))

    def remark(self, sort: Sort, key: str, name: str, why: Why, *values: Value) -> None:
        """Something to look at."""
        self._remarks.append(Remark(sort, key, name, why, values))

    def difference(self) -> Difference:
        """All of it."""
        return Difference(
            tuple(self._new),
            tuple(self._changed),
            self._unchanged,
            tuple(self._refused),
            tuple(self._remarks),
        )


def changes(pairs: dict[str, tuple[Value, Value]]) -> tuple[Change, ...]:
    """The fields (old, new) that differ. An empty cell takes nothing away: an import never deletes."""
    return tuple(
        Change(name, old, new) for name, (old, new) in pairs.items() if new not in ("", None) and new != old
    )
