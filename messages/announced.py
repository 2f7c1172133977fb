"""An announcement and what became of it, as storage keeps them and words say them."""

from dataclasses import dataclass
from datetime import datetime

from committee.people import Seat
from messages.envelope import Attachment


@dataclass(frozen=True)
class Announcement:
    """An announcement; `state` is draft, scheduled, sent, dropped or merged; `revision` counts changes.

    `text` is kept as a person typed it and escaped when it is said; `pieces` is how many messages it came in.
    """

    id: int
    text: str
    attachment: Attachment | None = None
    audience: str = ""
    acknowledge: bool = False
    urgent: bool = False
    send_at: datetime | None = None
    state: str = "draft"
    revision: int = 1
    pieces: int = 1
    album: str = ""
    made_by: int | None = None
    made_at: datetime | None = None
    sent_at: datetime | None = None
    corrections: int = 0
    reminders: int = 0
    reminded_at: datetime | None = None
    corrects: int | None = None  # the announcement that this draft is to correct

    @property
    def about(self) -> str:
        """What a message about it speaks of: a reply to the card is no reply to the announcement."""
        return f"announcement:{self.id}" if self.state == "sent" else f"draft:{self.id}"


@dataclass(frozen=True)
class Reach:
    """Whom an audience reaches: one seat for each person, in protocol order.

    `away` are those among them who have joined no channel or cannot be reached; `vacant` are seats without a
    holder, to whom nothing can be sent.
    """

    seats: tuple[Seat, ...]
    away: tuple[Seat, ...] = ()
    vacant: tuple[Seat, ...] = ()


@dataclass(frozen=True)
class Delivery:
    """What became of an announcement for one seat; `person` is who held it when it was sent."""

    seat: Seat
    person: str
    state: str  # waiting, sending, sent, unreachable, failed, unsure, expired, withdrawn
    reason: str
    tries: int
    maybe_doubled: bool
    not_before: datetime | None
    settled_at: datetime | None
    acknowledged_at: datetime | None
    channel: str = ""  # over which it went, or was last tried; a person may have two


@dataclass(frozen=True)
class Tally:
    """How many of an announcement's messages are in each state, and how many were acknowledged."""

    states: dict[str, int]
    doubled: int = 0
    acknowledged: int = 0
    silent: int = 0  # sent, and not acknowledged
    held: int = 0  # waiting, because its channel has hardly any messages left this month

    @property
    def total(self) -> int:
        """All recipients."""
        return sum(self.states.values())

    @property
    def open(self) -> int:
        """Those whose message has not found its end."""
        return self.states.get("waiting", 0) + self.states.get("sending", 0)
