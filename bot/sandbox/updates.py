"""The queue of updates that wait for the bot, with Telegram's rules for fetching them."""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any

from bot.sandbox.refusal import OTHER_POLL, WEBHOOK_CAME, Refused

Update = dict[str, Any]
LONGEST_POLL = 50.0  # seconds; the Bot API server clamps a longer wish


class UpdateQueue:
    """Updates until they are confirmed; one poller at a time."""

    def __init__(self, first_id: int = 1000) -> None:
        self.next_id = first_id
        self.pending: deque[Update] = deque()
        self.allowed: frozenset[str] | None = None  # None: all that are on by default
        self.closed = False
        self._waiter: asyncio.Future[str] | None = None
        self.on_move: Callable[[], None] = lambda: None  # somebody waits, something was confirmed
        self.on_change: Callable[[Update | None], None] | None = None  # the webhook's sender

    def add(self, kind: str, content: dict[str, Any]) -> int | None:
        """Queue an update and wake the poller; None when the bot asked not to get this kind."""
        if self.allowed is not None and kind not in self.allowed:
            return None
        number = self.next_id
        update: Update = {"update_id": number, kind: content}
        self.next_id = number + 1
        self.pending.append(update)
        self._end_wait("update")
        self.wake(update)
        return number

    def wake(self, added: Update | None = None) -> None:
        """Let the webhook's sender look at the queue, or at the update that was just added."""
        if self.on_change:
            self.on_change(added)

    @property
    def waiting(self) -> bool:
        """Whether somebody polls at this moment."""
        return self._waiter is not None

    def allow(self, kinds: list[str]) -> None:
        """Remember which kinds the bot wants; an empty list means the default (all but rare ones)."""
        self.allowed = frozenset(kinds) if kinds else None

    def confirm(self, offset: int) -> None:
        """Forget updates before `offset`; a negative one keeps only that many at the end."""
        if offset < 0:
            while len(self.pending) > -offset:
                self.pending.popleft()
        while self.pending and offset > 0 and self.pending[0]["update_id"] < offset:
            self.pending.popleft()
        self.on_move()

    def discard(self, update_id: int) -> None:
        """Forget one update that a webhook has taken."""
        for place, one in enumerate(self.pending):
            if one["update_id"] == update_id:
                del self.pending[place]
                break
        self.on_move()

    async def fetch(self, offset: int, limit: int, timeout: float) -> list[Update]:  # noqa: ASYNC109
        """Up to `limit` updates from `offset` on, waiting up to `timeout` seconds for the first."""
        self._end_wait("other poll")
        self.confirm(offset)
        if not self.pending and timeout > 0 and not self.closed:
            reason = await self._wait(min(timeout, LONGEST_POLL))
            if reason == "other poll":
                raise Refused(409, OTHER_POLL)
            if reason == "webhook":
                raise Refused(409, WEBHOOK_CAME)
        return [self.pending[place] for place in range(min(limit, len(self.pending)))]

    async def _wait(self, seconds: float) -> str:
        waiter: asyncio.Future[str] = asyncio.get_running_loop().create_future()
        self._waiter = waiter
        self.on_move()
        try:
            return await asyncio.wait_for(waiter, seconds)
        except TimeoutError:
            return "nothing came"
        finally:
            if self._waiter is waiter:
                self._waiter = None

    def _end_wait(self, reason: str) -> None:
        if self._waiter is not None and not self._waiter.done():
            self._waiter.set_result(reason)
        self._waiter = None

    def end_poll_for_webhook(self) -> None:
        """A webhook was set: the poller that still waits is refused."""
        self._end_wait("webhook")

    def close(self) -> None:
        """The server stops: whoever waits gets an empty answer at once."""
        self.closed = True
        self._end_wait("closed")
