"""Reads the sheets of an .xlsx workbook: streamed for speed, with what merged cells and formulas mean."""

import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from typing import cast
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.utils.exceptions import InvalidFileException

from messages.sheets.cells import Uncounted, Value, is_empty
from messages.sheets.grid import Grid, Row, Tally, UnreadableFile
from messages.sheets.records import Reason

# What openpyxl, zipfile and expat raise on a file that is damaged somewhere; there is no common class.
_DAMAGE = (
    zipfile.BadZipFile,
    zlib.error,
    ParseError,
    InvalidFileException,
    struct.error,
    LookupError,
    ValueError,
    TypeError,
    AttributeError,
    OSError,
    EOFError,
    RuntimeError,
    NotImplementedError,
    AssertionError,
)
_UNPACKED_LIMIT = 400_000_000  # bytes; an honest workbook of 10,000 tasks unpacks to some 10 MB
_CHUNK = 1 << 20
_OVERLAP = 4096  # longer than any tag we look for

_MERGED = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]+\d+:[A-Z]+\d+)[\"']")
_OPEN_CELL = re.compile(rb"<(?:\w+:)?c\s[^>]*?\br=[\"'][A-Z]+(\d+)[\"'][^>]*(?<!/)>")
_CONTENT = re.compile(rb"<(?:\w+:)?(?:v|is)[\s>]")
# A text formula (t="str") with an empty value is a result: the empty text.
_NO_RESULT = re.compile(
    rb"<(?:\w+:)?c\s(?![^>]*t=\"str\")[^>]*?\br=\"([A-Z]+\d+)\"[^>]*>\s*"
    rb"<(?:\w+:)?f(?:\s[^>]*)?(?:/>|>[^<]*</(?:\w+:)?f>)\s*"
    rb"(?:<(?:\w+:)?v\s*/>|<(?:\w+:)?v></(?:\w+:)?v>)?\s*</(?:\w+:)?c>"
)


def read_workbook(data: bytes, tally: Tally) -> list[Grid]:
    """The sheets of a workbook in their order; UnreadableFile when the file is damaged or far too big."""
    try:
        with zipfile.ZipFile(BytesIO(data)) as archive:
            if sum(entry.file_size for entry in archive.infolist()) > _UNPACKED_LIMIT:
                raise UnreadableFile(Reason.TOO_BIG)
            with warnings.catch_warnings():
                # openpyxl warns of what it leaves out (drawings, validation); none of it is our data.
                warnings.simplefilter("ignore")
                return list(_grids(data, archive, tally))
    except _DAMAGE:
        raise UnreadableFile(Reason.BROKEN_WORKBOOK) from None


def _grids(data: bytes, archive: zipfile.ZipFile, tally: Tally) -> Iterator[Grid]:
    book = load_workbook(BytesIO(data), read_only=True, data_only=True, keep_links=False)
    try:
        if not book.worksheets and b"purl.oclc.org/ooxml" in archive.read("xl/workbook.xml"):
            raise UnreadableFile(Reason.STRICT_WORKBOOK)
        sheets = [sheet for sheet in book.worksheets if hasattr(sheet, "iter_rows")]
        # Its path is the one thing that openpyxl knows of a sheet and does not tell.
        marked = [(sheet, _Marks(archive, sheet._worksheet_path)) for sheet in sheets]  # type: ignore[attr-defined]
        for sheet, marks in marked:
            tally.expect(sheet.max_row or 0 if marks.last_row is None else marks.last_row)
        for sheet, marks in marked:
            # The written dimension may be wrong (some programs always write A1): we have our own.
            sheet.reset_dimensions()
            rows = []
            if marks.last_row != 0:
                values = sheet.iter_rows(max_row=marks.last_row, values_only=True)
                rows = _rows(cast(Iterator[Row], values), tally)
            _apply(rows, marks)
            yield Grid(
                sheet.title,
                rows,
                epoch_1904=book.epoch == CALENDAR_MAC_1904,
                hidden=sheet.sheet_state != "visible",
            )
    finally:
        book.close()


def _rows(source: Iterator[Row], tally: Tally) -> list[Row]:
    """The rows up to the last one with content; a row that shows nothing becomes ()."""
    rows: list[Row] = []
    filled = 0
    for row in source:
        seen = any(value is not None and not is_empty(value) for value in row)
        rows.append(row if seen else ())
        tally.step()
        if seen:
            filled = len(rows)
    return rows[:filled]


class _Marks:
    """What the streaming reader passes over: merged ranges, formulas without a result, the last row.

    `last_row` is the last row with a value: many sheets are formatted down to row 1,048,576. It is 0 when
    there is no value at all, and None when the file does not number its cells.
    """

    def __init__(self, archive: zipfile.ZipFile, path: str) -> None:
        self.merged: set[str] = set()
        self.uncounted: set[str] = set()
        last, content = 0, False
        with archive.open(path) as stream:
            tail = b""
            while chunk := stream.read(_CHUNK):
                text = tail + chunk
                self.merged.update(found.decode() for found in _MERGED.findall(text))
                self.uncounted.update(found.decode() for found in _NO_RESULT.findall(text))
                last = max([last, *map(int, _OPEN_CELL.findall(text))])
                content = content or _CONTENT.search(text) is not None
                tail = text[-_OVERLAP:]
        self.last_row = last or (None if content else 0)


def _apply(rows: list[Row], marks: _Marks) -> None:
    """Repeat the value of a merged range down its first column, and mark formulas without a result."""
    for place in marks.uncounted:
        row, column = coordinate_to_tuple(place)
        if row <= len(rows) and column <= len(rows[row - 1]):
            rows[row - 1] = _with(rows[row - 1], column, Uncounted.FORMULA)
    for place in sorted(marks.merged):
        left, top, _, bottom = range_boundaries(place)
        if not (isinstance(left, int) and isinstance(top, int) and isinstance(bottom, int)):
            continue
        if bottom == top or top > len(rows) or left > len(rows[top - 1]):
            continue
        value = rows[top - 1][left - 1]
        for number in range(top + 1, min(bottom, len(rows)) + 1):
            # A row with nothing of its own is an empty row, though a merged cell runs through it.
            if rows[number - 1]:
                rows[number - 1] = _with(rows[number - 1], left, value)


def _with(row: Row, column: int, value: Value) -> Row:
    filled: list[Value] = list(row) + [None] * (column - len(row))
    filled[column - 1] = value
    return tuple(filled)
