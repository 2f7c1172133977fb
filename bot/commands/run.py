"""`run`: the live bot on Telegram, until it is told to stop."""

import argparse
import asyncio
import logging
import secrets
import time
from pathlib import Path
from typing import Any

from bot.app import App
from bot.channels.telegram.channel import TelegramChannel
from bot.channels.telegram.poll import TokenRefused
from bot.channels.telegram.webhook import WebhookPlace
from bot.clock import JumpWatch, SystemClock
from bot.commands.console import say
from bot.health import Door
from bot.holidays_vn import fill_in_holidays
from bot.leading import Lead
from bot.logs import set_up_logs
from bot.settings import Settings
from bot.stopping import stop_on_signals, until_told_to_stop
from storage.database import open_database
from storage.work import working

log = logging.getLogger(__name__)

SLOW_POLL = 90.0  # seconds without a successful poll: the bot looks alive and hears nothing
SLOW_SENDER = 30.0  # seconds without a look at what is due
FIND_NAME_EVERY = 60.0  # seconds between tries to learn the bot's own name
STAND_BY = 1.0  # seconds between tries to take the lead


async def run(args: argparse.Namespace, settings: Settings) -> int:
    """Start the live bot and keep it running; returns when a signal asks it to stop, or its token is wrong.

    Raises:
        DatabaseUnusable: the database cannot be opened.
        OSError: a port is in use.
    """
    del args
    token = settings.telegram_bot_token.get_secret_value()
    if not token:
        say("run/no_token", settings, error=True)
        return 1
    secret = settings.webhook_secret.get_secret_value() or secrets.token_urlsafe(32)
    set_up_logs(settings.log_level, [token, settings.zalo_bot_token.get_secret_value(), secret])
    database = await open_database(settings.database_url)
    clock = SystemClock()
    channel = TelegramChannel(
        token,
        settings.telegram_api_url,
        clock,
        settings.telegram_proxy,
        webhook=WebhookPlace(settings.webhook_url, secret, settings.webhook_port)
        if settings.webhook_url
        else None,
    )
    app = App(
        database,
        settings.practice(),
        clock,
        {channel.name: channel},
        operator_chat=settings.operator_chat,
        jumps=JumpWatch(clock),
    )
    lead = Lead(database.path)
    try:
        if not await _take_the_lead(app, lead):
            await app.stop()
            return 0
        await fill_in_holidays(database, clock.now())
        return await _until_stopped(app, channel, settings)
    finally:
        lead.give_up()


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


async def _until_stopped(app: App, channel: TelegramChannel, settings: Settings) -> int:
    door = Door(settings.health_port) if settings.health_port else None
    try:
        await channel.open()
        if door:
            door.tell_health(lambda: health(app, channel))
            await door.open()
        await app.start()
        app.background.start(find_name(app, channel), "finding the bot's name")
        app.background.start(watch(app, channel), "watching the poll")
        say("run/started", settings, database=str(Path(app.database.path)))
        await until_told_to_stop(app)
    finally:
        if door:
            await door.close()
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
    try:
        while (name := await channel.username()) is None:  # noqa: ASYNC110  (a question, not a state)
            await asyncio.sleep(FIND_NAME_EVERY)
    except TokenRefused:
        return  # the poll hears the same, and says it
    async with working(app.database) as work:
        if await work.notes.get("telegram_username") != name:
            await work.notes.put("telegram_username", name)


async def watch(app: App, channel: TelegramChannel) -> None:
    """Raise an alarm when nothing could be received for 90 seconds."""
    while True:
        await asyncio.sleep(SLOW_POLL / 6)
        silence = time.monotonic() - channel.last_good
        if silence > SLOW_POLL:
            app.alerts.raise_alarm(f"not_receiving:{channel.name}", f"{silence:.0f}")


def health(app: App, channel: TelegramChannel) -> dict[str, Any]:
    """Whether the bot receives and sends: ages in seconds, and what is wrong if anything is."""
    at = time.monotonic()
    received, looked = at - channel.last_good, at - app.sender.last_round
    return {
        "ok": received < SLOW_POLL and looked < SLOW_SENDER,
        "seconds_since_receiving": round(received, 1),
        "seconds_since_sending": round(looked, 1),
    }
