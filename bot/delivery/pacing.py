"""How fast a bot may speak: pure, it is given the moment and says how long to wait."""

from collections import deque
from dataclasses import dataclass

MARGIN = 1.015  # a window is kept this much longer: messages do not take equally long to arrive
MOST_CHATS = 2_000  # remembered at a time; at 30 a second a minute has fewer
CATCH_UP = 0.9  # a crowd that was held up may walk this much closer together


@dataclass(frozen=True)
class Pace:
    """A platform's limits (Telegram's Bots FAQ: 30 a second, 1 a second and chat, 20 a minute and group).

    `chat_burst` is how many messages to one private chat may go before the spacing begins.
    """

    per_second: int = 30
    chat_spacing: float = 1.0  # seconds
    chat_burst: int = 3
    group_per_minute: int = 20


class Pacer:
    """Remembers what went when. Moments are seconds of a clock that never jumps (time.monotonic).

    An answer goes as soon as the window has room. A crowd is spread evenly over the window, so that there is
    never a long wait until the next place for an answer.
    """

    def __init__(self, pace: Pace) -> None:
        self.pace = pace
        self._all: deque[float] = deque(maxlen=pace.per_second)
        self._step = MARGIN / pace.per_second * CATCH_UP
        self._chats: dict[str, deque[float]] = {}
        self._parked: dict[str, float] = {}

    def wait(self, chat: str, at: float, *, crowd: bool = False) -> float:
        """How many seconds one more message to this chat must still wait; 0 when it may go now."""
        return max(self.wait_all(at, crowd=crowd), self.wait_chat(chat, at))

    def wait_all(self, at: float, *, crowd: bool = False) -> float:
        """How many seconds everybody must wait: in no window of one second do more than the limit go."""
        if not self._all:
            return 0.0
        free = self._all[-1] + self._step if crowd else at
        if len(self._all) == self.pace.per_second:
            free = max(free, self._all[0] + MARGIN)
        return max(free - at, 0.0)

    def wait_chat(self, chat: str, at: float) -> float:
        """How many seconds this chat alone must wait."""
        free = self._parked.get(chat, at)
        went = self._chats.get(chat)
        if went is not None and len(went) == went.maxlen:
            window = 60.0 if _is_group(chat) else self.pace.chat_burst * self.pace.chat_spacing
            free = max(free, went[0] + window * MARGIN)
        return max(free - at, 0.0)

    def note(self, chat: str, at: float) -> None:
        """A message to this chat goes now."""
        self._all.append(at)
        went = self._chats.get(chat)
        if went is None:
            if len(self._chats) >= MOST_CHATS:
                self._forget(at)
            most = self.pace.group_per_minute if _is_group(chat) else self.pace.chat_burst
            went = self._chats[chat] = deque(maxlen=most)
        went.append(at)

    def park(self, chat: str, until: float) -> None:
        """The platform refused this chat for a while."""
        self._parked[chat] = max(self._parked.get(chat, 0.0), until)

    def parked(self, at: float) -> list[str]:
        """The chats that are parked now."""
        self._parked = {chat: until for chat, until in self._parked.items() if until > at}
        return list(self._parked)

    def _forget(self, at: float) -> None:
        """Let go of chats whose window is long past; memory stays flat however many are written to."""
        longest = max(60.0, self.pace.chat_burst * self.pace.chat_spacing) * MARGIN
        kept = {chat: went for chat, went in self._chats.items() if went[-1] > at - longest}
        if len(kept) > 0.9 * MOST_CHATS:  # so fast that a minute holds them all: those without a wait can go
            kept = {chat: went for chat, went in kept.items() if self.wait_chat(chat, at) > 0}
        self._chats = kept


def _is_group(chat: str) -> bool:
    return chat.startswith("-")
