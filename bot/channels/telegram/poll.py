"""Asks Telegram for updates, and asks for the next ones only when these have been committed.

Telegram forgets an update as soon as a later offset is asked for. python-telegram-bot's own Updater asks
before the handlers have run: with 50 updates in its queue a SIGKILL lost 42.
"""

import asyncio
import random
import time
from datetime import timedelta
from typing import Any

from telegram import Bot
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.background import CannotGoOn
from bot.channels.base import Take
from bot.channels.telegram.incoming import ALLOWED
from bot.channels.telegram.transport import AiohttpRequest
from bot.channels.telegram.updates import Reader, number_of, updates_of
from bot.channels.trouble import Trouble
from bot.clock import Clock
from storage.database import DatabaseStuck

FIRST_PAUSE = 1.0  # seconds
LONGEST_PAUSE = 30.0
SPARE = 20.0  # seconds that an answer may come later than the server promised
ESTABLISHED = 60.0  # seconds of undisturbed polling, from which on the other instance is the newcomer
STAND_BY = 15.0  # seconds between a newcomer's tries


class TokenRefused(CannotGoOn):
    """Telegram does not know this token."""


class Poll:
    """The long poll. `last_good` is when a poll last succeeded, for the health page (time.monotonic)."""

    def __init__(self, bot: Bot, request: AiohttpRequest, clock: Clock, seconds: int) -> None:
        self._bot = bot
        self._request = request
        self._reader = Reader(bot, clock)
        self._seconds = seconds
        self._offset: int | None = None
        self._undisturbed_since: float | None = None
        self._trouble = Trouble("telegram")
        self._webhook_removed = False
        self.last_good = time.monotonic()

    async def run(self, take: Take) -> None:
        """Poll for ever; trouble is logged once when it begins and once when it ends.

        Raises:
            TokenRefused: the token is wrong; trying again changes nothing.
        """
        pause = FIRST_PAUSE
        while True:
            try:
                updates = await self._ask()
                await self._hand_over(updates, take)
            except InvalidToken:
                raise TokenRefused from None
            except Conflict as error:
                await asyncio.sleep(await self._give_way(error))
                continue
            except RetryAfter as error:
                self._trouble.note("asked too fast; waiting as long as Telegram wants")
                await asyncio.sleep(_seconds(error))
                continue
            except (TelegramError, TimeoutError, DatabaseStuck) as error:
                self._trouble.note(f"cannot receive ({type(error).__name__}); trying again")
                if isinstance(error, TimeoutError):
                    await self._request.renew()
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
                continue
            self._trouble.end()
            pause = FIRST_PAUSE

    async def _ask(self) -> list[dict[str, Any]]:
        """One poll; one that stalls in silence raises TimeoutError, and never looks like an empty one.

        Returns the updates as JSON: the library would read all of them or none.
        """
        said: dict[str, Any] = {"timeout": self._seconds, "allowed_updates": ALLOWED}
        if self._offset is not None:
            said["offset"] = self._offset
        async with asyncio.timeout(self._seconds + SPARE):
            try:
                result = await self._request.call(
                    f"{self._bot.base_url}/getUpdates", said, patience=self._seconds + 2 * SPARE
                )
            except (AttributeError, TypeError, ValueError):  # a refusal, but not as Telegram writes it
                raise TelegramError("Invalid server response") from None
        updates = updates_of(result)
        self.last_good = time.monotonic()
        if self._undisturbed_since is None:
            self._undisturbed_since = self.last_good
        return updates

    async def _hand_over(self, updates: list[dict[str, Any]], take: Take) -> None:
        """Let a batch be committed; only then does the next poll confirm it."""
        if not updates:
            return
        batch = [incoming for update in updates if (incoming := self._reader.read(update)) is not None]
        if batch:
            await take(batch)
        self._offset = max(map(number_of, updates)) + 1

    async def _give_way(self, error: Conflict) -> float:
        """Another instance polls, or a webhook is set; returns how many seconds to stand back.

        The newer poll ends the older one. An instance that has been receiving for a while asks again at
        once, which ends the newcomer's poll; a newcomer that is refused stands by.
        """
        if "webhook" in error.message.lower():
            if self._webhook_removed:
                self._trouble.note("somebody has set a webhook again; not receiving until it is removed")
                return STAND_BY
            self._trouble.note(
                "a webhook is set for this bot, so it cannot be asked for updates: removing it"
            )
            await self._remove_webhook()
            return FIRST_PAUSE
        at = time.monotonic()
        since, self._undisturbed_since = self._undisturbed_since, None
        if since is not None and at - since >= ESTABLISHED:
            self._undisturbed_since = since
            self._trouble.note("another instance of this bot has begun to receive; going on here")
            return FIRST_PAUSE
        self._trouble.note("another instance of this bot is receiving; standing by until it is gone")
        return STAND_BY * random.uniform(0.8, 1.2)

    async def _remove_webhook(self) -> None:
        try:
            await self._bot.delete_webhook()
        except TelegramError as error:
            self._trouble.note(f"the webhook could not be removed ({type(error).__name__}); trying again")
            return
        self._webhook_removed = True


def _seconds(error: RetryAfter) -> float:
    wait = error.retry_after
    try:
        return wait.total_seconds() if isinstance(wait, timedelta) else float(wait)
    except (TypeError, ValueError):  # whatever was in that place, the library has kept it
        return LONGEST_PAUSE
