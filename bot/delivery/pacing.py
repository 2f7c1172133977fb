"""How fast a bot may speak: pure, it is given the moment and says how long to wait."""

from collections import deque
from dataclasses import dataclass

MARGIN = 1.008  # a window is kept this much longer than the platform counts it
CREEP = 0.0001  # seconds for each answer: so fast is it learnt that the way has become longer
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


class Went:
    """A message that has left: when, and how many seconds later its answer came (0 until then)."""

    __slots__ = ("left", "took")

    def __init__(self, left: float) -> None:
        self.left = left
        self.took = 0.0


class Pacer:
    """Remembers what went when. Moments are seconds of a clock that never jumps (time.monotonic).

    The platform counts when a message arrives, we know when it left and when its answer came. What took
    longer than the quickest lately may have been late on its way there, and so keeps its place in the window
    for as much longer; else the one that takes its place could arrive less than a second after it.

    An answer goes as soon as the window has room. A crowd is spread evenly over the window, so that there is
    never a long wait until the next place for an answer.
    """

    def __init__(self, pace: Pace) -> None:
        self.pace = pace
        self._all: deque[Went] = deque(maxlen=pace.per_second)
        self._quickest = float("inf")
        self._step = MARGIN / pace.per_second * CATCH_UP
        self._chats: dict[str, list[Went]] = {}
        self._parked: dict[str, float] = {}

    def wait(self, chat: str, at: float, *, crowd: bool = False) -> float:
        """How many seconds one more message to this chat must still wait; 0 when it may go now."""
        return max(self.wait_all(at, crowd=crowd), self.wait_chat(chat, at))

    def wait_all(self, at: float, *, crowd: bool = False) -> float:
        """How many seconds everybody must wait: in no window of one second do more than the limit go."""
        if not self._all:
            return 0.0
        free = self._all[-1].left + self._step if crowd else at
        if len(self._all) == self.pace.per_second:
            free = max(free, self._arrived(self._all[0]) + MARGIN)
        return max(free - at, 0.0)

    def wait_chat(self, chat: str, at: float) -> float:
        """How many seconds this chat alone must wait."""
        free = self._parked.get(chat, at)
        went = self._chats.get(chat)
        if went is not None and len(went) == self._most(chat):
            window = 60.0 if _is_group(chat) else self.pace.chat_burst * self.pace.chat_spacing
            free = max(free, self._arrived(went[0]) + window * MARGIN)
        return max(free - at, 0.0)

    def note(self, chat: str, at: float) -> Went:
        """A message to this chat goes now."""
        one = Went(at)
        while self._all and self._arrived(self._all[0]) + MARGIN <= at:
            self._all.popleft()  # its place is free: not to be remembered where the limit is far away
        self._all.append(one)
        went = self._chats.get(chat)
        if went is None:
            if len(self._chats) >= MOST_CHATS:
                self._forget(at)
            went = self._chats[chat] = []
        elif len(went) == self._most(chat):
            del went[0]
        went.append(one)
        return one

    def ended(self, one: Went, at: float, *, answered: bool) -> None:
        """It has ended; `answered`: with the platform's answer, which tells how long the way is."""
        one.took = at - one.left
        if answered:
            self._quickest = min(one.took, self._quickest + CREEP)

    def _arrived(self, one: Went) -> float:
        """The latest moment at which it may have arrived, less what the quickest took."""
        return one.left + max(one.took - self._quickest, 0.0)

    def park(self, chat: str, until: float) -> None:
        """The platform refused this chat for a while."""
        self._parked[chat] = max(self._parked.get(chat, 0.0), until)

    def parked(self, at: float) -> list[str]:
        """The chats that are parked now."""
        self._parked = {chat: until for chat, until in self._parked.items() if until > at}
        return list(self._parked)

    def _most(self, chat: str) -> int:
        """How many of a chat's messages are remembered: as many as its window may hold."""
        return self.pace.group_per_minute if _is_group(chat) else self.pace.chat_burst

    def _forget(self, at: float) -> None:
        """Let go of chats whose window is long past; memory stays flat however many are written to."""
        longest = max(60.0, self.pace.chat_burst * self.pace.chat_spacing) * MARGIN
        kept = {chat: went for chat, went in self._chats.items() if went[-1].left > at - longest}
        if len(kept) > 0.9 * MOST_CHATS:  # so fast that a minute holds them all: those without a wait can go
            kept = {chat: went for chat, went in kept.items() if self.wait_chat(chat, at) > 0}
        self._chats = kept


def _is_group(chat: str) -> bool:
    return chat.startswith("-")
