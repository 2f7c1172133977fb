"""Watches over the running bot: a channel that hears nothing, and what the health page says."""

import asyncio
import time
from collections.abc import Collection
from typing import Any

from bot.app import App
from bot.channels.identified import Identified

SLOW_POLL = 90.0  # seconds without a successful poll: the bot looks alive and hears nothing
SLOW_SENDER = 30.0  # seconds without a look at what is due


async def watch(app: App, channels: Collection[Identified]) -> None:
    """Raise an alarm for each channel over which nothing could be received for 90 seconds."""
    while True:
        await asyncio.sleep(SLOW_POLL / 6)
        look(app, channels, time.monotonic())


def look(app: App, channels: Collection[Identified], at: float) -> None:
    """One look, at the moment `at` of time.monotonic; a channel is judged by itself."""
    for channel in channels:
        silence = at - channel.last_good
        if channel.trouble:
            app.alerts.raise_alarm(f"{channel.trouble}:{channel.name}", channel.trouble)
        elif silence > SLOW_POLL:
            app.alerts.raise_alarm(f"not_receiving:{channel.name}", f"{silence:.0f}")


def health(app: App, channels: Collection[Identified], at: float) -> dict[str, Any]:
    """Whether the bot receives and sends at the moment `at` of time.monotonic: ages in seconds, by channel.

    `ok` is the whole; a channel that is silent or lost is named in `silent`.
    """
    looked = at - app.sender.last_round
    facts = {channel.name: _channel(channel, at) for channel in channels}
    silent = [name for name, one in facts.items() if not one["ok"]]
    return {
        "ok": not silent and looked < SLOW_SENDER,
        "seconds_since_sending": round(looked, 1),
        "silent": silent,
        "channels": facts,
    }


def _channel(channel: Identified, at: float) -> dict[str, Any]:
    received = at - channel.last_good
    facts: dict[str, Any] = {"ok": received < SLOW_POLL, "seconds_since_receiving": round(received, 1)}
    return {"ok": False, "trouble": channel.trouble} if channel.trouble else facts
