"""Asks Telegram a few things without receiving or sending: who the bot is, its webhook, what time it is."""

from dataclasses import dataclass
from datetime import datetime
from email.utils import parsedate_to_datetime

import aiohttp
from telegram import Bot
from telegram.error import InvalidToken, TelegramError

from bot.channels.telegram.poll import TokenRefused
from bot.channels.telegram.transport import AiohttpRequest

CONNECT, READ = 5.0, 10.0  # seconds; an operator is waiting


class OutOfReach(Exception):
    """Telegram does not answer; the text is the kind of trouble, without any address."""


@dataclass(frozen=True)
class Probed:
    """What Telegram said. `webhook` is empty when it waits to be polled; `errs` is its latest complaint."""

    username: str
    webhook: str
    pending: int
    errs: str


async def probe(token: str, api_url: str, proxy: str = "") -> Probed:
    """Ask who the bot is and where its updates go.

    Raises:
        TokenRefused: Telegram does not know this token.
        OutOfReach: no answer, or none that can be used.
    """
    request = AiohttpRequest(connections=2, connect_timeout=CONNECT, read_timeout=READ, proxy=proxy)
    bot = Bot(token, base_url=f"{api_url}/bot", request=request, get_updates_request=request)
    await request.initialize()
    try:
        me = await bot.get_me()
        hook = await bot.get_webhook_info()
    except InvalidToken:
        raise TokenRefused from None
    except TelegramError as error:
        raise OutOfReach(error.message) from None
    finally:
        await request.shutdown()
    return Probed(me.username or "", hook.url, hook.pending_update_count, hook.last_error_message or "")


async def their_time(api_url: str, proxy: str = "") -> datetime | None:
    """What time it is by the server's Date header (to the second), or nothing when it does not say."""
    timeout = aiohttp.ClientTimeout(sock_connect=CONNECT, sock_read=READ)
    try:
        async with (
            aiohttp.ClientSession(timeout=timeout) as session,
            session.head(api_url, proxy=proxy or None, allow_redirects=False) as answer,
        ):
            return parsedate_to_datetime(answer.headers["Date"])
    except (aiohttp.ClientError, OSError, KeyError, ValueError):
        return None
