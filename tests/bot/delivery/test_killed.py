"""A bot that is killed (-9) at random moments, again and again: nothing lost, each double known."""

import asyncio
import os
import random
import sys
from collections.abc import AsyncIterator
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

from bot.clock import SystemClock
from bot.delivery.road import GROUP, IN_FLIGHT
from bot.sandbox import SandboxServer, World
from messages.envelope import Kind, Outgoing
from storage.database import Database, open_database
from storage.work import looking, working
from tests.bot.delivery.station import seat_people

ROOT = Path(__file__).resolve().parents[3]
TIMES = int(os.environ.get("SOAK_TIMES", "50"))
OPEN = IN_FLIGHT + GROUP  # on its way, and one window of results
OPEN_UNDER_LIMITS = 8  # at 30 a second: three on their way, two ahead of their turn, three not recorded yet


@dataclass
class Killable:
    """A bot's surroundings, which outlive it."""

    world: World
    server: SandboxServer
    database: Database
    per_second: int = 0

    async def start(self) -> asyncio.subprocess.Process:
        return await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.bot.delivery.child",
            self.server.url,
            self.world.token,
            self.database.path,
            str(self.per_second),
            stderr=asyncio.subprocess.DEVNULL,
            cwd=ROOT,
        )

    async def life(self, method: str, moment: float | None) -> int:
        """One life of the bot: killed `moment` seconds after its first call of a method, or when done.

        Returns how many messages it leaves behind of which nobody knows whether they went.
        """
        bot = await self.start()
        before = len(self.world.calls_of(method))
        async with asyncio.timeout(100):
            while not await self.is_done():
                if moment is not None and len(self.world.calls_of(method)) > before:
                    await asyncio.sleep(moment)
                    break
                await asyncio.sleep(0.002)
        bot.kill()
        await bot.wait()
        left = await self.database.reader.execute_fetchall(
            "SELECT count(*) FROM outbox WHERE state = 'sending'"
        )
        return int(left[0][0])

    async def is_done(self) -> bool:
        if self.world.updates.pending:
            return False
        return await looking(self.database).outbox.unsettled(SystemClock().now()) == 0

    async def rows(self, what: str) -> list[Any]:
        sql = f"SELECT {what} FROM outbox ORDER BY id"  # noqa: S608
        return await self.database.reader.execute_fetchall(sql)


@asynccontextmanager
async def killable(folder: Path, people: int, per_second: int = 0) -> AsyncIterator[Killable]:
    database = await open_database(f"sqlite:///{folder / 'a.db'}")
    await seat_people(database, range(1, people + 1))
    world = World(now=SystemClock().now)
    for person in range(1, people + 1):
        world.add_user(person, f"Đ/c số {person}", started=True)
    try:
        async with SandboxServer(world) as server:
            yield Killable(world, server, database, per_second)
    finally:
        await database.close()


async def a_broadcast(
    folder: Path, people: int, kills: int, seed: int, *, per_second: int = 0, open_at_most: int = OPEN
) -> None:
    """None lost; at most what was on its way and one window of results is repeated and flagged at a kill."""
    chance = random.Random(seed)
    async with killable(folder, people, per_second) as town:
        town.world.faults.latency = 0.02
        now = SystemClock().now()
        async with working(town.database) as work:
            await work.outbox.promise_all(
                [
                    Outgoing("Thông báo", kind=Kind.ANNOUNCEMENT, person=one, key=f"a:{one}")
                    for one in range(1, people + 1)
                ],
                now,
            )
        left = []
        for _ in range(kills):
            longest = 0.9 * people / (per_second or 1500) / kills + 0.1
            left.append(await town.life("sendMessage", chance.uniform(0.0, longest)))
        assert await town.life("sendMessage", None) == 0
        assert max(left) <= open_at_most, left
        heard = {one: len(town.world.said_to(one)) for one in range(1, people + 1)}
        rows = {row["person_id"]: row for row in await town.rows("person_id, state, maybe_doubled")}
        assert {row["state"] for row in rows.values()} <= {"sent", "unsure"}
        assert min(heard.values()) >= 1, "somebody did not hear it"
        doubled = {one for one, times in heard.items() if times > 1}
        flagged = {one for one, row in rows.items() if row["maybe_doubled"]}
        assert doubled <= flagged
        assert len(flagged) <= sum(left)


async def answers(folder: Path, people: int, kills: int, seed: int) -> None:
    """Each recorded once and answered; the answer doubled only where the kill fell before its record."""
    chance = random.Random(seed)
    async with killable(folder, people) as town:
        for person in range(1, people + 1):
            town.world.say(person, "viec")
        for _ in range(kills):
            await town.life("sendMessage", chance.uniform(0.0, 0.9 * people / 1000 / kills + 0.05))
        await town.life("sendMessage", None)
        taken = await town.database.reader.execute_fetchall("SELECT count(*) FROM inbox")
        assert taken[0][0] == people
        rows = {int(row["chat"]): row for row in await town.rows("chat, state, tries")}
        assert len(rows) == people == len(await town.rows("id"))
        heard = {one: len(town.world.said_to(one)) for one in range(1, people + 1)}
        assert min(heard.values()) >= 1, "somebody was not answered"
        doubled = {one for one, times in heard.items() if times > 1}
        assert doubled <= {one for one, row in rows.items() if row["tries"] > 1}


async def test_a_broadcast_through_three_kills(tmp_path: Path) -> None:
    await a_broadcast(tmp_path, people=300, kills=3, seed=1)


async def test_a_broadcast_under_the_limits_through_three_kills(tmp_path: Path) -> None:
    await a_broadcast(tmp_path, people=90, kills=3, seed=3, per_second=30, open_at_most=OPEN_UNDER_LIMITS)


async def test_answers_through_three_kills(tmp_path: Path) -> None:
    await answers(tmp_path, people=300, kills=3, seed=2)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(TIMES))
async def test_a_broadcast_to_2000_through_twenty_kills(tmp_path: Path, seed: int) -> None:
    await a_broadcast(tmp_path, people=2000, kills=20, seed=seed)


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(min(TIMES, 10)))
async def test_a_broadcast_under_the_limits_through_twenty_kills(tmp_path: Path, seed: int) -> None:
    await a_broadcast(
        tmp_path, people=600, kills=20, seed=seed, per_second=30, open_at_most=OPEN_UNDER_LIMITS
    )


@pytest.mark.soak
@pytest.mark.parametrize("seed", range(TIMES))
async def test_5000_answers_through_twenty_kills(tmp_path: Path, seed: int) -> None:
    await answers(tmp_path, people=5000, kills=20, seed=seed)
