"""The surroundings of a bot on both channels that is killed (-9) again and again, and what they remember."""

import asyncio
import os
import socket
import sys
from collections.abc import AsyncIterator, Callable
from contextlib import asynccontextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from bot.clock import SystemClock
from bot.sandbox import SandboxServer, World
from bot.sandbox.zalo import ZaloWorld
from storage.database import Database, open_database
from tests.bot.delivery.crossing import account_of, seat_on_both

ROOT = Path(__file__).resolve().parents[3]


@dataclass
class Doomed:
    """What outlives the bot."""

    folder: Path
    world: World
    zalo: ZaloWorld
    server: SandboxServer
    database: Database
    port: int = 0
    stuck: float = 900.0  # seconds

    def begun(self) -> int:
        """How many messages the bot has sent, on both channels, since all began."""
        return len(self.world.calls_of("sendMessage")) + len(self.zalo.calls_of("sendMessage"))

    async def life(self, moment: float | None, done: Callable[[], bool] = lambda: True) -> int:
        """One life of the bot: killed `moment` seconds after its first message, or when all is done.

        Returns how many messages it leaves behind of which nobody knows whether they went.
        """
        bot = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.bot.delivery.child_on_both",
            self.server.url,
            self.world.token,
            self.zalo.token,
            self.database.path,
            str(self.port),
            str(self.stuck),
            stderr=asyncio.subprocess.DEVNULL,
            cwd=ROOT,
            env=os.environ | {"TMPDIR": str(self.folder)},
        )
        before = self.begun()
        async with asyncio.timeout(100):
            while not (done() and await self._settled()):
                if moment is not None and self.begun() > before:
                    await asyncio.sleep(moment)
                    break
                await asyncio.sleep(0.002)
        bot.kill()
        await bot.wait()
        return len(await self.rows("SELECT id FROM outbox WHERE state = 'sending'"))

    async def _settled(self) -> bool:
        """Also what waits for another try has come to its end."""
        return not await self.rows("SELECT id FROM outbox WHERE state IN ('waiting', 'sending') LIMIT 1")

    async def rows(self, sql: str) -> list[Any]:
        """What the database says."""
        return list(await self.database.reader.execute_fetchall(sql))

    def heard(self, person: int) -> tuple[list[str], list[str]]:
        """What the bot said to a person on Telegram and on Zalo."""
        return self.world.said_to(person), self.zalo.said_to(account_of(person))


@asynccontextmanager
async def doomed(
    folder: Path, both: int = 0, only_zalo: int = 0, *, posted: bool = False
) -> AsyncIterator[Doomed]:
    """People 1 to `both` are on both channels and prefer Telegram, the next on Zalo alone."""
    database = await open_database(f"sqlite:///{folder / 'a.db'}")
    two, one = range(1, both + 1), range(both + 1, both + only_zalo + 1)
    await seat_on_both(database, two, one)
    clock = SystemClock()
    world, zalo = World(now=clock.now), ZaloWorld(clock.now)
    zalo.plan.users = zalo.plan.messages = None
    zalo.webhook_pause = 0.05
    for person in two:
        world.add_user(person, f"Đ/c số {person}", started=True)
    for person in (*two, *one):
        zalo.add_user(f"Đ/c số {person}", account_of(person), met=True)
    try:
        async with SandboxServer(world, zalo=[zalo]) as server:
            yield Doomed(folder, world, zalo, server, database, _free_port() if posted else 0)
    finally:
        await database.close()


def _free_port() -> int:
    with socket.socket() as found:
        found.bind(("127.0.0.1", 0))
        return int(found.getsockname()[1])
