"""Builds the running bot once from its parts, starts it and stops it; nothing happens at import."""

import asyncio
import logging
import time
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import datetime, timedelta

from bot.alerts import Alerts
from bot.background import Background
from bot.channels.base import Channel, Take
from bot.channels.identified import ChannelLost
from bot.clock import Clock, JumpWatch
from bot.delivery.pacing import Pace
from bot.delivery.sender import Sender
from bot.delivery.undelivered import undelivered
from bot.receive import Receiver, Told
from bot.schedule.planner import plan
from bot.schedule.ticker import Ticker
from committee.calendar import DayKind, WorkCalendar
from committee.practice import Practice
from messages.envelope import Incoming
from storage.allowance import thrift
from storage.database import Database, DatabaseStuck
from storage.work import Work, looking, working

log = logging.getLogger(__name__)

KEEP_MARKS = timedelta(days=8)  # Telegram redelivers for a day, Zalo may for a week
LAST_SENDS = 2.5  # seconds that a message on its way may take when the bot is stopped
STEADY = 45.0  # seconds after a jump of the clock until something is planned by it


async def calendar_of(work: Work) -> WorkCalendar:
    """The committee's days off and made-up days, as they stand in its table."""
    days = await work.holidays.all()
    kinds = {kind.value for kind in DayKind}
    return WorkCalendar.of((day, DayKind(kind)) for day, (_, kind) in days.items() if kind in kinds)


class App:
    """The running bot: receives, plans and sends, on one database and one clock."""

    def __init__(
        self,
        database: Database,
        practice: Practice,
        clock: Clock,
        channels: Mapping[str, Channel],
        *,
        pace: Pace | None = None,
        operator_chat: str = "",
        jumps: JumpWatch | None = None,
    ) -> None:
        self.database = database
        self.clock = clock
        self.channels = channels
        self._practice = practice
        self.alerts = Alerts(database, clock, practice, operator_chat)
        self.background = Background(on_crash=self._crashed)
        self.sender = Sender(
            database,
            channels,
            clock,
            self.background,
            pace=pace,
            jumps=jumps,
            on_jump=self._clock_moved,
            alert=self.alerts.raise_alarm,
            zone=practice.zone,
        )
        self.receiver = Receiver(
            database,
            clock,
            lambda: self._practice,
            wake=self.sender.wake,
            alert=self.alerts.raise_alarm,
        )
        self._ticker = Ticker(self.tick)
        self._ticking = asyncio.Lock()
        self._started = False
        self._looked: datetime | None = None
        self._steady_from = 0.0
        self._lost: set[str] = set()  # channels that cannot go on
        self.ending = asyncio.Event()  # told to stop, or unable to go on
        self.crash: BaseException | None = None

    @property
    def practice(self) -> Practice:
        """The committee's customs with its days off as last read."""
        return self._practice

    async def start(self) -> None:
        """Start everything. What fell due while the bot was away is planned before the first answer."""
        self._started = True
        await self.tick()
        self.background.start(self.sender.run(), "sending")
        for name, channel in self.channels.items():
            self.background.start(channel.receive(self.take_for(channel)), f"receiving {name}")
        self._ticker.start()

    def take_for(self, channel: Channel) -> Take:
        """What a channel hands its batches to: acted on and committed, then the presses answered."""

        async def take(batch: Sequence[Incoming]) -> None:
            try:
                told = await self.receiver.take(batch)
            except DatabaseStuck as error:
                self.alerts.raise_alarm("database", error.reason)
                self._answer(channel, self.receiver.put_off(batch))
                raise
            self._answer(channel, told)
            if self.sender.thrifty:  # somebody may just have let announcements go
                await self._look_at_quota(self.clock.now())
                self.sender.wake()

        return take

    def _answer(self, channel: Channel, told: Sequence[Told]) -> None:
        for incoming, toast in told:
            self.background.start(channel.answer_press(incoming, toast), "answering a press")

    async def tick(self) -> None:
        """Plan what is due at this moment. Ticking twice is harmless."""
        async with self._ticking:
            try:
                await self._plan(self.clock.now())
            except DatabaseStuck as error:
                self.alerts.raise_alarm("database", error.reason)
        self.sender.wake()

    async def _plan(self, now: datetime) -> None:
        if time.monotonic() < self._steady_from:
            log.warning("the clock has just jumped; planning at the next tick")
            return
        calendar = await calendar_of(looking(self.database))
        self._practice = replace(self._practice, calendar=calendar)
        await plan(self.database, now, self._practice, self.alerts.raise_alarm)
        await self._look_at_quota(now)
        looked, self._looked = self._looked, now
        for kind, what in (await undelivered(looking(self.database), looked or now, now)).items():
            self.alerts.raise_alarm(kind, what)
        await self.alerts.tell()
        if now.minute == 0:
            async with working(self.database) as work:
                await work.inbox.forget(now - KEEP_MARKS)

    async def _look_at_quota(self, now: datetime) -> None:
        """Where a month's messages run short, announcements wait."""
        self.sender.thrifty = (await thrift(looking(self.database), now, self._practice)).channels

    def _clock_moved(self, moved: timedelta) -> None:
        """A wrong clock may be put right again: plan nothing for a moment. The metronome counts anew."""
        self.alerts.raise_alarm("clock", f"{moved.total_seconds() / 60:+.0f}")
        self._steady_from = time.monotonic() + STEADY
        self._ticker.stop()
        self._ticker = Ticker(self.tick)
        self._ticker.start()

    async def stop(self) -> None:
        """Stop receiving and planning, let what is on its way arrive, and close the connections."""
        self._ticker.stop()
        await self.background.stop_named("receiving", within=1.0)
        if self._started:
            await self.sender.finish(LAST_SENDS)
        await self.background.stop(within=0.5)
        for channel in self.channels.values():
            await channel.close()
        await self.database.close()

    def _crashed(self, name: str, error: BaseException) -> None:
        """A loop that must never end has ended: say so loudly and let the process end with it."""
        if isinstance(error, ChannelLost):
            self._lost.add(error.channel)
            self.alerts.raise_alarm(f"{error.trouble}:{error.channel}", error.trouble)
            if self._lost < set(self.channels):
                return  # the other channels go on
        else:
            self.alerts.raise_alarm(f"stopped:{name}", error)
        if name == "sending" or name.startswith(("receiving", "recording")):
            self.crash = error
            self.ending.set()
