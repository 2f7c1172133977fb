"""Takes receipts: the button "Đã nhận", and the same in words as a reply to the announcement."""

from datetime import datetime

from committee.refusals import Refusal, RefusalReason
from handlers.visit import Visit
from messages.announced import Announcement
from messages.envelope import Outgoing
from messages.reading.received import means_received
from messages.words import announcements as words


async def acknowledge(visit: Visit, rest: str) -> list[Outgoing]:
    """The button under the announcement ("5") or under a reminder of it ("5:r")."""
    number, _, reminded = rest.partition(":")
    found = await visit.work.announcements.get(int(number)) if number.isdigit() else None
    if found is None or found.state != "sent":
        raise Refusal(RefusalReason.BUTTON_OLD)
    at, again = await _acknowledge(visit, found)
    say = words.acknowledged_shortly if reminded else words.acknowledged
    return [say(visit.voice, found, at, visit.actor.seat, again=again, on=visit.incoming.message)]


async def reply(visit: Visit, about: str) -> list[Outgoing] | None:
    """Receipt in words ("đã nhận", "ok") as a reply to an announcement; nothing for other words."""
    kind, _, number = about.partition(":")
    if kind != "announcement" or not number.isdigit() or not means_received(visit.text):
        return None
    found = await visit.work.announcements.get(int(number))
    if found is None or not await visit.work.announcements.is_recipient(found.id, visit.actor.seat.id):
        return None
    at, again = await _acknowledge(visit, found)
    return [words.acknowledged_shortly(visit.voice, found, at, visit.actor.seat, again=again, on="")]


async def _acknowledge(visit: Visit, found: Announcement) -> tuple[datetime, bool]:
    """When it was acknowledged, and whether that was before."""
    seat = visit.actor.seat
    if not await visit.work.announcements.is_recipient(found.id, seat.id):
        raise Refusal(RefusalReason.NOT_YOURS)
    new = await visit.work.announcements.acknowledge(found.id, seat.id, visit.now)
    if new:
        await visit.work.audit.add(visit.actor, "acknowledged", found.about, visit.now)
    at = await visit.work.announcements.acknowledged_at(found.id, seat.id)
    return at or visit.now, not new
