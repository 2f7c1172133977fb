"""A bot on both channels in a process that can be killed.

`python -m … ADDRESS TOKEN ZALO_TOKEN DATABASE PORT STUCK`; PORT is where Zalo posts, 0 to poll; STUCK are
the seconds of its quarter of an hour.
"""

import asyncio
import sys
from datetime import timedelta

from bot.app import App
from bot.channels.place import WebhookPlace
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.zalo.channel import ZaloChannel
from bot.clock import SystemClock
from bot.delivery import outage, road, settling
from bot.delivery.pacing import Pace
from committee.practice import Practice
from storage import outbox
from storage.database import open_database

SECRET = "only-for-this-test"


async def main(address: str, token: str, zalo_token: str, database: str, port: str, stuck: str) -> None:
    clock = SystemClock()
    outage.LADDER = (0.05,)
    outbox.STUCK_FOR = settling.STUCK_FOR = road.AWAY_FROM = timedelta(seconds=float(stuck))
    road.ASK_AGAIN = road.AWAY_FROM / 3
    place = WebhookPlace(f"http://127.0.0.1:{port}", SECRET, int(port)) if int(port) else None
    telegram = TelegramChannel(token, address, clock)
    zalo = ZaloChannel(zalo_token, f"{address}/zalo", clock, poll_floor=0.0, webhook=place)
    for channel in (telegram, zalo):
        await channel.open()
    app = App(
        await open_database(f"sqlite:///{database}"),
        Practice(),
        clock,
        {telegram.name: telegram, zalo.name: zalo},
        pace=Pace(per_second=100_000, chat_spacing=0.0, chat_burst=1000),
    )
    await app.start()
    await asyncio.Event().wait()


if __name__ == "__main__":
    asyncio.run(main(*sys.argv[1:]))
