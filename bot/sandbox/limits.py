"""Telegram's speed limits, off unless a test or a rehearsal switches them on."""

import math
import time
from collections import deque
from collections.abc import Callable

from bot.sandbox.refusal import too_many

PER_SECOND = 30  # messages of one bot
BURST = 3  # messages to one chat that may come at once
PAUSE = 1.0  # seconds between messages to one chat in the long run


class Limits:
    """Refuses with 429 what comes too fast; real seconds, whatever the sandbox clock shows."""

    def __init__(self, monotonic: Callable[[], float] = time.monotonic) -> None:
        self.on = False
        self.refused = 0
        self._monotonic = monotonic
        self._recent: deque[float] = deque()
        self._due: dict[int, float] = {}  # chat: when its bucket is full again

    def check(self, chat: int) -> None:
        """Count one message to this chat, or refuse it."""
        if not self.on:
            return
        now = self._monotonic()
        while self._recent and self._recent[0] <= now - 1:
            self._recent.popleft()
        due = max(self._due.get(chat, now), now)
        if len(self._recent) >= PER_SECOND or due - now > (BURST - 1) * PAUSE:
            self.refused += 1
            wait = max(due - now - (BURST - 1) * PAUSE, 0)
            raise too_many(max(1, math.ceil(wait)))
        self._recent.append(now)
        self._due[chat] = due + PAUSE
