"""What exists in the Zalo sandbox: one bot, accounts, their chats with it, messages, and the plan."""

import secrets
from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field
from datetime import datetime
from hashlib import blake2b
from typing import Any

from bot.sandbox.entities import Entity
from bot.sandbox.faults import Faults
from bot.sandbox.files import FileStore
from bot.sandbox.refusal import Refused
from bot.sandbox.state import Call, Webhook
from bot.sandbox.watched import Watched
from bot.sandbox.zalo.oddities import Oddities, Plan
from bot.sandbox.zalo.page_view import zalo_view
from bot.sandbox.zalo.updates import ZaloUpdates

SENTENCES = {
    400: "Bad request",
    401: "Unauthorized",
    403: "Internal server error",  # so in the documents
    404: "Not Found",
    408: "Request timeout",
    429: "Quota exceeded",
}


@dataclass(frozen=True)
class ZaloMessage:
    """A message as the phone shows it; it never changes."""

    serial: int  # the order in which things were said, over all chats
    id: str  # the opaque id that the bot knows
    from_bot: bool
    at: datetime
    kind: str = "text"  # text, photo, sticker, voice, link, file, card
    text: str = ""  # text or caption
    entities: list[Entity] = field(default_factory=list)  # how it is styled; UTF-16 units
    url: str = ""  # of a picture or voice note, as the bot sees it
    file: str = ""  # the stored file that the phone shows
    name: str = ""  # of a file or contact card
    size: int = 0  # bytes of a file
    sticker: str = ""


@dataclass
class ZaloChat:
    """A private chat, whose id is also the account's for this bot, or a group."""

    id: str
    name: str
    group: bool = False
    met: bool = False  # the person has written to the bot, or the group was told of it
    blocked: bool = False
    messages: list[ZaloMessage] = field(default_factory=list)


class ZaloState(Watched):
    """Everything in memory; nothing here knows of HTTP."""

    def __init__(
        self,
        now: Callable[[], datetime],
        *,
        token: str = "",
        name: str = "Bot Sandbox",
        oddities: Oddities | None = None,
        plan: Plan | None = None,
    ) -> None:
        super().__init__()
        self.now = now
        self.token = token or f"2140301985:sandbox-{secrets.token_hex(8)}"  # one poller per token
        self.name = name
        self.oddities = oddities or Oddities()
        self.plan = plan or Plan()
        self.faults = Faults(SENTENCES, tells_wait=False)
        self.chats: dict[str, ZaloChat] = {}
        self.updates = ZaloUpdates(self.oddities)
        self.updates.on_move = self.wake
        self.webhook: Webhook | None = None
        self.webhook_pause = 1.0  # seconds after a failed post; doubles
        self.calls: deque[Call] = deque(maxlen=20_000)
        self.files = FileStore()
        self.address = "http://127.0.0.1"  # of the server, for links to pictures and voice notes
        self.tell: Callable[[dict[str, Any]], None] = lambda event: None  # the pages
        self._serial = 0

    # people

    def add_user(self, name: str, account: str = "", *, met: bool = False) -> str:
        """Make an account and return its id, which only this bot knows; `met` if it has written before."""
        account = account or self.opaque(f"account {len(self.chats)}")
        self.chats[account] = ZaloChat(account, name, met=met)
        return account

    def add_group(self, name: str) -> str:
        """Make a group to which the bot was added, and return its id."""
        group = self.opaque(f"group {len(self.chats)}")
        self.chats[group] = ZaloChat(group, name, group=True, met=True)
        return group

    def opaque(self, of: str) -> str:
        """Twenty hexadecimal digits, as Zalo's ids are; each bot sees others."""
        return blake2b(f"{self.token} {of}".encode(), digest_size=10).hexdigest()

    def reachable_chat(self, chat_id: str) -> ZaloChat:
        """The chat the bot may write to, or the refusal: a person has to write first."""
        chat = self.chats.get(chat_id)
        if chat is None or not chat.met:
            raise Refused(404, "Chat not found")
        if chat.blocked:
            raise Refused(*self.oddities.blocked)
        return chat

    # messages

    def add_message(self, chat: ZaloChat, *, from_bot: bool, **content: Any) -> ZaloMessage:
        """Put a new message into a chat, at the sandbox's time, and tell who listens."""
        self._serial += 1
        message = ZaloMessage(
            self._serial, self.opaque(f"message {self._serial}"), from_bot, self.now(), **content
        )
        chat.messages.append(message)
        self.tell({"type": "message", "chat": chat.id, "message": zalo_view(message, self.now().tzinfo)})
        self.wake()
        return message

    def bring(self, chat: ZaloChat, event: dict[str, Any]) -> None:
        """Queue an event for the bot, unless the plan has no room for this person or nobody is there."""
        self.use_plan()
        if not chat.met:
            known = sum(one.met and not one.group for one in self.chats.values())
            if self.plan.users is not None and known >= self.plan.users:
                return
            chat.met = True
        self.plan.came += 1
        if self.oddities.loses_when_away and self.updates.away and self.webhook is None:
            return
        self.updates.add(chat.id, event)
        self.wake()

    def use_plan(self) -> Plan:
        """The plan, turned to the present month."""
        self.plan.turn_to(f"{self.now():%Y-%m}")
        return self.plan

    def spend(self) -> None:
        """Count one message of the bot, or refuse it when the month's are used up."""
        plan = self.use_plan()
        if plan.used_up:
            raise Refused(429, SENTENCES[429])
        plan.sent += 1

    # opening and closing

    def open(self) -> None:
        """A server starts to speak for this world (again)."""
        self.updates.closed = False

    def close(self) -> None:
        """The server stops: end long polls."""
        self.updates.closed = True
        self.updates.end_polls()
