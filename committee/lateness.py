"""How late is too late for each kind of message, when it is tried again, what an unsure ending leads to."""

from datetime import datetime, timedelta
from enum import StrEnum

from committee.practice import Practice

LATE_AFTER = timedelta(hours=1)  # from then on a reminder says that it is late
ANSWER_REPEATS = 3  # an answer whose fate is unknown is repeated so often, no more
CRASH_REPEATS = 30  # attempts in which the bot itself ended, until one is given up

USEFUL_FOR: dict[str, timedelta] = {
    "answer": timedelta(hours=24),
    "chart": timedelta(hours=6),
    "notice": timedelta(days=3),
    "announcement": timedelta(days=3),
    "invitation": timedelta(days=3),  # without a meeting's start to go by
    "change": timedelta(days=2),
}
"""By the values of messages.envelope.Kind; the kinds that are missing here end with their day."""

RETRY_DELAYS = tuple(timedelta(seconds=s) for s in (2, 10, 30, 60, 120, 300, 600, 900))


class AfterUnsure(StrEnum):
    """What follows when nobody knows whether a message arrived."""

    REPEAT = "repeat"  # a double does no harm
    REPEAT_FLAGGED = "repeat_flagged"  # repeat, and mark it "possibly doubled" in the delivery report
    LEAVE = "leave"  # do not repeat; the report says that it is unknown


def useful_until(
    kind: str, due_at: datetime, practice: Practice, *, starts_at: datetime | None = None
) -> datetime:
    """Until when a message of this kind is still worth sending.

    `due_at` is when it should go (not when it was written), `starts_at` the start of the meeting that it
    speaks of: an invitation, a change and a reminder are useful until then. A digest is useful until noon
    of its day, a nudge and any other reminder until the end of that day's working hours.
    """
    if kind in ("reminder", "invitation", "change") and starts_at is not None:
        # A cancellation is told even after the hour has struck: better late than standing at the door.
        return max(starts_at, due_at + timedelta(hours=2)) if kind == "change" else starts_at
    if kind == "digest":
        day = practice.day(due_at)
        return max(practice.at(day, practice.digest_until), due_at + LATE_AFTER)
    if kind in USEFUL_FOR:
        return due_at + USEFUL_FOR[kind]
    if kind in ("nudge", "reminder"):
        return max(practice.day_ends(practice.day(due_at)), due_at + LATE_AFTER)
    raise ValueError(f"no rule for messages of the kind {kind!r}")


def is_late(due_at: datetime, now: datetime) -> bool:
    """Whether a message that goes now must say that it is late."""
    return now - due_at > LATE_AFTER


def after_unsure(kind: str, times: int = 1) -> AfterUnsure:
    """What follows the `times`-th unsure ending of one message of this kind (1 is the first)."""
    if kind == "answer":
        return AfterUnsure.REPEAT if times <= ANSWER_REPEATS else AfterUnsure.LEAVE
    if kind == "chart" or times > 1:
        return AfterUnsure.LEAVE
    return AfterUnsure.REPEAT_FLAGGED


def after_crash(kind: str, tries: int) -> AfterUnsure:
    """What follows when the bot itself ended between sending and recording, in the `tries`-th attempt.

    Nobody is to miss a message because a machine was switched off twice, so this is repeated every time; the
    end after CRASH_REPEATS keeps a message that would bring the bot down from doing so for ever.
    """
    if kind == "chart" or tries >= CRASH_REPEATS:
        return AfterUnsure.LEAVE
    return AfterUnsure.REPEAT if kind == "answer" else AfterUnsure.REPEAT_FLAGGED


def retry_delay(tries: int) -> timedelta:
    """How long to wait after the `tries`-th attempt that ended with "later" (1 is the first)."""
    return RETRY_DELAYS[min(max(tries, 1), len(RETRY_DELAYS)) - 1]


def retry_at(
    now: datetime, tries: int, expires_at: datetime | None, *, wait: timedelta = timedelta()
) -> datetime | None:
    """When to try again, or None when the message would no longer be useful then.

    `wait` is what the platform asked for (retry_after); it is never shortened.
    """
    moment = now + max(retry_delay(tries), wait)
    return moment if expires_at is None or moment < expires_at else None
