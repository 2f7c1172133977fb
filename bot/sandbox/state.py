"""What exists in the sandbox: the bot, people, their private chats, messages; and who is told of changes."""

import asyncio
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from typing import Any

import orjson

from bot.sandbox.faults import Faults
from bot.sandbox.files import FileStore
from bot.sandbox.limits import Limits
from bot.sandbox.page_view import message_view
from bot.sandbox.refusal import bad_request, forbidden
from bot.sandbox.updates import UpdateQueue
from bot.sandbox.watched import Watched

Message = dict[str, Any]  # a Bot API Message, as JSON


@dataclass
class User:
    """An account; `id` is also the id of its private chat with the bot."""

    id: int
    first_name: str
    last_name: str = ""
    username: str = ""
    language_code: str = "vi"

    def json(self) -> dict[str, Any]:
        """The Bot API User."""
        return {"id": self.id, "is_bot": False, **self._names(), "language_code": self.language_code}

    def chat_json(self) -> dict[str, Any]:
        """The Bot API Chat of the private chat with this user."""
        return {"id": self.id, "type": "private", **self._names()}

    def _names(self) -> dict[str, str]:
        names = {"first_name": self.first_name, "last_name": self.last_name, "username": self.username}
        return {key: value for key, value in names.items() if value}


@dataclass
class Chat:
    """The private chat between the bot and one user."""

    user: User
    messages: dict[int, Message] = field(default_factory=dict)
    started: bool = False
    blocked: bool = False
    deactivated: bool = False

    def __post_init__(self) -> None:
        self.json = self.user.chat_json()


@dataclass
class Call:
    """One call of the bot, for tests to read; `status` is 0 until it is answered."""

    method: str
    params: dict[str, Any]
    chat: int | str | None = None
    status: int = 0


@dataclass
class Webhook:
    """Where updates are posted to instead of being fetched."""

    url: str
    secret: str = ""
    max_connections: int = 40
    last_error_date: int = 0
    last_error: str = ""


class State(Watched):
    """Everything in memory; nothing here knows of HTTP."""

    def __init__(
        self,
        now: Callable[[], datetime],
        *,
        token: str = "",
        bot_id: int = 7_000_000_001,
        bot_name: str = "Sandbox",
        bot_username: str = "sandbox_bot",
    ) -> None:
        super().__init__()
        self.now = now
        self.token = token or f"{bot_id}:AAsandbox-0000000000000000000000000"
        self.bot: dict[str, Any] = {
            "id": bot_id,
            "is_bot": True,
            "first_name": bot_name,
            "username": bot_username,
        }
        self.chats: dict[int, Chat] = {}
        self.updates = UpdateQueue()
        self.updates.on_move = self.wake
        self.webhook: Webhook | None = None
        self.webhook_pause = 1.0  # seconds after a failed post; doubles
        self.files = FileStore()
        self.faults = Faults()
        self.limits = Limits()
        self.calls: deque[Call] = deque(maxlen=20_000)
        self.commands: dict[tuple[str, int, str], list[dict[str, str]]] = {}
        self.descriptions: dict[tuple[str, str], str] = {}  # (field, language): text
        self._last_message = 0
        self._listeners: set[asyncio.Queue[bytes]] = set()

    # people

    def add_user(
        self, user_id: int, first_name: str, *, last_name: str = "", username: str = "", started: bool = False
    ) -> User:
        """Make an account; with `started` it counts as having pressed Start before."""
        user = User(user_id, first_name, last_name, username)
        self.chats[user_id] = Chat(user, started=started)
        return user

    def chat(self, user_id: int) -> Chat:
        """The private chat with a user who exists; KeyError otherwise."""
        return self.chats[user_id]

    def reachable_chat(self, chat_id: int | None) -> Chat:
        """The chat the bot may write to, or Telegram's refusal."""
        chat = self.chats.get(chat_id) if chat_id is not None else None
        if chat is None:
            raise bad_request("chat not found")
        if chat.deactivated:
            raise forbidden("user is deactivated")
        if chat.blocked:
            raise forbidden("bot was blocked by the user")
        if not chat.started:
            raise forbidden("bot can't initiate conversation with a user")
        return chat

    # messages

    def add_message(
        self, chat: Chat, content: dict[str, Any], *, from_bot: bool, reply_to: Message | None = None
    ) -> Message:
        """Put a new message into a chat, at the sandbox's time, and tell who listens."""
        self._last_message += 1
        message: Message = {
            "message_id": self._last_message,
            "from": self.bot if from_bot else chat.user.json(),
            "chat": chat.json,
            "date": int(self.now().timestamp()),
        }
        if reply_to is not None:
            message["reply_to_message"] = {k: v for k, v in reply_to.items() if k != "reply_to_message"}
        message.update(content)
        chat.messages[self._last_message] = message
        self.changed("message", chat, message)
        return message

    def change_message(self, chat: Chat, message_id: int, changes: dict[str, Any]) -> Message:
        """Replace fields of a message (None takes one away) and mark it edited."""
        fields = {**chat.messages[message_id], **changes, "edit_date": int(self.now().timestamp())}
        message = {key: value for key, value in fields.items() if value is not None}
        chat.messages[message_id] = message
        self.changed("edited", chat, message)
        return message

    def remove_message(self, chat: Chat, message_id: int) -> None:
        """Take a message out of the chat."""
        self.changed("deleted", chat, chat.messages.pop(message_id))

    def commands_for(self, user_id: int) -> list[dict[str, str]]:
        """The command menu this user sees: the narrowest scope that has one, his language first."""
        chat = self.chats.get(user_id)
        languages = (chat.user.language_code, "") if chat else ("",)
        for scope, place in (("chat", user_id), ("all_private_chats", 0), ("default", 0)):
            for language in languages:
                found = self.commands.get((scope, place, language))
                if found is not None:
                    return found
        return []

    # who is told

    def listen(self) -> asyncio.Queue[bytes]:
        """A queue that gets every event from now on, as JSON; b"" means that the server stops."""
        queue: asyncio.Queue[bytes] = asyncio.Queue()
        self._listeners.add(queue)
        return queue

    def stop_listening(self, queue: asyncio.Queue[bytes]) -> None:
        """No more events into this queue."""
        self._listeners.discard(queue)
        self.wake()

    @property
    def listeners(self) -> int:
        """How many pages listen."""
        return len(self._listeners)

    def publish(self, event: dict[str, Any]) -> None:
        """Tell every page."""
        if self._listeners:
            line = orjson.dumps(event)
            for queue in self._listeners:
                queue.put_nowait(line)

    def changed(self, kind: str, chat: Chat, message: Message) -> None:
        """Tell pages and waiting tests of a message that came, changed or went."""
        if self._listeners:
            view = message_view(message, self.now().tzinfo)
            self.publish({"type": kind, "chat": chat.user.id, "message": view})
        self.wake()

    def open(self) -> None:
        """A server starts to speak for this world (again)."""
        self.updates.closed = False

    def close(self) -> None:
        """The server stops: end long polls and page streams."""
        self.updates.close()
        for queue in self._listeners:
            queue.put_nowait(b"")
