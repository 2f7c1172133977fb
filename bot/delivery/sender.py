"""Keeps promises as they fall due: claims them, lets each go at its turn, and has the endings recorded."""

import asyncio
import logging
import time
from collections.abc import Awaitable, Callable, Mapping
from datetime import UTC, datetime, timedelta, tzinfo
from typing import TypeVar

from bot.background import Background
from bot.channels.base import Channel, Ending, Progress, Refused
from bot.clock import Clock, JumpWatch
from bot.delivery.book import Book, Found
from bot.delivery.crew import Crew
from bot.delivery.detours import detours
from bot.delivery.pacing import Pace
from bot.delivery.road import GROUP, GROUP_WAIT, Road
from bot.delivery.settling import Ended
from storage.database import Database, DatabaseStuck
from storage.outbox import Promise

log = logging.getLogger(__name__)

T = TypeVar("T")

LOOK_EVERY = 1.0  # seconds: a promise that a command line made beside us is seen within two
STUCK_PAUSE = 0.5  # seconds until a database that cannot be written is tried again
EXPIRE_AGAIN = 300.0  # seconds after a jump of the clock until anything may be called too late

Alert = Callable[[str, BaseException | str], None]


class Sender:
    """The way out. One coroutine keeps the book, a few dozen workers for each channel send."""

    def __init__(
        self,
        database: Database,
        channels: Mapping[str, Channel],
        clock: Clock,
        background: Background,
        *,
        pace: Pace | None = None,
        jumps: JumpWatch | None = None,
        alert: Alert = lambda kind, what: None,
        on_jump: Callable[[timedelta], None] = lambda moved: None,
        zone: tzinfo = UTC,
    ) -> None:
        self._background = background
        self._book = Book(database, clock, zone=zone)
        self._clock = clock
        self._alert = alert
        self._jumps = jumps
        self._on_jump = on_jump
        self._roads = {name: Road(pace or channel.pace) for name, channel in channels.items()}
        self._crews = {
            name: Crew(channel, self._roads[name], self._note_end) for name, channel in channels.items()
        }
        self._look_timer: asyncio.TimerHandle | None = None
        self._event = asyncio.Event()
        self._look = True
        self._look_at = 0.0
        self._more = False
        self._expire_from = 0.0
        self._ended: list[Ended] = []
        self._unbegun: list[Promise] = []
        self._unserved: tuple[str, ...] = ()
        self._finishing = False
        self._finish_until = 0.0
        self._done = asyncio.Event()
        self.last_round = time.monotonic()
        self.thrifty: tuple[str, ...] = ()  # channels with no room left for announcements this month

    def wake(self) -> None:
        """Something was promised: look now."""
        self._look = True
        self._event.set()

    async def run(self) -> None:
        """Keep promises for ever. What a crash left between network and record is settled first."""
        left = await self._durably(lambda: self._book.begin(self._roads))
        if left:
            log.warning("%d messages were on their way when the bot stopped; settled by their kind", left)
        self._unserved = await self._book.unserved(self._roads)
        for crew in self._crews.values():
            crew.start(self._background)
        while not self._finishing:
            self._event.clear()
            await self._durably(self._round)
            self.last_round = time.monotonic()
            if not (self._look or len(self._ended) >= GROUP):
                await self._event.wait()
        await self._wind_up()

    async def _durably(self, work: Callable[[], Awaitable[T]]) -> T:
        """Try again while the database cannot be written (disk full, locked): nothing is lost by waiting."""
        stuck = False
        while True:
            try:
                done = await work()
            except DatabaseStuck as error:
                if not stuck:
                    log.error("the database cannot be written now (%s); trying again", error.reason)
                stuck = True
                self._alert("database", error.reason)
                await asyncio.sleep(STUCK_PAUSE)
                continue
            if stuck:
                log.info("the database can be written again")
            return done

    async def _round(self) -> None:
        """Look where it is time to, then record and claim in one transaction, and let go what may go."""
        looks: dict[str, Found] = {}
        if self._look or time.monotonic() >= self._look_at:
            looks = await self._look_around()
        ended, self._ended = self._ended, []
        unbegun, self._unbegun = self._unbegun, []
        if not (ended or unbegun or any(found.chosen or found.over for found in looks.values())):
            return
        try:
            again = await self._book.write(
                ended, unbegun, list(looks.values()), expire=time.monotonic() >= self._expire_from
            )
        except BaseException:
            self._ended[:0], self._unbegun[:0] = ended, unbegun
            for name, found in looks.items():
                for promise in found.chosen:
                    self._roads[name].release(promise)
            self._look = True
            raise
        self._recorded(ended, again)
        for promise in unbegun:
            self._roads[promise.channel].release(promise)
        for name, found in looks.items():
            for promise in found.chosen:
                if promise.id in found.claimed:
                    self._roads[name].accept(promise)
                else:
                    self._roads[name].release(promise)
            self._crews[name].hand_out()

    async def _look_around(self) -> dict[str, Found]:
        at = time.monotonic()
        await self._watch_the_clock(at)
        self._look = False
        now = self._clock.now()
        expire = at >= self._expire_from
        round_ = detours(self._roads, now, at, unserved=self._unserved, thrifty=self.thrifty)
        looks = {
            name: await self._book.look(name, self._roads[name], now, expire=expire, detour=detour)
            for name, detour in round_.items()
        }
        self._more = any(found.more for found in looks.values())
        self._look = any(found.over and found.more for found in looks.values())
        pauses = [found.pause for found in looks.values() if found.pause is not None]
        if not self._more:
            moment = await self._book.next_moment()
            pauses += [] if moment is None else [moment.total_seconds()]
        pauses += [wait for road in self._roads.values() if (wait := road.outage.wait(at))]
        self._look_in(max(min([LOOK_EVERY, *pauses]), 0.001))
        return looks

    def _look_in(self, seconds: float) -> None:
        self._look_at = time.monotonic() + seconds
        if self._look_timer is not None:
            self._look_timer.cancel()
        self._look_timer = asyncio.get_running_loop().call_later(seconds, self.wake)

    async def _watch_the_clock(self, at: float) -> None:
        """After a jump nothing is called too late for a while: the clock may be put right again."""
        moved = self._jumps.look() if self._jumps else None
        if moved is None:
            return
        log.error("the clock jumped by %s", moved)
        self._on_jump(moved)
        self._expire_from = at + EXPIRE_AGAIN
        if moved < timedelta():
            now = self._clock.now()
            await self._book.clock_put_back(now - moved, now)
            for road in self._roads.values():
                road.hold_nothing()

    def _recorded(self, ended: list[Ended], again: Mapping[int, datetime]) -> None:
        """Their chats are free; what waits for another try holds back what is behind it."""
        now = self._clock.now()
        for one in ended:
            promise = one.promise
            road = self._roads[promise.channel]
            road.release(promise)
            moment = again.get(promise.id)
            if moment is not None and moment > now:
                road.hold(promise.lane, promise.chat, moment, promise.tries + 1)
            if not self._look:
                self._look = moment is not None or (self._more and road.running_low)

    def _note_end(self, name: str, promise: Promise, ending: Ending, progress: Progress) -> None:
        """A send has ended: keep it for the next record, and let the next go."""
        road = self._roads[name]
        was_out = road.outage.lasting
        out = road.ended(promise, ending, time.monotonic())
        if out:
            self._unbegun += road.give_back()
            self._look_in(road.outage.wait(time.monotonic()) or LOOK_EVERY)
            self._alert(f"out_of_reach:{name}", getattr(ending, "reason", ""))
        elif was_out:
            log.info("%s is within reach again", name)
            self._look = True
        if isinstance(ending, Refused):
            log.error("%s refuses a message for good: %s", name, ending.reason)
        self._ended.append(Ended(promise, ending, progress, out))
        if len(self._ended) == 1:
            asyncio.get_running_loop().call_later(GROUP_WAIT, self._event.set)
        nothing_else = not road.flying and not road.ready
        if nothing_else or out or self._look or len(self._ended) >= GROUP:
            self._event.set()
        elif self._more and road.running_low:
            self.wake()

    async def finish(self, within: float) -> None:
        """Claim nothing more, give back what has not begun, let what is on its way arrive and be recorded.

        Ends a second after `within` at the latest; what is on its way even then is settled at the next start.
        """
        self._finishing = True
        self._finish_until = time.monotonic() + within
        if self._look_timer is not None:
            self._look_timer.cancel()
        for crew in self._crews.values():
            self._unbegun += crew.stop()
        self._event.set()
        try:
            async with asyncio.timeout(within + 1.0):
                await self._done.wait()
        except TimeoutError:
            log.warning("stopped before everything was recorded; it will be settled at the next start")

    async def _wind_up(self) -> None:
        for crew in self._crews.values():  # once more: a round may have claimed in between
            self._unbegun += crew.stop()
        while any(road.flying for road in self._roads.values()):
            if time.monotonic() >= self._finish_until:
                break
            await asyncio.sleep(0.01)
        self._look, self._look_at = False, float("inf")
        await self._durably(self._round)
        self._done.set()

    @property
    def busy(self) -> bool:
        """Whether something is claimed, on its way, or not recorded yet."""
        return bool(self._ended) or any(road.busy for road in self._roads.values())

    async def idle(self, within: timedelta = timedelta(seconds=30)) -> bool:
        """Wait until everything that is due has been settled; False when it took longer than `within`."""
        until = time.monotonic() + within.total_seconds()
        while time.monotonic() < until:
            if not self.busy and await self._book.unsettled() == 0:
                return True
            self.wake()
            await asyncio.sleep(0.005)
        return False
