"""Announcements, whom they went to, and who has acknowledged them."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from committee.people import Seat
from messages.envelope import Attachment
from storage.database import QUERIES as Q
from storage.moments import to_moment, to_moment_or_none, to_text, to_text_or_none
from storage.outbox import attachment_of, attachment_text
from storage.seats import seat_of


@dataclass(frozen=True)
class Announcement:
    """An announcement; `state` is draft, scheduled, sent or dropped, `revision` grows with each change.

    `text` is kept as a person typed it and escaped when it is said.
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
    made_by: int | None = None
    made_at: datetime | None = None
    sent_at: datetime | None = None


@dataclass(frozen=True)
class Receipt:
    """What became of an announcement for one seat."""

    seat: Seat
    acknowledged_at: datetime | None
    state: str  # of the promise: waiting, sending, sent, unreachable, failed, unsure, expired, withdrawn
    reason: str
    tries: int
    maybe_doubled: bool
    settled_at: datetime | None


class Announcements:
    """What the secretariat told people."""

    def __init__(self, connection: Any) -> None:
        self._c = connection

    async def add(self, announcement: Announcement, now: datetime) -> Announcement:
        """Keep a new draft; it gets its id."""
        announcement_id = await Q.announcement_add(
            self._c, made_by=announcement.made_by, made_at=to_text(now), **_columns(announcement)
        )
        made = await self.get(int(announcement_id))
        assert made is not None
        return made

    async def change(self, announcement: Announcement) -> bool:
        """Keep a draft's new content; False when it has been sent or dropped meanwhile."""
        changed = await Q.announcement_change(
            self._c, id=announcement.id, revision=announcement.revision, **_columns(announcement)
        )
        return bool(changed == 1)

    async def move(
        self,
        announcement_id: int,
        from_state: str,
        state: str,
        *,
        send_at: datetime | None = None,
        sent_at: datetime | None = None,
    ) -> bool:
        """From one state to the next; False when somebody was there first."""
        moved = await Q.announcement_state(
            self._c,
            id=announcement_id,
            from_state=from_state,
            state=state,
            send_at=to_text_or_none(send_at),
            sent_at=to_text_or_none(sent_at),
        )
        return bool(moved == 1)

    async def get(self, announcement_id: int) -> Announcement | None:
        """One announcement."""
        row = await Q.announcement_get(self._c, id=announcement_id)
        return _announcement(row) if row else None

    async def sent(self, limit: int = 10) -> list[Announcement]:
        """Those that were sent, the newest first."""
        return [_announcement(row) async for row in Q.announcements_sent(self._c, limit=limit)]

    async def scheduled(self, now: datetime) -> list[Announcement]:
        """Those whose appointed moment has come."""
        return [_announcement(row) async for row in Q.announcements_scheduled(self._c, now=to_text(now))]

    async def expect(self, announcement_id: int, seat: Seat) -> None:
        """Keep that a seat is a recipient."""
        assert seat.holder is not None
        await Q.receipt_add(
            self._c, announcement_id=announcement_id, seat_id=seat.id, person_id=seat.holder.id
        )

    async def is_recipient(self, announcement_id: int, seat_id: int) -> bool:
        """Whether a seat is a recipient."""
        return await Q.receipt_of(self._c, announcement_id=announcement_id, seat_id=seat_id) is not None

    async def acknowledge(self, announcement_id: int, seat_id: int, now: datetime) -> bool:
        """A seat has acknowledged; False when it had before."""
        done = await Q.receipt_acknowledge(
            self._c, announcement_id=announcement_id, seat_id=seat_id, at=to_text(now)
        )
        return bool(done == 1)

    async def receipts(self, announcement_id: int) -> list[Receipt]:
        """What became of it for each seat, in protocol order."""
        rows = Q.receipts_of(self._c, announcement_id=announcement_id)
        return [
            Receipt(
                seat=seat_of(row),
                acknowledged_at=to_moment_or_none(row["acknowledged_at"]),
                state=row["outbox_state"] or "waiting",
                reason=row["outbox_reason"] or "",
                tries=row["outbox_tries"] or 0,
                maybe_doubled=bool(row["outbox_maybe_doubled"]),
                settled_at=to_moment_or_none(row["outbox_settled_at"]),
            )
            async for row in rows
        ]


def _columns(announcement: Announcement) -> dict[str, Any]:
    return {
        "text": announcement.text,
        "attachment": attachment_text(announcement.attachment),
        "audience": announcement.audience,
        "acknowledge": int(announcement.acknowledge),
        "urgent": int(announcement.urgent),
        "send_at": to_text_or_none(announcement.send_at),
    }


def _announcement(row: Any) -> Announcement:
    return Announcement(
        id=row["id"],
        text=row["text"],
        attachment=attachment_of(row["attachment"]),
        audience=row["audience"],
        acknowledge=bool(row["acknowledge"]),
        urgent=bool(row["urgent"]),
        send_at=to_moment_or_none(row["send_at"]),
        state=row["state"],
        revision=row["revision"],
        made_by=row["made_by"],
        made_at=to_moment(row["made_at"]),
        sent_at=to_moment_or_none(row["sent_at"]),
    )
