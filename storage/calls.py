"""What did not reach whom, and who has been telephoned about it."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from committee.calling import REACHES_NOBODY_AFTER
from messages.envelope import Kind
from storage.database import QUERIES as Q
from storage.moments import to_moment, to_moment_or_none, to_text
from storage.promises import as_json

CALLED = "called"  # the act in the audit trail; what it says `after` is up to which moment one was told


@dataclass(frozen=True)
class Missed:
    """Messages of one kind about one thing that should have reached a person, for a seat.

    `since` is when that was clear: when they ended, or a quarter of an hour after they were due.
    """

    person_id: int
    seat_id: int
    kind: Kind
    about: str
    since: datetime
    until: datetime


@dataclass(frozen=True)
class Heard:
    """When a message about a meeting last arrived with a person, and whether one has not, or not yet."""

    last: datetime | None
    coming: bool


class Calls:
    """Looks only; that somebody was called is a row of the audit trail."""

    def __init__(self, connection: Any) -> None:
        self._c = connection

    async def missed(self, now: datetime) -> list[Missed]:
        """What has not arrived and is still useful."""
        rows = Q.calls_missed(self._c, now=to_text(now), stuck=to_text(now - REACHES_NOBODY_AFTER))
        return [
            Missed(
                row["person_id"],
                row["seat_id"],
                Kind(row["kind"]),
                row["about"],
                _since(row),
                to_moment(row["until"]),
            )
            async for row in rows
        ]

    async def made(self, people: Iterable[int]) -> dict[int, datetime]:
        """Up to which moment each of these people has been told, for those who have been called."""
        objects = as_json([f"person:{person_id}" for person_id in people])
        rows = Q.calls_made(self._c, objects=objects)
        return {int(row["object"].partition(":")[2]): to_moment(row["until"]) async for row in rows}

    async def heard(self, now: datetime) -> dict[tuple[int, int], Heard]:
        """By person and meeting ahead what became of the messages; others were written none."""
        rows = Q.calls_heard(self._c, now=to_text(now))
        return {
            (row["person_id"], row["meeting_id"]): Heard(to_moment_or_none(row["last"]), bool(row["coming"]))
            async for row in rows
        }

    async def about_meetings(self, now: datetime) -> list[tuple[int, str, datetime]]:
        """Person, meeting and moment of the invitations and changes that should have arrived and did not."""
        rows = Q.calls_about_meetings(self._c, now=to_text(now), stuck=to_text(now - REACHES_NOBODY_AFTER))
        return [(row["person_id"], row["about"], to_moment(row["since"])) async for row in rows]


def _since(row: Any) -> datetime:
    moments = [to_moment(row["ended_at"])] if row["ended_at"] else []
    if row["stuck_from"]:
        moments.append(to_moment(row["stuck_from"]) + REACHES_NOBODY_AFTER)
    return max(moments)
