"""`sandbox`: the bot on a Telegram and a Zalo server of its own, the sample committee, a page with phones."""

import argparse
from datetime import datetime
from pathlib import Path

from bot.app import App
from bot.channels.base import Channel
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.zalo.channel import ZaloChannel
from bot.clock import TurnedClock
from bot.commands.console import say
from bot.commands.import_ import import_all
from bot.commands.rehearsal import Rehearsal
from bot.commands.run import find_name
from bot.delivery.pacing import Pace
from bot.holidays_vn import fill_in_holidays
from bot.logs import set_up_logs
from bot.sandbox import SandboxServer, World
from bot.sandbox.zalo import ZaloWorld
from bot.settings import Settings
from bot.stopping import until_told_to_stop
from storage.database import Database, open_database
from storage.own_bots import OwnBot, keep_bot
from storage.work import looking, working

SAMPLE = Path(__file__).parents[2] / "sample"
BEGINS = datetime(2026, 11, 23, 6, 55)  # noqa: DTZ001  (the committee's zone is added below)
NAME = "giaoban_thu_bot"
TOKEN = "110201543:sandbox-has-no-secrets-0123456789"  # noqa: S105  (opens nothing but the sandbox)
ZALO_NAME = "Bot {committee}"  # Zalo wants the name of a bot to begin so
POLL_FLOOR = 0.2  # seconds between two polls of the sandbox's Zalo, which gives one event at a time
QUICK = Pace(per_second=1000, chat_spacing=0.05, chat_burst=20)  # a week is played in an hour


async def sandbox(args: argparse.Namespace, settings: Settings) -> int:
    """Start the sandbox and keep it running until a signal.

    Raises:
        DatabaseUnusable: the sandbox's own database cannot be made.
        OSError: the port is in use.
    """
    set_up_logs("WARNING", [])
    file = settings.data_dir / "sandbox.db"
    for leftover in file.parent.glob(f"{file.name}*"):
        leftover.unlink()  # every rehearsal begins on the same Monday morning
    database = await open_database(f"sqlite:///{file}")
    try:
        return await _rehearse(database, args, settings)
    finally:
        await database.close()  # left open by a failure it would keep the process alive


async def _rehearse(database: Database, args: argparse.Namespace, settings: Settings) -> int:
    clock = TurnedClock(BEGINS.replace(tzinfo=settings.zone))
    await import_all(database, args.data or SAMPLE, clock.now(), settings.practice())
    await fill_in_holidays(database, clock.now())
    world = World(now=clock.now, token=TOKEN, bot_name=settings.committee_name, bot_username=NAME)
    zalo = ZaloWorld(clock.now, name=ZALO_NAME.format(committee=settings.committee_name))
    seats = [seat for seat in await looking(database).seats.all() if seat.holder]
    port = settings.sandbox_port if args.port is None else args.port
    office = Rehearsal(world, clock, seats, settings.practice(), zalo)
    office.give_phones()
    async with SandboxServer(world, port=port, office=office, zalo=[zalo]) as server:
        channel = TelegramChannel(TOKEN, server.url, clock)
        second = ZaloChannel(
            zalo.token, server.zalo_url, clock, language=settings.language, poll_floor=POLL_FLOOR
        )
        await channel.open()
        await second.open()
        async with working(database) as work:  # invitations say how the bot is called
            await keep_bot(work, second.name, OwnBot("", zalo.name))
        channels: dict[str, Channel] = {channel.name: channel, second.name: second}
        app = App(database, settings.practice(), clock, channels, pace=QUICK)
        await app.start()
        app.background.start(find_name(app, channel), "finding the bot's name")
        office.let_in(app)
        await office.seat_the_others()
        say("sandbox/started", settings, url=f"{server.url}/")
        await until_told_to_stop(app)
        await app.stop()
    return 0
