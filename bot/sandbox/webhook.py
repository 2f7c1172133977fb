"""Posts updates to the bot's webhook as Telegram does: in order within a chat, again until it says 2xx."""

import asyncio
from collections import deque
from collections.abc import Callable, Hashable
from datetime import datetime
from typing import Any, Protocol

import aiohttp
import orjson

from bot.background import Background
from bot.sandbox.state import Webhook
from bot.sandbox.updates import Update

LONGEST_PAUSE = 60.0  # seconds between two tries
ANSWER_WITHIN = aiohttp.ClientTimeout(total=60)


class Waiting(Protocol):
    """The updates that wait to be posted."""

    pending: deque[Update]
    on_change: Callable[[Update | None], None] | None

    def discard(self, update_id: int) -> None:
        """One update was taken."""


class Posting(Protocol):
    """What the sender has to know of a world."""

    now: Callable[[], datetime]
    webhook: Webhook | None
    webhook_pause: float

    @property
    def updates(self) -> Waiting:
        """What waits."""

    def wake(self) -> None:
        """Something has changed."""


class WebhookSender:
    """One lane of updates per chat; a chat whose updates are refused does not hold up another."""

    secret_header = "X-Telegram-Bot-Api-Secret-Token"  # noqa: S105  (a header's name)

    def __init__(self, world: Posting) -> None:
        self.world = world
        self._background = Background()
        self._lanes: dict[Hashable, asyncio.Task[Any]] = {}
        self._for: Webhook | None = None
        self._session: aiohttp.ClientSession | None = None
        self._room = asyncio.Semaphore(1)

    def start(self) -> None:
        """Watch the queue from now on."""
        self.world.updates.on_change = self._look
        self._look()

    async def stop(self) -> None:
        """Leave what is not delivered in the queue."""
        self.world.updates.on_change = None
        await self._background.stop(within=0.5)
        self._lanes.clear()
        self._for = None
        if self._session:
            await self._session.close()
            self._session = None

    def _look(self, added: Update | None = None) -> None:
        hook = self.world.webhook
        if hook is not self._for:
            for lane in self._lanes.values():
                lane.cancel()
            self._lanes.clear()
            self._for = hook
            if hook:
                self._room = asyncio.Semaphore(hook.max_connections)
                self.begin(hook)
        if hook:
            for update in (added,) if added else self.world.updates.pending:
                chat = self.chat_of(update)
                if chat not in self._lanes:
                    self._lanes[chat] = self._background.start(self._lane(hook, chat), f"webhook {chat}")

    async def _lane(self, hook: Webhook, chat: Hashable) -> None:
        pause = self.world.webhook_pause
        while update := self._next(chat):
            async with self._room:
                error, wish = await self._post(hook, self.body_of(update))
            if not error:
                self.world.updates.discard(update["update_id"])
                pause = self.world.webhook_pause
                continue
            hook.last_error, hook.last_error_date = error, int(self.world.now().timestamp())
            self.world.wake()
            await asyncio.sleep(wish or pause)
            pause = min(pause * 2, LONGEST_PAUSE)
        if self._for is hook:
            self._lanes.pop(chat, None)

    def _next(self, chat: Hashable) -> Update | None:
        return next((one for one in self.world.updates.pending if self.chat_of(one) == chat), None)

    def begin(self, hook: Webhook) -> None:
        """A webhook was set."""

    def post_soon(self, hook: Webhook, body: bytes) -> None:
        """Post something once, whatever becomes of it."""
        self._background.start(self._post(hook, body), "webhook")

    async def _post(self, hook: Webhook, body: bytes) -> tuple[str, float]:
        """Post once; what went wrong ("" for nothing), and the pause in seconds the bot asks for."""
        if self._session is None:
            self._session = aiohttp.ClientSession(timeout=ANSWER_WITHIN)
        headers = {"Content-Type": "application/json"}
        if hook.secret:
            headers[self.secret_header] = hook.secret
        try:
            async with self._session.post(hook.url, data=body, headers=headers) as answer:
                if 200 <= answer.status < 300:
                    return "", 0.0
                wish = answer.headers.get("Retry-After", "")
                error = f"Wrong response from the webhook: {answer.status} {answer.reason}"
                return error, min(float(wish), 3600.0) if wish.isdigit() else 0.0
        except TimeoutError:
            return "Read timeout expired", 0.0
        except aiohttp.ClientError:
            return "Connection refused", 0.0

    def body_of(self, update: Update) -> bytes:
        """What is posted."""
        return orjson.dumps(update)

    def chat_of(self, update: Update) -> Hashable:
        """The chat in which something happened."""
        for kind in ("message", "edited_message", "my_chat_member"):
            if kind in update:
                return int(update[kind]["chat"]["id"])
        return int(update["callback_query"]["message"]["chat"]["id"])
