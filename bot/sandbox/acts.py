"""What a person does on his phone: writes, presses, sends files, edits, blocks."""

import asyncio
import time
from dataclasses import dataclass, field
from typing import Any

from bot.sandbox.entities import Entity, Formatted, settle, units
from bot.sandbox.files import StoredFile
from bot.sandbox.formatting import parse_html
from bot.sandbox.state import Chat, Message, State

TEXT_LIMIT = 4096  # UTF-16 units; a client sends a longer text as several messages
ANSWER_WITHIN = 60.0  # seconds in which a press may be answered


class NotPossible(ValueError):
    """A phone would not let the user do this; `reason` is a word: blocked, empty, no_button, not_own."""

    def __init__(self, reason: str, detail: str = "") -> None:
        super().__init__(f"{reason}: {detail}" if detail else reason)
        self.reason = reason


@dataclass(frozen=True)
class Toast:
    """What the bot answered to a press: words over the screen, or a window to be closed."""

    text: str = ""
    alert: bool = False
    url: str = ""


@dataclass
class Press:
    """A press under way."""

    id: str
    at: float  # monotonic seconds
    answer: "asyncio.Future[Toast | None]" = field(repr=False)  # None: the server stopped


class Acts(State):
    """The state, and what users can do to it; each act queues the update a real client would cause."""

    def __init__(self, *given: Any, **named: Any) -> None:
        super().__init__(*given, **named)
        self.presses: dict[str, Press] = {}
        self._last_press = 5_000_000_000_000
        self._last_album = 13_000_000_000

    def _writer(self, user_id: int) -> Chat:
        chat = self.chats[user_id]
        if chat.blocked or chat.deactivated:
            raise NotPossible("blocked", str(user_id))
        chat.started = True
        return chat

    def _bring(self, chat: Chat, content: dict[str, Any], reply_to: int | None = None) -> Message:
        answered = chat.messages.get(reply_to) if reply_to else None
        message = self.add_message(chat, content, from_bot=False, reply_to=answered)
        self.updates.add("message", message)
        return message

    def say(self, user_id: int, text: str, reply_to: int | None = None, *, html: bool = False) -> Message:
        """Write to the bot; a text over 4096 units goes as several messages, the last is returned."""
        chat = self._writer(user_id)
        formatted = settle(parse_html(text) if html else Formatted(text))
        if not formatted.text:
            raise NotPossible("empty")
        parts = (
            [formatted]
            if units(formatted.text) <= TEXT_LIMIT
            else [settle(Formatted(part)) for part in cut_up(formatted.text, TEXT_LIMIT)]
        )
        for part in parts:
            message = self._bring(chat, _with_text("text", part), reply_to)
        return message

    def start(self, user_id: int, payload: str = "") -> Message:
        """Press Start, as opening `https://t.me/<bot>?start=<payload>` does."""
        return self.say(user_id, f"/start {payload}".strip())

    def send_file(
        self, user_id: int, kind: str, data: bytes, *, name: str = "", caption: str = "",
        mime: str = "", size: int | None = None, reply_to: int | None = None, album: str = "",
    ) -> Message:  # fmt: skip
        """Send a photo, document, sticker or voice note; `size` may be declared larger than the bytes."""
        chat = self._writer(user_id)
        stored: StoredFile = self.files.keep(kind, data, name=name, mime=mime, size=size)
        content = stored.content()
        if album:
            content["media_group_id"] = album
        if caption:
            content.update(_with_text("caption", settle(Formatted(caption))))
        return self._bring(chat, content, reply_to)

    def send_photo(
        self, user_id: int, data: bytes, *, caption: str = "", reply_to: int | None = None
    ) -> Message:
        """Send a picture (PNG, JPEG, GIF or WebP)."""
        return self.send_file(user_id, "photo", data, caption=caption, reply_to=reply_to)

    def send_document(
        self, user_id: int, name: str, data: bytes, *, caption: str = "", mime: str = "",
        size: int | None = None, reply_to: int | None = None,
    ) -> Message:  # fmt: skip
        """Send a file; `size` in bytes may be declared larger than the data, to play a huge one."""
        return self.send_file(
            user_id, "document", data, name=name, caption=caption, mime=mime, size=size, reply_to=reply_to
        )

    def send_sticker(self, user_id: int) -> Message:
        """Send a thumbs-up sticker."""
        return self.send_file(user_id, "sticker", b"RIFF....WEBP", mime="image/webp")

    def send_voice(self, user_id: int, data: bytes = b"OggS") -> Message:
        """Send a three-second voice note."""
        return self.send_file(user_id, "voice", data, mime="audio/ogg")

    def send_album(self, user_id: int, pictures: list[bytes], *, caption: str = "") -> list[Message]:
        """Send pictures together; as with Telegram the caption is the first one's."""
        self._last_album += 1
        album = str(self._last_album)
        return [
            self.send_file(user_id, "photo", one, caption="" if place else caption, album=album)
            for place, one in enumerate(pictures)
        ]

    def edit(self, user_id: int, message_id: int, text: str) -> Message:
        """Change an own message's text or caption."""
        chat = self._writer(user_id)
        old = chat.messages.get(message_id)
        if old is None or old["from"]["is_bot"]:
            raise NotPossible("not_own", str(message_id))
        part = "text" if "text" in old else "caption"
        changes = {f"{part}_entities" if part == "caption" else "entities": None}
        message = self.change_message(
            chat, message_id, {**changes, **_with_text(part, settle(Formatted(text)))}
        )
        self.updates.add("edited_message", message)
        return message

    def block(self, user_id: int) -> None:
        """Stop the bot: it is refused from now on, and told so."""
        self._membership(user_id, blocked=True)

    def unblock(self, user_id: int) -> None:
        """Let the bot write again."""
        self._membership(user_id, blocked=False)

    def _membership(self, user_id: int, *, blocked: bool) -> None:
        chat = self.chats[user_id]
        if chat.blocked == blocked:
            return
        chat.blocked = blocked
        member: dict[str, Any] = {"user": self.bot, "status": "member"}
        kicked: dict[str, Any] = {"user": self.bot, "status": "kicked", "until_date": 0}
        self.updates.add(
            "my_chat_member",
            {
                "chat": chat.json,
                "from": chat.user.json(),
                "date": int(self.now().timestamp()),
                "old_chat_member": member if blocked else kicked,
                "new_chat_member": kicked if blocked else member,
            },
        )
        self.publish({"type": "people"})

    def deactivate(self, user_id: int) -> None:
        """The account is deleted; bots are not told."""
        self.chats[user_id].deactivated = True

    def start_press(self, user_id: int, message_id: int, data: str, *, force: bool = False) -> Press:
        """Press a button without waiting; with `force` also one that is no longer there (an old client)."""
        chat = self._writer(user_id)
        message = chat.messages.get(message_id)
        rows = (message or {}).get("reply_markup", {}).get("inline_keyboard", [])
        if not force and not any(one.get("callback_data") == data for row in rows for one in row):
            raise NotPossible("no_button", f"{data!r} under message {message_id}")
        self._forget_old_presses()
        self._last_press += 1
        future: asyncio.Future[Toast | None] = asyncio.get_running_loop().create_future()
        press = Press(str(self._last_press), time.monotonic(), future)
        self.presses[press.id] = press
        self.updates.add(
            "callback_query",
            {
                "id": press.id,
                "from": chat.user.json(),
                "message": message or {"chat": chat.json, "message_id": message_id, "date": 0},
                "chat_instance": str(-user_id),
                "data": data,
            },
        )
        return press

    def _forget_old_presses(self) -> None:
        limit = time.monotonic() - ANSWER_WITHIN
        while self.presses and (oldest := next(iter(self.presses.values()))).at < limit:
            del self.presses[oldest.id]

    async def press(
        self, user_id: int, message_id: int, data: str, *, force: bool = False, wait: float = 10.0
    ) -> Toast | None:
        """Press a button and wait for the bot's answer; None when none comes within `wait` seconds."""
        press = self.start_press(user_id, message_id, data, force=force)
        try:
            return await asyncio.wait_for(asyncio.shield(press.answer), wait)
        except TimeoutError:
            return None

    def answer_press(self, press_id: str, toast: Toast) -> bool:
        """The bot answers a press; False when it is unknown or too old."""
        press = self.presses.get(press_id)
        if press is None or time.monotonic() - press.at > ANSWER_WITHIN:
            self.presses.pop(press_id, None)
            return False
        if not press.answer.done():
            press.answer.set_result(toast)
        return True

    def close(self) -> None:
        """The server stops: nobody waits any longer."""
        for press in self.presses.values():
            if not press.answer.done():
                press.answer.set_result(None)
        super().close()


def _with_text(part: str, formatted: Formatted) -> dict[str, Any]:
    content: dict[str, Any] = {part: formatted.text}
    entities: list[Entity] = formatted.entities
    if entities:
        content["entities" if part == "text" else "caption_entities"] = entities
    return content


def cut_up(text: str, limit: int) -> list[str]:
    """Cut as clients do: at the last line or word end before `limit`, in UTF-16 units."""
    parts = []
    while text:
        piece = text[:limit]
        while units(piece) > limit:
            piece = piece[:-1]
        if len(piece) < len(text):
            end = max(piece.rfind("\n"), piece.rfind(" "))
            piece = piece[:end] if end > limit // 2 else piece
        parts.append(piece.strip())
        text = text[len(piece) :].lstrip()
    return [part for part in parts if part]
