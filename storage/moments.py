"""Writes moments and days as text that sorts as it reads, and reads them back aware, in UTC."""

from datetime import UTC, date, datetime
from functools import lru_cache


@lru_cache(256)  # a crowd's rows share their moments
def to_text(moment: datetime) -> str:
    """An aware moment as 2026-11-23T00:00:00.000000Z.

    Raises:
        ValueError: for a naive moment, which would silently mean another hour on another machine.
    """
    if moment.tzinfo is None:
        raise ValueError("a naive moment cannot be stored")
    if moment.tzinfo is not UTC:
        moment = moment.astimezone(UTC)
    # isoformat takes a third of the time of strftime; the last six letters are "+00:00".
    return f"{moment.isoformat(timespec='microseconds')[:-6]}Z"


def to_text_or_none(moment: datetime | None) -> str | None:
    """The same for a moment that may be missing."""
    return None if moment is None else to_text(moment)


@lru_cache(256)
def to_moment(text: str) -> datetime:
    """The aware moment (UTC) that `to_text` wrote."""
    return datetime.fromisoformat(text)


def to_moment_or_none(text: str | None) -> datetime | None:
    """The same for a moment that may be missing."""
    return None if text is None else datetime.fromisoformat(text)


def to_day_or_none(text: str | None) -> date | None:
    """A day, or nothing."""
    return None if text is None else date.fromisoformat(text)


def day_text(day: date | None) -> str | None:
    """A day as 2026-11-23, or nothing."""
    return None if day is None else day.isoformat()
