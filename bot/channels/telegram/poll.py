"""Asks Telegram for updates, and asks for the next ones only when these have been committed.

Telegram forgets an update as soon as a later offset is asked for. python-telegram-bot's own Updater asks
before the handlers have run: with 50 updates in its queue a SIGKILL lost 42.
"""

import asyncio
import logging
import time
from collections.abc import Sequence

from telegram import Bot, Update
from telegram.error import Conflict, InvalidToken, RetryAfter, TelegramError

from bot.channels.base import Take
from bot.channels.telegram.incoming import ALLOWED, incoming_of
from bot.clock import Clock
from storage.database import DatabaseStuck

log = logging.getLogger(__name__)

FIRST_PAUSE = 1.0  # seconds
LONGEST_PAUSE = 30.0


class TokenRefused(Exception):
    """Telegram does not know this token."""


class Poll:
    """The long poll. `last_good` is when a poll last succeeded, for the health page (time.monotonic)."""

    def __init__(self, bot: Bot, clock: Clock, seconds: int) -> None:
        self._bot = bot
        self._clock = clock
        self._seconds = seconds
        self._offset: int | None = None
        self.last_good = time.monotonic()

    async def run(self, take: Take) -> None:
        """Poll for ever; trouble is logged once when it begins and once when it ends.

        Raises:
            TokenRefused: the token is wrong; trying again changes nothing.
        """
        pause = FIRST_PAUSE
        trouble = ""
        while True:
            try:
                updates = await self._ask()
                await self._hand_over(updates, take)
            except InvalidToken:
                raise TokenRefused from None
            except Conflict:
                # Another instance polls: stand by, and take over when it is gone.
                trouble = self._note(trouble, "another instance of this bot is receiving; standing by")
                await asyncio.sleep(5.0)
                continue
            except RetryAfter as error:
                await asyncio.sleep(float(error.retry_after))  # type: ignore[arg-type]
                continue
            except (TelegramError, DatabaseStuck) as error:
                trouble = self._note(trouble, f"cannot receive ({type(error).__name__}); trying again")
                await asyncio.sleep(pause)
                pause = min(pause * 2, LONGEST_PAUSE)
                continue
            if trouble:
                log.info("receiving again")
            trouble, pause = "", FIRST_PAUSE

    async def _ask(self) -> Sequence[Update]:
        updates = await self._bot.get_updates(
            offset=self._offset, timeout=self._seconds, allowed_updates=ALLOWED
        )
        self.last_good = time.monotonic()
        return updates

    async def _hand_over(self, updates: Sequence[Update], take: Take) -> None:
        """Let a batch be committed; only then does the next poll confirm it."""
        if not updates:
            return
        now = self._clock.now()
        batch = [incoming for update in updates if (incoming := incoming_of(update, now)) is not None]
        if batch:
            await take(batch)
        self._offset = updates[-1].update_id + 1

    @staticmethod
    def _note(before: str, trouble: str) -> str:
        if before != trouble:
            log.warning("%s", trouble)
        return trouble
