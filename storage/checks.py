"""What an operator's check looks up: the state of the file, what waits too long, what was not delivered."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage.database import QUERIES as Q
from storage.moments import to_moment_or_none, to_text


@dataclass(frozen=True)
class Undelivered:
    """How many messages ended in one way for one reason."""

    state: str
    reason: str
    number: int


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

    async def undelivered_since(self, since: datetime) -> list[Undelivered]:
        """What ended since the moment without having arrived for certain, the most frequent first."""
        rows = Q.check_undelivered(self._c, since=to_text(since))
        return [Undelivered(row["state"], row["reason"], row["number"]) async for row in rows]
