"""Sees to it that one process only receives and sends on a database; another stands by until it is gone."""

import os
import sys
from pathlib import Path
from typing import IO


class Lead:
    """A lock on a file beside the database. The system gives it up when the process ends, however it ends."""

    def __init__(self, database: Path) -> None:
        self._path = database.with_name(f"{database.name}.lead")
        self._file: IO[str] | None = None

    def take(self) -> bool:
        """Try to lead; False while another process does.

        Raises:
            OSError: the folder cannot be written.
        """
        if self._file is not None:
            return True
        file = self._path.open("a+", encoding="ascii")
        try:
            _lock(file)
        except OSError:
            file.close()
            return False
        file.seek(0)
        file.truncate()
        file.write(f"{os.getpid()}\n")  # for a person who wonders which process it is
        file.flush()
        self._file = file
        return True

    def give_up(self) -> None:
        """Let another process lead."""
        if self._file is not None:
            self._file.close()
            self._file = None


if sys.platform == "win32":
    import msvcrt

    def _lock(file: IO[str]) -> None:
        file.seek(1 << 30)  # a byte beyond the text, which others may still read
        msvcrt.locking(file.fileno(), msvcrt.LK_NBLCK, 1)

else:
    import fcntl

    def _lock(file: IO[str]) -> None:
        fcntl.flock(file, fcntl.LOCK_EX | fcntl.LOCK_NB)
