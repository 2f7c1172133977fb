"""The metronome: once a minute, with nothing stored; due moments are rows, not jobs."""

from collections.abc import Awaitable, Callable

from apscheduler.schedulers.asyncio import AsyncIOScheduler


class Ticker:
    """Calls `tick` at every full minute of the machine's clock.

    A tick that comes late is made up however late it is (the library's default drops it after a second
    with no more than a warning), several missed ones count as one, and two never run at once.
    """

    def __init__(self, tick: Callable[[], Awaitable[None]]) -> None:
        self._scheduler = AsyncIOScheduler()
        self._scheduler.add_job(
            tick, "cron", second=0, coalesce=True, misfire_grace_time=None, max_instances=1
        )

    def start(self) -> None:
        """Begin to tick."""
        self._scheduler.start()

    def stop(self) -> None:
        """Stop ticking; a tick that runs is finished by itself."""
        if self._scheduler.running:
            self._scheduler.shutdown(wait=False)
