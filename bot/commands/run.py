"""`run`: the live bot on Telegram, until it is told to stop."""

import argparse
import asyncio
import logging
import signal
import time
from pathlib import Path

from bot.app import App
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.poll import TokenRefused
from bot.clock import SystemClock
from bot.commands.console import say
from bot.holidays_vn import fill_in_holidays
from bot.logs import set_up_logs
from bot.settings import Settings
from storage.database import open_database
from storage.work import working

log = logging.getLogger(__name__)

SLOW_POLL = 90.0  # seconds without a successful poll: the bot looks alive and hears nothing
FIND_NAME_EVERY = 60.0  # seconds between tries to learn the bot's own name


async def run(args: argparse.Namespace, settings: Settings) -> int:
    """Start the live bot and keep it running; returns when a signal asks it to stop, or its token is wrong.

    Raises:
        DatabaseUnusable: the database cannot be opened.
    """
    del args
    token = settings.telegram_bot_token.get_secret_value()
    if not token:
        say("run/no_token", settings, error=True)
        return 1
    secrets = [token, settings.zalo_bot_token.get_secret_value(), settings.webhook_secret.get_secret_value()]
    set_up_logs(settings.log_level, secrets)
    database = await open_database(settings.database_url)
    clock = SystemClock()
    await fill_in_holidays(database, clock.now())
    channel = TelegramChannel(token, settings.telegram_api_url, clock, settings.telegram_proxy)
    await channel.open()
    app = App(
        database,
        settings.practice(),
        clock,
        {channel.name: channel},
        operator_chat=settings.operator_chat,
    )
    return await _until_stopped(app, channel, settings)


async def _until_stopped(app: App, channel: TelegramChannel, settings: Settings) -> int:
    stop = asyncio.Event()
    loop = asyncio.get_running_loop()
    for name in ("SIGTERM", "SIGINT"):
        try:
            loop.add_signal_handler(getattr(signal, name), stop.set)
        except NotImplementedError:  # Windows: Ctrl+C arrives as KeyboardInterrupt
            break
    await app.start()
    app.background.start(find_name(app, channel), "finding the bot's name")
    app.background.start(watch(app, channel), "watching the poll")
    say("run/started", settings, database=str(Path(app.database.path)))
    ends = [loop.create_task(stop.wait()), loop.create_task(app.crashed.wait())]
    await asyncio.wait(ends, return_when=asyncio.FIRST_COMPLETED)
    for end in ends:
        end.cancel()
    await app.stop()
    if isinstance(app.crash, TokenRefused):
        say("run/token_refused", settings, error=True)
        return 1
    if app.crash is not None:
        say("run/crashed", settings, error=True)
        return 1
    say("run/stopped", settings)
    return 0


async def find_name(app: App, channel: TelegramChannel) -> None:
    """Learn the bot's username, for the links of invitations; tries until Telegram is within reach."""
    while (name := await channel.username()) is None:
        await asyncio.sleep(FIND_NAME_EVERY)
    async with working(app.database) as work:
        if await work.notes.get("telegram_username") != name:
            await work.notes.put("telegram_username", name)


async def watch(app: App, channel: TelegramChannel) -> None:
    """Raise an alarm when no poll has succeeded for 90 seconds."""
    while True:
        await asyncio.sleep(SLOW_POLL / 6)
        silence = time.monotonic() - channel.poll.last_good
        if silence > SLOW_POLL:
            app.alerts.raise_alarm("not receiving", f"{silence:.0f} s")
