"""What came in already, the audit trail, days off, and small notes such as the next update to ask for."""

import json
from collections.abc import Iterable
from datetime import date, datetime
from typing import Any

from committee.people import Actor
from storage.database import QUERIES as Q
from storage.moments import to_moment, to_text


class Inbox:
    """Marks each update, so that one delivered twice is acted on once."""

    def __init__(self, connection: Any) -> None:
        self._c = connection

    async def is_new(self, channel: str, update_key: str, now: datetime) -> bool:
        """Mark an update as taken; False when it had been taken before."""
        marked = await Q.inbox_mark(self._c, channel=channel, update_key=update_key, at=to_text(now))
        return bool(marked == 1)

    async def forget(self, before: datetime) -> None:
        """Drop old marks (a platform redelivers for a day, never for weeks)."""
        await Q.inbox_forget(self._c, before=to_text(before))


class Notes:
    """Small values by name."""

    def __init__(self, connection: Any) -> None:
        self._c = connection

    async def get(self, name: str) -> str | None:
        """The value, or nothing."""
        value = await Q.note_get(self._c, name=name)
        return None if value is None else str(value)

    async def put(self, name: str, value: str) -> None:
        """Keep a value, replacing the one before."""
        await Q.note_put(self._c, name=name, value=value)


class Audit:
    """Who did what, when, for whom, before and after; rows are only added."""

    def __init__(self, connection: Any) -> None:
        self._c = connection

    async def add(
        self,
        actor: Actor | None,
        act: str,
        object_name: str,
        now: datetime,
        *,
        before: str = "",
        after: str = "",
        for_seat: int | None = None,
    ) -> None:
        """Add one row; `actor` is nobody for what the program or the operator's command line did."""
        await Q.audit_add(
            self._c,
            at=to_text(now),
            person_id=actor.person.id if actor else None,
            seat_id=actor.seat.id if actor else None,
            for_seat_id=for_seat,
            act=act,
            object=object_name,
            before=before,
            after=after,
        )

    async def last_of(self, act: str, objects: Iterable[str]) -> dict[str, datetime]:
        """When something was last done to each of these objects, for those to which it was done."""
        rows = Q.audit_last_of(self._c, act=act, objects=json.dumps(list(objects)))
        return {row["object"]: to_moment(row["at"]) async for row in rows}


class Holidays:
    """Days off and made-up working days."""

    def __init__(self, connection: Any) -> None:
        self._c = connection

    async def all(self) -> dict[date, tuple[str, str]]:
        """Each special day with its name and kind ("day_off", "made_up" or "ordinary")."""
        rows = Q.holidays_all(self._c)
        return {date.fromisoformat(row["day"]): (row["name"], row["kind"]) async for row in rows}

    async def put(self, day: date, name: str, kind: str) -> None:
        """Add or change a special day."""
        await Q.holiday_put(self._c, day=day.isoformat(), name=name, kind=kind)
