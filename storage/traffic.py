"""How much each bot has said and heard in a month: some platforms allow only so much."""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Any

from storage.database import QUERIES as Q
from storage.promises import as_json


@dataclass(frozen=True)
class MonthOf:
    """One channel's month ("2026-11"): how many messages went out and came in."""

    channel: str
    month: str
    sent: int = 0
    received: int = 0

    @property
    def both(self) -> int:
        """Both ways together: nobody says which of them a platform counts."""
        return self.sent + self.received


class Traffic:
    """Messages counted per channel and month. The month is the committee's, written "2026-11"."""

    def __init__(self, connection: Any) -> None:
        self._c = connection

    async def note(
        self, month: str, *, sent: Mapping[str, int] | None = None, received: Mapping[str, int] | None = None
    ) -> None:
        """Count messages of a month, by channel."""
        rows = [[channel, many, 0] for channel, many in (sent or {}).items()]
        rows += [[channel, 0, many] for channel, many in (received or {}).items()]
        if rows:
            await Q.traffic_note(self._c, month=month, rows=as_json(rows))

    async def of_month(self, month: str) -> list[MonthOf]:
        """What was counted for each channel."""
        rows = Q.traffic_of_month(self._c, month=month)
        return [MonthOf(row["channel"], month, row["sent"], row["received"]) async for row in rows]
