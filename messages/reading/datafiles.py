"""Opens the data files in phrases/, which an IT person of the secretariat may extend."""

from collections.abc import Iterator
from pathlib import Path

FOLDER = Path(__file__).parent / "phrases"


def rows(name: str) -> Iterator[list[str]]:
    """The lines of a data file cut at tabs, without comment lines and empty ones."""
    for line in (FOLDER / name).read_text(encoding="utf-8").splitlines():
        if line.strip() and not line.startswith("# "):
            yield [cell.strip() for cell in line.split("\t")]
