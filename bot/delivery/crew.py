"""The workers that send on one channel, each one message at a time, and who of them gets the next."""

import asyncio
import logging
import time
from collections import deque
from collections.abc import Callable
from functools import partial

from bot.background import Background
from bot.channels.base import Channel, Ending, Progress, Unsure
from bot.delivery.road import IN_FLIGHT, Road
from storage.outbox import Promise

log = logging.getLogger(__name__)

OnEnd = Callable[[str, Promise, Ending, Progress], None]


class Crew:
    """Takes from the road what may go, and tells `on_end` how each send ended."""

    def __init__(self, channel: Channel, road: Road, on_end: OnEnd) -> None:
        self.road = road
        self._channel = channel
        self._on_end = on_end
        self._free: deque[asyncio.Future[Promise]] = deque()
        self._timer: asyncio.TimerHandle | None = None
        self._stopped = False

    def start(self, background: Background) -> None:
        """Let the workers begin."""
        for number in range(IN_FLIGHT):
            background.start(self._work(), f"send {self._channel.name} {number}")

    def hand_out(self) -> None:
        """Give free workers what may go now, and look again when the next may."""
        while self._free and not self._stopped and (promise := self.road.next(time.monotonic())):
            self._free.popleft().set_result(promise)
        self._set_timer()

    def stop(self) -> list[Promise]:
        """Begin nothing more; returns what was claimed and has not begun."""
        self._stopped = True
        if self._timer is not None:
            self._timer.cancel()
        return self.road.give_back()

    async def _work(self) -> None:
        """Send one after the other for ever."""
        loop = asyncio.get_running_loop()
        while True:
            promise = None if self._stopped else self.road.next(time.monotonic())
            if promise is None:
                free: asyncio.Future[Promise] = loop.create_future()
                self._free.append(free)
                self._set_timer()
                promise = await free
            progress = Progress(promise.parts_sent, turn=partial(self._turn, promise))
            try:
                ending = await self._channel.send(promise, progress)
            except Exception:  # a channel must not raise; one that does may not stop the others
                log.exception("the channel %s failed while sending", self._channel.name)
                ending = Unsure("crashed")
            self._on_end(self._channel.name, promise, ending, progress)

    async def _turn(self, promise: Promise) -> None:
        """Wait until one more part of a long message may go."""
        while (wait := self.road.turn(promise, time.monotonic())) > 0:  # noqa: ASYNC110
            await asyncio.sleep(wait)

    def _set_timer(self) -> None:
        pause = None if self._stopped else self.road.pause(time.monotonic())
        if pause is None:
            return
        loop = asyncio.get_running_loop()
        moment = loop.time() + pause
        if self._timer is not None:
            if self._timer.when() <= moment:
                return
            self._timer.cancel()
        self._timer = loop.call_at(moment, self._time_has_come)

    def _time_has_come(self) -> None:
        self._timer = None
        self.hand_out()
