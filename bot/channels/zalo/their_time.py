"""Learns from Zalo's answers how far our clocks are apart: messages are dated by Zalo's clock, not by ours.

Whether a number was typed before a question could be read is told by these dates. A bot whose clock is a few
seconds fast would otherwise find every number too early.
"""

from datetime import UTC, datetime, timedelta
from email.utils import parsedate_to_datetime
from typing import Any

from bot.clock import Clock

MOST = timedelta(hours=1)  # further apart no two clocks go that are to show the same time: one is turned
OLDEST = timedelta(days=7)
SECONDS_END = 1e11  # a larger number counts milliseconds


class TheirTime:
    """How much our clock is ahead of Zalo's."""

    def __init__(self, clock: Clock) -> None:
        self._clock = clock
        self._ahead = timedelta()

    def learn(self, date: str) -> None:
        """An answer has come with this Date header, which counts whole seconds."""
        try:
            ahead = self._clock.now() - parsedate_to_datetime(date).astimezone(UTC)
        except (TypeError, ValueError, OverflowError):
            return
        self._ahead = ahead if abs(ahead) < MOST else timedelta()

    def written(self, date: Any, now: datetime) -> datetime:
        """When a message with this date was written, by our clock; now when the date cannot be believed."""
        if isinstance(date, bool) or not isinstance(date, int | float):
            return now
        try:
            seconds = date / 1000 if abs(date) > SECONDS_END else date
            at = datetime.fromtimestamp(seconds, UTC) + self._ahead
        except (ValueError, OverflowError, OSError):
            return now
        return at.astimezone(now.tzinfo) if now - OLDEST < at < now else now
