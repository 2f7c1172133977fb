"""Our own figures, each in a process of its own: WHAT ADDRESS COUNT; prints one line of JSON."""

import asyncio
import json
import logging
import resource
import sys
import tempfile
from collections.abc import Awaitable, Callable
from datetime import timedelta
from pathlib import Path
from typing import Any

from bench.committee import committee
from bench.meter import Meter
from bench.peers import TEXT, TOKEN
from bot.app import App
from bot.background import Background
from bot.channels.telegram.channel import TelegramChannel
from bot.clock import SystemClock
from bot.delivery.pacing import Pace
from bot.delivery.sender import Sender
from committee.practice import Practice
from messages.envelope import Choice, Kind, Outgoing
from storage import connection
from storage.work import working

UNPACED = Pace(per_second=1_000_000, chat_spacing=0.0, chat_burst=10_000)
SLOW_DISK = 0.008  # seconds of one fsync on an ordinary disk
LONG = timedelta(minutes=10)


def resident() -> float:
    """Megabytes of memory in use now."""
    pages = int(Path("/proc/self/statm").read_text().split()[1])
    return pages * resource.getpagesize() / 1e6


def announcement(person: int) -> Outgoing:
    """300 letters of HTML with one button."""
    return Outgoing(
        TEXT,
        kind=Kind.ANNOUNCEMENT,
        person=person,
        key=f"announcement:1:seat:{person}",
        choices=((Choice("ack:1", "Đã nhận"),),),
    )


async def outbound(address: str, count: int) -> dict[str, Any]:
    """Promise, claim, send, settle: messages a second of the whole durable path."""
    with tempfile.TemporaryDirectory() as folder:
        database = await committee(Path(folder), count)
        clock = SystemClock()
        channel = TelegramChannel(TOKEN, address, clock)
        await channel.open()
        background = Background()
        sender = Sender(database, {"telegram": channel}, clock, background, pace=UNPACED)
        background.start(sender.run(), "sending")
        await channel.username()
        before = resident()
        with Meter() as meter:
            async with working(database) as work:
                await work.outbox.promise_all(map(announcement, range(1, count + 1)), clock.now())
            sender.wake()
            assert await sender.idle(LONG)
        after = resident()
        await sender.finish(1.0)
        await background.stop()
        await channel.close()
        await database.close()
    return meter.of(count) | {"grown_mb": after - before, "resident_mb": after}


async def outbound_slow_disk(address: str, count: int) -> dict[str, Any]:
    """The same on a disk that takes eight milliseconds to write."""
    real = connection.Connection.commit

    async def slow(self: connection.Connection) -> None:
        await asyncio.sleep(SLOW_DISK)
        await real(self)

    connection.Connection.commit = slow  # type: ignore[method-assign]
    return await outbound(address, count)


async def inbound(address: str, count: int) -> dict[str, Any]:
    """Presses that are recorded, answered, and edit their message, in a committee of 5,000."""
    with tempfile.TemporaryDirectory() as folder:
        database = await committee(Path(folder), 5000)
        clock = SystemClock()
        channel = TelegramChannel(TOKEN, address, clock)
        await channel.open()
        app = App(database, Practice(), clock, {"telegram": channel}, pace=UNPACED)
        answered = 0
        real = channel.answer_press

        async def counted(incoming: Any, toast: str) -> None:
            nonlocal answered
            await real(incoming, toast)
            answered += 1

        channel.answer_press = counted  # type: ignore[method-assign]
        sql = "SELECT count(*) FROM outbox WHERE state = 'sent'"
        with Meter() as meter:
            await app.start()
            while answered < count:
                await asyncio.sleep(0.01)
            while (await database.reader.execute_fetchall(sql))[0][0] < count:
                await asyncio.sleep(0.005)
        await app.stop()
    return meter.of(count)


MEASURES: dict[str, Callable[[str, int], Awaitable[dict[str, Any]]]] = {
    "outbound": outbound,
    "outbound_slow_disk": outbound_slow_disk,
    "inbound": inbound,
}

if __name__ == "__main__":
    logging.disable(logging.WARNING)
    print(json.dumps(asyncio.run(MEASURES[sys.argv[1]](sys.argv[2], int(sys.argv[3])))))
