"""`run`: the live bot on Telegram, on Zalo, or on both, until it is told to stop."""

import argparse
import asyncio
import logging
import time
from pathlib import Path

from bot.app import App
from bot.channels.identified import ChannelLost
from bot.channels.making import Outside
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.poll import TokenRefused
from bot.clock import JumpWatch, SystemClock
from bot.commands.console import say
from bot.health import Door
from bot.holidays_vn import fill_in_holidays
from bot.leading import Lead
from bot.logs import set_up_logs
from bot.settings import Settings
from bot.settings_bots import token_setting
from bot.stopping import stop_on_signals, until_told_to_stop
from bot.watching import health, watch
from messages.envelope import platform_of
from storage.database import open_database
from storage.work import working

log = logging.getLogger(__name__)

FIND_NAME_EVERY = 60.0  # seconds between tries to learn the bot's own name
STAND_BY = 1.0  # seconds between tries to take the lead


async def run(args: argparse.Namespace, settings: Settings) -> int:
    """Start the live bot and keep it running; returns when a signal asks it to stop, or no token is right.

    Raises:
        DatabaseUnusable: the database cannot be opened.
        OSError: a port is in use.
    """
    del args
    if not settings.tokens:
        say("run/no_token", settings, error=True)
        return 1
    database = await open_database(settings.database_url)
    clock = SystemClock()
    outside = Outside(settings, clock, database, lambda lost: _say_lost(lost, settings))
    set_up_logs(settings.log_level, [*settings.tokens.values(), outside.secret])
    app = App(
        database,
        settings.practice(),
        clock,
        outside.channels,
        operator_chat=settings.operator_chat,
        jumps=JumpWatch(clock),
    )
    lead = Lead(database.path)
    try:
        if not await _take_the_lead(app, lead):
            await app.stop()
            return 0
        await fill_in_holidays(database, clock.now())
        return await _until_stopped(app, outside, settings)
    finally:
        lead.give_up()


def _say_lost(lost: ChannelLost, settings: Settings) -> None:
    """Say at once, and not only in the log, that a channel cannot go on and what to do."""
    say(
        f"run/{lost.trouble}",
        settings,
        error=True,
        channel=lost.channel,
        platform=platform_of(lost.channel),
        setting=token_setting(lost.channel),
    )


async def _take_the_lead(app: App, lead: Lead) -> bool:
    """Wait until no other process works on this database; False when told to stop before."""
    stop_on_signals(app)
    told = False
    while not lead.take():
        if not told:
            log.warning("another process of this bot works on this database; standing by until it is gone")
            told = True
        try:
            async with asyncio.timeout(STAND_BY):
                await app.ending.wait()
            return False
        except TimeoutError:
            continue
    if told:
        log.warning("the other process is gone; taking over")
    return True


async def _until_stopped(app: App, outside: Outside, settings: Settings) -> int:
    page = Door(settings.health_port) if settings.health_port else None
    channels = outside.channels.values()
    try:
        await outside.open()
        if page:
            page.tell_health(lambda: health(app, channels, time.monotonic()))
            await page.open()
        await app.start()
        app.background.start(watch(app, channels), "watching what is received")
        say("run/started", settings, database=str(Path(app.database.path)), channels=list(app.channels))
        await until_told_to_stop(app)
    finally:
        if page:
            await page.close()
        await outside.close()
        await app.stop()
    if isinstance(app.crash, ChannelLost):
        return 1  # which was said when it was lost
    if app.crash is not None:
        say("run/crashed", settings, error=True)
        return 1
    say("run/stopped", settings)
    return 0


async def find_name(app: App, channel: TelegramChannel) -> None:
    """Learn the bot's username, for the links of invitations; tries until Telegram is within reach."""
    try:
        while (name := await channel.username()) is None:  # noqa: ASYNC110  (a question, not a state)
            await asyncio.sleep(FIND_NAME_EVERY)
    except TokenRefused:
        return  # the poll hears the same, and says it
    async with working(app.database) as work:
        if await work.notes.get("telegram_username") != name:
            await work.notes.put("telegram_username", name)
