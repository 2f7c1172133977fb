"""One data line of a table: gives its cells as typed values and collects what must be refused in it."""

from collections.abc import Iterator
from datetime import date, time
from itertools import pairwise

from messages.sheets.cells import Uncounted, Value, fold, is_empty, is_error, text_of
from messages.sheets.days import (
    UnreadableDay,
    last_day_of_period,
    means_no_date,
    read_date,
    read_hours,
    read_time,
)
from messages.sheets.phones import read_phone
from messages.sheets.records import Reason, Refusal
from messages.sheets.tables import Table

_LONGEST_LINE = 1000  # characters in a title or a name; longer ones come from a misplaced quote or column
_LONGEST_TEXT = 8000
_LONGEST_CODE = 40


class Line:
    """A row under the header; `refusals` is empty as long as the line is good."""

    def __init__(self, table: Table, row: int, values: tuple[Value, ...]) -> None:
        self.table = table
        self.row = row
        self._values = values
        self.refusals: list[Refusal] = []
        self.warnings: list[Refusal] = []

    @property
    def good(self) -> bool:
        """Whether nothing in it was refused so far."""
        return not self.refusals

    def refuse(
        self, field: str, reason: Reason, value: str = "", *, suggestion: str = "", other: int = 0
    ) -> None:
        """Refuse the line because of one cell."""
        self.refusals.append(self._remark(field, reason, value, suggestion, other))

    def warn(self, field: str, reason: Reason, value: str = "", *, suggestion: str = "") -> None:
        """Remark on one cell; the line stays good."""
        self.warnings.append(self._remark(field, reason, value, suggestion, 0))

    def _remark(self, field: str, reason: Reason, value: str, suggestion: str, other: int) -> Refusal:
        grid, title = self.table.grid, self.table.title(field)
        return Refusal(grid.name, reason, self.row, title, value, suggestion, other, grid.is_file)

    def lone_cell(self) -> bool:
        """Whether the line is refused because it says one thing only, as headings and totals do.

        One sentence about it is enough; a code standing alone is a line somebody did not finish.
        """
        filled = [
            field for field in self.table.columns if field != "number" and not is_empty(self.raw(field))
        ]
        if len(filled) != 1 or filled[0] in ("code", "date") or isinstance(self.raw(filled[0]), Uncounted):
            return False
        self.refuse(filled[0], Reason.LONE_CELL, text_of(self.raw(filled[0])))
        return True

    def raw(self, field: str) -> Value:
        """The cell as it is in the file; None when there is no such column."""
        index = self.table.columns.get(field)
        return self._values[index] if index is not None and index < len(self._values) else None

    def _typed(self, field: str, required: bool) -> str:
        """The cell's text with its line breaks; refuses errors, and emptiness where it must not be."""
        value = self.raw(field)
        if isinstance(value, Uncounted):
            self.refuse(field, Reason.FORMULA_WITHOUT_VALUE)
            return ""
        text = text_of(value)
        if is_error(text):
            self.refuse(field, Reason.CELL_ERROR, text)
            return ""
        if not text and required:
            self.refuse(field, Reason.MISSING)
        return text

    def text(self, field: str, *, required: bool = False) -> str:
        """The cell on one line."""
        text = self._typed(field, required).replace("\n", " ")
        return self._no_longer(field, text, _LONGEST_LINE)

    def lines(self, field: str) -> str:
        """The cell with its line breaks."""
        return self._no_longer(field, self._typed(field, False), _LONGEST_TEXT)

    def listed(self, field: str) -> str:
        """The cell as a list on one line: its line breaks become "; "."""
        parts = (line.rstrip("; ") for line in self.lines(field).split("\n"))
        return "; ".join(part for part in parts if part)

    def _no_longer(self, field: str, text: str, limit: int) -> str:
        if len(text) > limit:
            self.refuse(field, Reason.TOO_LONG, text, suggestion=str(limit))
            return ""
        return text

    def code(self, field: str = "code") -> str:
        """The line's code: short, and without the signs that commands use between codes."""
        code = self.text(field, required=True)
        if code and (len(code) > _LONGEST_CODE or set(code) & set(',;:"<>') or code[0] in "-@="):
            self.refuse(field, Reason.BAD_CODE, code)
        return code

    def phone(self, field: str = "phone") -> str:
        """The phone number in digits; what is none is kept as typed and remarked."""
        typed = self.listed(field)
        number, understood = read_phone(typed)
        if not understood:
            self.warn(field, Reason.PHONE_UNCLEAR, typed)
        return number

    def email(self, field: str = "email") -> str:
        """The address; what hardly is one is kept and remarked."""
        address = self.text(field)
        if address and (address.count("@") != 1 or " " in address or not all(address.split("@"))):
            self.warn(field, Reason.EMAIL_UNCLEAR, address)
        return address

    def day(self, field: str, *, required: bool = False) -> date | None:
        """The date in the cell; None when it is empty, says that there is none, or was refused."""
        text = self._typed(field, required)
        if not text:
            return None
        if not required and means_no_date(text):
            if fold(text):
                self.warn(field, Reason.ONGOING, text)
            return None
        value = self.raw(field)
        try:
            day = read_date(value, epoch_1904=self.table.grid.epoch_1904)
        except UnreadableDay as problem:
            end = last_day_of_period(text)
            self.refuse(field, problem.reason, text, suggestion=f"{end:%d/%m/%Y}" if end else "")
            return None
        real = not isinstance(value, str)
        self.table.date_forms.setdefault(field, []).append((real, day.day, self.row))
        return day

    def hour(self, field: str) -> time | None:
        """The time in the cell; None when it is empty or was refused."""
        text = self._typed(field, False)
        try:
            return read_time(self.raw(field)) if text else None
        except UnreadableDay as problem:
            self.refuse(field, problem.reason, text)
            return None

    def hours(self, field: str) -> tuple[time | None, time | None]:
        """Start, and end where the cell holds a span."""
        text = self._typed(field, True)
        try:
            return read_hours(self.raw(field)) if text else (None, None)
        except UnreadableDay as problem:
            self.refuse(field, problem.reason, text)
            return None, None


def data_lines(table: Table) -> Iterator[Line]:
    """The lines under the header that say anything, without repeated headers and "(1) (2) (3)" rows."""
    rows = table.grid.rows
    own = sorted(set(table.columns.values()) - {table.columns.get("number", -1)})
    header = _look(rows[table.header_row - 1], own)
    for number, values in enumerate(rows[table.header_row :], start=table.header_row + 1):
        if all(index >= len(values) or is_empty(values[index]) for index in own):
            continue
        look = _look(values, own)
        if look == header or _counts(look):
            continue
        yield Line(table, number, values)


def _look(values: tuple[Value, ...], own: list[int]) -> list[str]:
    return [fold(text_of(values[index])) if index < len(values) else "" for index in own]


def _counts(look: list[str]) -> bool:
    """Whether the cells only number the columns, as printed forms do under their header."""
    if len(look) < 3 or not all(text.isdecimal() for text in look):
        return False
    numbers = [int(text) for text in look]
    return all(after - before == 1 for before, after in pairwise(numbers))
