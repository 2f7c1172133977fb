"""Answers while a crowd is served: PEOPLE, under Telegram's limits; prints one line of JSON.

It runs against the sandbox's server with its limits on, in the same process as the bot: figures include its
work. An answer takes from the moment its update is queued until it has reached the phone.
"""

import asyncio
import json
import logging
import random
import sys
import tempfile
import time
from pathlib import Path
from typing import Any

from bench.committee import committee
from bot.app import App
from bot.channels.telegram.channel import TelegramChannel
from bot.clock import SystemClock
from bot.sandbox import SandboxServer, World
from committee.practice import Practice
from messages.envelope import Kind, Outgoing
from storage.moments import to_text
from storage.work import working

TAP_EVERY = 0.5  # seconds
LIMIT = 30


async def measure(people: int) -> dict[str, Any]:
    """A broadcast to so many, and a tap of somebody every half second."""
    with tempfile.TemporaryDirectory() as folder:
        database = await committee(Path(folder), people)
        clock = SystemClock()
        world = World(now=clock.now)
        for person in range(1, people + 1):
            world.add_user(person, f"Đ/c số {person}", started=True)
        async with SandboxServer(world) as server:
            channel = TelegramChannel(world.token, server.url, clock)
            await channel.open()
            app = App(database, Practice(), clock, {"telegram": channel})
            await app.start()
            world.limits.on = True
            now = clock.now()
            async with working(database) as work:
                await work.outbox.promise_all(
                    (
                        Outgoing("Thông báo", kind=Kind.ANNOUNCEMENT, person=one, key=f"a:{one}")
                        for one in range(1, people + 1)
                    ),
                    now,
                )
            app.sender.wake()
            began = clock.now()
            waits = await _tap(world, people)
            await app.sender.idle()
            sql = (
                "SELECT (julianday(max(settled_at)) - julianday(?)) * 86400, max(settled_at)"
                " FROM outbox WHERE kind = 'announcement'"
            )
            row = (await database.reader.execute_fetchall(sql, (to_text(began),)))[0]
            sql = "SELECT count(*) FROM outbox WHERE state = 'sent' AND settled_at <= ?"
            sent = (await database.reader.execute_fetchall(sql, (row[1],)))[0][0]
            refused, speed = world.limits.refused, sent / row[0]
            await app.stop()
    ordered = sorted(waits)
    return {
        "people": people,
        "taps": len(waits),
        "median_ms": 1000 * ordered[len(ordered) // 2],
        "p99_ms": 1000 * ordered[min(len(ordered) - 1, int(len(ordered) * 0.99))],
        "per_second": speed,
        "of_the_limit": speed / LIMIT,
        "refused_429": refused,
    }


def _delivered(world: World) -> int:
    return sum(1 for call in world.calls if call.method == "sendMessage" and call.status == 200)


async def _tap(world: World, people: int) -> list[float]:
    """Tap until the broadcast is done; how long each answer took."""
    chance = random.Random(3)
    waits: list[float] = []
    while _delivered(world) < people + len(waits):
        person = chance.randint(1, people)
        before = len(world.said_to(person))
        began = time.perf_counter()
        world.say(person, "/trogiup")
        while not any("/" in said for said in world.said_to(person)[before:]):
            await asyncio.sleep(0.001)
        waits.append(time.perf_counter() - began)
        await asyncio.sleep(max(TAP_EVERY - waits[-1], 0.0))
    return waits


if __name__ == "__main__":
    logging.disable(logging.WARNING)
    print(json.dumps(asyncio.run(measure(int(sys.argv[1])))))
