"""A bot in a process that can be killed: `python -m … ADDRESS TOKEN DATABASE PER_SECOND`, 0 for no pacing."""

import asyncio
import sys

from bot.app import App
from bot.channels.telegram.channel import TelegramChannel
from bot.clock import SystemClock
from bot.delivery.pacing import Pace
from committee.practice import Practice
from storage.database import open_database


async def main(address: str, token: str, database: str, per_second: str) -> None:
    clock = SystemClock()
    channel = TelegramChannel(token, address, clock)
    await channel.open()
    app = App(
        await open_database(f"sqlite:///{database}"),
        Practice(),
        clock,
        {channel.name: channel},
        pace=Pace(per_second=int(per_second) or 100_000, chat_spacing=0.0, chat_burst=1000),
    )
    await app.start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
