"""The only clock of the house: the real one, and one that can be turned for rehearsals."""

import time
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
