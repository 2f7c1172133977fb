"""How fast a bot may speak: pure, it is given the moment and says how long to wait."""

from collections import deque
from dataclasses import dataclass


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
    """Remembers what went when. Moments are seconds of a clock that never jumps (time.monotonic)."""

    def __init__(self, pace: Pace) -> None:
        self.pace = pace
        self._all: deque[float] = deque()
        self._chats: dict[str, deque[float]] = {}
        self._parked: dict[str, float] = {}
        self._all_parked = 0.0

    def wait(self, chat: str, at: float) -> float:
        """How many seconds this chat must still wait; 0 when it may go now."""
        return max(self.wait_all(at), self._parked.get(chat, 0.0) - at, self._chat_free(chat, at) - at, 0.0)

    def wait_all(self, at: float) -> float:
        """How many seconds everybody must wait: in no window of one second do more than the limit go."""
        free = self._all_parked
        if len(self._all) >= self.pace.per_second:
            free = max(free, self._all[-self.pace.per_second] + 1.0)
        return max(free - at, 0.0)

    def _chat_free(self, chat: str, at: float) -> float:
        went = self._chats.get(chat)
        if not went:
            return at
        if chat.startswith("-"):
            limit = self.pace.group_per_minute
            return went[-limit] + 60.0 if len(went) >= limit else at
        burst = self.pace.chat_burst
        return went[-burst] + burst * self.pace.chat_spacing if len(went) >= burst else at

    def note(self, chat: str, at: float) -> None:
        """A message to this chat goes now."""
        self._all.append(at)
        while len(self._all) > self.pace.per_second:
            self._all.popleft()
        keep = max(self.pace.chat_burst, self.pace.group_per_minute if chat.startswith("-") else 0)
        self._chats.setdefault(chat, deque(maxlen=keep)).append(at)
        if len(self._chats) > 10_000:
            self._forget(at)

    def park(self, chat: str, until: float) -> None:
        """The platform refused this chat for a while."""
        self._parked[chat] = max(self._parked.get(chat, 0.0), until)

    def park_all(self, until: float) -> None:
        """The platform refuses everything for a while."""
        self._all_parked = max(self._all_parked, until)

    def parked_chats(self, at: float) -> int:
        """How many chats are parked now: several at once mean that the whole bot is too fast."""
        self._parked = {chat: until for chat, until in self._parked.items() if until > at}
        return len(self._parked)

    def _forget(self, at: float) -> None:
        old = at - 60.0
        self._chats = {chat: went for chat, went in self._chats.items() if went[-1] > old}
