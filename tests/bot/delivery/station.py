"""A bot with people who have joined, over HTTP against the sandbox's server, for the tests of delivery."""

import asyncio
from collections.abc import AsyncIterator, Callable, Iterable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from datetime import datetime, timedelta
from pathlib import Path
from typing import Any
from zoneinfo import ZoneInfo

from bot.app import App
from bot.channels.telegram.channel import TelegramChannel
from bot.clock import JumpWatch, TurnedClock
from bot.delivery.pacing import Pace
from bot.sandbox import SandboxServer, World
from committee.practice import Practice
from messages.envelope import Kind, Outgoing
from storage.database import Database, open_database
from storage.work import Work, working

ZONE = ZoneInfo("Asia/Ho_Chi_Minh")
MONDAY = datetime(2026, 11, 23, 8, 0, tzinfo=ZONE)
UNPACED = Pace(per_second=100_000, chat_spacing=0.0, chat_burst=1000)


async def seat_people(database: Database, people: Iterable[int]) -> None:
    """People who have joined and agreed; a person's chat has the person's own number."""
    async with working(database) as work:
        for person in people:
            await add_person(work, person)


async def add_person(work: Work, person: int) -> None:
    connection: Any = work.notes._c
    for table, values in {
        "people (id, name, agreed_at)": (person, f"Đ/c số {person}", "2026-11-01T00:00:00.000000Z"),
        "identities (channel, user_key, chat, person_id, verified_at)": (
            "telegram",
            str(person),
            str(person),
            person,
            "2026-11-01T00:00:00.000000Z",
        ),
        "agencies (id, code, name)": (person, f"CQ{person}", f"Cơ quan số {person}"),
        "seats (id, code, role, agency_id)": (person, f"CQ{person}-UV", "member", person),
        "tenures (seat_id, person_id, since)": (person, person, "2026-01-01"),
    }.items():
        places = ", ".join("?" * len(values))
        await connection.execute(f"INSERT INTO {table} VALUES ({places})", values)  # noqa: S608


@dataclass
class Station:
    """The bot under test with all around it."""

    app: App
    world: World
    server: SandboxServer
    clock: TurnedClock
    database: Database
    channel: TelegramChannel

    async def promise(self, person: int, text: str, **more: Any) -> None:
        """Promise a text to a person (an announcement unless `kind` says otherwise), and wake the sender."""
        more.setdefault("kind", Kind.ANNOUNCEMENT)
        more.setdefault("key", f"{text}:{person}")
        async with working(self.database) as work:
            await work.outbox.promise(Outgoing(text, person=person, **more), self.clock.now())
        self.app.sender.wake()

    async def announce(self, people: Iterable[int], text: str = "Thông báo", **more: Any) -> None:
        """Promise the same to many."""
        now = self.clock.now()
        more.setdefault("kind", Kind.ANNOUNCEMENT)
        async with working(self.database) as work:
            await work.outbox.promise_all(
                [Outgoing(text, person=one, key=f"{text}:{one}", **more) for one in people], now
            )
        self.app.sender.wake()

    async def settles(self, seconds: float = 20.0) -> None:
        """Wait until all that is due is settled."""
        assert await self.app.sender.idle(timedelta(seconds=seconds)), await self.states()

    @staticmethod
    async def until(happened: Callable[[], Any], seconds: float = 15.0) -> None:
        """Wait until something is so, of whatever it depends."""
        async with asyncio.timeout(seconds):
            while not happened():  # noqa: ASYNC110  (whatever it is, it has no event)
                await asyncio.sleep(0.002)

    async def recorded(self) -> None:
        """Wait until nothing is on its way and every ending is in the database."""
        await self.until(lambda: not self.app.sender.busy)

    async def later(self, **by: float) -> None:
        """Turn the clock forward, once what is on its way is recorded."""
        await self.recorded()
        self.clock.turn_to(self.clock.now() + timedelta(**by))
        self.app.sender.wake()

    async def rows(self, what: str = "*", where: str = "1") -> list[tuple[Any, ...]]:
        """Rows of the outbox in the order of their promises."""
        sql = f"SELECT {what} FROM outbox WHERE {where} ORDER BY id"  # noqa: S608
        return [tuple(row) for row in await self.database.reader.execute_fetchall(sql)]

    async def states(self) -> dict[str, int]:
        """How many promises are in each state."""
        sql = "SELECT state, count(*) FROM outbox GROUP BY state"
        return {row[0]: row[1] for row in await self.database.reader.execute_fetchall(sql)}

    def heard(self, person: int) -> list[str]:
        """What the bot said to a person."""
        return self.world.said_to(person)


@asynccontextmanager
async def station(
    folder: Path,
    people: int = 3,
    *,
    pace: Pace = UNPACED,
    patience: float = 0.5,
    watch_clock: bool = False,
    operator_chat: str = "",
    started: bool = True,
) -> AsyncIterator[Station]:
    """A running bot with so many people; `patience` is how many seconds it waits for an answer."""
    database = await open_database(f"sqlite:///{folder / 'a.db'}")
    await seat_people(database, range(1, people + 1))
    clock = TurnedClock(MONDAY)
    world = World(now=clock.now)
    for person in range(1, people + 1):
        world.add_user(person, f"Đ/c số {person}", started=True)
    async with SandboxServer(world) as server:
        channel = TelegramChannel(world.token, server.url, clock, patience=patience)
        await channel.open()
        app = App(
            database,
            Practice(zone=ZONE),
            clock,
            {channel.name: channel},
            pace=pace,
            operator_chat=operator_chat,
            jumps=JumpWatch(clock) if watch_clock else None,
        )
        if started:
            await app.start()
        try:
            yield Station(app, world, server, clock, database, channel)
        finally:
            await app.stop()
