"""The only clock of the house: the real one, and one that can be turned for rehearsals."""

import time
from collections.abc import Callable
from datetime import UTC, datetime, timedelta
from typing import Protocol


class Clock(Protocol):
    """Tells what time it is."""

    def now(self) -> datetime:
        """The present moment, aware."""
        ...


class SystemClock:
    """The machine's clock."""

    def now(self) -> datetime:
        """The present moment in UTC."""
        return datetime.now(UTC)


class TurnedClock:
    """A clock that starts where it is told, runs at real speed and can be turned forward."""

    def __init__(self, start: datetime) -> None:
        self._base = start
        self._since = time.monotonic()

    def now(self) -> datetime:
        """The moment this clock shows."""
        return self._base + timedelta(seconds=time.monotonic() - self._since)

    def turn_to(self, moment: datetime) -> None:
        """Show another moment from now on."""
        self._base = moment
        self._since = time.monotonic()


JUMP = timedelta(seconds=60)


class JumpWatch:
    """Notices that the wall clock moved otherwise than time passed: set by hand, or the machine slept."""

    def __init__(self, clock: Clock, monotonic: Callable[[], float] = time.monotonic) -> None:
        self._clock = clock
        self._monotonic = monotonic
        self._before = (clock.now(), monotonic())

    def look(self) -> timedelta | None:
        """By how much the clock has jumped since the last look, negative when it was put back; else None."""
        now, at = self._clock.now(), self._monotonic()
        (was, was_at), self._before = self._before, (now, at)
        jumped = (now - was) - timedelta(seconds=at - was_at)
        return jumped if abs(jumped) > JUMP else None
