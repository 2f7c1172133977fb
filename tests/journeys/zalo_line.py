"""A person's account on Zalo, as a phone uses it: nothing to press, so numbers and words are typed."""

import unicodedata

from bot.sandbox.zalo import ZaloMessage, ZaloWorld
from tests.journeys.arrivals import Arrivals
from tests.journeys.heard import Heard, split_list


class ZaloLine:
    """Writes, chooses by number or words, sends what Zalo passes on; `lost` once the bot is blocked."""

    platform = "zalo"

    def __init__(self, world: ZaloWorld, arrivals: Arrivals, account: str) -> None:
        self._world = world
        self._arrivals = arrivals
        self.account = account

    @property
    def lost(self) -> bool:
        """Whether the bot is blocked."""
        return self._world.chats[self.account].blocked

    @property
    def messages(self) -> list[Heard]:
        """Everything the bot has said here, the oldest first."""
        return [self._heard(message) for message in self._world.sent_to(self.account)]

    def _heard(self, message: ZaloMessage) -> Heard:
        text, choices = split_list(message.text)
        order = self._arrivals.order(self.platform, message.serial)
        file = message.kind if message.kind == "photo" else ""
        return Heard(self.platform, message.serial, order, text, choices, file)

    def join(self, code: str) -> None:
        """Write the one-time code."""
        self._world.say(self.account, code)

    def say(self, text: str, reply_to: int | None = None) -> int:
        """Write; what it replies to is not passed on. A text over 2,000 goes in parts, as from a phone."""
        del reply_to
        return self._world.say(self.account, text).serial

    async def choose(self, message: Heard, label: str, form: int) -> str:
        """Type the choice in one of its forms; of a list that is not the newest only the words choose."""
        number = message.buttons[label]
        words = [label, without_marks(label)]
        numbers = [number, f"{number}.", f"số {number}", f"so {number}"]
        lists = [one for one in self.messages if one.buttons]
        forms = [*numbers, *words] if lists[-1].id == message.id else words
        self._world.say(self.account, forms[form % len(forms)])
        return ""

    async def press(self, message: int, key: str) -> str:
        """There is nothing to press."""
        raise AssertionError(f"no buttons on Zalo: {key} under {message}")

    def edit(self, message: int, text: str) -> None:
        """Nothing sent can be changed: one writes anew."""
        del message
        self._world.say(self.account, text)

    def send_document(self, name: str, data: bytes, caption: str, size: int | None) -> None:
        """Send a document, then the words that on Telegram stand under it; only the words arrive."""
        self._world.send_file(self.account, name, data, size=size or 0)
        if caption:
            self._world.say(self.account, caption)

    def send_photo(self, data: bytes, caption: str) -> None:
        """Send a picture."""
        self._world.send_photo(self.account, data, caption=caption)

    def send_album(self, pictures: list[bytes], caption: str) -> None:
        """Send pictures one after the other: Zalo has no albums."""
        for place, picture in enumerate(pictures):
            self._world.send_photo(self.account, picture, caption="" if place else caption)

    def send_sticker(self) -> None:
        """Send a sticker."""
        self._world.send_sticker(self.account)

    async def waits_for(self, words: str) -> None:
        """Wait until the bot says it."""
        await self._world.heard(self.account, words)

    def block(self, *, quietly: bool = False) -> None:
        """Block the bot; it is never told."""
        del quietly
        self._world.block(self.account)

    def unblock(self) -> None:
        """Let the bot write again; it is not told."""
        self._world.unblock(self.account)


def without_marks(text: str) -> str:
    """As it is typed in a hurry: "đồng ý" becomes "dong y"."""
    split = unicodedata.normalize("NFD", text.replace("đ", "d").replace("Đ", "D"))
    return "".join(letter for letter in split if not unicodedata.combining(letter))
