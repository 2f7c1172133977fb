"""What a person does on a Zalo phone: writes, sends stickers, pictures, links; there is nothing to press."""

import re
from typing import Any

from bot.sandbox.acts import NotPossible, cut_up
from bot.sandbox.zalo.state import ZaloChat, ZaloMessage, ZaloState

TEXT_LIMIT = 2000  # UTF-16 units; a client sends a longer text as several messages
_LINK = re.compile(r"(?:https?://|www\.)\S+", re.IGNORECASE)
UNKNOWN = {"future_field": {"of": ["a", 1, None]}, "quote": None}  # what no document names


class ZaloActs(ZaloState):
    """The state, and what people can do to it; each act queues the event that Zalo would send."""

    def say(self, account: str, text: str, *, group: str = "") -> ZaloMessage:
        """Write to the bot, or in a group where the text mentions it; returns the last message."""
        *before, text = cut_up(text.strip(), TEXT_LIMIT) or [""]
        if not text:
            raise NotPossible("empty")
        if self.oddities.links_unsupported and not before and _LINK.fullmatch(text):
            return self.send_link(account, text)
        for part in before:
            self._send(account, "text", {"text": part}, "CHAT_TEXT", group=group, text=part)
        return self._send(account, "text", {"text": text}, "CHAT_TEXT", group=group, text=text)

    def send_sticker(self, account: str, sticker: str = "bfe458bf64fa8da4d4eb") -> ZaloMessage:
        """Send a sticker, by its id."""
        content = {"sticker": sticker, "url": f"{self.address}/zalo/media/{sticker}"}
        return self._send(account, "sticker", content, "CHAT_STICKER", sticker=sticker)

    def send_photo(self, account: str, data: bytes, *, caption: str = "") -> ZaloMessage:
        """Send a picture (PNG, JPEG, GIF or WebP)."""
        file = self.files.keep("photo", data).id
        url = f"{self.address}/zalo/media/{file}"
        content = {self.oddities.photo_field: url} | ({"caption": caption} if caption else {})
        return self._send(
            account, "image", content, "CHAT_PHOTO", kind="photo", text=caption, url=url, file=file
        )

    def send_voice(self, account: str, data: bytes = b"\xff\xf1") -> ZaloMessage:
        """Send a voice note."""
        file = self.files.keep("voice", data, mime="audio/aac").id
        url = f"{self.address}/zalo/media/{file}.aac"
        content = {"voice_url": url}
        return self._send(account, "voice", content, "CHAT_VOICE", size=len(data), url=url, file=file)

    def send_link(self, account: str, url: str) -> ZaloMessage:
        """Paste a link; the bot is told only that something came."""
        return self._send(account, "unsupported", {}, kind="link", text=url)

    def send_file(self, account: str, name: str, data: bytes = b"", *, size: int = 0) -> ZaloMessage:
        """Send a file; the bot is told only that something came."""
        file = self.files.keep("document", data, name=name).id if data else ""
        size = size or len(data)
        return self._send(account, "unsupported", {}, kind="file", name=name, size=size, file=file)

    def send_card(self, account: str, name: str) -> ZaloMessage:
        """Send somebody's contact card; the bot is told only that something came."""
        return self._send(account, "unsupported", {}, kind="card", name=name)

    def send_event(self, account: str, event_name: str, **fields: Any) -> None:
        """An event that the documents do not name, with any fields in its message."""
        chat = self._writer(account)
        self.bring(chat, {"event_name": event_name, "message": {**self._frame(chat, chat), **fields}})

    def block(self, account: str) -> None:
        """Block the bot; it is not told."""
        self._set_blocked(account, True)

    def unblock(self, account: str) -> None:
        """Let the bot write again; it is not told."""
        self._set_blocked(account, False)

    def _set_blocked(self, account: str, blocked: bool) -> None:
        self.chats[account].blocked = blocked
        self.tell({"type": "people"})

    def _writer(self, account: str) -> ZaloChat:
        chat = self.chats[account]
        if chat.blocked:
            raise NotPossible("blocked", account)
        return chat

    def _send(
        self, account: str, event: str, content: dict[str, Any], kind_word: str = "", *,
        kind: str = "", group: str = "", **shown: Any,
    ) -> ZaloMessage:  # fmt: skip
        writer = self._writer(account)
        chat = self.chats[group] if group else writer
        message = self.add_message(chat, from_bot=False, kind=kind or event, **shown)
        body = {**self._frame(writer, chat), "message_id": message.id, **content}
        body["date"] = int(message.at.timestamp() * 1000)
        if kind_word:
            body["message_type"] = kind_word
        self.bring(chat, {"event_name": f"message.{event}.received", "message": body})
        return message

    def _frame(self, writer: ZaloChat, chat: ZaloChat) -> dict[str, Any]:
        frame: dict[str, Any] = {
            "from": {"id": writer.id, "display_name": writer.name, "is_bot": False},
            "chat": {"id": chat.id, "chat_type": "GROUP" if chat.group else "PRIVATE"},
        }
        if self.oddities.unknown_fields:
            frame = {key: {**value, **UNKNOWN} for key, value in frame.items()} | UNKNOWN
        return frame
