"""What an operator's check looks up: the state of the file, and what waits too long."""

from datetime import datetime
from typing import Any

from storage.database import QUERIES as Q
from storage.moments import to_moment_or_none, to_text


class Checks:
    """Looks only; nothing is changed."""

    def __init__(self, connection: Any) -> None:
        self._c = connection

    async def version(self) -> int:
        """How many migrations the file has had."""
        return int(await Q.check_version(self._c))

    async def trouble(self) -> str:
        """What SQLite finds broken in the file, or nothing."""
        found = str(await Q.check_intact(self._c))
        return "" if found == "ok" else found

    async def waiting_since(self, moment: datetime) -> tuple[int, datetime | None]:
        """How many promises were due before the moment and are not settled, and since when the oldest is."""
        row = await Q.check_waiting(self._c, moment=to_text(moment))
        return int(row["number"]), to_moment_or_none(row["oldest"])
