"""Lets a test wait until something has come about in a sandbox, without asking again and again."""

import asyncio
from collections.abc import Callable
from typing import Any


class Watched:
    """Something that changes, and calls `wake` when it does."""

    def __init__(self) -> None:
        self._watchers: set[asyncio.Future[None]] = set()

    def wake(self) -> None:
        """Let waiting tests look again."""
        for watcher in self._watchers:
            if not watcher.done():
                watcher.set_result(None)
        self._watchers.clear()

    async def until(self, true: Callable[[], Any], seconds: float = 5.0) -> Any:
        """Wait until `true()` gives something, looking after every change; TimeoutError after a while."""
        async with asyncio.timeout(seconds):
            while not (found := true()):
                watcher: asyncio.Future[None] = asyncio.get_running_loop().create_future()
                self._watchers.add(watcher)
                await watcher
            return found
