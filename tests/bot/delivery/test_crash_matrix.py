"""The bot is killed at every step of sending, one after the other: nothing lost, each double flagged."""

import asyncio
import shutil
import sys
from collections.abc import Awaitable, Callable
from pathlib import Path

from bot.channels.telegram.dress import TEXT_LIMIT
from bot.clock import SystemClock
from bot.sandbox import SandboxServer, World
from messages.envelope import Kind, Outgoing
from storage.database import open_database
from storage.work import working
from tests.bot.delivery.station import seat_people

ROOT = Path(__file__).resolve().parents[3]
LONG = "\n\n".join(f"{number} " + "đoạn " * 300 for number in range(4))
PROMISED = [
    Outgoing("thông báo", kind=Kind.ANNOUNCEMENT, person=1, key="a"),
    Outgoing("trả lời", kind=Kind.ANSWER, person=2, key="b"),
    Outgoing(LONG, kind=Kind.ANNOUNCEMENT, person=3, key="c"),
]
MOST_STEPS = 400


async def prepared(path: Path) -> None:
    database = await open_database(f"sqlite:///{path}")
    await seat_people(database, (1, 2, 3))
    async with working(database) as work:
        for outgoing in PROMISED:
            await work.outbox.promise(outgoing, SystemClock().now())
    await database.close()


async def test_killed_at_every_step(tmp_path: Path) -> None:
    assert len(LONG) > TEXT_LIMIT
    await prepared(tmp_path / "fresh.db")
    world = World(now=SystemClock().now)
    for person in (1, 2, 3):
        world.add_user(person, f"Đ/c số {person}", started=True)
    async with SandboxServer(world) as server:
        runner = await asyncio.create_subprocess_exec(
            sys.executable,
            "-m",
            "tests.bot.delivery.matrix_runner",
            server.url,
            world.token,
            cwd=ROOT,
            stdin=asyncio.subprocess.PIPE,
            stdout=asyncio.subprocess.PIPE,
        )

        async def life(path: Path, last: int) -> int:
            assert runner.stdin and runner.stdout
            runner.stdin.write(f"{path} {last}\n".encode())
            return int(await runner.stdout.readline())

        try:
            step = await every_step(tmp_path, world, life)
        finally:
            runner.kill()
            await runner.communicate()
        assert step > 20, "no steps were counted"


async def every_step(folder: Path, world: World, life: Callable[[Path, int], Awaitable[int]]) -> int:
    for step in range(1, MOST_STEPS):
        for chat in world.chats.values():
            chat.messages.clear()
        path = folder / f"{step}.db"
        shutil.copy(folder / "fresh.db", path)
        if await life(path, step) == 0:
            return step
        assert await life(path, MOST_STEPS * 10) == 0
        await look_at(path, world, step)
    raise AssertionError("it never came to its end")


async def look_at(path: Path, world: World, step: int) -> None:
    database = await open_database(f"sqlite:///{path}")
    sql = "SELECT person_id, state, kind, maybe_doubled FROM outbox"
    rows = await database.reader.execute_fetchall(sql)
    await database.close()
    for row in rows:
        said = world.said_to(row["person_id"])
        assert row["state"] == "sent", (step, dict(row))
        assert said, f"step {step}: person {row['person_id']} heard nothing"
        if len(said) > len(set(said)):
            assert row["maybe_doubled"] or row["kind"] == "answer", (step, dict(row))
    if world.said_to(3):
        assert "".join(dict.fromkeys(world.said_to(3))).count("đoạn") == LONG.count("đoạn"), step
