"""Takes promises as they fall due and keeps them, several chats at once, each chat in order."""

import asyncio
import logging
import sqlite3
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import datetime, timedelta
from typing import TypeVar

from bot.background import Background
from bot.channels.base import Channel, Ending, Later, Progress
from bot.clock import Clock
from bot.delivery.pacing import Pace, Pacer
from bot.delivery.settling import settle, settle_leftovers
from committee.practice import Practice
from storage.database import Database
from storage.outbox import Promise
from storage.work import looking, working

log = logging.getLogger(__name__)

T = TypeVar("T")

LOOK_AHEAD = 200  # due rows looked at in one round
IN_FLIGHT = 32  # more connections than this make a server slower, not faster
GROUP = 100  # results recorded in one commit
GROUP_WAIT = 0.05  # seconds
SEVERAL = 3  # so many parked chats at once mean that the whole bot is too fast
LONGEST_SLEEP = 1.0  # seconds: a promise that a command line made beside us is seen within two


class Sender:
    """The way out."""

    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Channel],
        clock: Clock,
        practice: Callable[[], Practice],
        background: Background,
        *,
        pace: Pace | None = None,
        on_ending: Callable[[Promise, Ending], Awaitable[None]] | None = None,
    ) -> None:
        self._database = database
        self._channels = channels
        self._clock = clock
        self._practice = practice
        self._background = background
        self._pacer = Pacer(pace or Pace())
        self._on_ending = on_ending
        self._wake = asyncio.Event()
        self._busy: set[str] = set()
        self._finishing = False
        self._endings: asyncio.Queue[tuple[Promise, Ending, Progress]] = asyncio.Queue()

    def wake(self) -> None:
        """Something was promised: look now."""
        self._wake.set()

    async def run(self) -> None:
        """Keep promises for ever. What a crash left between network and record is settled first."""
        await self._durably(self._settle_leftovers)
        self._background.start(self._record(), "recording")
        while not self._finishing:
            self._wake.clear()
            pause = await self._durably(self._round)
            try:
                await asyncio.wait_for(self._wake.wait(), timeout=pause)
            except TimeoutError:
                continue

    async def _durably(self, work: Callable[[], Awaitable[T]]) -> T:
        """Try again while the database cannot be written (disk full, locked): nothing is lost by waiting."""
        while True:
            try:
                return await work()
            except sqlite3.OperationalError as error:
                log.error("the database cannot be used now (%s); trying again", error)
                await asyncio.sleep(1.0)

    async def _settle_leftovers(self) -> None:
        async with working(self._database) as work:
            count = await settle_leftovers(work, self._clock.now(), self._practice())
        if count:
            log.warning(
                "%d messages were on their way when the bot stopped; settled by the rule of their kind", count
            )

    async def _round(self) -> float:
        """Claim what may go now and send it; returns how many seconds to sleep."""
        now = self._clock.now()
        due = await looking(self._database).outbox.due(now, LOOK_AHEAD)
        chosen, pause = self._choose(due)
        ended = [(promise, why) for promise in due if (why := _why_not(promise, now))]
        if not chosen and not ended:
            return pause
        claimed: list[Promise] = []
        async with working(self._database) as work:
            for promise, (state, reason) in ended:
                await work.outbox.end(promise.id, state, now, reason=reason)
            for promise in chosen:
                if await work.outbox.claim(promise):
                    claimed.append(promise)
        for promise in chosen:
            if promise not in claimed:
                self._busy.discard(promise.chat)
        for promise in claimed:
            self._background.start(self._send(promise), f"send {promise.id}")
        return 0.0 if len(due) == LOOK_AHEAD and claimed else pause

    def _choose(self, due: list[Promise]) -> tuple[list[Promise], float]:
        """The promises that may go at this moment, at most one to a chat, and when to look again."""
        at = time.monotonic()
        now = self._clock.now()
        chosen: list[Promise] = []
        pause = LONGEST_SLEEP
        for promise in due:
            if _why_not(promise, now) or promise.chat in self._busy or promise.channel not in self._channels:
                continue
            if len(self._busy) >= IN_FLIGHT:
                break
            wait = self._pacer.wait(promise.chat, at)
            if wait > 0:
                pause = min(pause, wait)
                continue
            self._pacer.note(promise.chat, at)
            self._busy.add(promise.chat)
            chosen.append(promise)
        return chosen, pause

    async def _send(self, promise: Promise) -> None:
        progress = Progress(parts_sent=promise.parts_sent)
        ending = await self._channels[promise.channel].send(promise, progress)
        if isinstance(ending, Later) and ending.wait:
            self._park(promise.chat, ending)
        await self._endings.put((promise, ending, progress))

    def _park(self, chat: str, ending: Later) -> None:
        at = time.monotonic()
        until = at + ending.wait.total_seconds()
        self._pacer.park(chat, until)
        if ending.everybody or self._pacer.parked_chats(at) >= SEVERAL:
            self._pacer.park_all(until)

    async def _record(self) -> None:
        """Record endings in groups: one commit for many, at most 50 ms after the first of them."""
        while True:
            group = [await self._endings.get()]
            deadline = time.monotonic() + GROUP_WAIT
            while len(group) < GROUP and (left := deadline - time.monotonic()) > 0:
                if self._endings.empty() and len(self._busy) <= len(group):
                    break  # nothing else is on its way: no reason to let this one wait
                try:
                    group.append(await asyncio.wait_for(self._endings.get(), timeout=left))
                except TimeoutError:
                    break
            await self._durably(lambda group=group: self._settle(group))  # type: ignore[misc]
            for promise, ending, _ in group:
                self._busy.discard(promise.chat)
                if self._on_ending:
                    await self._on_ending(promise, ending)
            self.wake()

    async def _settle(self, group: list[tuple[Promise, Ending, Progress]]) -> None:
        now, practice = self._clock.now(), self._practice()
        async with working(self._database) as work:
            for promise, ending, progress in group:
                await settle(work, promise, ending, progress, now, practice)

    async def finish(self, within: float) -> None:
        """Claim nothing more, and give what is on its way `within` seconds to arrive and be recorded."""
        self._finishing = True
        until = time.monotonic() + within
        while self._busy and time.monotonic() < until:
            await asyncio.sleep(0.01)

    async def idle(self, within: timedelta = timedelta(seconds=30)) -> bool:
        """Wait until everything that is due has been settled; False when it took longer than `within`."""
        until = time.monotonic() + within.total_seconds()
        while time.monotonic() < until:
            if not self._busy and await looking(self._database).outbox.unsettled(self._clock.now()) == 0:
                return True
            self.wake()
            await asyncio.sleep(0.01)
        return False


def _why_not(promise: Promise, now: datetime) -> tuple[str, str] | None:
    """Why a due promise ends without being sent: its state and reason; None when it may go."""
    if promise.expires_at <= now:
        return "expired", "too_late"
    if not promise.chat:
        return "unreachable", "not_joined"
    if promise.unreachable:
        return "unreachable", promise.unreachable
    return None
