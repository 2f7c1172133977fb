"""Announcements whose appointed moment has come, and the report of how each send ended."""

from dataclasses import replace
from datetime import datetime

from committee.announcing import REPORT_AFTER
from committee.people import Role, Seat
from committee.practice import Practice
from committee.refusals import Refusal
from handlers.announcements.reporting import report_of
from handlers.announcements.sending import send
from messages.announced import Announcement
from messages.envelope import Kind, Outgoing
from messages.voice import Voice
from messages.words.announcements import report_key
from messages.words.refusals import refused
from storage.work import Work


async def plan(work: Work, now: datetime, practice: Practice, voice: Voice) -> int:
    """Promise the announcements that are due, and tell their senders how those sent before ended."""
    made = 0
    for announcement in await work.announcements.scheduled(now):
        made += await _send(work, announcement, now, practice, voice)
    for announcement in await work.announcements.unreported(now):
        made += await _report(work, announcement, now, voice)
    return made


async def _send(work: Work, due: Announcement, now: datetime, practice: Practice, voice: Voice) -> int:
    """Send one; one that cannot go is a draft again, and its sender is told why."""
    at = due.send_at or now
    try:
        async with work.step("announcement"):
            sent, reach = await send(work, due, now, practice, voice, at=at)
    except Refusal as refusal:
        await work.announcements.change(replace(due, state="draft", send_at=None))
        key = f"announcement:{due.id}:{due.revision}:not_sent"
        for seat in await _senders(work, due):
            await _tell(work, due, seat, refused(_own(voice, seat), refusal), key, now)
        return 0
    for seat in await _senders(work, sent):
        said = await report_of(work, sent, now, _own(voice, seat))
        await _tell(work, sent, seat, said, report_key(sent), now)
    return len(reach.seats)


async def _report(work: Work, sent: Announcement, now: datetime, voice: Voice) -> int:
    """How far it is after a quarter of an hour, if it is still going, and the last word when all has ended.

    Where all is well the first report is brought up to date in its place; trouble is a new message.
    """
    assert sent.send_at is not None
    tally = await work.announcements.tally(sent.id)
    if tally.open:
        return await _report_between(work, sent, now, voice) if now - sent.send_at >= REPORT_AFTER else 0
    await work.announcements.note_report(sent.id)
    trouble = tally.total != tally.states.get("sent", 0) or tally.doubled > 0
    _, first = ("", "") if trouble else await work.announcements.said(report_key(sent))
    senders = await _senders(work, sent)
    for seat in senders:
        said = replace(await report_of(work, sent, now, _own(voice, seat)), replaces=first)
        await _tell(work, sent, seat, said, f"{report_key(sent)}:final", now)
    return len(senders)


async def _report_between(work: Work, sent: Announcement, now: datetime, voice: Voice) -> int:
    """Something holds it up: whoever sent it is told once what arrived, what has not, and why."""
    key, told = f"{report_key(sent)}:between", 0
    for seat in await _senders(work, sent):
        said = await report_of(work, sent, now, _own(voice, seat))
        told += await _tell(work, sent, seat, said, key, now)
    return told


async def _tell(work: Work, about: Announcement, seat: Seat, said: Outgoing, key: str, now: datetime) -> bool:
    """Promise it to a sender; whether it is new."""
    assert seat.holder is not None
    own = key if about.made_by == seat.holder.id else f"{key}:seat:{seat.id}"
    out = replace(said, kind=Kind.NOTICE, person=seat.holder.id, seat=seat.id, key=own)
    return await work.outbox.promise(out, now) is not None


def _own(voice: Voice, seat: Seat) -> Voice:
    return voice.to(seat.holder.language) if seat.holder else voice


async def _senders(work: Work, about: Announcement) -> list[Seat]:
    """Whoever made it; one from the command line is reported to the secretariat's head."""
    secretariat = await work.seats.secretariat()
    own = [seat for seat in secretariat if seat.holder and seat.holder.id == about.made_by]
    return own[:1] or [seat for seat in secretariat if seat.role is Role.SECRETARIAT_LEAD]
