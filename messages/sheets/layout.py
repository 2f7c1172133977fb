"""Lays records out as the tables a secretary knows, so that what is exported can be imported again."""

from collections.abc import Iterable
from pathlib import Path

from committee.calendar import DayKind
from messages.sheets.columns import AGENCIES, HOLIDAYS, MEETINGS, MEMBERS, TASKS, Shape
from messages.sheets.records import Reading
from messages.sheets.roles import TITLES
from messages.sheets.roster import read_roster
from messages.sheets.workbook import SheetTable, Writable, write_workbook

_HOLIDAY_WORDS = {DayKind.DAY_OFF: "nghỉ lễ", DayKind.MADE_UP: "làm bù"}


def roster_tables(reading: Reading) -> list[SheetTable]:
    """The records of a reading as sheets, agencies by their full names, in the order of the import."""
    names = {agency.code: agency.name for agency in reading.agencies}
    return [
        _table(
            AGENCIES,
            (
                (row.position, row.code, row.name, row.short_name, row.block, row.duty, row.phone, row.email)
                for row in reading.agencies
            ),
        ),
        _table(
            MEMBERS,
            (
                (
                    number,
                    row.courtesy,
                    row.name,
                    row.title,
                    names.get(row.agency_code, row.agency_code),
                    TITLES[row.role],
                    row.phone,
                    row.email,
                    row.note,
                )
                for number, row in enumerate(reading.members, start=1)
            ),
        ),
        _table(
            TASKS,
            (
                (
                    row.code,
                    row.title,
                    names.get(row.lead_agency, row.lead_agency),
                    "; ".join(
                        names.get(code, code) if ";" not in names.get(code, code) else code
                        for code in row.cooperating
                    ),
                    row.source,
                    row.deadline,
                    row.group,
                    row.product,
                )
                for row in reading.tasks
            ),
        ),
        _table(
            MEETINGS,
            (
                (
                    row.code,
                    row.title,
                    row.kind,
                    row.date,
                    row.start,
                    row.end,
                    row.place,
                    row.form,
                    row.chaired_by,
                    row.audience,
                    row.answer_by,
                    row.documents,
                    row.note,
                )
                for row in reading.meetings
            ),
        ),
        _table(HOLIDAYS, ((row.date, row.name, _HOLIDAY_WORDS[row.kind]) for row in reading.holidays)),
    ]


def copy_as_workbook(source: Path, target: Path) -> Reading:
    """Write what an import file says as a workbook, and give back what was read."""
    reading = read_roster(source)
    write_workbook(roster_tables(reading), target)
    return reading


def _table(shape: Shape, rows: Iterable[tuple[Writable, ...]]) -> SheetTable:
    return SheetTable(shape.title, tuple(column.title for column in shape.columns), tuple(rows))
