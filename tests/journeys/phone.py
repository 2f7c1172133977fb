"""One person's phone in a journey: says, taps, hears; on Telegram, on Zalo, or on both."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING

from tests.journeys.heard import Heard
from tests.journeys.telegram_line import TelegramLine
from tests.journeys.zalo_line import ZaloLine

if TYPE_CHECKING:
    from tests.journeys.town import Town

Line = TelegramLine | ZaloLine

LOSES_AFTER = 3  # acts, until somebody who has both channels loses the first


@dataclass(frozen=True)
class Said:
    """An own message, so that it can be edited."""

    platform: str
    id: int


class Phone:
    """`await phone.says(…)`, `await phone.taps(…)`, `await phone.hears(…)`; the first line is preferred."""

    def __init__(self, town: "Town", name: str, lines: Sequence[Line]) -> None:
        self._town = town
        self.lines = list(lines)
        self.name = name
        self._from = 0  # messages up to this one belong to what was said before
        self._acts = 0
        self.was_away = False  # blocked every channel for a while, and so may have missed something
        self._aside: set[int] = set()  # messages that only belong to joining
        self.loses_after = LOSES_AFTER if len(self.lines) > 1 else None

    @property
    def line(self) -> Line:
        """Where the person writes now: on the preferred channel while it works."""
        return next((line for line in self.lines if not line.lost), self.lines[0])

    @property
    def account(self) -> int | str:
        """The account where the person writes now."""
        return self.line.account

    @property
    def has_buttons(self) -> bool:
        """Whether old buttons can be pressed here, messages replied to, and own ones changed."""
        return self.line.platform == "telegram"

    @property
    def tells_when_blocked(self) -> bool:
        """Whether the bot is told on every channel that it is blocked, and need not find out by sending."""
        return all(line.platform == "telegram" for line in self.lines)

    @property
    def messages(self) -> list[Heard]:
        """Everything the bot has said, as it stands now, the oldest first."""
        every = [message for line in self.lines for message in line.messages]
        every = [message for message in every if message.order not in self._aside]
        return sorted(every, key=lambda message: message.order)

    @property
    def last(self) -> Heard:
        """The newest message of the bot."""
        messages = self.messages
        assert messages, f"{self.name} has heard nothing"
        return messages[-1]

    async def opens(self, code: str) -> None:
        """Come in with a one-time code: by its link on Telegram, typed on Zalo."""
        self.line.join(code)
        await self._town.settles()

    async def says(self, text: str, reply_to: Heard | None = None) -> Said:
        """Write to the bot, and wait until it has said all it has to say."""
        if reply_to is None:
            await self.may_lose()
        line = self._line_of(reply_to) or self.line
        message = line.say(text, reply_to.id if reply_to and line.platform == reply_to.platform else None)
        await self._acted()
        return Said(line.platform, message)

    async def taps(self, label: str, on: Heard | None = None) -> str:
        """Choose what the label contains, from the newest message that offers it.

        Returns the words shown over the button; on Zalo, what was said to it.
        """
        found = self._offering(label, on)
        assert found, f"{self.name} is not offered {label!r}. The chat:\n{self.transcript()}"
        line, on = found
        words = on.label(label)
        assert words
        before = self.last.order
        toast = await line.choose(on, words, self._town.next_form())
        await self._acted()
        if line.platform == "telegram":
            return toast
        return "\n".join(message.text for message in self.messages if message.order > before)

    async def presses(self, key: str, message: int | None = None) -> str:
        """Press a button that may no longer be there, by its key, as an old phone can."""
        on = self.last.id if message is None else message
        toast = await self.line.press(on, key)
        await self._acted()
        return toast

    async def edits(self, message: Said, text: str) -> None:
        """Edit an own message; where that is not possible, write anew."""
        line = next((line for line in self.lines if line.platform == message.platform), self.line)
        if line.lost:
            self.line.say(text)
        else:
            line.edit(message.id, text)
        await self._acted()

    async def sends_document(
        self, name: str, data: bytes = b"%PDF-1.4", *, caption: str = "", size: int | None = None
    ) -> None:
        """Send a document; `size` declares another size than it has."""
        self.line.send_document(name, data, caption, size)
        await self._acted()

    async def sends_photo(self, data: bytes = b"", *, caption: str = "") -> None:
        """Send a picture."""
        self.line.send_photo(data or PIXEL, caption)
        await self._acted()

    async def sends_album(self, pictures: list[bytes], *, caption: str = "") -> None:
        """Send pictures together."""
        self.line.send_album(pictures, caption)
        await self._acted()

    async def sends_sticker(self) -> None:
        """Send a sticker."""
        self.line.send_sticker()
        await self._acted()

    async def blocks(self, *, quietly: bool = False) -> None:
        """Block the bot on every channel that is left."""
        self.was_away = True
        for line in self.lines:
            if not line.lost:
                line.block(quietly=quietly)
        await self._town.settles()

    async def unblocks(self) -> None:
        """Let the bot write again. Zalo tells it nothing, so there one has to write a word."""
        self.line.unblock()
        if not self.has_buttons:
            self.line.say("/trogiup")
        await self._town.settles()

    async def _acted(self) -> None:
        self._acts += 1
        await self._town.settles()

    def _offering(self, label: str, on: Heard | None) -> tuple[Line, Heard] | None:
        """The newest message (or this one, as it stands now) with the choice, where one can still choose."""
        for one in reversed(self.messages):
            meant = on is None or (one.platform, one.id) == (on.platform, on.id)
            if meant and one.offers(label) and (line := self._line_of(one)):
                return line, one
        return None

    def _line_of(self, message: Heard | None) -> Line | None:
        """The line that a message came over, unless it is lost."""
        if message is None:
            return None
        return next((one for one in self.lines if one.platform == message.platform and not one.lost), None)

    async def may_lose(self) -> None:
        """Who has both channels loses the preferred one in the middle: after the third act."""
        if self.loses_after is not None and self._acts >= self.loses_after:
            await self.loses()

    async def loses(self) -> None:
        """Lose the preferred channel now, and go on with the other."""
        self.loses_after = None
        if len(self.lines) > 1 and not self.lines[0].lost:
            self.lines[0].block(quietly=len(self.name) % 2 == 0)  # told of it, or finding out when it sends
            await self._town.settles()

    async def hears(self, words: str, *, times: int | None = None) -> Heard:
        """The newest message that contains the words (checked after everything has settled)."""
        await self._town.settles()
        found = [message for message in self.messages if words in message.text]
        assert found, f"{self.name} did not hear {words!r}. The chat:\n{self.transcript()}"
        if times is not None:
            assert len(found) == times, f"{words!r} heard {len(found)} times:\n{self.transcript()}"
        return found[-1]

    async def waits_for(self, words: str) -> None:
        """Wait until something is heard that another process has promised."""
        await self.line.waits_for(words)

    async def hears_nothing(self, words: str) -> None:
        """No message contains the words."""
        await self._town.settles()
        assert not [m for m in self.messages if words in m.text], self.transcript()

    async def hears_nothing_new(self) -> None:
        """Nothing was said since `forgets`."""
        await self._town.settles()
        assert not self.new, self.transcript()

    def puts_aside(self, words: str) -> None:
        """Speak no more of the messages that contain the words."""
        self._aside |= {message.order for message in self.messages if words in message.text}

    def forgets(self) -> None:
        """What was said until now is old."""
        self._from = max((message.order for message in self.messages), default=0)

    @property
    def new(self) -> list[Heard]:
        """What the bot has said since `forgets`."""
        return [message for message in self.messages if message.order > self._from]

    def transcript(self) -> str:
        """The last messages, for a failed test."""
        lines = [f"[{m.platform} {m.id}] {m.text}\n    {list(m.buttons)}" for m in self.messages[-6:]]
        return "\n".join(lines)


# The smallest picture there is, a PNG of one dot.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002"
    "00000500010d0a2db40000000049454e44ae426082"
)
