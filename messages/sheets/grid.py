"""The raw rows of one sheet or csv file before anybody knows which table it is."""

from collections.abc import Callable
from dataclasses import dataclass, field

from messages.sheets.cells import Value
from messages.sheets.records import Reason, Refusal

Row = tuple[Value, ...]


@dataclass(frozen=True)
class Grid:
    """Rows as they stand in the file: row 1 is `rows[0]`, empty rows are kept so that numbers agree."""

    name: str  # the sheet's title, or the file's name
    rows: list[Row]
    is_file: bool = False
    epoch_1904: bool = False
    hidden: bool = False
    refusals: tuple[Refusal, ...] = ()  # found while reading, for example a quote that never closes


class UnreadableFile(Exception):
    """A file that cannot be read at all; `reason` is the word for the refusal."""

    def __init__(self, reason: Reason, value: str = "") -> None:
        super().__init__(reason.value)
        self.reason = reason
        self.value = value


@dataclass
class Tally:
    """Counts rows for the progress bar: a row is done when it has been both loaded and understood."""

    tell: Callable[[int, int], None] | None
    total: int = 0
    half_steps: int = 0
    every: int = field(default=200)

    def expect(self, rows: int) -> None:
        """Announce more rows to come."""
        self.total += rows

    def step(self, rows: int = 1) -> None:
        """One stage of some rows is over; tells about every two hundredth row."""
        before = self.half_steps // (2 * self.every)
        self.half_steps += rows
        if self.half_steps // (2 * self.every) != before:
            self._say(self.half_steps // 2)

    def finish(self) -> None:
        """Everything is read: the bar stands at its end."""
        self._say(self.total)

    def _say(self, done: int) -> None:
        if self.tell:
            self.tell(min(done, self.total), self.total)
