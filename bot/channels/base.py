"""What a channel can do, and how a send can end."""

from collections.abc import Awaitable, Callable, Sequence
from dataclasses import dataclass, field
from datetime import timedelta
from typing import Protocol

from bot.delivery.pacing import Pace
from messages.envelope import Incoming
from storage.outbox import Promise


@dataclass(frozen=True)
class Sent:
    """The platform took the message; `message` is its id there, of the last part when it went in parts."""

    message: str = ""


@dataclass(frozen=True)
class Later:
    """It surely did not go, and may be tried again: too fast, the platform's fault, or no connection."""

    reason: str
    wait: timedelta = timedelta()
    everybody: bool = False  # not this chat alone: the whole channel is out of reach
    growing: bool = False  # `wait` is a first guess: each time that it was too short it is doubled
    doubtful: bool = (
        False  # a gateway gave up waiting: it may have arrived, so the report says "possibly twice"
    )


@dataclass(frozen=True)
class Unreachable:
    """This person cannot be reached here: blocked, deactivated, never started, chat not found."""

    reason: str


@dataclass(frozen=True)
class Refused:
    """The platform will never take this message; trying again changes nothing."""

    reason: str


@dataclass(frozen=True)
class Moved:
    """The chat has a new id: keep it and send again."""

    chat: str


@dataclass(frozen=True)
class Unsure:
    """The request left and no answer came: it may have arrived."""

    reason: str


Ending = Sent | Later | Unreachable | Refused | Moved | Unsure


async def _at_once() -> None:
    """No need to wait."""


@dataclass
class Progress:
    """How many parts of a long message the platform has taken, kept even when a later part fails.

    `turn` waits until this chat may get one more message; the first was waited for already.
    """

    parts_sent: int = 0
    message: str = ""  # the platform's id of the latest part, which carries the buttons
    turn: Callable[[], Awaitable[None]] = field(default=_at_once, repr=False)


class Channel(Protocol):
    """A channel. An implementer must translate every error into an ending, and must never repeat a send."""

    name: str
    pace: Pace

    async def send(self, promise: Promise, progress: Progress) -> Ending:
        """Send one promise to `promise.chat`, from part `progress.parts_sent` on.

        Must return how it ended and raise nothing; must set `progress` after each part that went, and
        await `progress.turn()` before every message after the first, as each counts against the limits.
        """
        ...

    async def answer_press(self, incoming: Incoming, toast: str) -> None:
        """Stop the spinner on a pressed button, showing `toast` if there is any. Must raise nothing."""
        ...

    async def receive(self, take: "Take") -> None:
        """Hand over what comes in, for ever. Must acknowledge to the platform only after `take` returned."""
        ...

    async def close(self) -> None:
        """Give back connections."""
        ...


Take = Callable[[Sequence[Incoming]], Awaitable[None]]
"""Takes a batch of what came in; when it returns, all of it is committed."""
