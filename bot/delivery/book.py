"""The sender's side of the database: looks for what is due, claims it, and records how it ended."""

import time
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime, timedelta, tzinfo

from bot.clock import Clock
from bot.delivery.road import Road
from bot.delivery.settling import Ended, counted, settle_all, settle_leftovers
from storage.database import Database
from storage.outbox import STRAIGHT, Detour, Promise
from storage.work import looking, working

LATELY = timedelta(seconds=5)  # what the pacer has to know of the time before the start
MORE_LOOKS = 20  # so often is a page of nothing but busy chats turned


@dataclass
class Found:
    """What a look at one road has found; `more`: there may be more than there was room for."""

    chosen: list[Promise] = field(default_factory=list)
    over: list[tuple[Promise, str, str]] = field(default_factory=list)  # with state and reason
    more: bool = False
    pause: float | None = None  # seconds until one that was passed over may be claimed
    passed: set[str] = field(default_factory=set)  # chats that must wait, to be left out of the next page
    claimed: set[int] = field(default_factory=set)  # by id, once it is written; the rest was taken elsewhere


class Book:
    """Everything the sender remembers durably. Each method that writes is one transaction."""

    def __init__(
        self,
        database: Database,
        clock: Clock,
        monotonic: Callable[[], float] = time.monotonic,
        zone: tzinfo = UTC,
    ) -> None:
        self._database = database
        self._clock = clock
        self._monotonic = monotonic
        self._zone = zone  # of the month in which messages are counted

    async def begin(self, roads: Mapping[str, Road]) -> int:
        """Settle what a crash left half done, hold back what waits for a new try, go on at the same pace."""
        now, at = self._clock.now(), self._monotonic()
        async with working(self._database) as work:
            for name, chat, went in await work.outbox.lately(now - LATELY):
                if name in roads:
                    ago = (now - went).total_seconds() if went else 0.0
                    roads[name].pacer.note(chat, at - max(ago, 0.0))
            count = await settle_leftovers(work, now)
            for held in await work.outbox.held(now):
                road = roads.get(held.channel)
                if road is None or not held.chat:
                    continue
                road.hold(held.lane, held.chat, held.until, held.tries)
                if held.reason == "too_fast":
                    road.pacer.park(held.chat, at + (held.until - now).total_seconds())
        return count

    async def look(
        self, name: str, road: Road, now: datetime, *, expire: bool, detour: Detour = STRAIGHT
    ) -> Found:
        """What may be claimed for a road now; at most one promise for each chat."""
        found = Found()
        room = road.room(self._monotonic(), now)
        if room.answers:
            await self._look(name, road, now, (0, 0), room.answers, found, expire, detour)
        answers = len(found.chosen)
        found.more = found.more or not room.crowd  # without room nobody knows
        if room.crowd and not (road.outage.lasting and answers):
            await self._look(name, road, now, (1, 9), room.crowd + answers, found, expire, detour)
        return found

    async def _look(
        self,
        name: str,
        road: Road,
        now: datetime,
        lanes: tuple[int, int],
        most: int,
        found: Found,
        expire: bool,
        detour: Detour,
    ) -> None:
        outbox = looking(self._database).outbox
        chats: tuple[str, ...] = ()
        held: tuple[str, ...] = ()
        for _ in range(MORE_LOOKS):
            limit = most - len(found.chosen) + 1
            page = await outbox.due(
                now, limit, channel=name, lanes=lanes, chats=chats, held=held, detour=detour
            )
            passed = self._choose(page, road, now, most, found, expire)
            full = len(page) >= limit
            if len(found.chosen) >= most:
                found.more = found.more or full or passed
                return
            if not full:
                found.more = found.more or passed
                return
            # A page full of chats that must wait: turn it, and leave those chats out.
            room = road.room(self._monotonic(), now)
            chats, held = (*room.chats, *found.passed), room.held
            if found.over:
                found.more = True  # what is over is ended first, then looked at again
                return
        found.more = True

    def _choose(
        self, page: Sequence[Promise], road: Road, now: datetime, most: int, found: Found, expire: bool
    ) -> bool:
        """Sort a page; True when one was passed over because its chat is busy."""
        at = self._monotonic()
        passed = False
        for promise in page:
            why = why_not(promise, now, expire=expire)
            if why is not None:
                found.over.append((promise, *why))
                continue
            wait = road.is_free(promise, at, now)
            if wait is None:
                passed = True
                found.passed.add(promise.chat)
            elif wait > 0:
                found.passed.add(promise.chat)
                found.pause = wait if found.pause is None else min(found.pause, wait)
            elif len(found.chosen) < most:
                road.reserve(promise, now)
                found.chosen.append(promise)
        return passed

    async def write(
        self, ended: Sequence[Ended], unbegun: Sequence[Promise], looks: Sequence[Found], *, expire: bool
    ) -> dict[int, datetime]:
        """One transaction: record endings, give back what was not begun, claim what was found.

        Returns when those that wait for another try may go. What two looks have chosen, because a person was
        reached elsewhere in between, is claimed by the first.

        Raises:
            DatabaseStuck: nothing was written.
        """
        now = self._clock.now()
        async with working(self._database) as work:
            again = await settle_all(work, ended, now, expire=expire)
            if ended:
                month = f"{now.astimezone(self._zone):%Y-%m}"
                await work.traffic.note(month, sent=counted(ended))
            if unbegun:
                await work.outbox.unclaim(unbegun, now)
            for found in looks:
                for promise, state, reason in found.over:
                    await work.outbox.end(promise.id, state, now, reason=reason)
                if found.chosen:
                    found.claimed = await work.outbox.claim(found.chosen)
        return again

    async def unserved(self, roads: Mapping[str, Road]) -> tuple[str, ...]:
        """Channels on which people have joined and that have no road: their token is no longer set."""
        entrances = await looking(self._database).joining.entrances()
        return tuple(one.channel for one in entrances if one.channel not in roads)

    async def clock_put_back(self, was: datetime, now: datetime) -> int:
        """Let nothing that was due wait once more for the same hour."""
        async with working(self._database) as work:
            return await work.outbox.hurry(was, now)

    async def next_moment(self) -> timedelta | None:
        """How long until the next promise that has to wait becomes due."""
        now = self._clock.now()
        moment = await looking(self._database).outbox.next_moment(now)
        return None if moment is None else moment - now

    async def unsettled(self) -> int:
        """How many promises are due but not settled."""
        return await looking(self._database).outbox.unsettled(self._clock.now())


def why_not(promise: Promise, now: datetime, *, expire: bool = True) -> tuple[str, str] | None:
    """Why a due promise ends without being sent: its state and reason; None when it may go."""
    if expire and promise.expires_at <= now:
        return "expired", "too_late"
    if not promise.chat:
        return "unreachable", "not_joined"
    if promise.unreachable:
        return "unreachable", promise.unreachable
    return None
