"""How much each bot has said and heard in a month, and announcements that wait for the next one."""

from collections.abc import Collection, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from storage.database import QUERIES as Q
from storage.moments import to_moment, to_text
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

    async def refused(self) -> list[str]:
        """The channels on which the platform itself lets no more messages through."""
        return [row["tried_on"] async for row in Q.traffic_refused(self._c)]

    async def people(self) -> dict[str, dict[int, datetime]]:
        """By channel, to whom (by id) promised messages go over it, and when each joined there."""
        found: dict[str, dict[int, datetime]] = {}
        async for row in Q.people_by_channel(self._c):
            found.setdefault(row["channel"], {})[row["person_id"]] = to_moment(row["verified_at"])
        return found

    async def hold(
        self,
        thrifty: Collection[str],
        now: datetime,
        until: datetime,
        *,
        useful_until: datetime | None = None,
    ) -> int:
        """Let announcements to people on these channels alone wait; returns how many wait.

        `useful_until` lengthens how long they are worth sending, for those who mean to wait.
        """
        return int(
            await Q.announcements_hold(
                self._c,
                thrifty=as_json(list(thrifty)),
                now=to_text(now),
                until=to_text(until),
                keep=to_text(useful_until) if useful_until else "",
            )
        )

    async def free(self, thrifty: Collection[str], now: datetime, at: datetime) -> int:
        """Let announcements on all other channels go at `at`; returns how many had waited."""
        await Q.announcements_too_late(self._c, now=to_text(now))
        channels = as_json(list(thrifty))
        return int(await Q.announcements_free(self._c, thrifty=channels, now=to_text(now), at=to_text(at)))
