"""Tells the secretariat that answers wait to be classified: at most one notice in half an hour."""

from dataclasses import replace
from datetime import datetime, timedelta

from committee.lateness import useful_until
from committee.moments import in_send_window
from committee.practice import Practice
from messages.voice import Voice
from messages.words.unclear_answers import unread_notice
from storage.moments import to_moment, to_text
from storage.work import Work

TOLD_UNTIL = "unread_told_until"  # the note that holds the moment up to which the secretariat was told
SETTLING = timedelta(minutes=5)  # until then the sender may still choose what was meant
AT_MOST_EVERY = timedelta(minutes=30)


async def plan(work: Work, now: datetime, practice: Practice, voice: Voice) -> int:
    """Promise a notice when something unread has come since the last one; returns how many messages."""
    if not in_send_window(now, practice):
        return 0
    noted = await work.notes.get(TOLD_UNTIL)
    told_until = to_moment(noted) if noted else now - timedelta(days=7)
    until = now - SETTLING
    if until - told_until < (AT_MOST_EVERY if noted else timedelta()):
        return 0
    if not await work.reports.unread_between(told_until, until):
        return 0
    number = await work.reports.unread_count()
    made = 0
    for seat in await work.seats.secretariat():
        assert seat.holder is not None
        out = replace(
            unread_notice(voice.to(seat.holder.language), number),
            person=seat.holder.id,
            seat=seat.id,
            key=f"unread:{to_text(until)}:seat:{seat.id}",
            expires_at=useful_until("notice", now, practice),
        )
        made += await work.outbox.promise(out, now) is not None
    await work.notes.put(TOLD_UNTIL, to_text(until))
    return made
