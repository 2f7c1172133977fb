"""Writes tables as an .xlsx workbook that is safe to open and pleasant to read."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, time
from pathlib import Path

from openpyxl import Workbook
from openpyxl.cell import Cell, MergedCell
from openpyxl.styles import Alignment, Font
from openpyxl.utils import get_column_letter
from openpyxl.worksheet.worksheet import Worksheet

Writable = str | int | float | date | time | None

# Text that begins so is run as a formula by Excel; the apostrophe itself is guarded so that reading,
# which takes one away, gives back exactly what was written.
_DANGEROUS = ("=", "+", "-", "@", "'", "\t", "\r")
_ILLEGAL = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ud800-\udfff\ufffe\uffff]")
_LONGEST_CELL = 32_000  # Excel takes 32,767 characters
_NARROWEST, _WIDEST = 6, 60  # characters


@dataclass(frozen=True)
class SheetTable:
    """One sheet to write: its title, the column titles, the rows."""

    title: str
    header: tuple[str, ...]
    rows: tuple[tuple[Writable, ...], ...]


def write_workbook(tables: Sequence[SheetTable], path: Path) -> None:
    """Write the tables, one sheet each. OSError when the file cannot be written.

    Dates and times become real ones, shown as dd/mm/yyyy and hh:mm; nothing a person typed can be run.
    """
    book = Workbook()
    book.remove(book.worksheets[0])
    for table in tables:
        _fill(book.create_sheet(_sheet_title(table.title)), table)
    if not tables:
        book.create_sheet()
    book.save(path)


def guarded(text: str) -> str:
    """The text as it may stand in a spreadsheet cell (also of a csv file) without being run."""
    text = _ILLEGAL.sub("", text)[:_LONGEST_CELL]
    return f"'{text}" if text.startswith(_DANGEROUS) else text


def _sheet_title(title: str) -> str:
    return re.sub(r"[\\/*?:\[\]]", " ", title)[:31]


def _fill(sheet: Worksheet, table: SheetTable) -> None:
    for column, title in enumerate(table.header, start=1):
        _put(sheet.cell(1, column), title)
        sheet.cell(1, column).font = Font(bold=True)
        sheet.cell(1, column).alignment = Alignment(wrap_text=True, vertical="center")
    for number, row in enumerate(table.rows, start=2):
        for column, value in enumerate(row, start=1):
            if value is not None and value != "":
                _put(sheet.cell(number, column), value)
    for column, title in enumerate(table.header, start=1):
        longest = max([len(title), *(len(_shown(row[column - 1])) for row in table.rows)])
        sheet.column_dimensions[get_column_letter(column)].width = min(max(longest + 2, _NARROWEST), _WIDEST)
    sheet.freeze_panes = "A2"
    if table.rows:
        sheet.auto_filter.ref = f"A1:{get_column_letter(len(table.header))}{len(table.rows) + 1}"


def _put(cell: Cell | MergedCell, value: Writable) -> None:
    if isinstance(cell, MergedCell):  # none in a fresh sheet; its value cannot be set
        return
    if isinstance(value, str):
        cell.value = guarded(value)
        cell.data_type = "s"
        if len(value) > _WIDEST or "\n" in value:
            cell.alignment = Alignment(wrap_text=True, vertical="top")
        return
    cell.value = value
    if isinstance(value, date):
        cell.number_format = "dd/mm/yyyy"
    elif isinstance(value, time):
        cell.number_format = "hh:mm"


def _shown(value: Writable) -> str:
    return "00/00/0000" if isinstance(value, date) else str(value or "")
