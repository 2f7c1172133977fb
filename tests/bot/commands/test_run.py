"""The live bot as an operator starts it: `run_bot.py run`, against the sandbox's server."""

import asyncio
import os
import random
import signal
import socket
import sys
from collections.abc import AsyncIterator, Sequence
from contextlib import asynccontextmanager
from pathlib import Path

import aiohttp
import pytest

from bot.clock import SystemClock
from bot.sandbox import SandboxServer, World
from bot.sandbox.zalo import ZaloWorld
from storage.database import Database, open_database
from storage.work import looking
from tests.bot.delivery.station import seat_people

ROOT = Path(__file__).resolve().parents[3]


class Operator:
    """Starts the bot and reads what it says."""

    def __init__(self, folder: Path, world: World, server: SandboxServer, database: Database) -> None:
        self.folder = folder
        self.world = world
        self.server = server
        self.database = database
        self.running: list[asyncio.subprocess.Process] = []

    async def starts(self, argument: str = "run", **settings: str) -> asyncio.subprocess.Process:
        """Start the bot; its settings come by environment."""
        environment = {
            "PATH": os.environ["PATH"],
            "TELEGRAM_BOT_TOKEN": self.world.token,
            "TELEGRAM_API_URL": self.server.url,
            "DATABASE_URL": f"sqlite:///{self.database.path}",
            "LANGUAGE": "en",
            **settings,
        }
        bot = await asyncio.create_subprocess_exec(
            sys.executable,
            ROOT / "run_bot.py",
            *([argument] if argument else []),
            cwd=self.folder,
            env=environment,
            stdout=asyncio.subprocess.PIPE,
            stderr=asyncio.subprocess.STDOUT,
        )
        self.running.append(bot)
        return bot

    async def reads(self, bot: asyncio.subprocess.Process, words: str) -> str:
        """Read what the bot says up to a line that contains the words."""
        said = ""
        assert bot.stdout
        async with asyncio.timeout(20):
            while words not in said:
                line = (await bot.stdout.readline()).decode()
                assert line, f"the bot ended without saying {words!r}:\n{said}"
                said += line
        return said

    async def settled(self) -> None:
        """Wait until nothing waits any more, neither at the platform nor with us."""
        async with asyncio.timeout(60):
            while self.world.updates.pending or await self.unsettled():  # noqa: ASYNC110
                await asyncio.sleep(0.02)

    async def unsettled(self) -> int:
        return await looking(self.database).outbox.unsettled(SystemClock().now())


@asynccontextmanager
async def operated(folder: Path, people: int = 3, zalo: Sequence[ZaloWorld] = ()) -> AsyncIterator[Operator]:
    database = await open_database(f"sqlite:///{folder / 'a.db'}")
    await seat_people(database, range(1, people + 1))
    world = World(now=SystemClock().now)
    for person in range(1, people + 1):
        world.add_user(person, f"Đ/c số {person}", started=True)
    async with SandboxServer(world, zalo=zalo) as server:
        operator = Operator(folder, world, server, database)
        try:
            yield operator
        finally:
            for bot in operator.running:
                if bot.returncode is None:
                    bot.kill()
                await bot.communicate()
            await database.close()


async def test_answers_and_stops_when_told(tmp_path: Path) -> None:
    async with operated(tmp_path) as operator:
        bot = await operator.starts()
        operator.world.say(1, "viec")
        await operator.world.heard(1, seconds=20)
        bot.send_signal(signal.SIGTERM)
        async with asyncio.timeout(5):
            await bot.wait()
        assert bot.returncode == 0
        assert not operator.world.updates.pending


async def test_stops_in_the_middle_and_loses_nothing(tmp_path: Path) -> None:
    async with operated(tmp_path, people=40) as operator:
        operator.world.faults.latency = 0.2
        for person in range(1, 41):
            operator.world.say(person, "viec")
        bot = await operator.starts()
        await operator.world.heard(1, seconds=20)
        bot.send_signal(signal.SIGTERM)
        async with asyncio.timeout(5):
            await bot.wait()
        assert bot.returncode == 0
        await operator.starts()
        await operator.settled()
        assert [len(operator.world.said_to(person)) for person in range(1, 41)] == [1] * 40


async def test_killed_at_random_moments_it_loses_no_answer_and_no_message(tmp_path: Path) -> None:
    chance = random.Random(7)
    async with operated(tmp_path, people=130) as operator:
        for person in range(1, 131):
            operator.world.say(person, "viec")
        for _ in range(3):
            bot = await operator.starts()
            before = len(operator.world.calls_of("sendMessage"))
            async with asyncio.timeout(20):
                while len(operator.world.calls_of("sendMessage")) == before:  # noqa: ASYNC110
                    await asyncio.sleep(0.002)
            await asyncio.sleep(chance.uniform(0.0, 0.3))
            bot.kill()
            await bot.wait()
        await operator.starts()
        await operator.settled()
        heard = [len(operator.world.said_to(person)) for person in range(1, 131)]
        assert min(heard) >= 1
        sql = "SELECT chat FROM outbox WHERE tries > 1"
        tried_again = {int(row[0]) for row in await operator.database.reader.execute_fetchall(sql)}
        assert {person for person, times in enumerate(heard, start=1) if times > 1} <= tried_again


async def test_a_wrong_token_is_said_clearly(tmp_path: Path) -> None:
    async with operated(tmp_path) as operator:
        bot = await operator.starts(TELEGRAM_BOT_TOKEN="123456:AAwrong-wrong-wrong")
        said, _ = await bot.communicate()
        assert bot.returncode == 1
        assert "TELEGRAM_BOT_TOKEN" in said.decode()
        assert "Traceback" not in said.decode()
        assert "AAwrong" not in said.decode()


async def test_telegram_out_of_reach_at_the_start(tmp_path: Path) -> None:
    """It says so, keeps trying, and goes on when Telegram is there."""
    async with operated(tmp_path) as operator:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        bot = await operator.starts(TELEGRAM_API_URL=f"http://127.0.0.1:{port}")
        await operator.reads(bot, "cannot receive")
        assert bot.returncode is None
        world = World(now=SystemClock().now, token=operator.world.token)
        world.add_user(1, "Khoa", started=True)
        world.say(1, "viec")
        async with SandboxServer(world, port=port):
            await world.heard(1, seconds=20)
            bot.send_signal(signal.SIGTERM)
            async with asyncio.timeout(5):
                await bot.wait()


async def test_a_second_one_stands_by_and_takes_over(tmp_path: Path) -> None:
    async with operated(tmp_path) as operator:
        first = await operator.starts()
        await operator.reads(first, "running")
        second = await operator.starts()
        said = await operator.reads(second, "standing by")
        assert said.count("another process") == 1
        operator.world.say(1, "viec")
        await operator.world.heard(1, seconds=20)
        first.kill()
        await operator.reads(second, "taking over")
        operator.world.say(2, "viec")
        await operator.world.heard(2, seconds=20)


async def test_the_health_page(tmp_path: Path) -> None:
    async with operated(tmp_path) as operator:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        bot = await operator.starts(HEALTH_PORT=str(port))
        await operator.reads(bot, "running")
        async with (
            aiohttp.ClientSession() as session,
            session.get(f"http://127.0.0.1:{port}/health") as answer,
        ):
            assert answer.status == 200
            assert (await answer.json())["ok"] is True


async def test_a_port_in_use_is_said_clearly(tmp_path: Path) -> None:
    async with operated(tmp_path) as operator:
        with socket.create_server(("127.0.0.1", 0)) as taken:
            bot = await operator.starts(HEALTH_PORT=str(taken.getsockname()[1]))
            said, _ = await bot.communicate()
        assert bot.returncode == 1
        assert "Traceback" not in said.decode()


async def test_updates_come_by_webhook(tmp_path: Path) -> None:
    async with operated(tmp_path) as operator:
        with socket.create_server(("127.0.0.1", 0)) as free:
            port = free.getsockname()[1]
        operator.world.say(1, "viec")
        bot = await operator.starts(WEBHOOK_URL=f"http://127.0.0.1:{port}", WEBHOOK_PORT=str(port))
        await operator.world.heard(1, seconds=20)
        assert not operator.world.calls_of("getUpdates")
        bot.kill()
        await bot.wait()
        operator.world.say(2, "viec")
        await operator.starts()  # and back to asking: the webhook is removed, and said so
        await operator.world.heard(2, seconds=20)
        assert operator.world.webhook is None


@pytest.mark.parametrize("name", ["TELEGRAM_BOT_TOKEN", "WEBHOOK_SECRET"])
async def test_no_secret_in_what_it_says(tmp_path: Path, name: str) -> None:
    secret = "987654:AAsecret-secret-secret" if name == "TELEGRAM_BOT_TOKEN" else "webhook-secret-0123456789"
    async with operated(tmp_path) as operator:
        with socket.create_server(("127.0.0.1", 0)) as free, socket.create_server(("127.0.0.1", 0)) as door:
            port, door_port = free.getsockname()[1], door.getsockname()[1]
        settings = {name: secret, "LOG_LEVEL": "DEBUG", "TELEGRAM_API_URL": f"http://127.0.0.1:{port}"}
        bot = await operator.starts(
            **settings, WEBHOOK_URL="https://bot.example", WEBHOOK_PORT=str(door_port)
        )
        await asyncio.sleep(1.0)
        bot.kill()
        said, _ = await bot.communicate()
        assert secret not in said.decode()
