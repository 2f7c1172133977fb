"""Takes receipts: the button "Đã nhận", and the same in words as a reply to the announcement."""

from datetime import datetime, timedelta

from committee.refusals import Refusal, RefusalReason
from handlers.announcements.showing import numbered
from handlers.visit import Visit
from messages.announced import Announcement
from messages.envelope import Outgoing, edits
from messages.reading.fold import fold
from messages.reading.received import means_received
from messages.words import announcements as words

RECENT = timedelta(days=3)  # whoever writes "đã nhận" speaks of what came lately


async def acknowledge(visit: Visit, rest: str) -> list[Outgoing]:
    """The button under the announcement ("5") or under a reminder of it ("5:r")."""
    number, _, reminded = rest.partition(":")
    found = await numbered(visit, number)
    if found is None or found.state != "sent":
        raise Refusal(RefusalReason.BUTTON_OLD)
    at, again = await _acknowledge(visit, found)
    in_place = not reminded and edits(visit.incoming.channel)
    say = words.acknowledged if in_place else words.acknowledged_shortly
    return [say(visit.voice, found, at, visit.actor.seat, again=again, on=visit.incoming.message)]


async def reply(visit: Visit, about: str) -> list[Outgoing] | None:
    """Receipt in words ("đã nhận", "ok"); nothing for other words, or when it is not clear of what.

    As a reply it means what it replies to. By itself it means the one announcement that waits for it.
    """
    if not means_received(visit.text):
        return None
    seat = visit.actor.seat
    kind, _, number = about.partition(":")
    if about:
        found = await numbered(visit, number) if kind == "announcement" else None
        if found is None or not await visit.work.announcements.is_recipient(found.id, seat.id):
            return None
    elif "nhan" not in fold(visit.text) and (await visit.newest_about()).startswith(("meeting:", "task:")):
        return None  # a bare "ok" answers what was said last
    else:
        waiting = await visit.work.announcements.unacknowledged(seat.id, visit.now - RECENT)
        if len(waiting) != 1:
            return None
        found = waiting[0]
    at, again = await _acknowledge(visit, found)
    return [words.acknowledged_shortly(visit.voice, found, at, seat, again=again, on="")]


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
