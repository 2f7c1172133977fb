"""Finds out which table a grid is, where its header row stands and which column holds what."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from functools import cache

from messages.sheets.cells import Value, fold, is_empty, text_of
from messages.sheets.columns import NUMBER_TITLES, SHAPES, Column, Kind, Shape
from messages.sheets.grid import Grid
from messages.sheets.records import Reason, Refusal

_HEADER_WITHIN = 40  # rows; a letterhead and titles may stand above the header


@dataclass(frozen=True)
class Table:
    """A grid whose columns are understood."""

    shape: Shape
    grid: Grid
    header_row: int  # 1-based, as in the file
    columns: dict[str, int]  # field -> index in a row
    titles: dict[str, str]  # field -> the title as typed
    warnings: tuple[Refusal, ...] = ()
    date_forms: dict[str, list[tuple[bool, int, int]]] = field(default_factory=dict)

    @property
    def kind(self) -> Kind:
        """Which of the five tables it is."""
        return self.shape.kind

    def title(self, field_name: str) -> str:
        """The column's title as the file has it, else as we would write it."""
        return self.titles.get(field_name) or self.shape.column(field_name).title


def find_table(grid: Grid) -> "Table | Refusal | None":
    """The table in a grid; a Refusal when it is one of ours but cannot be read; None when it is not ours.

    The sheet's name decides when its header agrees; otherwise the header row does.
    """
    named = _named_shape(grid.name)
    order = ([named] if named else []) + [shape for shape in SHAPES if shape is not named]
    found = [(shape, *_header(grid, shape)) for shape in order]
    for shape, row, columns in found:
        complete = all(column.field in columns for column in shape.required)
        if shape is named and complete:
            return _table(grid, shape, row, columns)
    complete_ones = [
        entry for entry in found if all(column.field in entry[2] for column in entry[0].required)
    ]
    if complete_ones:
        shape, row, columns = max(complete_ones, key=lambda entry: len(entry[2]))
        return _table(grid, shape, row, columns)
    shape, row, columns = found[0] if named else max(found, key=lambda entry: len(entry[2]))
    own = sum(1 for column in shape.columns if column.field in columns and column.field != "number")
    if own < 2:
        return (
            Refusal(grid.name, Reason.NO_HEADER, value=shape.title, is_file=grid.is_file) if named else None
        )
    if not named and own < 3:
        return None
    absent = next(column for column in shape.required if column.field not in columns)
    return Refusal(
        grid.name,
        Reason.MISSING_COLUMN,
        row=row,
        value=absent.title,
        is_file=grid.is_file,
        suggestion=_nearest_title(grid, row, absent, columns),
    )


def recognised(rows: Sequence[Sequence[Value]]) -> int:
    """How many column titles of one table some row among the first ones has."""
    grid = Grid("", [tuple(row) for row in rows])
    return max(len(_header(grid, shape)[1]) for shape in SHAPES)


def _named_shape(name: str) -> Shape | None:
    """The table a sheet or file name speaks of; the longest name found in it wins."""
    words = f" {fold(name.rsplit('.', 1)[0] if name.lower().endswith(('.csv', '.tsv', '.txt')) else name)} "
    best: tuple[int, Shape] | None = None
    for shape in SHAPES:
        for known in (shape.title, *shape.names):
            if f" {fold(known)} " in words and (best is None or len(fold(known)) > best[0]):
                best = (len(fold(known)), shape)
    return best[1] if best else None


def _squeeze(title: str) -> str:
    return fold(title).replace(" ", "")


@cache
def _names(column: Column) -> tuple[str, ...]:
    return tuple(_squeeze(title) or title for title in (column.title, *column.synonyms))


def _header(grid: Grid, shape: Shape) -> tuple[int, dict[str, int]]:
    """The row with the most titles of this table, and field -> column index."""
    best: tuple[int, dict[str, int]] = (0, {})
    for number, row in enumerate(grid.rows[:_HEADER_WITHIN], start=1):
        columns = _match(row, shape)
        if len(columns) > len(best[1]):
            best = (number, columns)
    return best


def _match(row: Sequence[Value], shape: Shape) -> dict[str, int]:
    """Which column of a row is which field; the more usual of two titles for one field wins."""
    titles: dict[str, list[int]] = {}
    for index, value in enumerate(row):
        if isinstance(value, str) and len(value) < 200:
            text = text_of(value)
            for key in {_squeeze(text), _squeeze(text.split("(")[0])} - {""}:
                titles.setdefault(key, []).append(index)
    columns: dict[str, int] = {}
    taken: set[int] = set()
    # Best names of all columns first: "Tên" may be the name, but not where "Họ và tên" stands beside it.
    longest = max(len(_names(column)) for column in shape.columns)
    for rank in range(longest):
        for column in shape.columns:
            names = _names(column)
            if column.field in columns or rank >= len(names):
                continue
            free = [index for index in titles.get(names[rank], ()) if index not in taken]
            if free:
                columns[column.field] = free[0]
                taken.add(free[0])
    return columns


def _table(grid: Grid, shape: Shape, row: int, columns: dict[str, int]) -> Table:
    header = grid.rows[row - 1]
    titles = {name: text_of(header[index]).replace("\n", " ") for name, index in columns.items()}
    missing = [column.title for column in shape.columns if column.field not in columns]
    warnings = []
    numbers = {_squeeze(title) for title in NUMBER_TITLES}
    for index, value in enumerate(header):
        if index in columns.values() or is_empty(value):
            continue
        title = text_of(value).replace("\n", " ")
        if _squeeze(title) in numbers or not fold(title):
            continue
        near = get_close_matches(fold(title), [fold(name) for name in missing], n=1, cutoff=0.8)
        suggestion = next((name for name in missing if near and fold(name) == near[0]), "")
        warnings.append(
            Refusal(
                grid.name,
                Reason.UNKNOWN_COLUMN,
                row=row,
                column=title,
                suggestion=suggestion,
                is_file=grid.is_file,
            )
        )
    return Table(shape, grid, row, columns, titles, tuple(warnings))


def _nearest_title(grid: Grid, row: int, absent: Column, columns: dict[str, int]) -> str:
    """Among the titles that mean nothing to us."""
    unknown = [value for index, value in enumerate(grid.rows[row - 1]) if index not in columns.values()]
    typed = {fold(text_of(value)): text_of(value) for value in unknown if not is_empty(value)}
    near = get_close_matches(fold(absent.title), typed, n=1, cutoff=0.75)
    return typed[near[0]] if near else ""
