"""One channel's way out: what is claimed for it, what may go now, and in which order; no waiting here."""

import math
from collections import deque
from dataclasses import dataclass
from datetime import datetime, timedelta

from bot.channels.base import Ending, Later, Sent
from bot.delivery.outage import Outage
from bot.delivery.pacing import Pace, Pacer, Went
from storage.outbox import Promise

IN_FLIGHT = 100  # at 60 ms to the platform this allows 1,600 a second
GROUP = 100  # so many results are recorded in one commit
GROUP_WAIT = 0.05  # seconds that a result may wait for others
ANSWERS_AHEAD = 100
AWAY_FROM = timedelta(minutes=15)  # of an outage: what waits goes over people's other channels from then on
ASK_AGAIN = timedelta(minutes=5)  # then one message tries, lest nobody notices that the channel is back
HOLDING_TRIES = 10  # a message that failed so often (for about an hour) no longer holds up those behind it


@dataclass(frozen=True)
class Room:
    """How many promises may be claimed now, and whose chats and lanes must be passed over."""

    answers: int
    crowd: int
    chats: tuple[str, ...]
    held: tuple[str, ...]  # "lane:chat"


class Road:
    """What is claimed for one channel. A chat has at most one promise claimed: that is its order.

    `at` is seconds of time.monotonic, which the platform's limits are counted in; `now` is the moment that
    rows wait for.

    Of a crowd no more is claimed ahead than goes within one window of results: after a crash nobody knows of
    what was claimed whether it went, so that at most IN_FLIGHT + GROUP are repeated and flagged.
    """

    def __init__(self, pace: Pace) -> None:
        self.pacer = Pacer(pace)
        self.outage = Outage()
        self.flying = 0
        self._ready: dict[int, deque[Promise]] = {}
        self._busy: set[str] = set()
        self._held: dict[tuple[int, str], datetime] = {}
        self._out_since: datetime | None = None
        self._tried: datetime | None = None  # in an outage
        self._went: dict[int, Went] = {}
        self._ahead = min(max(math.ceil(pace.per_second * GROUP_WAIT), 2), GROUP)

    @property
    def busy(self) -> int:
        """How many chats have a promise that is claimed and not recorded yet."""
        return len(self._busy)

    @property
    def ready(self) -> int:
        """How many promises are claimed and wait for their turn."""
        return sum(map(len, self._ready.values()))

    def room(self, at: float, now: datetime) -> Room:
        """What may be claimed at this moment; nothing during an outage but the one that tries."""
        waiting = self.outage.wait(at)
        crowd = sum(len(queue) for lane, queue in self._ready.items() if lane > 0)
        answers = ANSWERS_AHEAD - len(self._ready.get(0, ()))
        ahead = self._ahead - crowd
        if self.outage.lasting:
            answers = ahead = 0 if waiting is None or waiting > 0 or self.ready else 1
        self._held = {key: until for key, until in self._held.items() if until > now}
        waits = {chat for chat in self.pacer.parked(at) if chat not in self._busy}
        return Room(
            max(answers, 0),
            max(ahead, 0),
            (*self._busy, *waits),
            tuple(f"{lane}:{chat}" for lane, chat in self._held),
        )

    def is_away(self, now: datetime) -> bool:
        """Whether the whole channel has been out of reach for so long that nobody should wait for it."""
        if not self.outage.lasting:
            self._out_since = self._tried = None
            return False
        self._out_since = min(self._out_since or now, now)
        return now - self._out_since >= AWAY_FROM

    def asks_again(self, now: datetime) -> bool:
        """Whether a message that would go round the channel may try it: nothing else may have for long."""
        return self._tried is None or now - self._tried >= ASK_AGAIN

    def shut(self, name: str, at: float) -> list[str]:
        """What lets nothing through at this moment: the channel called `name`, or chats of it."""
        if self.outage.lasting:
            return [name]
        return [f"{name}:{chat}" for chat in self.pacer.parked(at)]

    @property
    def running_low(self) -> bool:
        """Whether half of what is claimed ahead of a crowd has gone."""
        return self.ready <= self._ahead / 2

    def is_free(self, promise: Promise, at: float, now: datetime) -> float | None:
        """How many seconds a promise must wait before it may be claimed; None: until its chat is recorded."""
        if promise.chat in self._busy:
            return None
        held = self._held.get((promise.lane, promise.chat), now) - now
        return max(held.total_seconds(), self.pacer.wait_chat(promise.chat, at), 0.0)

    def reserve(self, promise: Promise, now: datetime) -> None:
        """It is about to be claimed: nothing else to its chat. In an outage it is the one that tries."""
        self._busy.add(promise.chat)
        if self.outage.lasting:
            self._tried = now

    def accept(self, promise: Promise) -> None:
        """It is claimed, and goes when it is its turn."""
        self._ready.setdefault(promise.lane, deque()).append(promise)

    def release(self, promise: Promise) -> None:
        """It was not claimed, or is recorded: its chat is free."""
        self._busy.discard(promise.chat)

    def next(self, at: float) -> Promise | None:
        """The promise that goes now, answers before crowds; None when none may."""
        if self.outage.wait(at) != 0.0:
            return None
        for lane in sorted(self._ready):
            queue = self._ready[lane]
            if not queue or self.pacer.wait_all(at, crowd=lane > 0) > 0:
                continue
            for place, promise in enumerate(queue):
                if self.pacer.wait_chat(promise.chat, at) > 0:
                    continue
                del queue[place]
                self._went[promise.id] = self.pacer.note(promise.chat, at)
                self.outage.goes()
                self.flying += 1
                return promise
        return None

    def turn(self, promise: Promise, at: float) -> float:
        """One more part of a long message wants to go: how many seconds it must wait; with 0 it goes now."""
        if before := self._went.pop(promise.id, None):
            self.pacer.ended(before, at, answered=True)
        wait = self.pacer.wait(promise.chat, at, crowd=promise.lane > 0)
        if not wait:
            self._went[promise.id] = self.pacer.note(promise.chat, at)
        return wait

    def pause(self, at: float) -> float | None:
        """How many seconds until the next may go; None when that does not depend on time."""
        shut = self.outage.wait(at)
        if shut is None or not self.ready:
            return None if shut is None or shut == 0.0 else shut
        return max(
            shut,
            min(
                self.pacer.wait(promise.chat, at, crowd=lane > 0)
                for lane, queue in self._ready.items()
                for promise in queue
            ),
        )

    def ended(self, promise: Promise, ending: Ending, at: float) -> bool:
        """A send has ended; True while the whole channel is out of reach."""
        self.flying -= 1
        if went := self._went.pop(promise.id, None):
            self.pacer.ended(went, at, answered=isinstance(ending, Sent))
        if isinstance(ending, Later) and ending.reason == "too_fast" and ending.wait:
            self.pacer.park(promise.chat, at + ending.wait.total_seconds())
        return self.outage.ended(promise.chat, ending, at)

    def hold(self, lane: int, chat: str, until: datetime, tries: int) -> None:
        """One waits for another try, and what is behind it in its chat and lane waits with it."""
        if tries < HOLDING_TRIES:
            self._held[lane, chat] = until

    def hold_nothing(self) -> None:
        """The clock was put back, and what waited for another try does not any more."""
        self._held.clear()
        self._tried = None

    def give_back(self) -> list[Promise]:
        """All that is claimed and has not gone."""
        given = [promise for queue in self._ready.values() for promise in queue]
        self._ready.clear()
        return given
