"""A person's account on Telegram, as a phone uses it."""

from typing import Any

from bot.sandbox import World
from tests.journeys.arrivals import Arrivals
from tests.journeys.heard import Heard


class TelegramLine:
    """Writes, presses, edits, blocks; `lost` once the bot is blocked."""

    platform = "telegram"

    def __init__(self, world: World, arrivals: Arrivals, account: int) -> None:
        self._world = world
        self._arrivals = arrivals
        self.account = account

    @property
    def lost(self) -> bool:
        """Whether the bot is blocked."""
        return self._world.chats[self.account].blocked

    @property
    def messages(self) -> list[Heard]:
        """Everything the bot has said here as it stands now, the oldest first."""
        return [self._heard(message) for message in self._world.sent_to(self.account)]

    def _heard(self, message: dict[str, Any]) -> Heard:
        number = message["message_id"]
        file = next((kind for kind in ("photo", "document") if kind in message), "")
        return Heard(
            self.platform,
            number,
            self._arrivals.order(self.platform, number),
            str(message.get("text", message.get("caption", ""))),
            self._world.buttons(message),
            file,
            message.get("document", {}).get("file_name", ""),
        )

    def join(self, code: str) -> None:
        """Open the invitation's link."""
        self._world.start(self.account, code)

    def say(self, text: str, reply_to: int | None = None) -> int:
        """Write; returns the message's id."""
        return int(self._world.say(self.account, text, reply_to=reply_to)["message_id"])

    async def choose(self, message: Heard, label: str, form: int) -> str:
        """Press a button; returns the words shown over it."""
        del form
        return await self.press(message.id, message.buttons[label])

    async def press(self, message: int, key: str) -> str:
        """Press a button that may no longer be there, as an old phone can."""
        toast = await self._world.press(self.account, message, key, force=True)
        return toast.text if toast else ""

    def edit(self, message: int, text: str) -> None:
        """Edit an own message."""
        self._world.edit(self.account, message, text)

    def send_document(self, name: str, data: bytes, caption: str, size: int | None) -> None:
        """Send a document."""
        self._world.send_document(self.account, name, data, caption=caption, size=size)

    def send_photo(self, data: bytes, caption: str) -> None:
        """Send a picture."""
        self._world.send_photo(self.account, data, caption=caption)

    def send_album(self, pictures: list[bytes], caption: str) -> None:
        """Send pictures together."""
        self._world.send_album(self.account, pictures, caption=caption)

    def send_sticker(self) -> None:
        """Send a sticker."""
        self._world.send_sticker(self.account)

    async def waits_for(self, words: str) -> None:
        """Wait until the bot says it."""
        await self._world.heard(self.account, words)

    def block(self, *, quietly: bool = False) -> None:
        """Block the bot; `quietly`: it is not told and finds out when it sends."""
        if quietly:
            self._world.chats[self.account].blocked = True
        else:
            self._world.block(self.account)

    def unblock(self) -> None:
        """Let the bot write again."""
        self._world.unblock(self.account)
