"""Writes rows to stdout as csv that is safe to be opened in Excel."""

import csv
import sys
from collections.abc import Sequence

from messages.sheets.workbook import guarded


def show_csv(header: Sequence[str], rows: Sequence[Sequence[str]]) -> None:
    """The rows with a header; a cell that Excel would run as a formula is made text."""
    writer = csv.writer(sys.stdout, lineterminator="\n")
    writer.writerow(header)
    writer.writerows([guarded(cell) for cell in row] for row in rows)
    sys.stdout.flush()
