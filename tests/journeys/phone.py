"""One person's phone in a journey: says, taps, hears."""

import re
from dataclasses import dataclass
from html import escape
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from tests.journeys.town import Town


@dataclass(frozen=True)
class Heard:
    """A message of the bot as it stands on the phone now."""

    id: int
    text: str
    buttons: dict[str, str]  # label -> key
    raw: dict[str, Any]

    def __contains__(self, words: str) -> bool:
        return words in self.text

    def key(self, label: str) -> str:
        """The key behind the button whose label contains the words."""
        for words, key in self.buttons.items():
            if label in words:
                return key
        raise AssertionError(f"no button {label!r} among {list(self.buttons)}")


class Phone:
    """`await phone.says(…)`, `await phone.taps(…)`, `await phone.hears(…)`."""

    def __init__(self, town: "Town", account: int, name: str) -> None:
        self._town = town
        self.account = account
        self.name = name
        self._from = 0  # messages up to this one belong to what was said before

    @property
    def messages(self) -> list[Heard]:
        """Everything the bot has said here, as it stands now, the oldest first."""
        return [_heard(message, self._town.world) for message in self._town.world.sent_to(self.account)]

    @property
    def last(self) -> Heard:
        """The newest message of the bot."""
        assert self.messages, f"{self.name} has heard nothing"
        return self.messages[-1]

    async def says(self, text: str, reply_to: Heard | int | None = None) -> int:
        """Write to the bot, and wait until it has said all it has to say."""
        answered = reply_to.id if isinstance(reply_to, Heard) else reply_to
        message = self._town.world.say(self.account, text, reply_to=answered)
        await self._town.settles()
        return int(message["message_id"])

    async def taps(self, label: str, on: Heard | None = None) -> str:
        """Press the newest button whose label contains the words; returns the words shown over it."""
        toast = await self._town.world.tap(self.account, label, on.id if on else None)
        await self._town.settles()
        return toast.text if toast else ""

    async def presses(self, key: str, message: int | None = None) -> str:
        """Press a button that may no longer be there, by its key, as an old phone can."""
        on = self.last.id if message is None else message
        toast = await self._town.world.press(self.account, on, key, force=True)
        await self._town.settles()
        return toast.text if toast else ""

    async def edits(self, message: int, text: str) -> None:
        """Edit an own message."""
        self._town.world.edit(self.account, message, text)
        await self._town.settles()

    async def sends_document(
        self, name: str, data: bytes = b"%PDF-1.4", *, caption: str = "", size: int | None = None
    ) -> None:
        """Send a document; `size` declares another size than it has."""
        self._town.world.send_document(self.account, name, data, caption=caption, size=size)
        await self._town.settles()

    async def sends_photo(self, data: bytes = b"", *, caption: str = "") -> None:
        """Send a picture."""
        self._town.world.send_photo(self.account, data or PIXEL, caption=caption)
        await self._town.settles()

    async def sends_sticker(self) -> None:
        """Send a sticker."""
        self._town.world.send_sticker(self.account)
        await self._town.settles()

    async def hears(self, words: str, *, times: int | None = None) -> Heard:
        """The newest message that contains the words (checked after everything has settled)."""
        await self._town.settles()
        found = [message for message in self.messages if words in message.text]
        assert found, f"{self.name} did not hear {words!r}. The chat:\n{self.transcript()}"
        if times is not None:
            assert len(found) == times, f"{words!r} heard {len(found)} times:\n{self.transcript()}"
        return found[-1]

    async def hears_nothing(self, words: str) -> None:
        """No message contains the words."""
        await self._town.settles()
        assert not [m for m in self.messages if words in m.text], self.transcript()

    async def hears_nothing_new(self) -> None:
        """Nothing was said since `forgets`."""
        await self._town.settles()
        assert not self.new, self.transcript()

    def forgets(self) -> None:
        """What was said until now is old."""
        self._from = max((message.id for message in self.messages), default=0)

    @property
    def new(self) -> list[Heard]:
        """What the bot has said since `forgets`."""
        return [message for message in self.messages if message.id > self._from]

    def transcript(self) -> str:
        """The last messages, for a failed test."""
        lines = [f"[{m.id}] {m.text}\n    {list(m.buttons)}" for m in self.messages[-6:]]
        return "\n".join(lines)


def _heard(message: dict[str, Any], world: Any) -> Heard:
    text = str(message.get("text", message.get("caption", "")))
    return Heard(message["message_id"], text, world.buttons(message), message)


def plain(html: str) -> str:
    """HTML without tags, for comparing."""
    return re.sub(r"<[^>]+>", "", html)


def hostile(text: str) -> str:
    """How typed text must look in HTML."""
    return escape(text)


# The smallest picture there is, a PNG of one dot.
PIXEL = bytes.fromhex(
    "89504e470d0a1a0a0000000d49484452000000010000000108060000001f15c4890000000d49444154789c6360000002"
    "00000500010d0a2db40000000049454e44ae426082"
)
