"""A phone as the page's routes use it: what is on it, and what its person can do; one kind per platform."""

from collections.abc import Iterable
from typing import Any, Protocol

from bot.sandbox.acts import Toast
from bot.sandbox.page_view import message_view
from bot.sandbox.refusal import Refused
from bot.sandbox.state import Chat
from bot.sandbox.world import World
from bot.sandbox.zalo.handset import ZaloHandset
from bot.sandbox.zalo.world import ZaloWorld


class Handset(Protocol):
    """One person's chat with the bot. What the platform does not have raises NotPossible."""

    def view(self) -> dict[str, Any]:
        """The chat as the page shows it."""

    def say(self, text: str, reply_to: int | None) -> int:
        """Write; the new message's number."""

    async def press(self, message_id: int, data: str) -> Toast | None:
        """Press a button; what the bot said to that, if anything."""

    def edit(self, message_id: int, text: str) -> None:
        """Change an own message."""

    def send_photo(self, data: bytes, caption: str) -> int:
        """Send a picture."""

    def send_file(self, name: str, data: bytes, *, mime: str, caption: str, size: int) -> int:
        """Send a file, of which the bytes may be fewer than `size`."""

    def send_sticker(self) -> int:
        """Send a sticker."""

    def send_link(self, url: str) -> int:
        """Paste a link."""

    def set_blocked(self, blocked: bool) -> bool:
        """Block the bot or let it write again; whether it is blocked now."""

    def join(self, code: str) -> int:
        """Do with a one-time code what the invitation says."""


class TelegramHandset:
    """A phone with Telegram."""

    def __init__(self, world: World, chat: Chat) -> None:
        self.world, self.chat, self.id = world, chat, chat.user.id

    def view(self) -> dict[str, Any]:
        """Messages with buttons, and the menu of commands."""
        zone = self.world.now().tzinfo
        return {
            "messages": [message_view(one, zone) for one in self.chat.messages.values()],
            "commands": self.world.commands_for(self.id),
            "blocked": self.chat.blocked,
            "started": self.chat.started,
        }

    def say(self, text: str, reply_to: int | None) -> int:
        """Write, perhaps in reply."""
        return _number(self.world.say(self.id, text, reply_to))

    async def press(self, message_id: int, data: str) -> Toast | None:
        """Press an inline button."""
        return await self.world.press(self.id, message_id, data)

    def edit(self, message_id: int, text: str) -> None:
        """Change an own message's text or caption."""
        self.world.edit(self.id, message_id, text)

    def send_photo(self, data: bytes, caption: str) -> int:
        """Send a picture with a caption."""
        return _number(self.world.send_photo(self.id, data, caption=caption))

    def send_file(self, name: str, data: bytes, *, mime: str, caption: str, size: int) -> int:
        """Send a document with a caption."""
        return _number(self.world.send_document(self.id, name, data, mime=mime, caption=caption, size=size))

    def send_sticker(self) -> int:
        """Send a thumbs-up."""
        return _number(self.world.send_sticker(self.id))

    def send_link(self, url: str) -> int:
        """A link is a text like any other."""
        return self.say(url, None)

    def set_blocked(self, blocked: bool) -> bool:
        """The bot is told."""
        (self.world.block if blocked else self.world.unblock)(self.id)
        return self.chat.blocked

    def join(self, code: str) -> int:
        """Open the invitation's link: press Start with the code."""
        return _number(self.world.start(self.id, code))


def _number(message: dict[str, Any]) -> int:
    return int(message["message_id"])


def find_handset(account: str, world: World, zalo: Iterable[ZaloWorld]) -> Handset:
    """The phone of an account: a number at Telegram, twenty hexadecimal digits at Zalo."""
    for bot in zalo:
        if account in bot.chats:
            return ZaloHandset(bot, bot.chats[account])
    chat = world.chats.get(int(account))
    if chat is None:
        raise Refused(404, "no_such_user")
    return TelegramHandset(world, chat)
