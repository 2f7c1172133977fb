"""Takes updates that Telegram posts: many posts share a commit, and each is answered after it."""

import logging
import time
from typing import Any

from telegram import Bot, Update
from telegram.error import InvalidToken, TelegramError

from bot.channels.base import Take
from bot.channels.letterbox import Letterbox
from bot.channels.place import OUTSIDE, WebhookPlace
from bot.channels.place import TELEGRAM as PATH
from bot.channels.telegram.incoming import ALLOWED, incoming_of
from bot.channels.telegram.poll import TokenRefused
from bot.clock import Clock

log = logging.getLogger(__name__)

__all__ = ["Webhook", "WebhookPlace"]

CHECK_EVERY = 30.0  # seconds between looks at what Telegram says about the webhook


class Webhook:
    """`last_good` is when Telegram last posted, or said that nothing waits (time.monotonic)."""

    def __init__(self, bot: Bot, clock: Clock, place: WebhookPlace, host: str = OUTSIDE) -> None:
        self._bot = bot
        self._clock = clock
        self._place = place
        self._address = place.address_of(PATH)
        self._box = Letterbox()
        self._told = False  # Telegram has heard our secret, which may be a new one at each start
        self._trouble = ""
        self.last_good = time.monotonic()
        self.door = place.door_for(host)
        self.door.take_posts(PATH, place.secret, self.post)

    async def run(self, take: Take) -> None:
        """Let what is posted be committed, for ever; tells Telegram where to post.

        Raises:
            TokenRefused: the token is wrong.
        """
        checked = -CHECK_EVERY
        while True:
            if time.monotonic() - checked >= CHECK_EVERY:
                checked = time.monotonic()
                await self._check()
            if await self._box.empty(take, CHECK_EVERY):
                self.last_good = time.monotonic()

    async def post(self, data: Any) -> None:
        """Take one posted update; returns when it is committed.

        Raises:
            ValueError: this is no update.
        """
        try:
            update = Update.de_json(data, self._bot)
            incoming = incoming_of(update, self._clock.now())
        except (KeyError, TypeError, AttributeError) as error:
            raise ValueError("no update") from error
        if incoming is not None:
            await self._box.put(incoming)

    async def _check(self) -> None:
        """Set the webhook where it is not set to our address, and look whether posts arrive."""
        try:
            info = await self._bot.get_webhook_info()
            if info.url != self._address or not self._told:
                await self._bot.set_webhook(
                    self._address, secret_token=self._place.secret, allowed_updates=ALLOWED
                )
                self._told = True
                log.info("Telegram posts to %s from now on", self._address)
            elif info.pending_update_count:
                why = info.last_error_message or "no reason given"
                self._note(f"{info.pending_update_count} updates wait at Telegram ({why})")
                return
            self.last_good = time.monotonic()
            self._note("")
        except InvalidToken:
            raise TokenRefused from None
        except TelegramError as error:
            self._note(f"Telegram cannot be asked about the webhook ({type(error).__name__})")

    def _note(self, trouble: str) -> None:
        if trouble and trouble != self._trouble:
            log.warning("%s", trouble)
        self._trouble = trouble
