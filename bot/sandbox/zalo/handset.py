"""A phone with Zalo, as the page's routes use it (see bot.sandbox.handset)."""

from typing import Any

from bot.sandbox.acts import NotPossible, Toast
from bot.sandbox.zalo.page_view import zalo_view
from bot.sandbox.zalo.state import ZaloChat
from bot.sandbox.zalo.world import ZaloWorld


class ZaloHandset:
    """There are no buttons, no menu, and nothing that was said can be changed."""

    def __init__(self, world: ZaloWorld, chat: ZaloChat) -> None:
        self.world, self.chat = world, chat

    def view(self) -> dict[str, Any]:
        """The messages; one can write at any time."""
        zone = self.world.now().tzinfo
        return {
            "messages": [zalo_view(one, zone) for one in self.chat.messages],
            "commands": [],
            "blocked": self.chat.blocked,
            "started": True,
        }

    def say(self, text: str, reply_to: int | None) -> int:
        """Write; what one replies to is not told to the bot."""
        return self.world.say(self.chat.id, text).serial

    async def press(self, message_id: int, data: str) -> Toast | None:
        """There is nothing to press."""
        raise NotPossible("no_button")

    def edit(self, message_id: int, text: str) -> None:
        """What was sent stands."""
        raise NotPossible("not_own")

    def send_photo(self, data: bytes, caption: str) -> int:
        """Send a picture with a caption."""
        return self.world.send_photo(self.chat.id, data, caption=caption).serial

    def send_file(self, name: str, data: bytes, *, mime: str, caption: str, size: int) -> int:
        """Send a file, which the bot does not get."""
        return self.world.send_file(self.chat.id, name, data, size=size).serial

    def send_sticker(self) -> int:
        """Send a sticker."""
        return self.world.send_sticker(self.chat.id).serial

    def send_link(self, url: str) -> int:
        """Paste a link, which the bot does not get."""
        return self.world.send_link(self.chat.id, url).serial

    def set_blocked(self, blocked: bool) -> bool:
        """The bot is not told."""
        (self.world.block if blocked else self.world.unblock)(self.chat.id)
        return self.chat.blocked

    def join(self, code: str) -> int:
        """Write the code."""
        return self.say(code, None)
