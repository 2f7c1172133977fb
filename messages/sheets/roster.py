"""Reads a roster (a workbook, a folder of csv, or one csv file) into records and refusals."""

from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from committee.calendar import WorkCalendar
from committee.people import Agency
from messages.sheets.agency_book import AgencyBook, book_of
from messages.sheets.columns import Kind
from messages.sheets.csv_files import read_csv
from messages.sheets.formats import is_workbook
from messages.sheets.grid import Grid, Tally, UnreadableFile
from messages.sheets.lines import Line, data_lines
from messages.sheets.people_lines import Seen, read_agency, read_member
from messages.sheets.records import (
    AgencyRow,
    HolidayRow,
    MeetingRow,
    MemberRow,
    Reading,
    Reason,
    Refusal,
    TaskRow,
)
from messages.sheets.roles import SeatCodes
from messages.sheets.tables import Table, find_table, recognised
from messages.sheets.work_lines import read_holiday, read_meeting, read_task
from messages.sheets.workbook_files import read_workbook

_LARGEST_FILE = 50_000_000  # bytes
_CSV_ENDINGS = (".csv", ".tsv")


def read_roster(
    path: Path | str,
    known_agencies: Sequence[Agency] = (),
    progress: Callable[[int, int], None] | None = None,
) -> Reading:
    """All records of a workbook, a csv file or a folder of csv, with what was refused and why.

    Agencies that are stored already may be given, so that tasks can come without their agencies.
    `progress` is told (rows done, rows in all). Never raises for what stands in the file.
    """
    tally = Tally(progress)
    reader = _Reader(known_agencies, tally)
    for file in _files(Path(path), reader):
        try:
            reader.grids.extend(_grids(file, tally))
        except UnreadableFile as problem:
            reader.refusals.append(Refusal(file.name, problem.reason, value=problem.value, is_file=True))
        except OSError as problem:
            missing = isinstance(problem, FileNotFoundError)
            reason = Reason.NOT_FOUND if missing else Reason.UNREADABLE
            reader.refusals.append(Refusal(file.name, reason, value=str(file), is_file=True))
    reading = reader.read(Path(path).name)
    tally.finish()
    return reading


def _files(path: Path, reader: "_Reader") -> list[Path]:
    """The file itself, or the csv files of a folder."""
    if not path.is_dir():
        return [path]
    try:
        inside = sorted(path.iterdir())
    except OSError:
        reader.refusals.append(Refusal(path.name, Reason.UNREADABLE, value=str(path), is_file=True))
        return []
    files = [
        file
        for file in inside
        if file.suffix.lower() in _CSV_ENDINGS and file.is_file() and not file.name.startswith((".", "~$"))
    ]
    if not files:
        reader.refusals.append(Refusal(path.name, Reason.EMPTY_FOLDER, value=str(path), is_file=True))
    return files


def _grids(file: Path, tally: Tally) -> list[Grid]:
    if file.stat().st_size > _LARGEST_FILE:
        raise UnreadableFile(Reason.TOO_BIG)
    data = file.read_bytes()
    if is_workbook(data):
        return read_workbook(data, tally)
    grid = read_csv(file.name, data, recognised)
    tally.expect(len(grid.rows))
    tally.step(len(grid.rows))
    return [grid]


class _Reader:
    """Collects records table by table; days off and agencies first, for the rest is checked against them."""

    def __init__(self, known: Sequence[Agency], tally: Tally) -> None:
        self._known = known
        self._tally = tally
        self.grids: list[Grid] = []
        self.refusals: list[Refusal] = []
        self._warnings: list[Refusal] = []
        self._agencies: list[AgencyRow] = []
        self._members: list[MemberRow] = []
        self._tasks: list[TaskRow] = []
        self._meetings: list[MeetingRow] = []
        self._holidays: list[HolidayRow] = []

    def read(self, name: str) -> Reading:
        """Understand the grids; `name` is what a person calls the whole input."""
        tables = self._tables()
        if not tables and not self.refusals:
            self.refusals.append(Refusal(name, Reason.NOTHING_KNOWN, is_file=True))
            # That sentence says it for all of them; a hidden sheet is worth its own.
            self._warnings = [remark for remark in self._warnings if remark.reason is Reason.HIDDEN_SHEET]
        self._read_holidays(tables.get(Kind.HOLIDAYS, []))
        self._read_agencies(tables.get(Kind.AGENCIES, []))
        own = [(row.code, row.name, row.short_name) for row in self._agencies]
        stored = [(agency.code, agency.name, agency.short_name) for agency in self._known]
        book = book_of([*own, *stored])
        self._read_members(tables.get(Kind.MEMBERS, []), book)
        calendar = WorkCalendar.of((day.date, day.kind) for day in self._holidays)
        self._read_tasks(tables.get(Kind.TASKS, []), book, calendar)
        self._read_meetings(tables.get(Kind.MEETINGS, []), calendar)
        return Reading(
            tuple(self._agencies),
            tuple(self._members),
            tuple(self._tasks),
            tuple(self._meetings),
            tuple(self._holidays),
            tuple(self.refusals),
            tuple(self._warnings),
        )

    def _tables(self) -> dict[Kind, list[Table]]:
        tables: dict[Kind, list[Table]] = {}
        for grid in self.grids:
            self.refusals.extend(grid.refusals)
            if not grid.rows:
                self._tally.step(len(grid.rows))
                continue
            found = find_table(grid)
            if isinstance(found, Table) and not grid.hidden:
                tables.setdefault(found.kind, []).append(found)
                self._warnings.extend(found.warnings)
            elif isinstance(found, Refusal) and not grid.hidden:
                self.refusals.append(found)
            else:
                reason = Reason.HIDDEN_SHEET if grid.hidden else Reason.SHEET_IGNORED
                self._warnings.append(Refusal(grid.name, reason, is_file=grid.is_file))
        return tables

    def _lines(self, tables: Sequence[Table]) -> Iterator[Line]:
        """The lines to understand; what is refused or remarked in each is collected when it is done with."""
        for table in tables:
            for line in data_lines(table):
                if not line.lone_cell():
                    yield line
                self.refusals.extend(line.refusals)
                self._warnings.extend(line.warnings)
                self._tally.step()
            self._warn_of_mixed_dates(table)

    def _read_holidays(self, tables: Sequence[Table]) -> None:
        seen = Seen()
        for line in self._lines(tables):
            if row := read_holiday(line, seen):
                self._holidays.append(row)

    def _read_agencies(self, tables: Sequence[Table]) -> None:
        seen, names = Seen(), Seen()
        for place, line in enumerate(self._lines(tables), start=1):
            if row := read_agency(line, seen, names, place):
                self._agencies.append(row)

    def _read_members(self, tables: Sequence[Table], book: AgencyBook) -> None:
        seen, seats = Seen(), SeatCodes()
        for line in self._lines(self._checkable(tables, book)):
            if row := read_member(line, seen, seats, book):
                self._members.append(row)

    def _read_tasks(self, tables: Sequence[Table], book: AgencyBook, calendar: WorkCalendar) -> None:
        seen = Seen()
        for line in self._lines(self._checkable(tables, book)):
            if row := read_task(line, seen, book, calendar):
                self._tasks.append(row)

    def _read_meetings(self, tables: Sequence[Table], calendar: WorkCalendar) -> None:
        seen = Seen()
        for line in self._lines(tables):
            if row := read_meeting(line, seen, calendar):
                self._meetings.append(row)

    def _checkable(self, tables: Sequence[Table], book: AgencyBook) -> list[Table]:
        """The tables; when no agency is known to check them against, none, and one refusal for each."""
        if len(book):
            return list(tables)
        for table in tables:
            if next(data_lines(table), None):
                grid = table.grid
                self.refusals.append(Refusal(grid.name, Reason.NO_AGENCIES, is_file=grid.is_file))
        return []

    def _warn_of_mixed_dates(self, table: Table) -> None:
        """Excel set to month-first turns 04/12 into 12 April and leaves 30/11 as text: remark on that."""
        for field, forms in table.date_forms.items():
            real = [day for is_real, day, _ in forms if is_real]
            typed = [day for is_real, day, _ in forms if not is_real]
            if len(real) > 1 and typed and max(real) <= 12 < min(typed):
                row = next(row for is_real, _, row in forms if is_real)
                self._warnings.append(
                    Refusal(
                        table.grid.name,
                        Reason.MIXED_DATES,
                        row,
                        table.title(field),
                        is_file=table.grid.is_file,
                    )
                )
