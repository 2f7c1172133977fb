"""Speed and size of the bot itself: start, memory, one tap, the digest; prints one line of JSON."""

import asyncio
import json
import logging
import os
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.committee import committee
from bot.clock import SystemClock
from bot.commands.import_ import import_all
from bot.receive import Receiver
from bot.sandbox import SandboxServer, World
from committee.practice import Practice
from messages.envelope import Came, Incoming
from messages.voice import Voice
from messages.words.digest import digest_text
from storage.database import open_database
from storage.gathering import gather
from storage.work import looking

ROOT = Path(__file__).resolve().parent.parent
PRACTICE = Practice()


async def start() -> dict[str, float]:
    """Seconds from the command until Telegram is asked, and megabytes then, with the sample committee."""
    world = World(now=SystemClock().now)
    with tempfile.TemporaryDirectory() as folder:
        database = await open_database(f"sqlite:///{folder}/a.db")
        await import_all(database, ROOT / "sample", SystemClock().now(), PRACTICE)
        await database.close()
        async with SandboxServer(world) as server:
            environment = os.environ | {
                "TELEGRAM_BOT_TOKEN": world.token,
                "TELEGRAM_API_URL": server.url,
                "DATABASE_URL": f"sqlite:///{folder}/a.db",
            }
            began = time.perf_counter()
            bot = await asyncio.create_subprocess_exec(
                sys.executable,
                ROOT / "run_bot.py",
                "run",
                env=environment,
                cwd=folder,
                stdout=asyncio.subprocess.DEVNULL,
                stderr=asyncio.subprocess.DEVNULL,
            )
            while not world.calls_of("getUpdates"):
                await asyncio.sleep(0.001)
            first_poll = time.perf_counter() - began
            await asyncio.sleep(2.0)
            pages = int(Path(f"/proc/{bot.pid}/statm").read_text().split()[1])
            bot.terminate()
            await bot.wait()
    return {"first_poll_s": first_poll, "resident_mb": pages * os.sysconf("SC_PAGE_SIZE") / 1e6}


async def tap_and_digest() -> dict[str, float]:
    """Milliseconds of one tap and of the digest, with 5,000 members and 10,000 tasks."""
    with tempfile.TemporaryDirectory() as folder:
        database = await committee(Path(folder), 5000, 10_000)
        clock = SystemClock()
        receiver = Receiver(
            database, clock, lambda: PRACTICE, wake=lambda: None, alert=lambda kind, error: None
        )
        taps = []
        for person in range(1, 101):
            press = Incoming(
                channel="telegram",
                update_key=str(person),
                chat=str(person),
                user=str(person),
                came=Came.PRESS,
                at=clock.now(),
                press="ack:1",
                press_id="1",
                message="1",
            )
            began = time.perf_counter()
            await receiver.take([press])
            taps.append(time.perf_counter() - began)
        voice = Voice(PRACTICE.language, PRACTICE.zone, PRACTICE.name)
        digests = []
        for _ in range(5):
            began = time.perf_counter()
            digest_text(voice, await gather(looking(database), clock.now(), PRACTICE), None)
            digests.append(time.perf_counter() - began)
        await database.close()
    return {"tap_ms": 1000 * sorted(taps)[50], "digest_ms": 1000 * sorted(digests)[2]}


def measure() -> dict[str, Any]:
    return asyncio.run(start()) | asyncio.run(tap_and_digest())


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    print(json.dumps(measure()))
