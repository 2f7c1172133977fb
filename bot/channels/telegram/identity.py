"""Asks Telegram who the bot is: its username stands in every invitation's link."""

from bot.channels.telegram.channel import TelegramChannel
from bot.clock import SystemClock


async def username(token: str, api_url: str, proxy: str = "") -> str | None:
    """The bot's username without "@", or nothing when Telegram is out of reach.

    Raises:
        TokenRefused: Telegram does not know this token.
    """
    channel = TelegramChannel(token, api_url, SystemClock(), proxy)
    await channel.open()
    try:
        return await channel.username()
    finally:
        await channel.close()
