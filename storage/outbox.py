"""Promised messages: each is a row before it is sent, and its key makes the promise unrepeatable."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from typing import Any

from messages.envelope import Kind, Outgoing
from storage.database import QUERIES as Q
from storage.moments import to_moment, to_moment_or_none, to_text
from storage.promises import (
    Asked,
    Held,
    Promise,
    as_json,
    asked_of,
    attachment_of,
    attachment_text,
    promise_of,
    row_of,
)

__all__ = ["Asked", "Held", "Outbox", "Promise", "attachment_of", "attachment_text"]

STUCK_FOR = timedelta(minutes=15)  # due for so long and not delivered: a person's other channel is tried


@dataclass(frozen=True)
class Detour:
    """Channels to go round: those out of reach, and those that have no room left for announcements.

    `shut` are those ("telegram") or chats ("telegram:17") that let nothing through at this moment: what has
    been due for long goes round them, the rest waits.
    """

    away: tuple[str, ...] = ()
    shut: tuple[str, ...] = ()
    thrifty: tuple[str, ...] = ()


STRAIGHT = Detour()


class Outbox:
    """What was promised and what became of it."""

    def __init__(self, connection: Any) -> None:
        self._c = connection

    async def promise(
        self, outgoing: Outgoing, now: datetime, *, channel: str = "", chat: str = ""
    ) -> int | None:
        """Keep a promise; returns its id, or nothing when the same promise was made before.

        Raises:
            ValueError: for a promise without a key, or to nobody.
        """
        if not outgoing.key:
            raise ValueError("a promise needs a key")
        if outgoing.person is None and not chat:
            raise ValueError(f"promised to nobody: {outgoing.key}")
        promise_id = await Q.promise_add(self._c, **row_of(outgoing, now, channel, chat))
        return None if promise_id is None else int(promise_id)

    async def promise_all(self, outgoings: Iterable[Outgoing], now: datetime) -> None:
        """Keep many promises to persons at once; those made before are passed over.

        Raises:
            ValueError: for a promise without a key, or to nobody.
        """

        def rows() -> Iterator[dict[str, Any]]:  # one after the other: memory stays flat
            for outgoing in outgoings:
                if not outgoing.key or outgoing.person is None:
                    raise ValueError(f"a promise needs a key and a person: {outgoing.key}")
                yield row_of(outgoing, now)

        await Q.promise_add_all(self._c, rows())

    async def due(
        self,
        now: datetime,
        limit: int,
        *,
        channel: str = "",
        lanes: tuple[int, int] = (0, 9),
        chats: Sequence[str] = (),
        held: Sequence[str] = (),
        detour: Detour = STRAIGHT,
    ) -> list[Promise]:
        """Waiting promises whose moment has come, answers before crowds, in the order they were made.

        `channel` leaves out what goes over another one, `lanes` are the first and the last, `chats` and
        `held` ("lane:chat") are passed over. What reaches nobody has no chat. `detour` tells which channels
        to go round where a person has another.
        """
        rows = Q.promises_due(
            self._c,
            now=to_text(now),
            limit=limit,
            channel=channel,
            first_lane=lanes[0],
            last_lane=lanes[1],
            chats=as_json(chats),
            held=as_json(held),
            away=as_json(detour.away),
            shut=as_json(detour.shut),
            thrifty=as_json(detour.thrifty),
            stuck=to_text(now - STUCK_FOR),
        )
        return [promise_of(row) async for row in rows]

    async def left_sending(self) -> list[Promise]:
        """Promises that a crash left between the network and the record."""
        return [promise_of(row, looked_up=False) async for row in Q.promises_left_sending(self._c)]

    async def claim(self, promises: Sequence[Promise]) -> set[int]:
        """Take promises for sending; returns the ids of those that nobody took or withdrew before."""
        rows = as_json([[promise.id, promise.channel, promise.chat] for promise in promises])
        return {row["id"] async for row in Q.promises_claim(self._c, rows=rows)}

    async def unclaim(self, promises: Sequence[Promise], now: datetime) -> None:
        """Let promises wait again that were claimed and not begun."""
        ids = as_json([promise.id for promise in promises])
        await Q.promises_unclaim(self._c, ids=ids, now=to_text(now))

    async def settle_sent(self, arrived: Sequence[tuple[int, str, int]], now: datetime) -> None:
        """Record what arrived: (id, the platform's message id, how many parts)."""
        await Q.promises_sent(self._c, rows=as_json(arrived), now=to_text(now))

    async def settle(
        self, promise_id: int, state: str, now: datetime, *, reason: str = "", message: str = ""
    ) -> None:
        """Record how a send ended: sent, unreachable, failed or unsure."""
        await Q.promise_settle(
            self._c, id=promise_id, state=state, reason=reason, message=message, now=to_text(now)
        )

    async def put_back(
        self,
        promise_id: int,
        not_before: datetime,
        *,
        reason: str,
        unsure: bool = False,
        maybe_doubled: bool = False,
    ) -> None:
        """Let a promise wait for another try."""
        await Q.promise_later(
            self._c,
            id=promise_id,
            not_before=to_text(not_before),
            reason=reason,
            unsure=int(unsure),
            doubled=int(maybe_doubled),
        )

    async def end(self, promise_id: int, state: str, now: datetime, *, reason: str) -> None:
        """End a waiting promise without sending it: expired, withdrawn or unreachable."""
        await Q.promise_end(self._c, id=promise_id, state=state, reason=reason, now=to_text(now))

    async def note_part(self, promise_id: int, parts: int) -> None:
        """Keep how many parts of a long message have gone."""
        await Q.promise_part(self._c, id=promise_id, parts=parts)

    async def withdraw(
        self, about: str, kind: Kind, now: datetime, *, reason: str, seat_id: int | None = None
    ) -> int:
        """Withdraw what waits about a thing, of one kind (and of one seat); returns how many."""
        common = {"about": about, "kind": kind.value, "now": to_text(now), "reason": reason}
        if seat_id is None:
            return int(await Q.promises_withdraw(self._c, **common))
        return int(await Q.promises_withdraw_seat(self._c, seat_id=seat_id, **common))

    async def revive(self, person_id: int, now: datetime) -> int:
        """Let what could not reach a person go now, where it is still useful; returns how many."""
        return int(await Q.promises_revive(self._c, person_id=person_id, now=to_text(now)))

    async def next_moment(self, now: datetime) -> datetime | None:
        """When the next promise that still has to wait becomes due."""
        text = await Q.promise_next_moment(self._c, now=to_text(now))
        return None if text is None else to_moment(text)

    async def held(self, now: datetime) -> list[Held]:
        """What waits for another try, and until when."""
        rows = Q.promises_held(self._c, now=to_text(now))
        return [
            Held(
                row["channel"],
                row["chat"],
                row["lane"],
                to_moment(row["not_before"]),
                row["reason"],
                row["tries"],
            )
            async for row in rows
        ]

    async def lately(self, since: datetime) -> list[tuple[str, str, datetime | None]]:
        """Channel, chat and moment of what went since then; no moment for what was on its way."""
        rows = Q.promises_lately(self._c, since=to_text(since))
        return [(row["channel"], row["chat"], to_moment_or_none(row["settled_at"])) async for row in rows]

    async def hurry(self, was: datetime, now: datetime) -> int:
        """The clock was put back from `was` to `now`: let nothing wait for it; returns how many."""
        return int(await Q.promises_hurry(self._c, was=to_text(was), now=to_text(now)))

    async def unsettled(self, now: datetime) -> int:
        """How many promises are due but not settled."""
        return int(await Q.promises_waiting(self._c, now=to_text(now)))

    async def overdue(self, since: datetime) -> int:
        """How many promises have been due since a moment and are still not settled."""
        return int(await Q.promises_overdue(self._c, since=to_text(since)))

    async def undelivered(self, since: datetime, until: datetime) -> dict[tuple[str, str], int]:
        """How many ended between two moments without arriving, by state and reason."""
        rows = Q.promises_undelivered(self._c, since=to_text(since), until=to_text(until))
        return {(row["state"], row["reason"]): row["many"] async for row in rows}

    async def about_message(self, channel: str, chat: str, message: str) -> str:
        """What one of our messages was about, or nothing."""
        row = await Q.promise_of_message(self._c, channel=channel, chat=chat, message=message)
        return str(row["about"]) if row else ""

    async def last_about(self, channel: str, chat: str) -> str:
        """What our newest message in a chat was about, or nothing."""
        row = await Q.promise_last_about(self._c, channel=channel, chat=chat)
        return str(row["about"]) if row else ""

    async def asked(self, channel: str, chat: str, since: datetime, limit: int = 4) -> list[Asked]:
        """The newest messages in a chat that offered choices, the newest first."""
        rows = Q.promises_asked(self._c, channel=channel, chat=chat, since=to_text(since), limit=limit)
        return [asked_of(row) async for row in rows]

    async def chosen(self, asked_id: int, now: datetime) -> None:
        """One of the choices was taken: its numbers mean nothing any more."""
        await Q.promise_chosen(self._c, id=asked_id, now=to_text(now))
