"""The one door through which background work is started: keeps a reference, and no crash is silent."""

import asyncio
import logging
from collections.abc import Callable, Coroutine
from typing import Any

log = logging.getLogger(__name__)


class CannotGoOn(Exception):
    """Trying again changes nothing, and it is no fault of the program: the operator has to do something."""


class Background:
    """Tasks of the running bot. The event loop keeps only weak references, so they are kept here."""

    def __init__(self, on_crash: Callable[[str, BaseException], None] | None = None) -> None:
        self._tasks: set[asyncio.Task[Any]] = set()
        self._on_crash = on_crash

    def start(self, work: Coroutine[Any, Any, Any], name: str) -> asyncio.Task[Any]:
        """Start work that goes on by itself; a crash is logged and told to `on_crash`."""
        task = asyncio.get_running_loop().create_task(work, name=name)
        self._tasks.add(task)
        task.add_done_callback(self._ended)
        return task

    def _ended(self, task: asyncio.Task[Any]) -> None:
        self._tasks.discard(task)
        if task.cancelled():
            return
        error = task.exception()
        if error is not None:
            trace = None if isinstance(error, CannotGoOn) else error
            log.error("%s has ended: %s", task.get_name(), type(error).__name__, exc_info=trace)
            if self._on_crash:
                self._on_crash(task.get_name(), error)

    async def stop_named(self, prefix: str, within: float = 2.0) -> None:
        """Cancel the work whose name begins with `prefix` and wait for it."""
        tasks = [task for task in self._tasks if task.get_name().startswith(prefix)]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=within)

    async def stop(self, within: float = 3.0) -> None:
        """Cancel what still runs and wait for it, at most `within` seconds."""
        tasks = [task for task in self._tasks if task is not asyncio.current_task()]
        for task in tasks:
            task.cancel()
        if tasks:
            await asyncio.wait(tasks, timeout=within)
