"""Announcements, whom they went to, and who has acknowledged them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from committee.people import Seat
from messages.announced import Announcement, Delivery, Tally
from messages.envelope import Attachment, edits
from storage.database import QUERIES as Q
from storage.moments import to_moment, to_moment_or_none, to_text, to_text_or_none
from storage.outbox import attachment_of, attachment_text
from storage.seats import seat_of

ALL = -1  # no limit
LARGEST = 2**63  # what a column can hold


@dataclass(frozen=True)
class Arrived:
    """Where an announcement arrived; `message` is empty where it cannot be changed any more.

    That is when the platform never told its id, or knows no changing.
    """

    seat: Seat
    message: str
    acknowledged_at: datetime | None


class Announcements:
    """What the secretariat told people."""

    def __init__(self, connection: Any) -> None:
        self._c = connection

    async def add(self, announcement: Announcement, now: datetime) -> Announcement:
        """Keep a new one; it gets its id."""
        announcement_id = await Q.announcement_add(
            self._c,
            made_by=announcement.made_by,
            made_at=to_text(now),
            corrects=announcement.corrects,
            **_columns(announcement),
        )
        made = await self.get(int(announcement_id))
        assert made is not None
        return made

    async def change(self, announcement: Announcement) -> Announcement | None:
        """Keep a draft's new content as its next revision; nothing when somebody was there first."""
        changed = await Q.announcement_change(
            self._c, id=announcement.id, revision=announcement.revision, **_columns(announcement)
        )
        return await self.get(announcement.id) if changed == 1 else None

    async def mark_sent(self, announcement: Announcement, send_at: datetime, now: datetime) -> bool:
        """It is promised to everybody, from `send_at` on; False when its revision is no longer the newest."""
        marked = await Q.announcement_sent(
            self._c,
            id=announcement.id,
            revision=announcement.revision,
            send_at=to_text(send_at),
            sent_at=to_text(now),
        )
        return bool(marked == 1)

    async def close(self, announcement_id: int, state: str) -> bool:
        """A draft ends as "dropped", or as "merged" into what it corrects; False when it had ended."""
        return bool(await Q.announcement_close(self._c, id=announcement_id, state=state) == 1)

    async def correct(self, announcement_id: int, text: str) -> Announcement | None:
        """Give a sent one its corrected text."""
        corrected = await Q.announcement_correct(self._c, id=announcement_id, text=text)
        return await self.get(announcement_id) if corrected == 1 else None

    async def reword_waiting(self, announcement_id: int, language: str, text: str) -> int:
        """Let what has not gone yet say something else; returns how many messages."""
        about = f"announcement:{announcement_id}"
        return int(
            await Q.announcement_reword(
                self._c, about=about, id=announcement_id, language=language, text=text
            )
        )

    async def note_reminder(self, announcement_id: int, now: datetime) -> None:
        """Those who had not acknowledged were reminded."""
        await Q.announcement_reminded(self._c, id=announcement_id, at=to_text(now))

    async def note_report(self, announcement_id: int) -> None:
        """Its sender was told how it ended."""
        await Q.announcement_reported(self._c, id=announcement_id)

    async def get(self, announcement_id: int) -> Announcement | None:
        """One announcement; nothing for a number that none can have."""
        if not 0 < announcement_id < LARGEST:
            return None
        row = await Q.announcement_get(self._c, id=announcement_id)
        return _announcement(row) if row else None

    async def of_album(self, made_by: int, album: str) -> Announcement | None:
        """The announcement that the first file of an album became."""
        row = await Q.announcement_of_album(self._c, made_by=made_by, album=album)
        return _announcement(row) if row else None

    async def sent(self, limit: int = 10) -> list[Announcement]:
        """Those that were sent, the newest first."""
        return [_announcement(row) async for row in Q.announcements_sent(self._c, limit=limit)]

    async def waiting(self) -> list[Announcement]:
        """Those that wait for their appointed moment, the next first."""
        return [_announcement(row) async for row in Q.announcements_waiting(self._c)]

    async def scheduled(self, now: datetime) -> list[Announcement]:
        """Those whose appointed moment has come."""
        return [_announcement(row) async for row in Q.announcements_scheduled(self._c, now=to_text(now))]

    async def unreported(self, before: datetime) -> list[Announcement]:
        """Those that left by a moment and whose sender has not been told how they ended."""
        rows = Q.announcements_unreported(self._c, before=to_text(before))
        return [_announcement(row) async for row in rows]

    async def expect(self, announcement_id: int, seats: Sequence[Seat]) -> None:
        """Keep that these seats are its recipients; a seat without a holder is none."""
        rows = [
            {"announcement_id": announcement_id, "seat_id": seat.id, "person_id": seat.holder.id}
            for seat in seats
            if seat.holder
        ]
        await Q.receipts_add(self._c, rows)

    async def is_recipient(self, announcement_id: int, seat_id: int) -> bool:
        """Whether a seat is a recipient."""
        return await Q.receipt_of(self._c, announcement_id=announcement_id, seat_id=seat_id) is not None

    async def acknowledged_at(self, announcement_id: int, seat_id: int) -> datetime | None:
        """When a seat acknowledged it, if it did."""
        row = await Q.receipt_of(self._c, announcement_id=announcement_id, seat_id=seat_id)
        return to_moment_or_none(row["acknowledged_at"]) if row else None

    async def acknowledge(self, announcement_id: int, seat_id: int, now: datetime) -> bool:
        """A seat has acknowledged; False when it had before."""
        done = await Q.receipt_acknowledge(
            self._c, announcement_id=announcement_id, seat_id=seat_id, at=to_text(now)
        )
        return bool(done == 1)

    async def unacknowledged(self, seat_id: int, since: datetime) -> list[Announcement]:
        """What reached a seat since a moment and waits for its receipt."""
        rows = Q.announcements_unacknowledged(self._c, seat_id=seat_id, since=to_text(since))
        return [_announcement(row) async for row in rows]

    async def tally(self, announcement_id: int) -> Tally:
        """How many of its messages are in each state."""
        states: dict[str, int] = {}
        doubled = acknowledged = silent = held = 0
        async for row in Q.deliveries_tally(self._c, announcement_id=announcement_id):
            states[row["state"]] = row["number"]
            doubled += row["doubled"]
            acknowledged += row["acknowledged"]
            held += row["held"]
            silent += row["number"] - row["acknowledged"] if row["state"] in ("sent", "unsure") else 0
        return Tally(states, doubled, acknowledged, silent, held)

    async def deliveries(self, announcement_id: int, limit: int = ALL) -> list[Delivery]:
        """What became of it for each recipient, in protocol order."""
        rows = Q.announcement_deliveries(self._c, announcement_id=announcement_id, limit=limit)
        return [_delivery(row) async for row in rows]

    async def troubled(self, announcement_id: int, limit: int = ALL) -> list[Delivery]:
        """Those whom it has not reached and is no longer on its way to, or may have reached twice."""
        rows = Q.deliveries_troubled(self._c, announcement_id=announcement_id, limit=limit)
        return [_delivery(row) async for row in rows]

    async def answered(self, announcement_id: int, *, acknowledged: bool, limit: int = ALL) -> list[Delivery]:
        """Those who have acknowledged it, or those whom it reached and who have not."""
        rows = Q.deliveries_acknowledged(
            self._c, announcement_id=announcement_id, acknowledged=int(acknowledged), limit=limit
        )
        return [_delivery(row) async for row in rows]

    async def files(self, since: datetime) -> list[Attachment]:
        """The files of announcements that were sent since a moment."""
        rows = Q.announcement_files(self._c, since=to_text(since))
        return [file async for row in rows if (file := attachment_of(row["attachment"])) is not None]

    async def arrived(self, announcement_id: int) -> list[Arrived]:
        """Where it arrived, with those who still hold the seat that it was sent to."""
        rows = Q.announcement_messages(self._c, announcement_id=announcement_id)
        return [
            Arrived(
                seat_of(row),
                row["outbox_message"] if edits(row["outbox_channel"]) else "",
                to_moment_or_none(row["acknowledged_at"]),
            )
            async for row in rows
        ]

    async def said(self, key: str) -> tuple[str, str]:
        """What was promised with a key, and the id of its message where it can be changed; or nothing."""
        row = await Q.said_with_key(self._c, key=key)
        if row is None:
            return "", ""
        return str(row["text"]), str(row["message"]) if edits(row["channel"]) else ""


def _columns(announcement: Announcement) -> dict[str, Any]:
    return {
        "text": announcement.text,
        "attachment": attachment_text(announcement.attachment),
        "audience": announcement.audience,
        "acknowledge": int(announcement.acknowledge),
        "urgent": int(announcement.urgent),
        "send_at": to_text_or_none(announcement.send_at),
        "state": announcement.state,
        "pieces": announcement.pieces,
        "album": announcement.album,
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
        pieces=row["pieces"],
        album=row["album"],
        made_by=row["made_by"],
        made_at=to_moment(row["made_at"]),
        sent_at=to_moment_or_none(row["sent_at"]),
        corrections=row["corrections"],
        reminders=row["reminders"],
        reminded_at=to_moment_or_none(row["reminded_at"]),
        corrects=row["corrects"],
    )


def _delivery(row: Any) -> Delivery:
    return Delivery(
        seat=seat_of(row),
        person=row["receipt_person"],
        state=row["outbox_state"],
        reason=row["outbox_reason"],
        tries=row["outbox_tries"],
        maybe_doubled=bool(row["outbox_maybe_doubled"]),
        not_before=to_moment_or_none(row["outbox_not_before"]),
        settled_at=to_moment_or_none(row["outbox_settled_at"]),
        acknowledged_at=to_moment_or_none(row["acknowledged_at"]),
        channel=row["outbox_channel"],
    )
