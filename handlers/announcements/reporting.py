"""Tells the secretariat what became of announcements: the list, one's report, every recipient, reminders."""

from dataclasses import replace
from datetime import datetime

from committee.announcing import goes_at, may_remind_at
from committee.lateness import useful_until
from committee.permissions import Act, require
from committee.refusals import Refusal, RefusalReason
from handlers.announcements.showing import card_of, for_others, numbered
from handlers.visit import Visit
from messages.announced import Announcement
from messages.envelope import Outgoing
from messages.voice import Voice
from messages.words import announcements as words
from messages.words import deliveries
from messages.words.audiences import audience_words
from storage.work import Work

LISTED = 10


async def report_of(work: Work, announcement: Announcement, now: datetime, voice: Voice) -> Outgoing:
    """The report of one announcement as of now."""
    number = announcement.id
    asks = announcement.acknowledge
    known = work.announcements
    found = deliveries.Report(
        tally=await known.tally(number),
        troubles=await known.troubled(number),
        acknowledged=await known.answered(number, acknowledged=True, limit=deliveries.ACKNOWLEDGED_NAMED + 1)
        if asks
        else (),
        silent=await known.answered(number, acknowledged=False, limit=deliveries.SILENT_NAMED + 1)
        if asks
        else (),
    )
    audience = audience_words(voice, announcement.audience, await work.seats.agencies())
    return deliveries.report(voice, announcement, found, audience, now)


async def latest(visit: Visit, rest: str) -> list[Outgoing]:
    """/dsthongbao: the latest ones as buttons; /dsthongbao 5: that one."""
    number = rest.split(maxsplit=1)[0].lstrip("#") if rest.split() else ""
    if number:
        return [await _one(visit, number)]
    sent = [
        (one, await visit.work.announcements.tally(one.id))
        for one in await visit.work.announcements.sent(LISTED)
    ]
    return [words.listed(visit.voice, await visit.work.announcements.waiting(), sent)]


async def open_one(visit: Visit, rest: str) -> list[Outgoing]:
    """A button of the list."""
    require(visit.actor, Act.SEE_DELIVERIES)
    return [await _one(visit, rest)]


async def refresh(visit: Visit, rest: str) -> list[Outgoing]:
    """The button «Cập nhật»: the same message as of now."""
    require(visit.actor, Act.SEE_DELIVERIES)
    return [replace(await _one(visit, rest), replaces=visit.incoming.message)]


async def _one(visit: Visit, number: str) -> Outgoing:
    found = await numbered(visit, number)
    if found is not None and found.state == "scheduled":
        return await card_of(visit, found)
    if found is None or found.state != "sent":
        raise Refusal(RefusalReason.ANNOUNCEMENT_UNKNOWN)
    return await report_of(visit.work, found, visit.now, visit.voice)


async def everybody(visit: Visit, rest: str) -> list[Outgoing]:
    """/giaonhan: every recipient of the latest announcement, or of the one with the number."""
    number = rest.split(maxsplit=1)[0].lstrip("#") if rest.split() else ""
    if number:
        found = await numbered(visit, number)
        if found is None or found.state != "sent":
            raise Refusal(RefusalReason.ANNOUNCEMENT_UNKNOWN)
    else:
        found = next(iter(await visit.work.announcements.sent(1)), None)
        if found is None:
            return [words.listed(visit.voice, [], [])]
    tally = await visit.work.announcements.tally(found.id)
    rows = await visit.work.announcements.deliveries(found.id, deliveries.ROWS)
    return [deliveries.rows(visit.voice, found, tally, rows)]


async def remind(visit: Visit, rest: str) -> list[Outgoing]:
    """The button «Nhắc người chưa xác nhận»: one message to each of those."""
    require(visit.actor, Act.REMIND_SILENT)
    found = await numbered(visit, rest)
    if found is None or found.state != "sent" or not found.acknowledge:
        raise Refusal(RefusalReason.BUTTON_OLD)
    again_at = may_remind_at(found.reminded_at, visit.now)
    if again_at > visit.now:
        raise Refusal(RefusalReason.ANNOUNCEMENT_REMINDED, at=found.reminded_at, again_at=again_at)
    silent = await visit.work.announcements.answered(found.id, acknowledged=False)
    due = goes_at(visit.now, visit.practice, urgent=found.urgent)
    until = useful_until("reminder", due, visit.practice)
    said = [
        replace(
            words.reminder(
                for_others(visit).to(one.seat.holder.language), found, one.seat, found.reminders + 1
            ),
            not_before=due,
            expires_at=until,
        )
        for one in silent
        if one.seat.holder
    ]
    await visit.work.outbox.promise_all(said, visit.now)
    await visit.work.announcements.note_reminder(found.id, visit.now)
    await visit.work.audit.add(visit.actor, "reminded", found.about, visit.now, after=str(len(said)))
    return await _again(visit, found)


async def _again(visit: Visit, found: Announcement) -> list[Outgoing]:
    again = await visit.work.announcements.get(found.id)
    assert again is not None
    said = await report_of(visit.work, again, visit.now, visit.voice)
    return [replace(said, replaces=visit.incoming.message)]
