"""Reads the sheets of an .xlsx workbook: streamed for speed, with what merged cells and formulas mean."""

import re
import struct
import warnings
import zipfile
import zlib
from collections.abc import Iterator
from io import BytesIO
from itertools import chain
from typing import cast
from xml.etree.ElementTree import ParseError

from openpyxl import load_workbook
from openpyxl.utils.cell import coordinate_to_tuple, range_boundaries
from openpyxl.utils.datetime import CALENDAR_MAC_1904
from openpyxl.utils.exceptions import InvalidFileException

from messages.sheets.cells import Uncounted, Value, is_empty
from messages.sheets.grid import Grid, Row, Tally, UnreadableFile
from messages.sheets.records import Reason, Refusal

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
_EMPTY_ROWS_LIMIT = 20_000  # so many empty rows on end are formatting, not a gap
_CHUNK = 1 << 20
_OVERLAP = 4096

_MERGE = re.compile(rb"<(?:\w+:)?mergeCell\s[^>]*?ref=[\"']([A-Z]+\d+:[A-Z]+\d+)[\"']")
# A text formula (t="str") with an empty value is a result: the empty text.
_NO_RESULT = re.compile(
    rb"<c\s(?![^>]*t=\"str\")[^>]*?r=\"([A-Z]+\d+)\"[^>]*>\s*<f(?:\s[^>]*)?(?:/>|>[^<]*</f>)\s*(?:<v\s*/>|<v></v>)?\s*</c>"
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
    book = load_workbook(BytesIO(data), read_only=True, data_only=True)
    try:
        sheets = [sheet for sheet in book.worksheets if hasattr(sheet, "iter_rows")]
        for sheet in sheets:
            tally.expect(sheet.max_row or 0)
        for sheet in sheets:
            # The written dimension may be wrong (some programs always write A1): count the rows ourselves.
            sheet.reset_dimensions()
            rows, far = _rows(cast(Iterator[Row], sheet.iter_rows(values_only=True)), tally)
            marks = _Marks(archive, sheet._worksheet_path)  # type: ignore[attr-defined]
            _apply(rows, marks)
            yield Grid(
                sheet.title,
                rows,
                epoch_1904=book.epoch == CALENDAR_MAC_1904,
                hidden=sheet.sheet_state != "visible",
                warnings=(Refusal(sheet.title, Reason.FAR_ROWS, row=len(rows)),) if far else (),
            )
    finally:
        book.close()


def _rows(source: Iterator[Row], tally: Tally) -> tuple[list[Row], bool]:
    """The rows up to the last one with content, and whether reading was cut short by a long gap."""
    rows: list[Row] = []
    empty = 0
    for row in source:
        if all(value is None for value in row) or all(is_empty(value) for value in row):
            empty += 1
            if empty > _EMPTY_ROWS_LIMIT:
                return rows, True
            continue
        rows.extend(() for _ in range(empty))
        tally.step(empty + 1)
        empty = 0
        rows.append(row)
    return rows, False


class _Marks:
    """What the streaming reader passes over: merged ranges, and formulas without a stored result."""

    def __init__(self, archive: zipfile.ZipFile, path: str) -> None:
        self.merged: list[str] = []
        self.uncounted: set[str] = set()
        with archive.open(path) as stream:
            tail = b""
            for chunk in chain(iter(lambda: stream.read(_CHUNK), b""), (b"",)):
                text = tail + chunk
                self.merged.extend(found.decode() for found in _MERGE.findall(text))
                self.uncounted.update(found.decode() for found in _NO_RESULT.findall(text))
                tail = text[-_OVERLAP:]


def _apply(rows: list[Row], marks: _Marks) -> None:
    """Repeat the value of a merged range down its first column, and mark formulas without a result."""
    for place in marks.uncounted:
        row, column = coordinate_to_tuple(place)
        if row <= len(rows) and column <= len(rows[row - 1]):
            rows[row - 1] = _with(rows[row - 1], column, Uncounted.FORMULA)
    for place in sorted(set(marks.merged)):
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
