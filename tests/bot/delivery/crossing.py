"""A bot on both channels with people who have joined on one or on both, over HTTP."""

import asyncio
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.app import App
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.zalo.channel import ZaloChannel
from bot.clock import TurnedClock
from bot.delivery.pacing import Pace
from bot.sandbox import SandboxServer, World
from bot.sandbox.zalo import ZaloWorld
from committee.practice import Practice
from storage.database import Database, open_database
from storage.work import working
from tests.bot.delivery.station import MONDAY, UNPACED, ZONE, Station, seat_people


def account_of(person: int) -> str:
    """A person's account on Zalo."""
    return f"{person:020x}"


async def seat_on_both(database: Database, both: Sequence[int], only_zalo: Sequence[int] = ()) -> None:
    """People who have joined on Telegram first, then on Zalo too, and people who are on Zalo alone."""
    await seat_people(database, [*both, *only_zalo])
    async with working(database) as work:
        connection: Any = work.notes._c
        for person in (*both, *only_zalo):
            account = account_of(person)
            await connection.execute(
                "INSERT INTO identities (channel, user_key, chat, person_id, verified_at)"
                " VALUES ('zalo', ?, ?, ?, '2026-11-01T01:00:00.000000Z')",
                (account, account, person),
            )
            if person in only_zalo:
                await work.joining.release(person, MONDAY, "telegram")
            else:
                await work.joining.prefer(person, "telegram")


@dataclass
class Crossing(Station):
    """A station with a second platform."""

    zalo: ZaloWorld
    on_zalo: ZaloChannel
    pace: Pace | None = UNPACED

    def on_both(self, person: int) -> tuple[list[str], list[str]]:
        """What the bot said to a person on Telegram, and on Zalo."""
        return self.heard(person), self.heard_on_zalo(person)

    def heard_on_zalo(self, person: int) -> list[str]:
        """What the bot said to a person on Zalo."""
        return self.zalo.said_to(account_of(person))

    async def prefers(self, person: int, platform: str) -> None:
        """A person chooses where he or she is written to first."""
        async with working(self.database) as work:
            await work.joining.prefer(person, platform)

    async def unreachable(self, person: int) -> dict[str, str]:
        """By channel, why a person cannot be reached there, where that is so."""
        async with working(self.database) as work:
            accounts = await work.joining.accounts_of(person)
        return {one.channel: one.unreachable for one in accounts if one.unreachable}

    async def tried_out(self) -> None:
        """All that is due is tried once and recorded; then what waits for another try is due."""
        await self.settles()
        await self.later(seconds=5)
        await self.settles()

    async def used(self, **sent: int) -> None:
        """So many messages have gone over a channel this month."""
        async with working(self.database) as work:
            await work.traffic.note(f"{self.clock.now():%Y-%m}", sent=sent)
        await self.app.tick()

    async def starts(self) -> None:
        """Start the bot on the database as it is."""
        self.channel = TelegramChannel(self.world.token, self.server.url, self.clock, patience=0.5)
        self.on_zalo = zalo_channel(self.zalo, self.server, self.clock)
        for channel in (self.channel, self.on_zalo):
            await channel.open()
        self.app = App(
            self.database,
            Practice(zone=ZONE),
            self.clock,
            {one.name: one for one in (self.channel, self.on_zalo)},
            pace=self.pace,
        )
        await self.app.start()

    async def restarts(self) -> None:
        """Stop the bot in good order and start it again: what it had in memory is gone."""
        await self.app.stop()
        await self.opens_again()

    async def opens_again(self) -> None:
        """Start the bot that was stopped."""
        self.database = await open_database(f"sqlite:///{self.database.path}")
        await self.starts()


def zalo_channel(zalo: ZaloWorld, server: SandboxServer, clock: TurnedClock) -> ZaloChannel:
    """The bot's side of Zalo, impatient."""
    return ZaloChannel(zalo.token, server.zalo_url, clock, poll_floor=0.0, patience=0.5)


@asynccontextmanager
async def crossing(
    folder: Path, both: int = 3, only_zalo: int = 0, *, pace: Pace | None = UNPACED
) -> AsyncIterator[Crossing]:
    """A running bot; people 1 to `both` are on both channels and prefer Telegram, the next are on Zalo."""
    database = await open_database(f"sqlite:///{folder / 'a.db'}")
    two, one = range(1, both + 1), range(both + 1, both + only_zalo + 1)
    await seat_on_both(database, two, one)
    clock = TurnedClock(MONDAY)
    world, zalo = World(now=clock.now), ZaloWorld(clock.now)
    for person in two:
        world.add_user(person, f"Đ/c số {person}", started=True)
    for person in (*two, *one):
        zalo.add_user(f"Đ/c số {person}", account_of(person), met=True)
    async with SandboxServer(world, zalo=[zalo]) as server:
        unused = TelegramChannel(world.token, server.url, clock), zalo_channel(zalo, server, clock)
        app = App(database, Practice(zone=ZONE), clock, {})
        made = Crossing(app, world, server, clock, database, unused[0], zalo, unused[1], pace)
        await made.starts()
        try:
            yield made
        finally:
            await made.app.stop()
            await asyncio.gather(*(one.close() for one in unused))
