"""The events that wait for a Zalo bot: handed over one by one, with no number to confirm them by."""

import asyncio
from collections import deque
from collections.abc import Callable
from typing import Any

from bot.sandbox.updates import Update
from bot.sandbox.zalo.oddities import Oddities

LONGEST_POLL = 60.0  # seconds
REMEMBERED = 100  # updates that may come again to a poller that was away


class ZaloUpdates:
    """The queue. Two who poll share what comes; nobody is refused."""

    def __init__(self, oddities: Oddities) -> None:
        self.oddities = oddities
        self.pending: deque[Update] = deque()  # {"update_id", "chat", "event", "given"}
        self.consumed: deque[Update] = deque(maxlen=REMEMBERED)
        self.away = True  # nobody polls; known only when a poll was broken off, or before the first
        self.in_hand = False  # the poller has not come back since it was given an update
        self.closed = False
        self.on_move: Callable[[], None] = lambda: None
        self.on_change: Callable[[Update | None], None] | None = None  # the webhook's sender
        self._last = 0
        self._round = 0
        self._pollers: set[asyncio.Future[None]] = set()

    def add(self, chat: str, event: dict[str, Any]) -> None:
        """Queue an event and wake whoever polls."""
        self._last += 1
        update: Update = {"update_id": self._last, "chat": chat, "event": event, "given": 0}
        self.pending.append(update)
        self._wake_pollers()
        if self.on_change:
            self.on_change(update)

    @property
    def waiting(self) -> int:
        """How many events are not known to be done with: queued, or handed over just now."""
        return len(self.pending) + self.in_hand

    @property
    def polled(self) -> bool:
        """Whether somebody waits for an event at this moment."""
        return bool(self._pollers)

    def discard(self, update_id: int) -> None:
        """The webhook has taken this one."""
        for place, one in enumerate(self.pending):
            if one["update_id"] == update_id:
                del self.pending[place]
                self._given(one)
                break
        self.on_move()

    async def fetch(self, timeout: float) -> dict[str, Any] | None:  # noqa: ASYNC109
        """The next event, waited for up to `timeout` seconds; it is gone from the queue at once."""
        self.in_hand = False
        began = self._round
        if self.away and self.oddities.replays_after_return:
            self.pending.extendleft(reversed(self.consumed))
            self.consumed.clear()
        self.away = False
        self.on_move()
        try:
            async with asyncio.timeout(min(timeout, LONGEST_POLL)):
                while not self.pending and not self.closed and self._round == began:
                    await self._woken()
        except TimeoutError:
            return None
        except asyncio.CancelledError:  # the connection was closed: the bot has gone
            self.away = True
            self.on_move()
            raise
        if not self.pending:
            return None
        update = self.pending.popleft()
        self._given(update)
        self.in_hand = True
        event: dict[str, Any] = update["event"]
        return event

    def _given(self, update: Update) -> None:
        update["given"] += 1
        if update["given"] <= self.oddities.replays:
            self.pending.append(update)
        else:
            self.consumed.append(update)

    async def _woken(self) -> None:
        waiter: asyncio.Future[None] = asyncio.get_running_loop().create_future()
        self._pollers.add(waiter)
        self.on_move()
        try:
            await waiter
        finally:
            self._pollers.discard(waiter)

    def _wake_pollers(self) -> None:
        for waiter in self._pollers:
            if not waiter.done():
                waiter.set_result(None)

    def end_polls(self) -> None:
        """The server stops, or a webhook was set: whoever waits gets an empty answer at once."""
        self._round += 1
        self._wake_pollers()
