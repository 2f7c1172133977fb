"""Builds the running bot once from its parts, starts it and stops it; nothing happens at import."""

import asyncio
import logging
from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import timedelta

from bot.alerts import Alerts
from bot.background import Background
from bot.channels.base import Channel, Take
from bot.clock import Clock, JumpWatch
from bot.delivery.pacing import Pace
from bot.delivery.sender import Sender
from bot.receive import Receiver
from bot.schedule.planner import plan
from bot.schedule.ticker import Ticker
from committee.calendar import DayKind, WorkCalendar
from committee.practice import Practice
from messages.envelope import Incoming
from storage.database import Database
from storage.work import Work, looking, working

log = logging.getLogger(__name__)

KEEP_MARKS = timedelta(days=8)  # Telegram redelivers for a day, Zalo may for a week
LAST_SENDS = 3.0  # seconds that a message on its way may take when the bot is stopped


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
            alert=self.alerts.raise_alarm,
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
        self.crashed = asyncio.Event()
        self.crash: BaseException | None = None

    @property
    def practice(self) -> Practice:
        """The committee's customs with its days off as last read."""
        return self._practice

    async def start(self) -> None:
        """Start everything. What fell due while the bot was away is planned before the first answer."""
        await self.tick()
        self.background.start(self.sender.run(), "sending")
        for name, channel in self.channels.items():
            self.background.start(channel.receive(self.take_for(channel)), f"receiving {name}")
        self._ticker.start()

    def take_for(self, channel: Channel) -> Take:
        """What a channel hands its batches to: acted on and committed, then the presses answered."""

        async def take(batch: Sequence[Incoming]) -> None:
            for incoming, toast in await self.receiver.take(batch):
                self.background.start(channel.answer_press(incoming, toast), "answering a press")

        return take

    async def tick(self) -> None:
        """Plan what is due at this moment. Ticking twice is harmless."""
        async with self._ticking:
            now = self.clock.now()
            calendar = await calendar_of(looking(self.database))
            self._practice = replace(self._practice, calendar=calendar)
            await plan(self.database, now, self._practice, self.alerts.raise_alarm)
            await self.alerts.tell()
            if now.minute == 0:
                async with working(self.database) as work:
                    await work.inbox.forget(now - KEEP_MARKS)
        self.sender.wake()

    async def stop(self) -> None:
        """Stop receiving and planning, let what is on its way arrive, and close the connections."""
        self._ticker.stop()
        await self.background.stop_named("receiving")
        await self.sender.finish(LAST_SENDS)
        await self.background.stop()
        for channel in self.channels.values():
            await channel.close()
        await self.database.close()

    def _crashed(self, name: str, error: BaseException) -> None:
        """A loop that must never end has ended: say so loudly and let the process end with it."""
        self.alerts.raise_alarm(name, error)
        if name == "sending" or name.startswith(("receiving", "recording")):
            self.crash = error
            self.crashed.set()
