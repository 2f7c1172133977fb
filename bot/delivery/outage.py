"""Notices that a whole channel is out of reach, and lets one message at a time try again: pure."""

from bot.channels.base import Ending, Later, Unsure

SEVERAL = 3  # so many chats failing with no success between them: it is not the chats
LADDER = (1.0, 2.0, 5.0, 10.0, 20.0, 30.0)  # seconds between tries; the longest is how late we notice the end

LONGEST = 3600.0  # seconds: a used-up quota may last for weeks, and is asked about once an hour


class Outage:
    """One channel's state: open, shut until a moment, or one try on its way."""

    def __init__(self) -> None:
        self._failing: set[str] = set()
        self._shut_until: float | None = None
        self._tries = 0
        self._trying = False

    @property
    def lasting(self) -> bool:
        """Whether the channel is out of reach now."""
        return self._shut_until is not None

    def wait(self, at: float) -> float | None:
        """How many seconds nothing may go; 0 when something may, None while a try is on its way."""
        if self._shut_until is None:
            return 0.0
        if self._trying:
            return None
        return max(self._shut_until - at, 0.0)

    def goes(self) -> None:
        """A message goes now; during an outage it is the one that tries."""
        self._trying = self._shut_until is not None

    def ended(self, chat: str, ending: Ending, at: float) -> bool:
        """Learn from an ending; True when with it an outage begins or goes on."""
        if not isinstance(ending, Later | Unsure):
            if self.lasting and not self._trying:
                return True  # on its way since before: it does not say that the trouble is over
            self._failing.clear()
            self._shut_until, self._tries, self._trying = None, 0, False
            return False
        self._failing.add(chat)
        everybody = isinstance(ending, Later) and ending.everybody
        if not (everybody or self.lasting or len(self._failing) >= SEVERAL):
            return False
        asked = ending.wait.total_seconds() if isinstance(ending, Later) else 0.0
        if self._trying or self._shut_until is None:
            if isinstance(ending, Later) and ending.growing:
                asked = min(asked * 2**self._tries, LONGEST)
            step = LADDER[min(self._tries, len(LADDER) - 1)]
            self._tries += 1
            self._shut_until = at + max(step, asked)
        else:
            # One that was on its way when the channel was shut says the same: no further step.
            self._shut_until = max(self._shut_until, at + asked)
        self._trying = False
        return True
