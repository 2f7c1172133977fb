"""The two envelopes that travel through the house: what came in, and what is promised to go out."""

from dataclasses import dataclass, field
from datetime import datetime
from enum import StrEnum

PLATFORMS = ("telegram", "zalo")


def platform_of(channel: str) -> str:
    """The platform of a channel: a committee may have several bots there ("zalo", "zalo2")."""
    return channel.rstrip("0123456789")


def edits(channel: str) -> bool:
    """Whether a message that was sent can be changed there."""
    return platform_of(channel) == "telegram"


class Came(StrEnum):
    """In what form something came in; whatever a channel cannot name is OTHER."""

    TEXT = "text"
    PRESS = "press"  # a button, or on a channel without buttons its number
    EDITED = "edited"  # an earlier message was edited; `text` is its new text
    PHOTO = "photo"
    DOCUMENT = "document"
    STICKER = "sticker"
    VOICE = "voice"
    OTHER = "other"
    LEFT = "left"  # the person blocked the bot
    RETURNED = "returned"  # the person unblocked it


@dataclass(frozen=True)
class Attachment:
    """A photo or document that can be sent again; `ref` is the channel's own name for it."""

    kind: str  # "photo" or "document"
    ref: str
    name: str = ""
    size: int = 0  # bytes; 0 when the channel does not say
    mime: str = ""
    path: str = ""  # a local file to upload, when there is no `ref` yet


@dataclass(frozen=True)
class Incoming:
    """One thing that somebody wrote, pressed or sent, the same for every channel."""

    channel: str  # "telegram" or "zalo"
    update_key: str  # unrepeatable within the channel: the same update delivered twice has the same key
    chat: str
    user: str
    came: Came
    at: datetime
    text: str = ""  # text or caption, in NFC
    press: str = ""  # the key of the choice that was pressed
    press_id: str = ""  # how the channel wants the press to be answered
    message: str = ""  # the id of this message; for a press, of the message with the button
    reply_to: str = ""  # the id of the message this one replies to
    attachment: Attachment | None = None
    private: bool = True  # not a group
    album: str = ""  # photos sent together share it
    numbered: bool = False  # choices are shown as numbers here, so a typed number may choose


@dataclass(frozen=True)
class Choice:
    """A button, or a numbered line where there are no buttons. `key` is at most 64 bytes in UTF-8."""

    key: str
    label: str

    def __post_init__(self) -> None:
        if len(self.key.encode()) > 64:  # Bot API: callback_data, 1-64 bytes
            raise ValueError(f"choice key over 64 bytes: {self.key}")


class Kind(StrEnum):
    """What sort of message it is; committee.lateness says for each how late and how often it may go."""

    ANSWER = "answer"
    DIGEST = "digest"
    INVITATION = "invitation"
    CHANGE = "change"  # a meeting moved or was cancelled
    REMINDER = "reminder"
    NUDGE = "nudge"
    NOTICE = "notice"  # to the secretariat or the operator about the running
    ANNOUNCEMENT = "announcement"
    CHART = "chart"


class Lane(StrEnum):
    """Which queue a promise waits in; a crowd never delays an answer."""

    ANSWER = "0"
    DIGEST = "1"
    REMINDER = "2"
    ANNOUNCEMENT = "3"


LANES: dict[Kind, Lane] = {
    Kind.ANSWER: Lane.ANSWER,
    Kind.CHART: Lane.ANSWER,
    Kind.DIGEST: Lane.DIGEST,
    Kind.NOTICE: Lane.REMINDER,
    Kind.INVITATION: Lane.REMINDER,
    Kind.CHANGE: Lane.REMINDER,
    Kind.REMINDER: Lane.REMINDER,
    Kind.NUDGE: Lane.REMINDER,
    Kind.ANNOUNCEMENT: Lane.ANNOUNCEMENT,
}


@dataclass(frozen=True)
class Outgoing:
    """One message that is promised. Without `person` it answers whoever wrote, in the same chat.

    `key` makes the promise unrepeatable; without one it is made from the update that it answers.
    `about` names what the message speaks of ("task:12", "meeting:3"), so that a reply to it finds its
    subject. `replaces` is the id of an own message to be edited in place where the channel can.
    """

    text: str
    kind: Kind = Kind.ANSWER
    choices: tuple[tuple[Choice, ...], ...] = ()
    person: int | None = None
    seat: int | None = None
    key: str = ""
    about: str = ""
    replaces: str = ""
    attachment: Attachment | None = None
    not_before: datetime | None = None
    expires_at: datetime | None = None
    urgent: bool = False
    toast: str = field(default="", kw_only=True)  # short words shown over the button that was pressed
    commands: tuple[tuple[str, str], ...] | None = field(default=None, kw_only=True)  # the chat's new menu

    @property
    def lane(self) -> Lane:
        """The queue it waits in; an urgent one goes with the reminders at the latest."""
        lane = LANES[self.kind]
        return Lane.REMINDER if self.urgent and lane is Lane.ANNOUNCEMENT else lane
