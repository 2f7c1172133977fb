"""Takes updates that Telegram posts: many posts share a commit, and each is answered after it."""

import asyncio
import logging
import time
from dataclasses import dataclass
from typing import Any

from telegram import Bot, Update
from telegram.error import InvalidToken, TelegramError

from bot.channels.base import Take
from bot.channels.telegram.incoming import ALLOWED, incoming_of
from bot.channels.telegram.poll import TokenRefused
from bot.clock import Clock
from bot.health import Door
from messages.envelope import Incoming

log = logging.getLogger(__name__)

PATH = "/telegram"
CHECK_EVERY = 30.0  # seconds between looks at what Telegram says about the webhook
MOST_AT_ONCE = 100


@dataclass(frozen=True)
class WebhookPlace:
    """Where Telegram reaches us: a public address, our secret, and the port behind the proxy."""

    url: str
    secret: str
    port: int

    @property
    def address(self) -> str:
        """What Telegram is told to post to."""
        return self.url if self.url.endswith(PATH) else f"{self.url}{PATH}"


class Webhook:
    """`last_good` is when Telegram last posted, or said that nothing waits (time.monotonic)."""

    def __init__(self, bot: Bot, clock: Clock, place: WebhookPlace, host: str = "0.0.0.0") -> None:
        self._bot = bot
        self._clock = clock
        self._place = place
        self._waiting: list[tuple[Incoming, asyncio.Future[None]]] = []
        self._came = asyncio.Event()
        self._trouble = ""
        self.last_good = time.monotonic()
        self.door = Door(place.port, host)  # posted from outside, so not on loopback only
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
            try:
                async with asyncio.timeout(CHECK_EVERY):
                    await self._came.wait()
            except TimeoutError:
                continue
            self._came.clear()
            while self._waiting:
                group, self._waiting = self._waiting[:MOST_AT_ONCE], self._waiting[MOST_AT_ONCE:]
                await _take_group(group, take)
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
        if incoming is None:
            return
        done: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._waiting.append((incoming, done))
        self._came.set()
        await done

    async def _check(self) -> None:
        """Set the webhook where it is not set to our address, and look whether posts arrive."""
        try:
            info = await self._bot.get_webhook_info()
            if info.url != self._place.address:
                await self._bot.set_webhook(
                    self._place.address, secret_token=self._place.secret, allowed_updates=ALLOWED
                )
                log.info("Telegram posts to %s from now on", self._place.address)
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


async def _take_group(group: list[tuple[Incoming, asyncio.Future[None]]], take: Take) -> None:
    """One commit for the group; whoever posted is told when it is done, or that it was not."""
    try:
        await take([incoming for incoming, _ in group])
    except BaseException as error:
        for _, done in group:
            if not done.done():
                done.set_exception(ConnectionError("not taken"))
        if not isinstance(error, Exception):
            raise
        log.exception("posted updates could not be taken; Telegram will post them again")
        return
    for _, done in group:
        if not done.done():
            done.set_result(None)
